"""A visit to a desk: what the visitor says is a fact, and the number is served; a family that looks for somebody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from kawal import flow
from kawal.access.scope import Scope
from kawal.facts.contract.errors import Remark
from kawal.homecoming.taking_back import take_back, those_said
from kawal.response.desk import errands, inquiries, selectors, services
from kawal.response.desk.inquiries import Asker
from kawal.situation.people import services as people

NEEDS, WORKS = "needs_seen", "employment_changed"
LOOKED_FOR = {"by": "family", "what": "missing"}
# What an answer says of who was looked for. A death is recorded with its papers, on her own page.
ANSWERED: Mapping[str, tuple[str, Mapping[str, Any], str]] = {
    errands.SAFE: ("checked_in", {"by": "officer", "channel": "office", "safe": "yes"}, "witnessed"),
    errands.NEEDS_HELP: ("checked_in", {"by": "officer", "channel": "office", "safe": "no"}, "witnessed"),
    errands.HOME: ("family_reported", {"by": "family", "what": "safe"}, "hearsay"),
}


class NotStored(Exception):
    """The device used its identifier for something else before; the first is kept."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What is said at the counter.

    :ivar act: made on the device, so that sending it twice says it once.
    :ivar subject: as the contract wants it; with a ``kawal_id`` where the officer said who it is.
    :ivar kind: of the fact; nothing of it is changed here.
    :ivar employer: for whom she works. :ivar agent: through whom; both are one fact of its own.
    """

    act: UUID
    subject: Mapping[str, Any]
    kind: str
    data: Mapping[str, Any] = field(default_factory=dict)
    basis: str = "self"
    place: Mapping[str, Any] = field(default_factory=dict)
    employer: str = ""
    agent: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """:ivar code: of the inquiry, where one was opened. :ivar is_new: false where this act was told before."""

    kawal_id: str
    code: str = ""
    is_new: bool = True
    remarks: tuple[Remark, ...] = ()


@transaction.atomic
def serve(*, scope: Scope, code: str, visit: Visit, now: datetime) -> Told:
    """The visitor of a number is written down, and the number is served.

    :raises FactRefused: with everything that is wrong. :raises NotStored: the act was used for something else.
    The rest as `desk.services.serve`.
    """
    ticket = selectors.get_ticket(scope=scope, code=code)
    fact_id = _visit_id(visit.act)
    if ticket.fact_id == fact_id:
        return Told(ticket.kawal_id, is_new=False)
    told = _report(scope, _facts(visit, fact_id, ticket.needs, now), now)
    services.serve(scope=scope, code=code, fact_id=fact_id, now=now)
    return Told(told.kawal_id or "", remarks=told.remarks)


@transaction.atomic
def undo_serving(*, scope: Scope, code: str, now: datetime) -> None:
    """What was written down was a mistake: it is withdrawn, and the number stands at the counter again."""
    made = services.unserve(scope=scope, code=code)
    if made:
        _take_back(scope, [made, _needs_id(made), _works_id(made)], now)


@transaction.atomic
def look_for(*, scope: Scope, visit: Visit, asker: Asker, ticket: str = "", now: datetime) -> Told:
    """A family looks for somebody: the fact about her, the inquiry, and the number is served where there is one.

    :raises FactRefused: with everything that is wrong. :raises NotStored: the act was used for something else.
    """
    known = selectors.find_inquiry(scope=scope, act=visit.act)
    if known:
        return Told(selectors.get_inquiry(scope=scope, code=known).kawal_id, known, is_new=False)
    fact_id = _sought_id(visit.act)
    told = _report(scope, [_raw(visit, fact_id, now)], now)
    made = inquiries.open_inquiry(scope=scope, act=visit.act, fact_id=fact_id, asker=asker, now=now)
    flow.redraw(affected=made.redraw, now=now)
    if ticket:
        services.serve(scope=scope, code=ticket, now=now)
    return Told(told.kawal_id or "", made.code, remarks=told.remarks)


@transaction.atomic
def tell_family(
    *, scope: Scope, code: str, act: UUID, answer: str, told: str, told_on: date, now: datetime
) -> None:
    """The family was told what became of the search; what that says of her is a fact of the same moment.

    :raises NotVisible: no such inquiry. :raises AlreadyAnswered: it was told before.
    """
    inquiry = selectors.get_inquiry(scope=scope, code=code)
    kind, data, basis = ANSWERED.get(answer, ("", {}, ""))
    fact_id = f"kabar-{act.hex}" if kind else ""
    made = inquiries.answer_inquiry(
        scope=scope, code=code, answer=answer, told=told, told_on=told_on, fact_id=fact_id, now=now
    )
    if kind:
        subject = people.own_subject(scope=scope, fact_id=inquiry.fact_id)
        visit = Visit(
            act, {**subject, "kawal_id": inquiry.kawal_id} if inquiry.kawal_id else subject, kind, data, basis
        )
        _report(scope, [_raw(visit, fact_id, now)], now)
    flow.redraw(affected=made.redraw, now=now)


@transaction.atomic
def undo_telling(*, scope: Scope, code: str, now: datetime) -> None:
    """The answer was a mistake: what it said is withdrawn, and the family waits again."""
    made = inquiries.reopen_inquiry(scope=scope, code=code, now=now)
    if made.fact_id:
        _take_back(scope, [made.fact_id], now)
    flow.redraw(affected=made.redraw, now=now)


@transaction.atomic
def undo_looking(*, scope: Scope, code: str, now: datetime) -> None:
    """The inquiry was a mistake: what the family said is withdrawn. :raises AlreadyAnswered: the family was told."""
    made = inquiries.undo_inquiry(scope=scope, code=code, now=now)
    _take_back(scope, [made.fact_id], now)
    flow.redraw(affected=made.redraw, now=now)


def _facts(visit: Visit, fact_id: str, needs: Sequence[str], now: datetime) -> list[dict[str, Any]]:
    """What the visitor says; what was seen that she needs, which fewer may read; whom she works for."""
    said = _raw(visit, fact_id, now)
    facts = [said]
    if needs:
        seen = {"id": _needs_id(fact_id), "kind": NEEDS, "basis": "witnessed", "data": {"needs": list(needs)}}
        facts.append({**said, **seen})
    at_work = _at_work(visit)
    if at_work:
        works = {"id": _works_id(fact_id), "kind": WORKS, "basis": "self", "data": at_work}
        facts.append({**said, **works})
    return facts


def _at_work(visit: Visit) -> dict[str, Any]:
    """An agent is not an employer: each under its own name."""
    said: dict[str, Any] = {"employer": visit.employer} if visit.employer else {}
    return {**said, "agent": {"name": visit.agent}} if visit.agent else said


def _raw(visit: Visit, fact_id: str, now: datetime) -> dict[str, Any]:
    return {
        "id": fact_id,
        "kind": visit.kind,
        "occurred_at": now.isoformat(timespec="seconds"),
        "subject": dict(visit.subject),
        "place": dict(visit.place),
        "basis": visit.basis,
        "data": dict(visit.data),
    }


def _report(scope: Scope, raws: Sequence[dict[str, Any]], now: datetime) -> flow.Outcome:
    said = [flow.said(raw, scope=scope, now=now) for raw in raws]
    told, *more = flow.report(scope=scope, facts=said, now=now)
    if any(it.status == "conflict" for it in (told, *more)):
        raise NotStored(told.id)
    return told


def _take_back(scope: Scope, fact_ids: Sequence[str], now: datetime) -> None:
    take_back(scope=scope, fact_ids=those_said(scope=scope, fact_ids=fact_ids), now=now)


def _visit_id(act: UUID) -> str:
    return f"meja-{act.hex}"


def _needs_id(visit_id: str) -> str:
    return f"{visit_id}-perlu"


def _works_id(visit_id: str) -> str:
    return f"{visit_id}-kerja"


def _sought_id(act: UUID) -> str:
    return f"dicari-{act.hex}"
