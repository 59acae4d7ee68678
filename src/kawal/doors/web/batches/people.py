"""The people of a batch: its list, one person's care and tickets, and somebody who came along."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kawal.access.scope import Power, Scope
from kawal.access.trail import services as trail
from kawal.doors.web import status
from kawal.doors.web.batches import words
from kawal.doors.web.batches.forms import CareForm, ComeAlongForm, TicketForm
from kawal.doors.web.facts.saving import show_errors
from kawal.doors.web.front_desk import needs
from kawal.facts.contract.errors import FactRefused
from kawal.homecoming import returning
from kawal.response.returns import selectors, services
from kawal.response.returns.plans import BatchClosed

GET_OR_POST = ["GET", "POST"]


@needs(Power.HAND_OVER)
@require_GET
def lines(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponseBase:
    """Everybody on the list, with where each stands."""
    now = timezone.now()
    view = selectors.get_batch(scope=scope, code=code, now=now)
    found = selectors.list_lines(scope=scope, code=code)
    names = {it.line_id: it.name for it in found}
    missed = {it.line_id for it in view.missing if it.stand != "lost"}
    ids = [it.kawal_id for it in found if it.kawal_id]
    trail.record_all(scope=scope, action="return.batch_read", now=now, people=ids, subject=code)
    context = {
        "batch": view.batch,
        "rows": [
            {
                "line": it,
                "who": words.who(it),
                "care": words.care(it, names),
                "state": words.UNACCOUNTED if it.line_id in missed else words.STATES[it.state],
                "is_missed": it.line_id in missed,
                "url": reverse("batches:line", args=[code, it.number]),
            }
            for it in found
        ],
        "now": now,
        "status": status.status_of(request, now),
    }
    return render(request, "batches/lines.html", context)


@needs(Power.HAND_OVER)
@require_http_methods(GET_OR_POST)
def line(request: HttpRequest, code: str, number: int, *, scope: Scope) -> HttpResponse:
    """Care on the way, and seat, ticket and cost of each leg."""
    now = timezone.now()
    found = selectors.list_lines(scope=scope, code=code)
    its = next((it for it in found if it.number == number), None)
    if its is None:
        raise Http404
    legs = {it.leg_id: it for it in selectors.list_legs(scope=scope, codes=[code])}
    seats = [it for it in selectors.list_seats(scope=scope, code=code) if it.line.line_id == its.line_id]
    sent = request.POST or None
    form = CareForm(sent, line=its, numbers={it.number: it.line_id for it in found})
    tickets = [(legs[it.leg_id], TicketForm(sent, seat=it, prefix=f"leg{it.leg_id}")) for it in seats]
    if form.is_valid() and all(it.is_valid() for _leg, it in tickets):
        services.care_for(scope=scope, line_id=its.line_id, care=form.care(), now=now)
        for leg, ticket in tickets:
            if ticket.has_changed():
                services.buy_ticket(
                    scope=scope, line_id=its.line_id, leg_id=leg.leg_id, ticket=ticket.ticket_of(), now=now
                )
        status.say(request, _("Tersimpan."), now=now)
        return redirect("batches:people", code)
    context = {
        "line": its,
        "who": words.who(its),
        "state": words.STATES[its.state],
        "form": form,
        "tickets": [(f"{leg.mark} · {words.leg_name(leg)}", ticket) for leg, ticket in tickets],
        "person_url": reverse("people:page", args=[its.kawal_id]) if its.kawal_id else "",
        "back_url": reverse("batches:people", args=[code]),
    }
    failed = form.errors or any(it.errors for _leg, it in tickets)
    return render(request, "batches/line.html", context, status=422 if failed else 200)


@needs(Power.HAND_OVER)
@require_http_methods(GET_OR_POST)
def add(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    """Somebody who is not on the list came along."""
    now = timezone.now()
    batch = selectors.get_batch(scope=scope, code=code, now=now).batch
    form = ComeAlongForm(request.POST or None)
    if form.is_valid():
        try:
            [made] = returning.list_people(
                scope=scope, code=code, people=[form.listed(now)], now=now, listed=False
            )
        except FactRefused as refused:
            show_errors(form, refused)
        except BatchClosed:
            form.add_error(None, _("Rombongan ini sudah ditutup."))
        else:
            if made.status == returning.TWICE:
                status.say(request, _("Orang ini sudah ada dalam daftar."), now=now, tone="warn")
            else:
                status.say(request, _("Ditambahkan ke daftar, sebagai tambahan."), now=now)
            return redirect("batches:people", code)
    context = {
        "form": form,
        "title": _("Siapa yang ikut di luar daftar?"),
        "sentence": _("Ia dihitung sebagai tambahan, dan terlihat di tiap leg."),
        "verb": _("Tambahkan"),
        "back_url": reverse("batches:people", args=[code]),
        "crumb": batch.code,
    }
    return render(request, "batches/form.html", context, status=422 if form.errors else 200)
