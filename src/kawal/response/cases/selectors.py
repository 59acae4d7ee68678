"""Reads of cases. What may be said of the person besides her name stands in her picture."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from kawal.access.asking import Question
from kawal.access.guard import Rows
from kawal.access.scope import NotVisible, Power, Scope
from kawal.facts.people.models import Person
from kawal.response.cases.models import CaseFile, CaseNote
from kawal.situation.paging import Page, cursor_of, parts_of

MOST_NOTES = 200
# A card in the order of its fields. An agency sees its own cases, the nation all.
OF_PERSON = Question("""select f.code, f.person_id, coalesce(p.kawal_id, '') as kawal_id, coalesce(p.name, '') as name, f.agency,
  f.summary, coalesce(f.alert_code, '') as alert_code, f.state, f.opened_at, f.opened_by, f.closed_at, f.closed_by, f.outcome, f.note
 from case_file f left join person p on p.person_id = f.person_id and {p seen}
 where f.person_id = %(person)s and (%(nation)s or 'a:' || f.agency = any(%(keys)s::text[]))
 order by f.state desc, f.opened_at desc, f.case_id desc""")


@dataclass(frozen=True, slots=True)
class CaseCard:
    """A case as its agency sees it.

    ``kawal_id`` and ``name`` are empty once the case is closed and the person is out of the reader's scope.
    """

    code: str
    person_id: int
    kawal_id: str
    name: str
    agency: str
    summary: str
    alert_code: str
    state: str
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None
    closed_by: str
    outcome: str
    note: str


@dataclass(frozen=True, slots=True)
class NoteCard:
    text: str
    noted_at: datetime
    noted_by: str


def list_cases(
    *, scope: Scope, state: str = "open", mine: bool = False, limit: int = 25, cursor: str | None = None
) -> Page[CaseCard]:
    """The newest first; ``mine`` keeps to those the reader opened. Two queries.

    :raises NotAllowed: the officer may not read cases.
    """
    scope.require(Power.READ_CASE)
    rows = CaseFile.objects.visible_to(scope)
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(opened_by=scope.actor) if mine else rows
    return _page(rows, scope, limit, cursor)


def list_cases_of(*, scope: Scope, person_id: int) -> list[CaseCard]:
    """The reader's own cases about one person, the open one first, then the latest. One query.

    :raises NotAllowed: the officer may not read cases.
    """
    scope.require(Power.READ_CASE)
    return [CaseCard(*row) for row in OF_PERSON.ask(scope, person=person_id, nation=scope.is_nationwide)]


def get_case(*, scope: Scope, code: str) -> CaseCard:
    """One case of the reader's own agency.

    :raises NotAllowed: the officer may not read cases.
    :raises NotVisible: unknown case, or another agency's.
    """
    scope.require(Power.READ_CASE)
    found = _cards(CaseFile.objects.visible_to(scope).filter(code=code), scope)
    if not found:
        raise NotVisible(f"case {code}")
    return found[0]


def list_notes(*, scope: Scope, code: str) -> list[NoteCard]:
    """The latest first, at most 200. One query.

    :raises NotAllowed: the officer may not read cases.
    """
    scope.require(Power.READ_CASE)
    rows = CaseNote.objects.visible_to(scope).filter(case__code=code).order_by("-noted_at", "-note_id")
    return [NoteCard(note.text, note.noted_at, note.noted_by) for note in rows[:MOST_NOTES]]


def open_codes(*, scope: Scope, people: Iterable[int]) -> dict[int, str]:
    """The reader's own open case about each of these people, where there is one. One query.

    :raises NotAllowed: the officer may not read cases.
    """
    scope.require(Power.READ_CASE)
    rows = CaseFile.objects.visible_to(scope).filter(
        state="open", person_id__in=list(people), agency=scope.agency
    )
    return dict(rows.values_list("person_id", "code"))


def count_cases(*, scope: Scope) -> dict[str, int]:
    """How many are open and how many closed. One query.

    :raises NotAllowed: the officer may not read cases.
    """
    scope.require(Power.READ_CASE)
    rows = CaseFile.objects.visible_to(scope).values_list("state").annotate(Count("case_id"))
    return {"open": 0, "closed": 0} | dict(rows)


def count_own(*, scope: Scope) -> int:
    """How many open cases the officer opened. One query.

    :raises NotAllowed: the officer may not read cases.
    """
    scope.require(Power.READ_CASE)
    rows = CaseFile.objects.visible_to(scope).filter(agency=scope.agency, state="open", opened_by=scope.actor)
    return int(rows.count())


def _page(rows: Rows, scope: Scope, limit: int, cursor: str | None) -> Page[CaseCard]:
    after = parts_of(cursor, datetime, int)
    if after:
        opened_at, case_id = after
        rows = rows.filter(Q(opened_at__lt=opened_at) | Q(opened_at=opened_at, case_id__lt=case_id))
    found = list(rows.order_by("-opened_at", "-case_id")[: limit + 1])
    more = cursor_of(found[limit - 1].opened_at, found[limit - 1].pk) if len(found) > limit else None
    return Page(_cards(found[:limit], scope), more)


def _cards(found: Iterable[CaseFile], scope: Scope) -> list[CaseCard]:
    cases = list(found)
    people = Person.objects.visible_to(scope).filter(pk__in=[case.person_id for case in cases])
    known = {person.pk: person for person in people}
    return [_card(case, known.get(case.person_id)) for case in cases]


def _card(case: CaseFile, person: Person | None) -> CaseCard:
    return CaseCard(
        code=case.code,
        person_id=case.person_id,
        kawal_id=person.kawal_id if person else "",
        name=person.name if person else "",
        agency=case.agency,
        summary=case.summary,
        alert_code=case.alert_code or "",
        state=case.state,
        opened_at=case.opened_at,
        opened_by=case.opened_by,
        closed_at=case.closed_at,
        closed_by=case.closed_by,
        outcome=case.outcome,
        note=case.note,
    )
