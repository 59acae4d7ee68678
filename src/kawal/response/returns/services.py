"""Opening and closing batches, planning legs, putting people on them. Every change asks the power and the row, and is logged."""

from collections.abc import Collection, Iterable
from dataclasses import astuple, fields
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from psycopg.errors import UniqueViolation

from kawal.access import wall
from kawal.access.scope import NotVisible, Power, Scope, own_key
from kawal.access.trail.services import record
from kawal.facts.ledger.bulk import count, run
from kawal.foundation.moments import day_of
from kawal.reference import selectors as reference
from kawal.response.returns.models import Batch, Leg, Line
from kawal.response.returns.plans import (
    BatchClosed,
    Care,
    LegClosed,
    LegPlan,
    MarkTaken,
    Opening,
    Ticket,
    Unexplained,
)

ONE_AFTER_THE_OTHER = 74_201  # advisory lock: numbers of batches have no holes and no twins
_FIND = "select code from return_batch where asked = %s"
_OPEN = """insert into return_batch (year, number, asked, kind, agency, letter, letter_on, mission, post, planned, leave_on, keys,
  opened_at, opened_by)
 select %s::smallint, coalesce(max(number), 0) + 1, %s::uuid, %s::text, %s::text, %s::text, %s::date, %s::text, %s::text, %s::int,
  %s::date, '{}', %s::timestamptz, %s::text
 from return_batch where year = %s returning code"""
_LEG = [it.name for it in fields(LegPlan)]
_ADD_LEG = (
    f"insert into return_leg (batch, {', '.join(_LEG)}) values (%s{', %s' * len(_LEG)}) returning leg_id"
)
_CHANGE_LEG = (
    f"update return_leg set ({', '.join(_LEG)}) = ({', '.join(['%s'] * len(_LEG))}) where leg_id = %s"
)
_CARE = [it.name for it in fields(Care)]
_CHANGE_CARE = (
    f"update return_line set ({', '.join(_CARE)}) = ({', '.join(['%s'] * len(_CARE))}) where line_id = %s"
)
_TICKET = [it.name for it in fields(Ticket)]
_CHANGE_TICKET = f"""update return_seat set ({", ".join(_TICKET)}) = ({", ".join(["%s"] * len(_TICKET))})
 where line_id = %s and leg_id = %s"""
_SEAT = """insert into return_seat (line_id, leg_id, planned) select l.line_id, %s, true from return_line l
 where l.line_id = any (%s) and l.batch = %s order by l.line_id on conflict do nothing"""
_UNSEAT = """delete from return_seat where leg_id = %s and line_id = any (%s) and stand = 'waiting' and not exists (
  select from return_mark m where m.line_id = return_seat.line_id and m.leg_id = return_seat.leg_id)"""
_PRICE = """update return_seat set planned_cost = coalesce(planned_cost, %s::numeric), actual_cost = coalesce(actual_cost, %s::numeric)
 where leg_id = %s"""
_PLACES = "select post, mission, agency from return_batch where code = %s"
_ON_LEGS = "select from_place, to_place, receiver from return_leg where batch = %s"


@transaction.atomic
def open_batch(*, scope: Scope, opening: Opening, now: datetime) -> str:
    """Open a batch with its first leg, to the post where they enter; its code. The same identifier again gives the same batch.

    :raises NotAllowed: the officer receives nobody.
    """
    scope.require(Power.INTAKE)
    with wall.as_engine():
        run("select pg_advisory_xact_lock(%s)", (ONE_AFTER_THE_OTHER,))
        found = run(_FIND, (opening.asked,))
        if found:
            return str(found[0][0])
        year = day_of(now).year
        said = (
            opening.kind, scope.agency, opening.letter, opening.letter_on, opening.mission, opening.post, opening.planned,
            opening.leave_on,
        )  # fmt: skip
        [(code,)] = run(_OPEN, (year, opening.asked, *said, now, scope.actor, year))
        first = LegPlan("1", opening.mission or "–", opening.post, mode="road")
        run(_ADD_LEG, (code, *astuple(first)))
        _settle_keys(code)
        record(scope=scope, action="return.batch_opened", now=now, subject=code)
    return str(code)


@transaction.atomic
def plan_leg(*, scope: Scope, code: str, plan: LegPlan, now: datetime, leg_id: int | None = None) -> int:
    """Add a leg, or change one; its id.

    :raises NotAllowed: the officer hands nobody over. :raises NotVisible: no such batch or leg. :raises BatchClosed: it is closed.
    :raises MarkTaken: another leg has this mark.
    """
    scope.require(Power.HAND_OVER)
    with wall.as_engine():
        lock_batch(scope=scope, code=code)
        try:
            with transaction.atomic():
                if leg_id is None:
                    [(leg_id,)] = run(_ADD_LEG, (code, *astuple(plan)))
                elif not count(_CHANGE_LEG, (*astuple(plan), _own_leg(scope, code, leg_id).pk)):
                    raise NotVisible(f"leg {leg_id}")
        except UniqueViolation as error:
            raise MarkTaken(plan.mark) from error
        _settle_keys(code)
        record(scope=scope, action="return.leg_planned", now=now, subject=f"{code}/{plan.mark}")
    assert leg_id is not None
    return leg_id


@transaction.atomic
def seat_people(*, scope: Scope, leg_id: int, lines: Collection[int], now: datetime) -> int:
    """Plan these people of the batch onto a leg; how many were not on it yet.

    :raises NotVisible: no such leg. :raises LegClosed: it is closed.
    """
    scope.require(Power.HAND_OVER)
    with wall.as_engine():
        leg = _open_leg(scope, leg_id)
        made = count(_SEAT, (leg_id, list(lines), leg.batch_id))
        record(scope=scope, action="return.seated", now=now, subject=f"{leg.batch_id}/{leg.mark}")
    return made


@transaction.atomic
def unseat_people(*, scope: Scope, leg_id: int, lines: Collection[int], now: datetime) -> int:
    """Take people off a leg on which nothing has happened to them; how many. Whoever was counted there stays.

    :raises NotVisible: no such leg. :raises LegClosed: it is closed.
    """
    scope.require(Power.HAND_OVER)
    with wall.as_engine():
        leg = _open_leg(scope, leg_id)
        gone = count(_UNSEAT, (leg_id, list(lines)))
        record(scope=scope, action="return.unseated", now=now, subject=f"{leg.batch_id}/{leg.mark}")
    return gone


@transaction.atomic
def care_for(*, scope: Scope, line_id: int, care: Care, now: datetime) -> None:
    """What one person needs on the way: escort, certificate, signed refusal.

    :raises NotVisible: no such line, or an escort of another batch.
    """
    scope.require(Power.HAND_OVER)
    with wall.as_engine():
        line = _own_line(scope, line_id)
        if care.with_line is not None and _own_line(scope, care.with_line).batch_id != line.batch_id:
            raise NotVisible(f"line {care.with_line}")
        count(_CHANGE_CARE, (*astuple(care), line_id))
        record(scope=scope, action="return.cared_for", now=now, subject=line.batch_id)


@transaction.atomic
def buy_ticket(*, scope: Scope, line_id: int, leg_id: int, ticket: Ticket, now: datetime) -> None:
    """Seat, ticket, who pays and how much.

    :raises NotVisible: the person is not on that leg, or not to be seen.
    """
    scope.require(Power.HAND_OVER)
    with wall.as_engine():
        line = _own_line(scope, line_id)
        if not count(_CHANGE_TICKET, (*astuple(ticket), line_id, leg_id)):
            raise NotVisible(f"line {line_id} on leg {leg_id}")
        record(scope=scope, action="return.ticket_bought", now=now, subject=line.batch_id)


@transaction.atomic
def price_leg(
    *, scope: Scope, leg_id: int, planned: Decimal | None, actual: Decimal | None, now: datetime
) -> int:
    """What one seat costs, for everybody on a leg for whom no other figure was written; how many.

    :raises NotVisible: no such leg. :raises LegClosed: it is closed.
    """
    scope.require(Power.HAND_OVER)
    with wall.as_engine():
        leg = _open_leg(scope, leg_id)
        made = count(_PRICE, (planned, actual, leg_id))
        record(scope=scope, action="return.ticket_bought", now=now, subject=f"{leg.batch_id}/{leg.mark}")
    return made


@transaction.atomic
def close_leg(*, scope: Scope, leg_id: int, now: datetime) -> None:
    """Close a leg on which everybody is accounted for; the database refuses any other.

    :raises NotVisible: no such leg. :raises Unexplained: somebody is not.
    """
    scope.require(Power.HAND_OVER)
    with wall.as_engine():
        leg = _open_leg(scope, leg_id)
        left = leg.waiting + leg.aboard + (leg.unsigned if leg.receiver else 0)
        if left:
            raise Unexplained(left)
        run(
            "update return_leg set closed_at = %s, closed_by = %s where leg_id = %s",
            (now, scope.actor, leg_id),
        )
        record(scope=scope, action="return.leg_closed", now=now, subject=f"{leg.batch_id}/{leg.mark}")


@transaction.atomic
def reopen_leg(*, scope: Scope, leg_id: int, now: datetime) -> None:
    """Open a leg again, to count once more.

    :raises NotVisible: no such leg. :raises BatchClosed: the batch is closed.
    """
    scope.require(Power.HAND_OVER)
    with wall.as_engine():
        leg = _seen_leg(scope, leg_id)
        lock_batch(scope=scope, code=leg.batch_id)
        run("update return_leg set closed_at = null, closed_by = '' where leg_id = %s", (leg_id,))
        record(scope=scope, action="return.leg_reopened", now=now, subject=f"{leg.batch_id}/{leg.mark}")


@transaction.atomic
def close_batch(*, scope: Scope, code: str, now: datetime, note: str = "") -> None:
    """Close a batch whose every person is handed over or explained, with the legs that are still open.

    :raises NotVisible: no such batch. :raises BatchClosed: somebody closed it first.
    :raises Unexplained: somebody is on the list, aboard, unsigned or lost.
    """
    scope.require(Power.HAND_OVER)
    with wall.as_engine():
        batch = lock_batch(scope=scope, code=code)
        legs = Leg.objects.visible_to(scope).filter(batch=code, closed_at=None)
        open_ones = sum(it.waiting + it.aboard + (it.unsigned if it.receiver else 0) for it in legs)
        if batch.unsettled or open_ones:
            raise Unexplained(max(batch.unsettled, open_ones))
        run(
            "update return_leg set closed_at = %s, closed_by = %s where batch = %s and closed_at is null",
            (now, scope.actor, code),
        )
        run(
            "update return_batch set state = 'closed', closed_at = %s, closed_by = %s, note = %s where code = %s",
            (now, scope.actor, note, code),
        )
        record(scope=scope, action="return.batch_closed", now=now, subject=code)


def lock_batch(*, scope: Scope, code: str) -> Batch:
    """The batch, locked: whatever is counted in it is counted one after the other. Asked as the engine; the guard still holds.

    :raises NotVisible: no such batch. :raises BatchClosed: it is closed.
    """
    batch: Batch | None = Batch.objects.visible_to(scope).select_for_update().filter(code=code).first()
    if batch is None:
        raise NotVisible(f"batch {code}")
    if batch.state == "closed":
        raise BatchClosed(code)
    return batch


def _own_line(scope: Scope, line_id: int) -> Line:
    found: Line = Line.objects.one(scope, line_id)
    lock_batch(scope=scope, code=found.batch_id)
    return found


def _own_leg(scope: Scope, code: str, leg_id: int) -> Leg:
    leg = _seen_leg(scope, leg_id)
    if leg.batch_id != code:
        raise NotVisible(f"leg {leg_id}")
    return leg


def _seen_leg(scope: Scope, leg_id: int) -> Leg:
    leg: Leg = Leg.objects.one(scope, leg_id)
    return leg


def _open_leg(scope: Scope, leg_id: int) -> Leg:
    """Read again behind the lock, so that its counts are those that stand."""
    lock_batch(scope=scope, code=_seen_leg(scope, leg_id).batch_id)
    leg = _seen_leg(scope, leg_id)
    if leg.closed_at:
        raise LegClosed(leg.mark)
    return leg


def _settle_keys(code: str) -> None:
    """Who sees the list: the owner, the mission, the posts and shelters it passes, whoever receives them."""
    [(post, mission, agency)] = run(_PLACES, (code,))
    keys = [own_key(agency), f"b:{post}"]
    keys += [f"m:{mission}"] if mission else []
    for from_place, to_place, receiver in run(_ON_LEGS, (code,)):
        keys += _keys_of((from_place, to_place))
        keys += [own_key(receiver)] if receiver else []
    once = list(dict.fromkeys(keys))
    run("update return_batch set keys = %s where code = %s", (once, code))
    run("update return_leg set keys = %s where batch = %s", (once, code))


def _keys_of(places: Iterable[str]) -> list[str]:
    known = {it.code: it.kind for it in reference.list_posts()}
    return [f"{'s' if known[it] == 'shelter' else 'b'}:{it}" for it in places if it in known]
