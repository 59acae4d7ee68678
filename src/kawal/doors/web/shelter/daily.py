"""Today in the house: who had a meal, who was called, what is checked, who came to visit, what happened, and complaints."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kawal.access.officers.selectors import names_at, names_of
from kawal.access.scope import Power, Scope
from kawal.doors.web import labels, status
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit.cards.shell import Chip, ChipGroup, Link
from kawal.doors.web.kit.words import word
from kawal.doors.web.people.rows import shown_name
from kawal.doors.web.shelter import rows, words
from kawal.doors.web.shelter.asking import GET_OR_POST, attempt, form_page
from kawal.doors.web.shelter.forms import AnswerForm, ComplaintForm, EntryForm
from kawal.homecoming import staying
from kawal.response.shelter import care, complaining, occupancy, selectors
from kawal.response.shelter.books import books
from kawal.response.shelter.cards import Checked, ComplaintCard, StayCard
from kawal.response.shelter.checklists import TIMES, Task, tasks_of
from kawal.response.shelter.codes import CALLS, ROUNDS
from kawal.response.shelter.complaining import Complaint
from kawal.response.shelter.houses import HouseRow


@needs(Power.HOUSE)
@require_http_methods(GET_OR_POST)
def rounds(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    """A list to tick: a meal, or names called. Saving sets the ticks to what the list says."""
    now = timezone.now()
    house = selectors.get_house(scope=scope, code=code)
    round, day = request.GET.get("putaran", staying.meal_of(now)), timezone.localdate(now)
    if round not in ROUNDS:
        raise Http404
    roster = selectors.get_roster(scope=scope, shelter=code, now=now, today=day)
    ticks = selectors.get_ticks(scope=scope, shelter=code, day=day, round=round)
    if request.method == "POST":
        said = {it.stay_id for it in roster.residents if it.stay_id.hex in request.POST.getlist("ticked")}
        _set_ticks(scope, said, ticks.ticked & {it.stay_id for it in roster.residents}, day, round, now)
        _add_portions(request, scope, code, day, round, now)
        text = ngettext(
            "%(count)d orang tercatat: %(round)s.", "%(count)d orang tercatat: %(round)s.", len(said)
        )
        status.say(request, text % {"count": len(said), "round": word(words.ROUNDS, round)}, now=now)
        return redirect(f"{reverse('shelter:rounds', args=[code])}?putaran={round}")
    context = {
        "house": house,
        "title": word(words.ROUNDS, round),
        "is_call": round in CALLS,
        "groups": [
            ChipGroup(
                _("Putaran"),
                [Chip(word(words.ROUNDS, it), f"?putaran={it}", current=it == round) for it in ROUNDS],
            )
        ],
        "lines": [
            (it.stay_id.hex, rows.resident_line(it, now), it.stay_id in ticks.ticked)
            for it in roster.residents
        ],
        "ticked": len(ticks.ticked),
        "portions": ticks.portions,
        "act": uuid4(),
        "day": day,
        "status": status.status_of(request, now),
    }
    return render(request, "shelter/rounds.html", context)


@needs(Power.HOUSE)
@require_http_methods(GET_OR_POST)
def checks(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    """The tasks of the day; one press says that one is done, another takes it back."""
    now = timezone.now()
    house = selectors.get_house(scope=scope, code=code)
    day = timezone.localdate(now)
    done = selectors.list_checks(scope=scope, shelter=code, day=day)
    tasks = tasks_of(house.kind)
    if request.method == "POST":
        item = request.POST.get("item", "")
        if item not in {it.item for it in tasks}:
            raise Http404
        if item in done:
            care.uncheck(scope=scope, shelter=code, day=day, item=item)
        else:
            care.check(scope=scope, act=uuid4(), shelter=code, day=day, item=item, note="", now=now)
        return redirect(f"{reverse('shelter:checks', args=[code])}#{item}")
    names = names_of(logins={it.by for it in done.values()})
    groups = [
        (word(words.TIMES, time), [_task_line(it, done, names) for it in tasks if it.time == time])
        for time in TIMES
    ]
    context = {"house": house, "groups": groups, "done": len(done), "total": len(tasks), "day": day,
               "status": status.status_of(request, now)}  # fmt: skip
    return render(request, "shelter/checks.html", context)


@needs(Power.HOUSE)
@require_GET
def guests(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    return _book_page(request, scope, code, "visit", _("Siapa berkunjung?"), "guest_new")


@needs(Power.HOUSE)
@require_GET
def incidents(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    return _book_page(request, scope, code, "incident", _("Apa yang terjadi di sini?"), "incident_new")


@needs(Power.HOUSE)
@require_http_methods(GET_OR_POST)
def write(request: HttpRequest, code: str, *, scope: Scope, book: str) -> HttpResponse:
    """A line of a book of the house, about a resident or about nobody."""
    now = timezone.now()
    house = selectors.get_house(scope=scope, code=code)
    roster = selectors.get_roster(scope=scope, shelter=code, now=now, today=timezone.localdate(now))
    residents = [(str(it.stay_id), shown_name(it.name)) for it in roster.residents]
    form = EntryForm(request.POST or None, now=now, book=books()[book], residents=residents)
    back = reverse(f"shelter:{'guests' if book == 'visit' else 'incidents'}", args=[code])
    if form.is_valid():
        stay = form.cleaned_data.get("stay")
        entry = care.Entry(
            form.cleaned_data["act"], code, book, form.moment(), form.said(), UUID(stay) if stay else None
        )
        if not attempt(form, lambda: staying.write_entry(scope=scope, entry=entry, now=now)):
            status.say(request, _("Tersimpan: %(book)s.") % {"book": word(words.BOOKS, book)}, now=now)
            return redirect(back)
    return form_page(
        request, form, title=word(words.BOOKS, book), verb=_("Simpan"), back=Link(house.name, back), now=now
    )


@needs(Power.HOUSE)
@require_POST
def visit_over(request: HttpRequest, code: str, act: UUID, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    selectors.get_house(scope=scope, code=code)
    refused = attempt(None, lambda: care.end_entry(scope=scope, act=act, at=now, now=now))
    status.say(request, refused or _("Tamu sudah pulang."), now=now, tone="warn" if refused else "ok")
    return redirect("shelter:guests", code)


@needs(Power.HOUSE)
@require_http_methods(GET_OR_POST)
def complain(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    """Written by the resident herself on the house's tablet. What she wrote is shown to nobody here afterwards.

    ``penghuni`` in the address is the stay of who complains; it goes along only where she puts her name to it.
    """
    now = timezone.now()
    house = selectors.get_house(scope=scope, code=code)
    officers = names_at(scope=scope, agency=house.agency)
    stay = _stay_asked(request, scope, code)
    said_before = {"name": stay.name} if stay else {}
    form = ComplaintForm(request.POST or None, now=now, officers=officers, initial=said_before)
    if form.is_valid():
        said = form.cleaned_data
        login = said["officer"] if said["about"] == "officer" else ""
        name = form.said_name()
        stay_id = stay.stay_id if stay and name else None
        complaint = Complaint(said["act"], code, said["about"], said["text"], login, name, stay_id)
        number = complaining.complain(scope=scope, complaint=complaint, now=now)
        return render(
            request,
            "shelter/complained.html",
            {"house": house, "number": number, "hears": _hears(house, said["about"])},
        )
    sentence = _("Aduan tentang penampungan atau petugas tidak dibaca di sini: %(who)s yang membacanya.")
    return form_page(
        request, form, title=_("Apa yang ingin diadukan?"), verb=_("Kirim aduan"), now=now,
        back=Link(house.name, reverse("shelter:roster", args=[code])), sentence=sentence % {"who": _hears(house, "house")},
    )  # fmt: skip


@needs(Power.HEAR_COMPLAINT)
@require_GET
def complaints(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    found = occupancy.list_complaints(scope=scope)
    names = dict(occupancy.list_names_heard(scope=scope, codes={it.shelter for it in found}))
    context = {
        "lines": [_complaint(it, names) for it in found],
        "now": now,
        "status": status.status_of(request, now),
    }
    return render(request, "shelter/complaints.html", context)


@needs(Power.HEAR_COMPLAINT)
@require_http_methods(GET_OR_POST)
def complaint(request: HttpRequest, number: str, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    it = occupancy.get_complaint(scope=scope, code=number)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        answer = form.cleaned_data["answer"]
        if not attempt(
            form, lambda: complaining.answer_complaint(scope=scope, code=number, answer=answer, now=now)
        ):
            status.say(
                request, _("Jawaban tersimpan. Sampaikan kepada yang mengadu lewat nomornya."), now=now
            )
            return redirect("shelter:complaints")
    names = dict(occupancy.list_names_heard(scope=scope, codes={it.shelter}))
    context = {
        "it": _complaint(it, names),
        "form": form,
        "answered_by": names_of(logins={it.answered_by}).get(it.answered_by, ""),
    }
    return render(request, "shelter/complaint.html", context)


def _task_line(
    task: Task, done: Mapping[str, Checked], names: Mapping[str, str]
) -> tuple[str, str, Checked | None, str]:
    label = task.label_en if labels.language() == "en" else task.label_id
    made = done.get(task.item)
    return task.item, label, made, names.get(made.by, "") if made else ""


def _set_ticks(
    scope: Scope, said: set[UUID], before: frozenset[UUID], day: date, round: str, now: datetime
) -> None:
    for stay_id in said - before:
        care.tick(scope=scope, act=uuid4(), stay_id=stay_id, day=day, round=round, now=now)
    for stay_id in before - said:
        care.untick(scope=scope, stay_id=stay_id, day=day, round=round)


def _add_portions(
    request: HttpRequest, scope: Scope, code: str, day: date, round: str, now: datetime
) -> None:
    said, act = request.POST.get("portions", ""), request.POST.get("act", "")
    if said.isdigit() and 0 < int(said) <= care.MOST_PORTIONS and round not in CALLS:
        portions = int(said)
        care.give_portions(
            scope=scope, act=UUID(act), shelter=code, day=day, round=round, portions=portions, now=now
        )


def _book_page(
    request: HttpRequest, scope: Scope, code: str, book: str, title: str, new: str
) -> HttpResponse:
    now = timezone.now()
    house = selectors.get_house(scope=scope, code=code)
    found = selectors.list_entries(scope=scope, shelter=code, books=[book])
    names = names_of(logins={it.by for it in found})
    context = {
        "house": house,
        "title": title,
        "book": book,
        "new": Link(word(words.BOOKS, book), reverse(f"shelter:{new}", args=[code])),
        "lines": [(it, words.said_words(book, it.said), names.get(it.by, "")) for it in found],
        "now": now,
        "status": status.status_of(request, now),
    }
    return render(request, "shelter/book.html", context)


def _stay_asked(request: HttpRequest, scope: Scope, code: str) -> StayCard | None:
    """The stay that the address names, where it is one of this house."""
    try:
        stay_id = UUID(request.GET.get("penghuni", ""))
    except ValueError:
        return None
    stay = selectors.get_stay(scope=scope, stay_id=stay_id)
    return stay if stay.shelter == code else None


def _hears(house: HouseRow, about: str) -> str:
    """Who reads a complaint, in words."""
    if about == "resident":
        return house.name
    return labels.source_name(house.overseer) if house.overseer else _("petugas nasional")


def _complaint(it: ComplaintCard, names: Mapping[str, str]) -> dict[str, Any]:
    return {"it": it, "about": word(words.ABOUT, it.about), "house": names.get(it.shelter, ""),
            "officer": names_of(logins={it.officer}).get(it.officer, "") if it.officer else ""}  # fmt: skip
