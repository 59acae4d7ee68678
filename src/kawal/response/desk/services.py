"""The register of a desk: numbers taken, called, served, gone, taken back.

What visitors say is reported beside it, by `kawal.homecoming.desk`; here is only what the desk keeps for itself.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kawal.access import asking, wall
from kawal.access.scope import NotVisible, Power, Scope
from kawal.facts.ledger.bulk import run
from kawal.foundation.moments import day_of
from kawal.response.desk import selectors
from kawal.response.desk.claims import claim_of
from kawal.response.desk.errands import ERRANDS, NEEDS, in_order
from kawal.response.desk.models import DeskTicket

# Numbers of one desk and day are given one after the other; other desks do not wait.
_ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtextextended('desk ' || %s || %s::text, 0))"
_TAKE = """insert into desk_ticket (agency, day, number, act, errand, needs, taken_at, taken_by)
 select %(agency)s, %(day)s, coalesce(max(number), 0) + 1, %(act)s, %(errand)s, %(needs)s::text[], %(now)s, %(actor)s
 from desk_ticket where agency = %(agency)s and day = %(day)s returning code"""
_NEXT = """update desk_ticket set called_at = %(now)s, called_by = %(actor)s where ticket_id = (
  select ticket_id from desk_ticket where agency = %(agency)s and day = %(day)s
   and called_at is null and left_at is null and undone_at is null
  order by array_position(%(order)s::text[], needs[1]), number limit 1 for update skip locked) returning code"""


class AlreadyCalled(Exception):
    """Another counter was quicker: ``by`` serves this number."""

    def __init__(self, by: str) -> None:
        super().__init__(by)
        self.by = by


class AlreadyEnded(Exception):
    """The visit is over: it was served, or the visitor left."""


@transaction.atomic
def take_ticket(*, scope: Scope, act: UUID, errand: str, needs: Sequence[str] = (), now: datetime) -> str:
    """Somebody walks in: the next number of today; its code. Sent twice, it is taken once.

    :raises NotAllowed: no power of intake. :raises ValueError: no such errand.
    """
    scope.require(Power.INTAKE)
    if errand not in ERRANDS:
        raise ValueError(errand)
    known = selectors.find_ticket(scope=scope, act=act)
    if known:
        return known
    day = day_of(now)
    with wall.as_engine():
        run(_ONE_AT_A_TIME, (scope.agency, day))
        again = run("select code from desk_ticket where act = %s and agency = %s", (act, scope.agency))
        if again:
            return str(again[0][0])
        values = {"agency": scope.agency, "day": day, "act": act, "errand": errand, "needs": in_order(needs)}
        return str(asking.rows(_TAKE, {**values, "now": now, "actor": scope.actor})[0].code)


@transaction.atomic
def call_next(*, scope: Scope, now: datetime) -> str:
    """Call whoever is first today: who may not wait, by harm, then by number. Its code; empty when nobody waits.

    Two counters that press at once get two different numbers.
    """
    scope.require(Power.INTAKE)
    values = {"agency": scope.agency, "day": day_of(now), "now": now, "actor": scope.actor}
    with wall.as_engine():
        found = asking.rows(_NEXT, {**values, "order": list(NEEDS)})
    return str(found[0].code) if found else ""


@transaction.atomic
def call(*, scope: Scope, code: str, now: datetime) -> None:
    """Call this number; calling one's own again changes nothing.

    :raises NotVisible: no such ticket here. :raises AlreadyCalled: another serves it. :raises AlreadyEnded: it is over.
    """
    scope.require(Power.INTAKE)
    with wall.as_engine():
        row = _open(scope, code)
        if row.called_at is not None:
            if row.called_by != scope.actor:
                raise AlreadyCalled(row.called_by)
            return
        row.called_at, row.called_by = now, scope.actor
        row.save(update_fields=["called_at", "called_by"])


@transaction.atomic
def put_back(*, scope: Scope, code: str) -> None:
    """Into the queue again, at its old place: called by mistake, did not hear, or came back after leaving.

    :raises AlreadyEnded: it was served.
    """
    scope.require(Power.INTAKE)
    with wall.as_engine():
        row = _locked(scope, code)
        if row.served_at is not None:
            raise AlreadyEnded(code)
        row.called_at, row.called_by, row.left_at = None, "", None
        row.save(update_fields=["called_at", "called_by", "left_at"])


@transaction.atomic
def leave(*, scope: Scope, code: str, now: datetime) -> None:
    """Went away without being served. :raises AlreadyEnded: it was served."""
    scope.require(Power.INTAKE)
    with wall.as_engine():
        row = _locked(scope, code)
        if row.served_at is not None:
            raise AlreadyEnded(code)
        if row.left_at is None:
            row.left_at = now
            row.save(update_fields=["left_at"])


@transaction.atomic
def serve(*, scope: Scope, code: str, fact_id: str = "", now: datetime) -> None:
    """The visit is done; ``fact_id`` is the agency's fact of it, empty where nothing was written down.

    :raises NotVisible: no such ticket, or no such fact of the agency. :raises AlreadyEnded: it is over.
    """
    scope.require(Power.INTAKE)
    with wall.as_engine():
        row = _open(scope, code)
        if fact_id:
            row.claim_id, row.fact_id = claim_of(scope, fact_id), fact_id
        if row.called_at is None:
            row.called_at, row.called_by = now, scope.actor
        row.served_at = now
        row.save(update_fields=["claim_id", "fact_id", "called_at", "called_by", "served_at"])


@transaction.atomic
def unserve(*, scope: Scope, code: str) -> str:
    """The visit is not done after all: it stands at the counter again. The fact that has to be withdrawn, or nothing."""
    scope.require(Power.INTAKE)
    with wall.as_engine():
        row = _locked(scope, code)
        made = str(row.fact_id)
        if row.served_at is None:
            return ""
        row.served_at, row.claim_id, row.fact_id = None, None, ""
        row.save(update_fields=["served_at", "claim_id", "fact_id"])
    return made


@transaction.atomic
def undo_ticket(*, scope: Scope, code: str, now: datetime) -> None:
    """The number was a mistake; it is not given again. :raises AlreadyEnded: it was served."""
    scope.require(Power.INTAKE)
    with wall.as_engine():
        row = _locked(scope, code)
        if row.served_at is not None:
            raise AlreadyEnded(code)
        row.left_at, row.undone_at = None, now
        row.save(update_fields=["left_at", "undone_at"])


def _locked(scope: Scope, code: str) -> DeskTicket:
    rows = DeskTicket.objects.visible_to(scope).select_for_update()
    found: DeskTicket | None = rows.filter(code=code, agency=scope.agency, undone_at=None).first()
    if found is None:
        raise NotVisible(f"ticket {code}")
    return found


def _open(scope: Scope, code: str) -> DeskTicket:
    row = _locked(scope, code)
    if row.served_at is not None or row.left_at is not None:
        raise AlreadyEnded(code)
    return row
