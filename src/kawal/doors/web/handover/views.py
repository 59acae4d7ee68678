"""Hand-overs: lists, what a receiver is told ahead, one hand-over, its lines and its end."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kawal.access.scope import Power, Scope
from kawal.access.trail import services as trail
from kawal.doors.web import status
from kawal.doors.web.cards.here import about
from kawal.doors.web.exports import every, export, export_links
from kawal.doors.web.front_desk import needs
from kawal.doors.web.handover import cards, words
from kawal.doors.web.handover.forms import LineForm, ReasonForm
from kawal.doors.web.handover.offices import open_steps
from kawal.doors.web.kit.cards.shell import Chip, ChipGroup, Pages
from kawal.doors.web.shelter.words import TELLS_ADDRESS
from kawal.homecoming import handing
from kawal.response.handover import selectors, services
from kawal.response.handover.plans import BadPlan
from kawal.response.handover.selectors import HandoverCard
from kawal.response.shelter.refusals import TellsAddress
from kawal.situation.paging import BadCursor

GET_OR_POST = ["GET", "POST"]


@needs(Power.HAND_OVER)
@require_GET
def handovers(request: HttpRequest, *, scope: Scope) -> HttpResponseBase:
    """Who is handed over to whom, and what is still missing? Before that: who comes to this unit."""
    now = timezone.now()
    ended = request.GET.get("keadaan") == "selesai"
    listed = selectors.list_ended if ended else selectors.list_open
    counts = _("Satu baris satu serah terima yang diikuti kantor ini.")

    def page_of(cursor: str | None) -> Any:
        return listed(scope=scope, cursor=cursor)

    file = export(request, name=_("serah terima"), counts=counts, columns=_columns(), rows=every(page_of))
    if file:
        return file
    try:
        page = page_of(request.GET.get("sesudah"))
    except BadCursor:
        raise Http404 from None
    following = request.GET.copy()
    following["sesudah"] = page.next or ""
    chips = [
        Chip(_("Berjalan"), "?", selectors.count_open(scope=scope), current=not ended),
        Chip(_("Selesai"), "?keadaan=selesai", current=ended),
    ]
    context = {
        "rows": [cards.list_row(it) for it in page.results],
        "expected": [] if ended else [(it, about(it.sex, it.birth_year, "")) for it in selectors.list_expected(scope=scope)],
        "ended": ended,
        "groups": [ChipGroup(_("Keadaan"), chips)],
        "pages": Pages(len(page.results), f"?{following.urlencode()}" if page.next else ""),
        "export": export_links(request, counts),
        "may_begin": bool(open_steps(scope)),
        "checked_at": now,
        "status": status.status_of(request, now),
    }  # fmt: skip
    return render(request, "handover/list.html", context)


@needs(Power.HAND_OVER)
@require_GET
def page(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    view = selectors.get_handover(scope=scope, code=code)
    people = [it.kawal_id for it in view.people] or [""]
    trail.record_all(scope=scope, action="handover.read", now=now, people=people, subject=code)
    context = {
        "handover": cards.page_of(view, scope),
        "reason_form": ReasonForm(),
        "status": status.status_of(request, now),
    }
    return render(request, "handover/page.html", context)


@needs(Power.HAND_OVER)
@require_http_methods(GET_OR_POST)
def line(request: HttpRequest, code: str, line: int, *, scope: Scope) -> HttpResponse:
    """What the document says of one person: condition, belongings, whether she is there."""
    now = timezone.now()
    view = selectors.get_handover(scope=scope, code=code)
    its = next((it for it in view.people if it.line == line), None)
    if its is None:
        raise Http404
    said = {name: getattr(its, name) for name in ("condition", "remarks", "belongings", "state", "statement")}
    form = LineForm(request.POST or None, initial=said)
    if form.is_valid():
        told = dict(form.cleaned_data)
        try:
            handing.set_line(scope=scope, code=code, line=line, state=told.pop("state"), said=told, now=now)
        except BadPlan as wrong:
            form.add_error("statement" if wrong.field == "statement" else None, words.plan_sentence(wrong))
        except TellsAddress:
            form.add_error(None, TELLS_ADDRESS)
        except services.Sealed:
            return _too_late(request, code)
        else:
            status.say(request, _("Tersimpan dalam serah terima."), now=now)
            return redirect("handover:page", code)
    context = {
        "form": form,
        "code": code,
        "name": its.name,
        "about": about(its.sex, its.birth_year, its.home),
    }
    return render(request, "handover/line.html", context)


@needs(Power.HAND_OVER)
@require_POST
def complete(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    """The second press: everybody has signed, nothing changes any more."""
    now = timezone.now()
    view = selectors.get_handover(scope=scope, code=code)
    happened = min(view.card.happens_at, now)
    try:
        done = handing.complete(scope=scope, code=code, happened_at=happened, now=now)
    except services.Sealed:
        return _too_late(request, code)
    except services.Unsigned as lacking:
        who = words.missing_words(lacking.roles) or _("yang menolak")
        status.say(request, _("Belum ditandatangani %(who)s.") % {"who": who}, now=now, tone="warn")
    except BadPlan as wrong:
        status.say(request, words.plan_sentence(wrong), now=now, tone="warn")
    else:
        text = _("Serah terima %(code)s selesai: %(count)s orang.") % {
            "code": code,
            "count": len(done.handed),
        }
        status.say(request, text, now=now)
    return redirect("handover:page", code)


@needs(Power.HAND_OVER)
@require_POST
def call_off(request: HttpRequest, code: str, how: str, *, scope: Scope) -> HttpResponse:
    """The receiver refuses, or the own office cancels; both say why."""
    now = timezone.now()
    if how not in ("tolak", "batal"):
        raise Http404
    form = ReasonForm(request.POST)
    if not form.is_valid():
        status.say(request, _("Tulis alasannya."), now=now, tone="warn")
        return redirect("handover:page", code)
    end = handing.refuse if how == "tolak" else handing.cancel
    try:
        end(scope=scope, code=code, reason=form.cleaned_data["reason"], now=now)
    except services.Sealed:
        return _too_late(request, code)
    except TellsAddress:
        status.say(request, str(TELLS_ADDRESS), now=now, tone="warn")
    except services.Unsigned:
        status.say(request, _("Penerima yang menolak harus bertanda tangan dahulu."), now=now, tone="warn")
    else:
        said = _("Penolakan tersimpan.") if how == "tolak" else _("Serah terima dibatalkan.")
        status.say(request, said, now=now)
    return redirect("handover:page", code)


def _too_late(request: HttpRequest, code: str) -> HttpResponse:
    text = _("Serah terima %(code)s sudah ditutup petugas lain.") % {"code": code}
    status.say(request, text, now=timezone.now(), tone="warn")
    return redirect("handover:page", code)


def _columns() -> Any:
    def when(card: HandoverCard) -> Any:
        return card.happens_at

    return (
        (_("Nomor"), lambda card: card.code),
        (_("Langkah"), lambda card: str(words.STEPS.get(card.step_name, card.step_name))),
        (_("Menyerahkan"), lambda card: words.office_words(card.giver)),
        (_("Menerima"), lambda card: words.office_words(card.taker)),
        (_("Saksi"), lambda card: words.office_words(card.witness) if card.witness else ""),
        (_("Waktu"), when),
        (_("Tempat"), lambda card: card.place),
        (_("Orang"), lambda card: card.people),
        (_("Barang"), lambda card: card.things),
        (_("Keadaan"), lambda card: str(words.STATES[card.state])),
    )
