"""Giving aid: the entry, the fact that she was assisted, and the things out of stock, in one transaction.

The stock comes last: its row is what all officers of a site wait for, and is then held for the shortest time.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from kawal import flow
from kawal.access.scope import Scope
from kawal.access.trail import services as trail
from kawal.access.wall import as_engine
from kawal.homecoming import taking_back
from kawal.response.aid.issues import services as issues
from kawal.response.aid.issues.services import Gift, Issued
from kawal.response.aid.stock import ledger
from kawal.response.aid.stock.ledger import Want


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody got. ``repeated``: the same act came before and nothing was written now."""

    issue_id: int
    item: str
    quantity: int
    repeated: bool


@transaction.atomic
def give(*, scope: Scope, gift: Gift, now: datetime) -> Given:
    """Give it, once: sent again, by two posts at once, or after a merge.

    :raises NotAllowed: the officer may not give aid or report. :raises NotVisible: no such site or person of hers.
    :raises AlreadyGiven, NotEntitled, NeedsLook: with the reason. :raises BadReceipt: the picture cannot be kept.
    :raises NotEnough: somebody took the last.
    """
    issued = issues.issue(scope=scope, gift=gift, now=now)
    its = issued.entitlement
    if not issued.repeated:
        _tell(scope, gift, issued, now)
        with as_engine():
            ledger.take(
                act=gift.act, kind="give", site_id=issued.site_id, wants=[Want(its.item, gift.size, its.quantity)],
                by=scope.actor, at=now,
            )  # fmt: skip
    return Given(issued.issue_id, its.item, its.quantity, issued.repeated)


@transaction.atomic
def undo_gift(*, scope: Scope, act: UUID, now: datetime) -> bool:
    """It was a mistake: the entry ends, the fact is withdrawn, the things are in stock again. False where it had ended before.

    :raises NotAllowed: the officer may not give aid. :raises NotVisible: no such gift at a site of hers.
    """
    fact = issues.end_issue(scope=scope, act=act, ending="undone", now=now)
    if fact:
        _withdraw(scope, fact, now)
        with as_engine():
            ledger.counter(act=act, by=scope.actor, at=now)
    return bool(fact)


@transaction.atomic
def take_back(*, scope: Scope, act: UUID, now: datetime) -> bool:
    """She brought it back, as it was: in stock again, and she may get another. False where it had ended before.

    :raises NotAllowed: the officer may not give aid. :raises NotVisible: no such gift at a site of hers.
    """
    fact = issues.end_issue(scope=scope, act=act, ending="returned", now=now)
    if fact:
        _withdraw(scope, fact, now)
        with as_engine():
            back = [it._replace(kind="return") for it in ledger.moves_of(act)]
            ledger.post(act=uuid5(act, "return"), moves=back, by=scope.actor, at=now)
    return bool(fact)


def _tell(scope: Scope, gift: Gift, issued: Issued, now: datetime) -> None:
    raw = {
        "id": issued.fact_id,
        "kind": "assisted",
        "occurred_at": now.isoformat(timespec="seconds"),
        "basis": "witnessed",
        "subject": {"kawal_id": gift.kawal_id, **({"name": issued.name} if issued.name else {})},
        "data": {"service": issued.entitlement.service, "provider": scope.agency},
        **({"place": {"post": issued.site_place}} if issued.site_place else {}),
    }
    [told] = flow.report(scope=scope, facts=[flow.said(raw, scope=scope, now=now)], now=now)
    trail.record(scope=scope, action="aid.given", now=now, person=told.kawal_id or "", subject=issued.fact_id)


def _withdraw(scope: Scope, fact: str, now: datetime) -> None:
    taking_back.take_back(scope=scope, fact_ids=[fact], now=now)
    trail.record(scope=scope, action="aid.taken_back", now=now, subject=fact)
