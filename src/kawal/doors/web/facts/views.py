"""Recording what happened to a person, correcting it in two presses, withdrawing it, and undoing what was just saved."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kawal import flow
from kawal.access.scope import NotAllowed, NotVisible, Power, Scope
from kawal.decisions.alerts import selectors as alerts
from kawal.doors.web import labels, status
from kawal.doors.web.facts.correcting import CorrectionForm
from kawal.doors.web.facts.forms import FactForm, WithdrawForm, new_fact_id, renumber
from kawal.doors.web.facts.recordable import grouped, kinds_of, may_record
from kawal.doors.web.facts.saving import ACCEPTED, CONFLICT, record, save, show_errors, write_trail
from kawal.doors.web.front_desk import needs
from kawal.doors.web.handover.offices import GIVES_NOTHING
from kawal.doors.web.kit.cards.shell import Link
from kawal.doors.web.people.card import who
from kawal.doors.web.people.rows import page_of
from kawal.doors.web.people.timeline import fact_rows, may_change, undone
from kawal.facts.contract.errors import FactRefused
from kawal.facts.contract.kinds import KINDS, WITHDRAWN
from kawal.situation.people import selectors as people
from kawal.situation.people.cards import FactCard, PersonView

GET_OR_POST = ["GET", "POST"]


@needs(Power.REPORT)
@require_GET
def new(request: HttpRequest, kawal_id: str, *, scope: Scope) -> HttpResponse:
    """What happened? One link a kind, those the role records."""
    view = people.get_person(scope=scope, kawal_id=kawal_id, now=timezone.now())
    stages = {
        "upstream": _("Sebelum berangkat"),
        "abroad": _("Di luar negeri"),
        "downstream": _("Pulang"),
        "any": _("Kapan saja"),
    }
    groups = [
        (
            stages[stage],
            [
                Link(labels.kind_label(kind.name), reverse("facts:record", args=[view.kawal_id, kind.name]))
                for kind in kinds
            ],
        )
        for stage, kinds in grouped(kinds_of(scope)).items()
    ]
    return render(request, "facts/new.html", {"person": who(view, scope), "groups": groups})


@needs(Power.REPORT)
@require_http_methods(GET_OR_POST)
def record_fact(request: HttpRequest, kawal_id: str, kind: str, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    view = people.get_person(scope=scope, kawal_id=kawal_id, now=now)
    if kind not in KINDS or not may_record(scope, kind):
        raise NotVisible("kind")
    form = FactForm(
        request.POST or None,
        kind=KINDS[kind],
        scope=scope,
        now=now,
        initial={"id": new_fact_id(), **_hinted(request)},
    )
    if form.is_valid():
        raw = {
            **form.raw_fact(),
            "subject": {"kawal_id": view.kawal_id, **({"name": view.name} if view.name else {})},
        }
        saved = save(request, raw, scope=scope, now=now, form=form)
        if saved:
            return redirect(page_of(view.kawal_id))
        renumber(form)
    context = {
        "title": _question(kind),
        "back_url": reverse("facts:new", args=[view.kawal_id]),
        "verb": _("Simpan kejadian"),
        "instead": _instead(kind, view, scope),
    }
    return _form_page(request, view, form, scope, context)


@needs(Power.REPORT)
@require_http_methods(GET_OR_POST)
def correct(request: HttpRequest, kawal_id: str, source: str, id: str, *, scope: Scope) -> HttpResponse:
    """The form filled with what was said: saving says it anew, and the old line stays, struck through."""
    now = timezone.now()
    view, fact = _standing_fact(kawal_id, source, id, scope=scope, now=now)
    form = CorrectionForm(request.POST or None, fact=fact, scope=scope, now=now)
    if form.is_valid():
        try:
            said = flow.correction(form.raw_fact(), scope=scope, corrects=fact.id, now=now)
        except FactRefused as refused:
            show_errors(form, refused)
        else:
            if record(request, said, scope=scope, now=now, form=form):
                return redirect(page_of(view.kawal_id))
            renumber(form)
    [row] = fact_rows([fact], scope=scope, kawal_id=view.kawal_id)
    context = {
        "title": _("Apa yang benar?"),
        "hint": labels.kind_label(fact.kind),
        "corrects": row,
        "back_url": page_of(view.kawal_id),
        "verb": _("Simpan perbaikan"),
    }
    return _form_page(request, view, form, scope, context)


@needs(Power.REPORT)
@require_http_methods(GET_OR_POST)
def withdraw(request: HttpRequest, kawal_id: str, source: str, id: str, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    view, fact = _standing_fact(kawal_id, source, id, scope=scope, now=now)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if _withdraw(fact, reason, scope=scope, now=now):
            status.say(request, _("Catatan ditarik. Keadaan dihitung ulang tanpanya."), now=now)
            return redirect(page_of(view.kawal_id))
        form.add_error(None, _("Catatan ini sudah ditarik."))
    [row] = fact_rows([fact], scope=scope, kawal_id=view.kawal_id)
    context = {
        "person": who(view, scope),
        "row": undone(row),
        "form": form,
        "back_url": page_of(view.kawal_id),
    }
    return render(request, "facts/withdraw.html", context)


@needs(Power.REPORT)
@require_POST
def undo(request: HttpRequest, kawal_id: str, source: str, id: str, *, scope: Scope) -> HttpResponse:
    """One press takes back what was just saved; pressing twice is a repetition."""
    now = timezone.now()
    status.hush(request)
    view, fact = _own_fact(kawal_id, source, id, scope=scope, now=now)
    if fact.state == "active":
        _withdraw(fact, _("diurungkan petugas yang mencatat"), scope=scope, now=now)
    messages.success(request, _("Catatan diurungkan."))
    return redirect(page_of(view.kawal_id))


def _own_fact(kawal_id: str, source: str, id: str, *, scope: Scope, now: Any) -> tuple[PersonView, FactCard]:
    """A fact of the own agency, and the person whose page it is on.

    :raises NotVisible: no such fact on that page. :raises NotAllowed: it is another agency's.
    """
    fact = people.get_fact(scope=scope, source=source, id=id)
    view = people.get_person(scope=scope, kawal_id=kawal_id, now=now)
    if fact.kawal_id != view.kawal_id:
        raise NotVisible("fact")
    if fact.source != scope.agency:
        raise NotAllowed("another agency's fact")
    return view, fact


def _standing_fact(
    kawal_id: str, source: str, id: str, *, scope: Scope, now: Any
) -> tuple[PersonView, FactCard]:
    """As above, while it stands: what is struck through is neither corrected nor withdrawn again."""
    view, fact = _own_fact(kawal_id, source, id, scope=scope, now=now)
    if not may_change(fact, scope):
        raise NotVisible("fact")
    return view, fact


def _withdraw(fact: FactCard, reason: str, *, scope: Scope, now: Any) -> bool:
    """False when it was withdrawn before with other words. The id is made from the fact's, so twice is once."""
    raw = {
        "id": f"tarik-{fact.id}"[:100],
        "kind": WITHDRAWN,
        "occurred_at": now.date().isoformat(),
        "corrects": fact.id,
        "data": {"reason": reason},
    }
    said = flow.said(raw, scope=scope, now=now)
    [outcome] = flow.report(scope=scope, facts=[said], now=now)
    if outcome.status == ACCEPTED:
        write_trail(scope, said, person=fact.kawal_id, now=now)
    return outcome.status != CONFLICT


def _hinted(request: HttpRequest) -> dict[str, Any]:
    """A link may fill a field beforehand: to whom somebody is handed over, how she was asked, which indicators are known."""
    filled = {key: request.GET.getlist(key) for key in request.GET if key.startswith("d_")}
    return {key: values if len(values) > 1 else values[0] for key, values in filled.items()}


def _instead(kind: str, view: PersonView, scope: Scope) -> tuple[Link, str] | None:
    """A better way to say it: a page whose record tells the same by itself."""
    if kind == "handed_over" and scope.role not in GIVES_NOTHING and scope.may(Power.HAND_OVER):
        address = f"{reverse('handover:new')}?{urlencode({'orang': view.kawal_id})}"
        text = _("untuk diserahkan dengan saksi dan tanda tangan; kejadiannya lalu tercatat sendiri.")
        return Link(_("Buat berita acara yang ditandatangani"), address), text
    if kind == "died" and scope.may(Power.INTAKE):
        address = f"{reverse('remains:new')}?{urlencode({'orang': view.kawal_id})}"
        text = _("bila ia meninggal di luar negeri; kejadiannya lalu tercatat sendiri.")
        return Link(_("Mulai kepulangan jenazahnya"), address), text
    if kind == "departure_deferred" and scope.may(Power.TAKE_ALERT):
        standing = alerts.list_alerts_of(scope=scope, person_id=view.person_id)
        if standing and standing[0].state != "closed":
            text = _("untuk meminta penundaan dengan petugas kedua; di sini hanya yang sudah terjadi.")
            address = reverse("alerts:page", args=[standing[0].code])
            return Link(_("Buka peringatannya"), address), text
    return None


def _question(kind: str) -> str:
    return _("%(kind)s: apa yang diketahui?") % {"kind": labels.kind_label(kind)}


def _form_page(
    request: HttpRequest, view: PersonView, form: FactForm, scope: Scope, context: dict[str, Any]
) -> HttpResponse:
    return render(request, "facts/form.html", {"person": who(view, scope), "form": form, **context})
