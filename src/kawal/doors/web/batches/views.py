"""Batches: the list, a new one, one with its legs, who is on the way here, closing."""

from datetime import datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kawal.access.scope import Power, Scope
from kawal.access.trail import services as trail
from kawal.doors.web import labels, places, status
from kawal.doors.web.batches import cards, words
from kawal.doors.web.batches.forms import OpeningForm
from kawal.doors.web.exports import every, export, export_links
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit.cards.shell import Chip, ChipGroup, Pages
from kawal.doors.web.kit.figures import rupiah
from kawal.response.returns import selectors, services
from kawal.response.returns.cards import LegCard
from kawal.response.returns.plans import BatchClosed, Unexplained
from kawal.situation.paging import BadCursor

GET_OR_POST = ["GET", "POST"]
STATES = ("open", "closed")
AHEAD = timedelta(hours=36)


@needs(Power.HAND_OVER)
@require_GET
def batch_list(request: HttpRequest, *, scope: Scope) -> HttpResponseBase:
    """Where is somebody missing? Open differences first; above them what leaves or arrives here today."""
    now = timezone.now()
    state = request.GET.get("keadaan", "open")
    state = state if state in STATES else "open"
    counts = _("Satu baris satu rombongan.")

    def page_of(cursor: str | None) -> Any:
        return selectors.list_batches(scope=scope, now=now, state=state, cursor=cursor)

    file = export(
        request, name=_("rombongan"), counts=counts, columns=cards.list_columns(), rows=every(page_of)
    )
    if file:
        return file
    try:
        page = page_of(request.GET.get("sesudah"))
    except BadCursor:
        raise Http404 from None
    said = {"open": _("Berjalan"), "closed": _("Ditutup")}
    chips = [Chip(said[it], f"?keadaan={it}", current=it == state) for it in STATES]
    following = f"?keadaan={state}&sesudah={page.next}" if page.next else ""
    context = {
        "rows": [cards.batch_row(it) for it in page.results],
        "today": _today(scope, now),
        "groups": [ChipGroup(_("Keadaan"), chips)],
        "pages": Pages(len(page.results), following),
        "export": export_links(request, counts),
        "new_url": reverse("batches:new") if scope.may(Power.INTAKE) else "",
        "expected_url": reverse("batches:expected"),
        "checked_at": now,
        "status": status.status_of(request, now),
    }
    return render(request, "batches/list.html", context)


@needs(Power.HAND_OVER)
@require_GET
def expected(request: HttpRequest, *, scope: Scope) -> HttpResponseBase:
    """Who is on the way to the reader's area, post or shelter."""
    now = timezone.now()
    counts = _("Satu baris satu orang dalam perjalanan ke sini.")
    found = selectors.list_expected(scope=scope)
    file = export(
        request, name=_("dalam perjalanan"), counts=counts, columns=cards.expected_columns(), rows=found
    )
    if file:
        return file
    ids = [it.line.kawal_id for it in found if it.line.kawal_id]
    trail.record_all(scope=scope, action="return.listed", now=now, people=ids)
    context = {
        "rows": [cards.expected_row(it, scope) for it in found],
        "export": export_links(request, counts),
        "place": places.name_of(scope),
        "checked_at": now,
    }
    return render(request, "batches/expected.html", context)


@needs(Power.INTAKE)
@require_http_methods(GET_OR_POST)
def new(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    """A batch from its letter; the list follows."""
    now = timezone.now()
    here = places.here(scope)
    initial = {
        "post": labels.place_name(here.post) if here.post else "",
        "mission": labels.place_name(scope.agency) if here.country else "",
    }
    form = OpeningForm(request.POST or None, initial=initial)
    if form.is_valid():
        code = services.open_batch(scope=scope, opening=form.opening(), now=now)
        status.say(request, _("Rombongan %(code)s dibuka. Sekarang daftarnya.") % {"code": code}, now=now)
        return redirect("batches:annex", code)
    context = {
        "form": form,
        "title": _("Rombongan apa yang dikabarkan?"),
        "sentence": _("Dari surat perwakilan. Orang-orangnya dari lampiran, pada langkah berikut."),
        "verb": _("Buka rombongan"),
        "back_url": reverse("batches:list"),
        "crumb": _("Rombongan"),
    }
    return render(request, "batches/form.html", context, status=422 if form.errors else 200)


@needs(Power.HAND_OVER)
@require_GET
def page(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponseBase:
    """Is everybody accounted for? Who is not stands first, by name and hours."""
    now = timezone.now()
    view = selectors.get_batch(scope=scope, code=code, now=now)
    counts = _("Satu baris satu orang pada satu leg, dengan biayanya.")
    if request.GET.get("bentuk"):
        legs = {leg.leg_id: leg for leg in view.legs}
        seats = [(legs[it.leg_id], it) for it in selectors.list_seats(scope=scope, code=code)]
        file = export(request, name=f"{code} biaya", counts=counts, columns=cards.cost_columns(), rows=seats)
        if file:
            return file
    missing = [cards.missing_row(it, code, now) for it in view.missing]
    trail.record_all(
        scope=scope,
        action="return.batch_read",
        now=now,
        people=[it.kawal_id for it in view.missing] or [""],
        subject=code,
    )
    context = {
        "batch": view.batch,
        "title": words.title(view.batch),
        "line": cards.line_under(view),
        "missing": missing,
        "states": (states := cards.states_of(view)),
        "shares": [(it.count, it.colour) for it in states],
        "legs": [cards.leg_row(it, now) for it in view.legs],
        "costs": [cards.cost_row(it) for it in view.costs],
        "leg_costs": cards.leg_cost_rows(view),
        "per_person": _per_person(view.costs, view.batch.people),
        "export": export_links(request, counts) if view.costs else None,
        "now": now,
        "status": status.status_of(request, now),
    }
    return render(request, "batches/page.html", context)


@needs(Power.HAND_OVER)
@require_POST
def close(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    try:
        services.close_batch(scope=scope, code=code, now=now)
    except Unexplained as left:
        said = ngettext(
            "Belum bisa ditutup: %(n)s orang belum selesai.",
            "Belum bisa ditutup: %(n)s orang belum selesai.",
            left.people,
        )
        status.say(request, said % {"n": left.people}, now=now, tone="late")
    except BatchClosed:
        status.say(request, _("Rombongan ini sudah ditutup."), now=now, tone="warn")
    else:
        status.say(request, _("Rombongan ditutup: setiap orang terhitung."), now=now)
    return redirect("batches:page", code)


def _today(scope: Scope, now: datetime) -> list[cards.LegRow]:
    """What leaves or arrives at the reader's post or shelter within a day and a half."""
    post = places.here(scope).post
    if not post:
        return []
    found: list[LegCard] = selectors.list_legs_here(
        scope=scope, places=[post], since=now - timedelta(hours=12), until=now + AHEAD, now=now
    )
    return [cards.leg_row(it, now) for it in found]


def _per_person(costs: Any, people: int) -> str:
    actual = sum(it.actual for it in costs)
    return rupiah(actual / people) if actual and people else ""
