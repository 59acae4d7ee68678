"""Cases as pages show them: the next step first, then how it came here."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kawal.access.officers.selectors import names_of
from kawal.access.scope import Power, Scope
from kawal.doors.web import elapsed, labels
from kawal.doors.web.cases import words
from kawal.doors.web.kit import times
from kawal.doors.web.kit.cards import work as kit
from kawal.doors.web.kit.cards.people import PersonRow
from kawal.doors.web.kit.cards.shell import Link
from kawal.doors.web.kit.times import ClockCard
from kawal.doors.web.kit.words import SEXES
from kawal.reference import selectors as reference
from kawal.response.cases.selectors import CaseCard, NoteCard
from kawal.response.elapsed.chain import Elapsed
from kawal.response.repatriation.selectors import WayCard
from kawal.response.repatriation.steps import StepCard
from kawal.situation.people.cards import FactCard

LOOKS = {"done": "past", "next": "now", "ahead": "next"}


def name_of(case: CaseCard) -> str:
    """The person's name, as long as the reader may still see her."""
    return case.name or _("Nama tidak terlihat lagi")


def task_row(case: CaseCard, way: WayCard | None, now: datetime) -> kit.TaskRow:
    """One case of the list: what to do next, whose turn, since when."""
    url = reverse("cases:page", args=[case.code])
    if case.state == "closed":
        title = f"{name_of(case)}: {words.outcome_word(case.outcome)}"
        closed = times.day(case.closed_at) if case.closed_at else ""
        return kit.TaskRow(title, _("Ditutup %(day)s.") % {"day": closed}, url, _("Buka"), what=case.code)
    if way is None or way.stage == "done":
        return kit.TaskRow(
            _("%(name)s: tutup kasus") % {"name": name_of(case)}, case.summary, url, _("Buka"), what=case.code
        )
    step = words.STEPS[way.stage]
    verb = str(step.verb)
    text = _("%(waits)s, %(turn)s, %(since)s. %(summary)s") % {
        "waits": capital(str(step.waits)),
        "turn": words.turn_word(way.turn),
        "since": words.since(way.days),
        "summary": case.summary,
    }
    return kit.TaskRow(
        f"{name_of(case)}: {verb[:1].lower()}{verb[1:]}",
        text,
        url,
        _("Buka"),
        what=case.code,
        clock=clock_of(way, now),
    )


def capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def clock_of(way: WayCard, now: datetime) -> ClockCard | None:
    return times.until(way.due_at, now) if way.due_at else None


def who_words(way: WayCard) -> str:
    """`perempuan, 1999 · Kab. Timor Tengah Utara`."""
    born = ", ".join(filter(None, [str(SEXES.get(way.sex, "")), str(way.birth_year or "")]))
    return " · ".join(filter(None, [born, labels.home_label(way.home)]))


def head(case: CaseCard, way: WayCard | None) -> kit.CaseCard:
    """What pages of one task in a case need of it."""
    return kit.CaseCard(
        id=case.code,
        title=_title(case, way),
        person=_person(case, way),
        state=_("berjalan") if case.state == "open" else _("ditutup"),
        opened_at=case.opened_at,
        holder=names_of(logins=[case.opened_by])[case.opened_by],
        unit=reference.agency_label(case.agency),
        list_url=reverse("cases:list"),
    )


def case_card(
    case: CaseCard,
    way: WayCard | None,
    *,
    facts: Sequence[FactCard],
    notes: Sequence[NoteCard],
    days: Elapsed | None,
    held: str = "",
    scope: Scope,
    now: datetime,
) -> kit.CaseCard:
    """The whole page of a case. ``held`` is the code of the alert that the agency still holds."""
    is_open = case.state == "open"
    works = is_open and scope.may(Power.OPEN_CASE)
    top = head(case, way)
    due = clock_of(way, now) if way and is_open else None
    return kit.CaseCard(
        id=top.id,
        title=top.title,
        person=top.person,
        state=top.state,
        opened_at=top.opened_at,
        holder=top.holder,
        unit=top.unit,
        list_url=top.list_url,
        summary=case.summary,
        next_step=_next_step(case, way, held, scope) if is_open else None,
        acts=_acts(case, way, scope) if is_open else (),
        steps=_stations(way) if way else (),
        clocks=[due] if due else [],
        segments=elapsed.person_bar(days, scope) if days else None,
        alerts=[Link(case.alert_code, reverse("alerts:page", args=[case.alert_code]))]
        if case.alert_code
        else [],
        done=_done(facts),
        notes=_notes(notes),
        note_url=reverse("cases:note", args=[case.code]) if works else "",
        closed=_closed(case),
    )


def may_record(step: StepCard, scope: Scope) -> bool:
    return scope.may(Power.REPORT) and scope.may(step.step.power)


def step_url(case: CaseCard, step: StepCard) -> str:
    return reverse("cases:step", args=[case.code, words.STEPS[step.step.code].slug])


def _title(case: CaseCard, way: WayCard | None) -> str:
    if case.state == "closed":
        return f"{name_of(case)}: {words.outcome_word(case.outcome)}"
    if way is None or way.stage == "done":
        return _("%(name)s: sudah di rumah") % {"name": name_of(case)} if way else name_of(case)
    return f"{name_of(case)}: {words.waiting(way.stage)}"


def _person(case: CaseCard, way: WayCard | None) -> PersonRow:
    return PersonRow(
        name=name_of(case),
        url=reverse("people:page", args=[case.kawal_id]) if case.kawal_id else "",
        stay=way.stay if way else "unknown",
        sex=way.sex if way else "",
        birth_year=way.birth_year if way else None,
        origin=labels.home_label(way.home) if way else "",
    )


def _next_step(case: CaseCard, way: WayCard | None, held: str, scope: Scope) -> kit.ActCard | None:
    step = next((it for it in way.steps if it.look == "next"), None) if way else None
    if step is None:
        return _close_alert_act(held) if held and scope.may(Power.OPEN_CASE) else _close_act(case, scope)
    said = words.STEPS[step.step.code]
    turn = words.turn_word(step.turn)
    waits = (
        _("Menunggu %(turn)s, %(since)s.") % {"turn": turn, "since": words.since(step.days)} if turn else ""
    )
    if not may_record(step, scope):
        return None
    return kit.ActCard(str(said.verb), step_url(case, step), f"{waits} {said.hint}", "route")


def _close_alert_act(code: str) -> kit.ActCard:
    hint = _("%(code)s masih dipegang instansi Anda; tutup sebelum kasusnya.") % {"code": code}
    return kit.ActCard(_("Tutup peringatan"), reverse("alerts:page", args=[code]), hint, "check")


def _close_act(case: CaseCard, scope: Scope) -> kit.ActCard | None:
    if not scope.may(Power.OPEN_CASE):
        return None
    hint = _("Tidak ada langkah pulang yang menunggu.")
    return kit.ActCard(_("Tutup kasus"), reverse("cases:close", args=[case.code]), hint, "check")


def _acts(case: CaseCard, way: WayCard | None, scope: Scope) -> list[kit.ActCard]:
    """The steps after the next one, for what happened out of order, and closing."""
    ahead = [it for it in way.steps if it.look == "ahead" and may_record(it, scope)] if way else []
    acts = [kit.ActCard(str(words.STEPS[it.step.code].verb), step_url(case, it)) for it in ahead[:2]]
    is_waiting = way is not None and way.stage != "done"
    if is_waiting and scope.may(Power.OPEN_CASE):
        acts.append(kit.ActCard(_("Tutup kasus"), reverse("cases:close", args=[case.code])))
    return acts


def _stations(way: WayCard) -> list[kit.Step]:
    """The steps in order; those that nobody recorded before a later one are one hollow station."""
    passed = sum(step.look == "passed" for step in way.steps)
    stations = [kit.Step(_station(step), LOOKS[step.look]) for step in way.steps if step.look != "passed"]
    if not passed:
        return stations
    unrecorded = ngettext("%(count)d langkah tidak tercatat", "%(count)d langkah tidak tercatat", passed)
    return [kit.Step(unrecorded % {"count": passed}), *stations]


def _station(step: StepCard) -> str:
    name = str(words.STEPS[step.step.code].done)
    return f"{name}, {times.short_day(step.at)}" if step.at else name


def _done(facts: Sequence[FactCard]) -> list[kit.NoteRow]:
    known = labels.labels_for(facts)
    return [
        kit.NoteRow(
            fact.at,
            labels.source_name(fact.source),
            labels.said(fact.kind, fact.data, fact.place, known),
            "day" if fact.day_only else "time",
        )
        for fact in facts
        if fact.state == "active"
    ]


def _notes(notes: Sequence[NoteCard]) -> list[kit.NoteRow]:
    names = names_of(logins={note.noted_by for note in notes})
    return [kit.NoteRow(note.noted_at, names[note.noted_by], note.text) for note in notes]


def _closed(case: CaseCard) -> str:
    if case.state == "open" or case.closed_at is None:
        return ""
    text = _("Ditutup %(day)s oleh %(who)s: %(outcome)s.") % {
        "day": times.day(case.closed_at),
        "who": names_of(logins=[case.closed_by])[case.closed_by],
        "outcome": words.outcome_word(case.outcome),
    }
    return f"{text} {case.note}".strip()
