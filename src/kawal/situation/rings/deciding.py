"""Two rings that officers call one: one proposes, another agrees. Nothing moves; readers see both together, and it can be undone.

A proposal stands only while its author may still make it.
"""

from datetime import datetime

from kawal.access.officers.selectors import no_longer_may
from kawal.access.scope import NotVisible, Power, Scope
from kawal.access.trail import services as trail
from kawal.access.wall import as_engine
from kawal.facts.ledger import bulk
from kawal.situation.rings.looking import ring_id_of
from kawal.situation.rings.models import Ring

LOCK = "select 1 from ring where ring_id = any(%s) order by ring_id for update"
LATEST = """select act, answered_by from ring_answer where (ring_id, other_ring_id) = (%s, %s) order by answer_id desc limit 1"""
ANSWER = """insert into ring_answer (ring_id, other_ring_id, act, reason, answered_by, agency, answered_at)
 values (%s, %s, %s, %s, %s, %s, %s)"""
LONGEST_REASON = 1_000


class CannotDecide(Exception):
    """It does not stand so any more, or the same officer would have to answer twice."""


class AuthorGone(Exception):
    """Who proposed it may propose no more: the account is closed, or has another role."""


class ReasonMissing(Exception):
    """A decision about people needs a sentence."""


def propose_merge(*, scope: Scope, code: str, other: str, reason: str, now: datetime) -> None:
    """Say that two rings are one and why; it holds when another officer agrees.

    :raises NotAllowed: no power to work on alerts. :raises NotVisible: the officer may not see both, or they are one.
    :raises CannotDecide: proposed or agreed already. :raises ReasonMissing: no reason.
    """
    scope.require(Power.TAKE_ALERT)
    _decide(scope, code, other, "proposed", ("", "refused", "undone"), reason, now)


def agree_merge(*, scope: Scope, code: str, other: str, now: datetime) -> None:
    """The second officer's yes.

    :raises CannotDecide: nobody proposed it, or the officer did. :raises AuthorGone: its author may propose no more.
        Others as for proposing.
    """
    scope.require(Power.CONFIRM_ACT)
    _decide(scope, code, other, "agreed", ("proposed",), "", now, by_another=True)


def refuse_merge(*, scope: Scope, code: str, other: str, reason: str, now: datetime) -> None:
    """The second officer's no."""
    scope.require(Power.CONFIRM_ACT)
    _decide(scope, code, other, "refused", ("proposed",), reason, now, by_another=True)


def undo_merge(*, scope: Scope, code: str, other: str, reason: str, now: datetime) -> None:
    """Take a proposal or a merge back; it stays in the record."""
    scope.require(Power.TAKE_ALERT)
    _decide(scope, code, other, "undone", ("proposed", "agreed"), reason, now)


def is_orphaned(*, author: str) -> bool:
    """Whether what this officer proposed stands no more."""
    return bool(no_longer_may(logins=[author], power=Power.TAKE_ALERT))


def _decide(
    scope: Scope,
    code: str,
    other: str,
    act: str,
    after: tuple[str, ...],
    reason: str,
    now: datetime,
    *,
    by_another: bool = False,
) -> None:
    reason = " ".join(reason.split())[:LONGEST_REASON]
    if act != "agreed" and not reason:
        raise ReasonMissing(code)
    pair = _pair(scope, code, other)
    with as_engine():
        bulk.run(LOCK, (list(pair),))
        standing = next(iter(bulk.run(LATEST, pair)), ("", ""))
        if standing[0] == "proposed" and is_orphaned(author=standing[1]):
            if by_another:
                raise AuthorGone(code)
            standing = ("", "")
        if standing[0] not in after or (by_another and standing[1] == scope.actor):
            raise CannotDecide(code)
        bulk.run(ANSWER, (*pair, act, reason, scope.actor, scope.agency, now))
    trail.record(scope=scope, action=f"ring.{act}", now=now, subject=f"{code} {other}")


def _pair(scope: Scope, code: str, other: str) -> tuple[int, int]:
    one, two = sorted(ring_id_of(it) for it in (code, other))
    if one == two:
        raise NotVisible("ring")
    for it in (one, two):
        Ring.objects.one(scope, it)
    return one, two
