"""Acts that take two officers: what delays a departure, and what warns of a whole ring. One proposes, another confirms or refuses.

Never the same officer, and only in time: a proposal that nobody answered lapses, and nothing has happened; so does one whose author
may propose no more, since two stand behind an act.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction

from kawal.access.officers.selectors import no_longer_may
from kawal.access.scope import NotVisible, Power, Scope
from kawal.access.wall import as_engine
from kawal.decisions.alerts import writing
from kawal.decisions.alerts.cards import ActCard
from kawal.decisions.alerts.deciding import AlertNotHeld, decide, is_own, open_alert
from kawal.decisions.alerts.models import Alert, AlertAct
from kawal.facts.ledger import bulk

DEFER, WARN_RING = "defer_departure", "warn_ring"
# How long a proposal waits for its second officer.
ACTS = {DEFER: timedelta(hours=24), WARN_RING: timedelta(hours=72)}
SHORTEST_WHY = 10
LAPSE = """update alert_act set answer = 'lapsed', answered_at = %s where answer = '' and (expires_at <= %s or proposed_by = any(%s))
 returning alert_id, kind"""
AUTHORS = "select distinct proposed_by from alert_act where answer = ''"


class ActAwaited(Exception):
    """The same act has been proposed already and waits for its answer."""


class ActLapsed(Exception):
    """Nobody answered in time, or somebody has answered by now."""


class ActNotFor(Exception):
    """Not for this officer, who proposed it; or not a known act; or about no ring; or without a reason of ten letters or more."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What two officers have decided together; the caller does what it calls for."""

    act_id: int
    kind: str
    why: str
    person_id: int
    kawal_id: str


@transaction.atomic
def propose_act(*, scope: Scope, code: str, kind: str, why: str, now: datetime) -> int:
    """Propose an act that takes two; the holder of the alert may. The person it is about.

    :raises NotAllowed: the officer may not take alerts.
    :raises NotVisible: unknown, or out of scope.
    :raises AlertClosed: it is closed.
    :raises AlertNotHeld: the officer does not hold it.
    :raises ActNotFor: no such act, no ring to warn, or no reason.
    :raises ActAwaited: it waits for its answer already.
    """
    alert = open_alert(scope, code)
    if not is_own(scope, alert):
        raise AlertNotHeld(code)
    is_possible = kind in ACTS and (kind != WARN_RING or alert.ring_id is not None)
    if not is_possible or len(why.strip()) < SHORTEST_WHY:
        raise ActNotFor(kind)
    with as_engine():
        lapse_acts(now=now)
        if AlertAct.unscoped.filter(alert=alert, kind=kind, answer="").exists():  # unscoped: an alert it sees
            raise ActAwaited(kind)
        AlertAct.unscoped.create(  # unscoped: about an alert the scope sees
            alert=alert, kind=kind, why=why.strip(), proposed_by=scope.actor, proposed_agency=scope.agency,
            proposed_at=now, expires_at=now + ACTS[kind],
        )  # fmt: skip
    return decide(scope, alert, [], "proposed", now, kind)


@transaction.atomic
def confirm_act(*, scope: Scope, code: str, act_id: int, now: datetime) -> Confirmed:
    """The second officer agrees: from here on it is decided.

    :raises NotAllowed: the officer may not confirm.
    :raises NotVisible: unknown, or out of scope.
    :raises AlertClosed: it is closed.
    :raises ActNotFor: the officer proposed it.
    :raises ActLapsed: too late, answered by now, or its author may propose no more.
    """
    alert, act = _awaited(scope, code, act_id, now)
    _answer(scope, act, "confirmed", "", now)
    person = decide(scope, alert, [], "confirmed", now, act.kind)
    with as_engine():
        [(kawal_id,)] = bulk.run("select kawal_id from person where person_id = %s", (person,))
    return Confirmed(act.act_id, act.kind, act.why, person, kawal_id)


@transaction.atomic
def refuse_act(*, scope: Scope, code: str, act_id: int, why: str, now: datetime) -> int:
    """The second officer does not agree; nothing happens, and the history says so.

    :raises: as `confirm_act`.
    """
    alert, act = _awaited(scope, code, act_id, now)
    _answer(scope, act, "refused", why.strip(), now)
    return decide(scope, alert, [], "refused", now, act.kind)


def lapse_acts(*, now: datetime) -> int:
    """End the proposals that nobody answered in time or whose author may propose no more; how many. The engine's part."""
    lost = _lost({login for (login,) in bulk.run(AUTHORS)})
    lapsed = bulk.run(LAPSE, (now, now, list(lost)))
    if lapsed:
        writing.tell([(alert, "lapsed", kind) for alert, kind in lapsed], now)
    return len(lapsed)


def standing(acts: Sequence[ActCard]) -> tuple[ActCard, ...]:
    """Acts as they stand: lapsed before its time is what its author may propose no more, written already or not."""
    lost = _lost({it.proposed_by for it in acts if not it.answer})
    return tuple(_standing(it, lost) for it in acts)


def _standing(act: ActCard, lost: frozenset[str]) -> ActCard:
    if act.answer == "lapsed":
        return replace(act, is_orphaned=act.answered_at is not None and act.answered_at < act.expires_at)
    return (
        replace(act, answer="lapsed", is_orphaned=True) if not act.answer and act.proposed_by in lost else act
    )


def _lost(authors: set[str]) -> frozenset[str]:
    return no_longer_may(logins=authors, power=Power.TAKE_ALERT) if authors else frozenset()


def _awaited(scope: Scope, code: str, act_id: int, now: datetime) -> tuple[Alert, AlertAct]:
    alert = open_alert(scope, code, Power.CONFIRM_ACT)
    with as_engine():
        rows = AlertAct.unscoped.filter(alert=alert, act_id=act_id)  # unscoped: about an alert the scope sees
        act = rows.select_for_update().first()
    if act is None:
        raise NotVisible(f"Act #{act_id}")
    if act.proposed_by == scope.actor:
        raise ActNotFor(act.kind)
    if act.answer or now >= act.expires_at or _lost({act.proposed_by}):
        raise ActLapsed(act.kind)
    return alert, act


def _answer(scope: Scope, act: AlertAct, answer: str, why: str, now: datetime) -> None:
    act.answer, act.answer_why, act.answered_at = answer, why, now
    act.answered_by, act.answered_agency = scope.actor, scope.agency
    with as_engine():
        act.save(update_fields=["answer", "answer_why", "answered_at", "answered_by", "answered_agency"])
