"""The desk today: numbers at the door, who waits, who is served by whom, what the day was like."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kawal.access.scope import Power, Scope
from kawal.doors.web import places, status
from kawal.doors.web.desk.forms import TicketForm
from kawal.doors.web.desk.rows import columns, day_card, state_words, ticket_rows
from kawal.doors.web.exports import export, export_links
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit.cards.shell import Chip, ChipGroup, Pages
from kawal.doors.web.reception.rows import called
from kawal.foundation.moments import day_of
from kawal.response.desk import selectors, services

SHOWN, PER_PAGE, MOST = 12, 50, 20_000
STATES = ("waiting", "serving", "served", "left")


@dataclass(frozen=True, slots=True)
class Told:
    """What the last press did: said on the next form, with the way back."""

    text: str
    undo_url: str = ""


@needs(Power.INTAKE)
@require_http_methods(["GET", "POST"])
def today(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    """A number is taken without a page being loaded again; without script the same form is a whole page."""
    now = timezone.now()
    if request.method == "GET":
        return _draw(request, TicketForm(scope=scope), scope, now)
    form = TicketForm(request.POST, scope=scope)
    if not form.is_valid():
        return _draw(request, form, scope, now)
    said = form.cleaned_data
    code = services.take_ticket(
        scope=scope, act=form.act_made, errand=said["errand"], needs=said["needs"], now=now
    )
    number = called(selectors.get_ticket(scope=scope, code=code).number)
    text, undo = _("Nomor %(number)s.") % {"number": number}, reverse("desk:undo_ticket", args=[code])
    if not _is_fragment(request):
        status.say(request, text, now=now, undo_url=undo)
        return redirect("desk:today")
    told = Told(text, undo)
    return _draw(request, TicketForm(scope=scope), scope, now, told)


@needs(Power.INTAKE)
@require_POST
def call_next(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    """Whoever is first goes to this officer's counter."""
    now = timezone.now()
    code = services.call_next(scope=scope, now=now)
    if code:
        return redirect("desk:counter", code)
    status.say(request, _("Tidak ada yang menunggu."), now=now)
    return redirect("desk:today")


@needs(Power.INTAKE)
@require_POST
def undo_ticket(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    """The number was a mistake. It is not given again."""
    now = timezone.now()
    number = called(selectors.get_ticket(scope=scope, code=code).number)
    try:
        services.undo_ticket(scope=scope, code=code, now=now)
    except services.AlreadyEnded:
        text = _("Nomor %(number)s sudah dilayani, jadi tetap tercatat.")
    else:
        text = _("Nomor %(number)s diurungkan.")
    if not _is_fragment(request):
        return redirect("desk:today")
    return _draw(request, TicketForm(scope=scope), scope, now, Told(text % {"number": number}))


@needs(Power.INTAKE)
@require_GET
def day(request: HttpRequest, *, scope: Scope) -> HttpResponseBase:
    """Everybody of a day, in what state: a list and a file."""
    now = timezone.now()
    on = _day_asked(request, now)
    which: Any = request.GET.get("yang", "")
    which = which if which in STATES else "all"
    start = int(request.GET["mulai"]) if request.GET.get("mulai", "").isdigit() else 0

    def found(limit: int, skip: int = 0) -> list[Any]:
        rows = selectors.list_tickets(scope=scope, day=on, which=which, limit=limit, skip=min(skip, MOST))
        return ticket_rows(rows, now)

    counts = _("Kedatangan di meja pelayanan, satu baris satu nomor.")
    file = export(
        request,
        name=_("meja"),
        counts=counts,
        columns=columns(),
        rows=found(MOST) if "bentuk" in request.GET else [],
    )
    if file:
        return file
    rows = found(PER_PAGE + 1, start)
    following = {"hari": on.isoformat(), "yang": which, "mulai": start + PER_PAGE}
    counted = selectors.get_day(scope=scope, day=on)
    context = {
        "on": on,
        "rows": rows[:PER_PAGE],
        "today": day_card(counted, now),
        "groups": [ChipGroup(_("Keadaan"), _chips(counted, on, which))],
        "pages": Pages(len(rows[:PER_PAGE]), f"?{urlencode(following)}" if len(rows) > PER_PAGE else ""),
        "export": export_links(request, counts) if rows else None,
        "checked_at": now,
    }
    return render(request, "desk/day.html", context)


def _draw(
    request: HttpRequest, form: TicketForm, scope: Scope, now: datetime, told: Told | None = None
) -> HttpResponse:
    on = day_of(now)
    waiting = selectors.list_tickets(scope=scope, day=on, limit=SHOWN)
    serving = selectors.list_tickets(scope=scope, day=on, which="serving", limit=SHOWN)
    fragment = _is_fragment(request)
    context = {
        "form": form,
        "errands": _keyed(form, "errand"),
        "ticks": _keyed(form, "needs"),
        "today": day_card(selectors.get_day(scope=scope, day=on), now),
        "waiting": ticket_rows(waiting, now),
        "serving": ticket_rows(serving, now),
        "inquiries": selectors.count_open(scope=scope),
        "told": told,
        "place": places.name_of(scope),
        "now": now,
    }
    if not fragment:
        context["status"] = status.status_of(request, now)
    template = "desk/meja.html" if fragment else "desk/today.html"
    return render(request, template, context, status=422 if form.errors and not fragment else 200)


def _keyed(form: TicketForm, name: str) -> list[tuple[str, str, bool]]:
    """Value, label, and whether it is chosen."""
    chosen = form[name].value() or ()
    chosen = {chosen} if isinstance(chosen, str) else set(chosen)
    choices = form.fields[name].choices  # type: ignore[attr-defined]  # a choice field
    return [(str(value), str(label), value in chosen) for value, label in choices]


def _chips(counted: Any, on: date, which: str) -> list[Chip]:
    def at(state: str) -> str:
        return f"?{urlencode({'hari': on.isoformat(), 'yang': state})}"

    every = Chip(_("Semua"), at("all"), counted.total, current=which == "all")
    return [
        every,
        *(Chip(state_words(it), at(it), getattr(counted, it), current=it == which) for it in STATES),
    ]


def _day_asked(request: HttpRequest, now: datetime) -> date:
    """Today where the address names no day."""
    try:
        return date.fromisoformat(request.GET.get("hari", ""))
    except ValueError:
        return day_of(now)


def _is_fragment(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers
