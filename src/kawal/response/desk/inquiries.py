"""Families who look for somebody: who asks, since when, and what they were told."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kawal.access import asking, wall
from kawal.access.scope import NotVisible, Power, Scope
from kawal.access.trail.services import record
from kawal.response.desk.claims import claim_of
from kawal.response.desk.errands import ANSWERS
from kawal.response.desk.following import close_door, open_door
from kawal.response.desk.models import DeskInquiry

_OPEN = """insert into desk_inquiry (agency, act, claim_id, fact_id, sought, asker, relation, phone, last_heard, note, opened_at, opened_by)
 values (%(agency)s, %(act)s, %(claim)s, %(fact)s, %(sought)s, %(asker)s, %(relation)s, %(phone)s,
  %(last_heard)s, %(note)s, %(now)s, %(actor)s)
 returning code"""


class AlreadyAnswered(Exception):
    """Another officer has told the family."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and what the family knows.

    :ivar sought: the name of who is looked for, as the family says it.
    :ivar relation: to who is looked for; a code of `errands.RELATIONS`. :ivar phone: their own, to be called back.
    """

    name: str
    relation: str
    phone: str = ""
    last_heard: date | None = None
    note: str = ""
    sought: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of an inquiry.

    :ivar redraw: people whom it opened or closed to the agency, to be drawn again by the caller.
    :ivar fact_id: to be withdrawn, or nothing.
    """

    code: str
    redraw: list[int]
    fact_id: str = ""


@transaction.atomic
def open_inquiry(*, scope: Scope, act: UUID, fact_id: str, asker: Asker, now: datetime) -> Changed:
    """A family looks for whom the agency's fact ``fact_id`` is about. Until it is told, the agency sees that person.

    :raises NotAllowed: no power of intake. :raises NotVisible: no such fact of the agency.
    """
    scope.require(Power.INTAKE)
    said = {
        "asker": asker.name,
        "relation": asker.relation,
        "phone": asker.phone,
        "note": asker.note,
        "sought": asker.sought,
    }
    with wall.as_engine():
        claim = claim_of(scope, fact_id)
        values = {"agency": scope.agency, "act": act, "fact": fact_id, "claim": claim}
        made = asking.rows(
            _OPEN, {**values, **said, "last_heard": asker.last_heard, "now": now, "actor": scope.actor}
        )
        code = str(made[0].code)
        people = open_door(agency=scope.agency, code=code, claim_id=claim, now=now)
    record(scope=scope, action="inquiry.opened", now=now, subject=code)
    return Changed(code, people)


@transaction.atomic
def answer_inquiry(
    *, scope: Scope, code: str, answer: str, told: str, told_on: date, fact_id: str, now: datetime
) -> Changed:
    """The family was told; ``fact_id`` is what the answer says of who was looked for, where it says something.

    :raises NotVisible: no such inquiry here. :raises AlreadyAnswered: it was told before. :raises ValueError: no such answer.
    """
    scope.require(Power.INTAKE)
    if answer not in ANSWERS or not told.strip():
        raise ValueError(answer)
    with wall.as_engine():
        row = _locked(scope, code)
        if row.answered_at is not None:
            raise AlreadyAnswered(code)
        row.answer, row.told, row.told_on, row.answer_fact = answer, told.strip(), told_on, fact_id
        row.answered_at, row.answered_by = now, scope.actor
        row.save(update_fields=["answer", "told", "told_on", "answer_fact", "answered_at", "answered_by"])
        people = close_door(code=code, now=now)
    record(scope=scope, action="inquiry.answered", now=now, subject=code)
    return Changed(code, people)


@transaction.atomic
def reopen_inquiry(*, scope: Scope, code: str, now: datetime) -> Changed:
    """The answer was a mistake: the family waits again."""
    scope.require(Power.INTAKE)
    with wall.as_engine():
        row = _locked(scope, code)
        made = str(row.answer_fact)
        if row.answered_at is None:
            return Changed(code, [])
        row.answer, row.told, row.told_on, row.answer_fact = "", "", None, ""
        row.answered_at, row.answered_by = None, ""
        row.save(update_fields=["answer", "told", "told_on", "answer_fact", "answered_at", "answered_by"])
        people = open_door(agency=scope.agency, code=code, claim_id=row.claim_id, now=now)
    record(scope=scope, action="inquiry.reopened", now=now, subject=code)
    return Changed(code, people, made)


@transaction.atomic
def undo_inquiry(*, scope: Scope, code: str, now: datetime) -> Changed:
    """It was a mistake. :raises AlreadyAnswered: the family was told something."""
    scope.require(Power.INTAKE)
    with wall.as_engine():
        row = _locked(scope, code)
        if row.answered_at is not None:
            raise AlreadyAnswered(code)
        row.undone_at = now
        row.save(update_fields=["undone_at"])
        people = close_door(code=code, now=now)
    record(scope=scope, action="inquiry.undone", now=now, subject=code)
    return Changed(code, people, str(row.fact_id))


def _locked(scope: Scope, code: str) -> DeskInquiry:
    rows = DeskInquiry.objects.visible_to(scope).select_for_update()
    found: DeskInquiry | None = rows.filter(code=code, agency=scope.agency, undone_at=None).first()
    if found is None:
        raise NotVisible(f"inquiry {code}")
    return found
