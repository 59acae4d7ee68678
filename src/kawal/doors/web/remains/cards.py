"""Remains as pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from kawal.access.scope import Scope
from kawal.doors.web import labels
from kawal.doors.web.cards.here import about
from kawal.doors.web.people.rows import shown_name
from kawal.doors.web.remains import words
from kawal.reference import selectors as reference
from kawal.response.remains.selectors import ClaimRow, RemainsCard, RemainsView, StepRow
from kawal.response.remains.steps import HANDED, SETTLED, STEP, STEPS, days


@dataclass(frozen=True, slots=True)
class ListRow:
    """One case: who, since when, what is next and how long it has waited."""

    url: str
    code: str
    name: str
    about: str
    died_on: date
    country: str
    waits: str
    days: int
    since_death: int
    owed: int


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step as the case stands. ``look`` is done, next, passed (a later one was done) or ahead."""

    name: str
    look: str
    on: date | None = None
    papers: str = ""
    by: str = ""
    url: str = ""
    verb: str = ""
    undo: str = ""
    waited: int = 0


@dataclass(frozen=True, slots=True)
class ClaimLine:
    kind: str
    against: str
    amount: str
    state: str
    since: date
    note: str
    url: str = ""
    days: int = 0


@dataclass(frozen=True, slots=True)
class RemainsPage:
    code: str
    name: str
    about: str
    person_url: str
    died_on: date
    since_death: int
    country: str
    offices: str
    is_open: bool
    steps: Sequence[StepLine]
    claims: Sequence[ClaimLine]
    note: str
    is_done: bool


def list_row(card: RemainsCard, today: date) -> ListRow:
    return ListRow(
        reverse("remains:page", args=[card.code]), card.code, shown_name(card.name), about(card.sex, card.birth_year, card.home),
        card.died_on, _country(card.country), str(words.STEPS[card.next_step].name) if card.next_step else _("selesai"),
        days(card.since, today), days(card.died_on, today), card.owed,
    )  # fmt: skip


def page_of(view: RemainsView, scope: Scope, today: date) -> RemainsPage:
    card = view.card
    is_open = card.closed_at is None
    given = {it.step: it for it in view.steps}
    last = max((n for n, step in enumerate(STEPS) if step.code in card.done), default=-1)
    lines = [
        _line(card, n - last, step.code, given.get(step.code), scope, today) for n, step in enumerate(STEPS)
    ]
    offices = ", ".join(labels.source_name(it) for it in (card.agency, *card.offices))
    return RemainsPage(
        card.code, shown_name(card.name), about(card.sex, card.birth_year, card.home), reverse("people:page", args=[card.kawal_id]),
        card.died_on, days(card.died_on, today), _country(card.country), offices, is_open, lines,
        [_claim(it, card, today) for it in view.claims], card.note, not card.next_step,
    )  # fmt: skip


def columns(today: date) -> Sequence[tuple[str, Any]]:
    """What a file of cases holds."""
    return (
        (_("Nomor"), lambda card: card.code),
        (_("Kode orang"), lambda card: card.kawal_id),
        (_("Nama"), lambda card: card.name),
        (_("Asal"), lambda card: labels.home_label(card.home)),
        (_("Meninggal"), lambda card: card.died_on),
        (_("Negara"), lambda card: _country(card.country)),
        *(
            (str(words.STEPS[step.code].name), lambda card, code=step.code: card.done.get(code))
            for step in STEPS
        ),
        (_("Hari sejak meninggal"), lambda card: days(card.died_on, today)),
        (_("Hak yang belum selesai"), lambda card: card.owed),
    )


def _country(code: str) -> str:
    return reference.country_label(code, language=labels.language()) if code else ""


def _line(
    card: RemainsCard, distance: int, code: str, row: StepRow | None, scope: Scope, today: date
) -> StepLine:
    said = words.STEPS[code]
    is_open = card.closed_at is None
    url = reverse("remains:step", args=[card.code, code]) if is_open else ""
    if code == HANDED:
        people = urlencode({"langkah": "kp2mi.family", "orang": card.kawal_id})
        url = f"{reverse('handover:new')}?{people}" if is_open else ""
    on = card.done.get(code)
    if on:
        undo = row.act_id if row and is_open and row.agency == scope.agency else ""
        papers, by = (_papers(row), labels.source_name(row.agency)) if row else ("", "")
        return StepLine(
            str(said.name), "done", on, papers, by, "" if code == HANDED else url, _("Perbaiki"), undo
        )
    look = "next" if distance == 1 else "passed" if distance <= 0 else "ahead"
    return StepLine(
        str(said.name),
        look,
        url=url,
        verb=str(said.verb),
        waited=days(card.since, today) if distance == 1 else 0,
    )


def _papers(row: StepRow) -> str:
    """In the order in which they are asked."""
    named = [(name, row.data[name]) for name in (*STEP[row.step].fields, "handover") if name in row.data]
    shown = [str(words.CAUSES.get(text, text)) if name == "cause" else text for name, text in named]
    return "; ".join(filter(None, [*shown, row.note]))


def _claim(row: ClaimRow, card: RemainsCard, today: date) -> ClaimLine:
    amount = f"{row.currency} {row.amount:,.0f}".replace(",", ".") if row.amount is not None else ""
    over = row.state in SETTLED and row.state != "refused"
    url = "" if over else reverse("remains:move", args=[card.code, row.claim_no])
    return ClaimLine(
        str(words.KINDS[row.kind]), row.against, amount, str(words.STATES[row.state]), row.since, row.note, url,
        0 if row.state in SETTLED else days(row.since, today),
    )  # fmt: skip
