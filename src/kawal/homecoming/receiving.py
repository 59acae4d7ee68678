"""Receiving people at a post or shelter: a row in the queue, the fact that she came, what she needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from kawal import flow
from kawal.access.scope import NotVisible, Scope
from kawal.facts.contract.errors import Remark
from kawal.facts.contract.fact import Said
from kawal.homecoming.taking_back import take_back, those_said
from kawal.response.reception import selectors, services

CAME, NEEDS = "returned", "needs_seen"
FIRST = len("tiba-") + 32  # of the identifier of an arrival; corrections add to it


class NotStored(Exception):
    """The device used its identifier for something else before; the first is kept."""


@dataclass(frozen=True, slots=True)
class Row:
    """What the counter says of one person.

    :ivar act: made on the device, so that sending a row twice is one arrival.
    :ivar subject: as the contract wants it; with a ``kawal_id`` where the officer said who it is.
    :ivar place: where: a post, as the contract wants it.
    """

    act: UUID
    subject: Mapping[str, Any]
    needs: Sequence[str] = ()
    place: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Listed:
    """A person of a list that was taken in: the agency's fact about her, and what the list says she needs."""

    act: UUID
    fact_id: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Received:
    """:ivar is_new: false where this act was received before: nothing has changed then."""

    number: int
    kawal_id: str
    is_new: bool = True
    remarks: tuple[Remark, ...] = ()


@transaction.atomic
def receive(*, scope: Scope, code: str, row: Row, now: datetime) -> Received:
    """Somebody stands at the counter: the facts, and the next number of the queue.

    :raises FactRefused: with everything that is wrong in the row.
    :raises NotStored: the act was used for something else. The rest as `reception.services.enter_arrival`.
    """
    known = services.find_entered(scope=scope, act=row.act)
    if known is not None:
        return Received(known, selectors.get_arrival(scope=scope, code=code, number=known).kawal_id, False)
    facts = _facts(scope, row, now)
    told = _report(scope, facts, now)
    number = services.enter_arrival(
        scope=scope, code=code, act=row.act, fact_id=facts[0].id, needs=row.needs, came_at=now, now=now
    )
    return Received(number, told.kawal_id or "", remarks=told.remarks)


@transaction.atomic
def receive_listed(*, scope: Scope, code: str, number: int, row: Row, now: datetime) -> Received:
    """Somebody whose name stood on the list is here.

    :raises NotVisible: no such row; and as :func:`receive`.
    """
    before = selectors.get_arrival(scope=scope, code=code, number=number)
    if before.came_at is not None:
        return Received(number, before.kawal_id, False)
    facts = _facts(scope, row, now)
    told = _report(scope, facts, now)
    services.come(scope=scope, code=code, number=number, fact_id=facts[0].id, needs=row.needs, came_at=now)
    return Received(number, told.kawal_id or "", remarks=told.remarks)


@transaction.atomic
def announce(*, scope: Scope, code: str, listed: Sequence[Listed], now: datetime) -> int:
    """Give numbers to the people of a list before they come; how many were new to the queue.

    :raises NotVisible: no such reception. :raises ReceptionClosed: it ended.
    """
    claims = services.claims_of(scope=scope, fact_ids=[it.fact_id for it in listed])
    rows = [services.Announced(it.act, claims[it.fact_id], it.needs) for it in listed if it.fact_id in claims]
    return services.announce(scope=scope, code=code, rows=rows, now=now)


@transaction.atomic
def undo_receiving(*, scope: Scope, code: str, number: int, now: datetime) -> None:
    """The row was a mistake: it leaves the queue, and its facts are withdrawn.

    :raises NotVisible: no such row here, or it was made by another agency.
    """
    made = services.undo_arrival(scope=scope, code=code, number=number, now=now)
    if not made:
        return
    said = those_said(scope=scope, fact_ids=(made, _needs_id(made)))
    if not said:
        raise NotVisible(f"arrival {number}")
    take_back(scope=scope, fact_ids=said, now=now)


@transaction.atomic
def complete(*, scope: Scope, code: str, number: int, row: Row, now: datetime) -> str:
    """The full record, the morning after: the fact that she came is said again, with all that she told; her `kawal_id`.

    What the row leaves out stays as it was said. Sent twice, it is written once.

    :raises FactRefused: with everything that is wrong. :raises NotVisible: no such row, or another agency's.
    """
    before = selectors.get_arrival(scope=scope, code=code, number=number)
    fact_id = services.fact_of(scope=scope, code=code, number=number)
    mark = f"-{row.act.hex[:8]}"
    if before.came_at is None or fact_id.endswith(mark):
        return before.kawal_id
    raw = {
        "id": fact_id + mark,
        "kind": CAME,
        "occurred_at": _moment(before.came_at),
        "subject": {**row.subject, "kawal_id": before.kawal_id},
        "place": dict(row.place),
        "basis": "self",
    }
    said = flow.correction(raw, scope=scope, corrects=fact_id, now=now)
    told = _report(scope, [said], now)
    services.mark_completed(scope=scope, code=code, number=number, fact_id=said.id, now=now)
    return told.kawal_id or before.kawal_id


def _facts(scope: Scope, row: Row, now: datetime) -> list[Said]:
    """That she came, seen by who stands there; and what she needs, which fewer may read."""
    came = {
        "id": _came_id(row.act),
        "kind": CAME,
        "occurred_at": _moment(now),
        "subject": dict(row.subject),
        "place": dict(row.place),
        "basis": "witnessed",
    }
    facts: list[dict[str, Any]] = [came]
    if row.needs:
        facts.append(
            {**came, "id": _needs_id(_came_id(row.act)), "kind": NEEDS, "data": {"needs": list(row.needs)}}
        )
    return [flow.said(raw, scope=scope, now=now) for raw in facts]


def _report(scope: Scope, facts: Sequence[Said], now: datetime) -> flow.Outcome:
    told, *more = flow.report(scope=scope, facts=facts, now=now)
    if any(it.status == "conflict" for it in (told, *more)):
        raise NotStored(told.id)
    return told


def _came_id(act: UUID) -> str:
    return f"tiba-{act.hex}"


def _needs_id(came_id: str) -> str:
    """Beside the first that was said of an arrival, also when that was corrected since."""
    return f"{came_id[:FIRST]}-perlu"


def _moment(now: datetime) -> str:
    return now.isoformat(timespec="seconds")
