"""The counter: one person in a minute, by keyboard alone, without a page being loaded again.

Without script the same forms are whole pages.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kawal.access.scope import NotVisible, Power, Scope
from kawal.access.trail import services as trail
from kawal.doors.web.facts.saving import show_errors
from kawal.doors.web.front_desk import needs
from kawal.doors.web.menu import address
from kawal.doors.web.people import rows as people_rows
from kawal.doors.web.people.intake import A_MINUTE, MOST_ASKED, SHORTEST_NAME, SHOWN
from kawal.doors.web.reception.forms import NEEDS, CounterForm
from kawal.doors.web.reception.rows import called, queue_row
from kawal.facts.contract.errors import FactRefused
from kawal.homecoming import receiving
from kawal.homecoming.receiving import NotStored, Received, Row
from kawal.response.reception import selectors, services
from kawal.response.reception.services import ReceptionClosed, SameAgain
from kawal.situation.linkage import selectors as linkage

TONIGHT, FIRST = 8, 5


@dataclass(frozen=True, slots=True)
class Told:
    """What the last press did: said on the next form, with the way back."""

    text: str
    undo_url: str = ""


@needs(Power.INTAKE)
@require_http_methods(["GET", "POST"])
def counter(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    if request.method == "GET":
        return _draw(request, _blank(request, code, scope, now), code, scope, now)
    form = CounterForm(request.POST, request.FILES, scope=scope, now=now)
    received = _received(request, form, code, scope, now) if form.is_valid() else None
    if received is None:
        return _draw(request, form, code, scope, now, is_refused=True)
    if form.cleaned_data["photo"]:
        services.keep_photo(
            scope=scope, code=code, number=received.number, picture=form.cleaned_data["photo"]
        )
    if not _is_fragment(request):
        return redirect("reception:counter", code)
    told = Told(_said(received), reverse("reception:undo", args=[code, received.number]))
    return _draw(request, CounterForm(scope=scope, now=now), code, scope, now, told=told)


@needs(Power.INTAKE)
@require_POST
def undo(request: HttpRequest, code: str, number: int, *, scope: Scope) -> HttpResponse:
    """The last press was a mistake. What was said is withdrawn, and stays to be read as such."""
    now = timezone.now()
    receiving.undo_receiving(scope=scope, code=code, number=number, now=now)
    if not _is_fragment(request):
        return redirect("reception:counter", code)
    told = Told(_("Nomor %(number)s diurungkan.") % {"number": called(number)})
    return _draw(request, CounterForm(scope=scope, now=now), code, scope, now, told=told)


@needs(Power.INTAKE)
@require_GET
def maybe(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    """Who it may be: first among those on the list of tonight, then among everybody."""
    now = timezone.now()
    form = CounterForm(request.GET, scope=scope, now=now)
    form.is_valid()
    name = str(form.cleaned_data.get("name") or "").strip()
    if len(name) < SHORTEST_NAME:
        return render(request, "reception/maybe.html", {})
    listed = selectors.list_arrivals(scope=scope, code=code, which="announced", words=name, limit=SHOWN)
    context = {"listed": [queue_row(row, code) for row in listed], **_known(form, name, scope, now)}
    return render(request, "reception/maybe.html", context)


def _known(form: CounterForm, name: str, scope: Scope, now: datetime) -> dict[str, Any]:
    if not scope.may(Power.MATCH):
        return {}
    try:
        trail.keep_pace(scope=scope, action="match.asked", now=now, most=MOST_ASKED, within=A_MINUTE)
    except trail.TooFast:
        return {}
    found = linkage.find_candidates(scope=scope, subject=form.subject_so_far(), now=now, limit=SHOWN)
    shown = [people_rows.candidate(it) for it in found.candidates]
    return {"candidates": shown, "name": name, "elsewhere": found.elsewhere and not shown}


def _blank(request: HttpRequest, code: str, scope: Scope, now: datetime) -> CounterForm:
    """An empty form; for somebody of the list, with what the list says."""
    number = request.GET.get("nomor", "")
    if not number.isdigit():
        return CounterForm(scope=scope, now=now)
    try:
        row = selectors.get_arrival(scope=scope, code=code, number=int(number))
    except NotVisible:
        return CounterForm(scope=scope, now=now)
    said = {"number": row.number, "name": row.name, "sex": row.sex, "born": row.birth, "needs": row.needs}
    shown = queue_row(row, code)
    return CounterForm(scope=scope, now=now, initial={**said, "origin": shown.origin})


def _received(
    request: HttpRequest, form: CounterForm, code: str, scope: Scope, now: datetime
) -> Received | None:
    """The person in the queue; nothing when it was refused, and then the form says why."""
    number = form.cleaned_data["number"] or _chosen_number(request)
    chosen = request.POST.get("orang", "")
    try:
        if number:
            chosen = selectors.get_arrival(scope=scope, code=code, number=number).kawal_id
        row = Row(form.act_made, form.subject(chosen), form.cleaned_data["needs"], _place(scope, code))
        if number:
            return receiving.receive_listed(scope=scope, code=code, number=number, row=row, now=now)
        return receiving.receive(scope=scope, code=code, row=row, now=now)
    except FactRefused as refused:
        show_errors(form, refused)
    except SameAgain as same:
        form.add_error(
            "father",
            _("Sama persis dengan nomor %(number)s. Kalau ini orang lain, tulis nama ayahnya.")
            % {"number": called(same.number)},
        )
    except ReceptionClosed:
        form.add_error(None, _("Penerimaan ini sudah diakhiri. Mulai yang baru untuk yang datang sekarang."))
    except NotStored:
        form.add_error(
            None, _("Isian ini sudah tersimpan dengan isi lain. Muat ulang halaman, lalu isi lagi.")
        )
    except NotVisible:
        form.add_error("name", _("Nomor itu tidak ada di daftar ini."))
    return None


def _chosen_number(request: HttpRequest) -> int | None:
    said = request.POST.get("nomor", "")
    return int(said) if said.isdigit() else None


def _place(scope: Scope, code: str) -> dict[str, str]:
    return {"post": selectors.get_reception(scope=scope, code=code).post}


def _draw(
    request: HttpRequest,
    form: CounterForm,
    code: str,
    scope: Scope,
    now: datetime,
    *,
    told: Told | None = None,
    is_refused: bool = False,
) -> HttpResponse:
    card = selectors.get_reception(scope=scope, code=code)
    tonight = selectors.list_arrivals(scope=scope, code=code, limit=TONIGHT)
    first = selectors.list_arrivals(scope=scope, code=code, which="first", limit=FIRST) if card.first else []
    ticked = set(form["needs"].value() or ())
    context = {
        "reception": card,
        "form": form,
        "ticks": [(str(place), need, NEEDS[need], need in ticked) for place, (need, _label) in
                  enumerate(form.fields["needs"].choices, start=1)],  # type: ignore[attr-defined]  # a choice field
        "asks_father": bool(form["father"].errors or form["father"].value()),
        "next_number": card.came + 1,
        "pace": selectors.pace_of(scope=scope, code=code),
        "tonight": [queue_row(row, code) for row in tonight],
        "first": [queue_row(row, code) for row in first],
        "told": told,
        "maybe_url": reverse("reception:maybe", args=[code]),
        "areas_url": address("reference:areas"),
        "now": now,
    }  # fmt: skip
    fragment = _is_fragment(request)
    template = "reception/desk.html" if fragment else "reception/counter.html"
    return render(request, template, context, status=422 if is_refused and not fragment else 200)


def _said(received: Received) -> str:
    text = _("Tersimpan: nomor %(number)s.") % {"number": called(received.number)}
    notes = dict.fromkeys(it.message for it in received.remarks if it.code != "unknown_key")
    return " ".join([text, *notes])


def _is_fragment(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers
