"""What officers decide about alerts. Each decision is by name, with its moment, in the history and the access log.

While an alert is in an agency's hands that agency sees its person. Each decision gives the number of the person, whom the
caller has drawn again with the keys she has now.

`review`, `review_rings`, `wake_rings`, `climb`, `draw_audit`, `lapse_acts`, `follow_claims` and
`follow_answer` are what the system does by itself.
"""

from datetime import datetime, timedelta

from django.db import transaction

from kawal.access.scope import Power, Scope
from kawal.access.wall import as_engine
from kawal.decisions.alerts.acts import (
    ACTS,
    DEFER,
    WARN_RING,
    ActAwaited,
    ActLapsed,
    ActNotFor,
    Confirmed,
    confirm_act,
    lapse_acts,
    propose_act,
    refuse_act,
)
from kawal.decisions.alerts.budgets import BudgetOutOfRange, draw_audit, set_budget
from kawal.decisions.alerts.climbing import climb
from kawal.decisions.alerts.deciding import (
    AlertAlreadyTaken,
    AlertClosed,
    AlertNotHeld,
    AlertStillOpen,
    climb_from,
    decide,
    is_own,
    one_alert,
    open_alert,
)
from kawal.decisions.alerts.following import (
    follow_answer,
    follow_claims,
    list_alerted,
    list_due,
)
from kawal.decisions.alerts.models import Alert
from kawal.decisions.alerts.recusing import REASONS, ReasonMissing, recuse_from_alert
from kawal.decisions.alerts.reviewing import review
from kawal.decisions.alerts.ringing import review_rings, wake_rings
from kawal.decisions.alerts.writing import judge, take_back_judgement
from kawal.foundation.moments import day_of

__all__ = [
    "ACTS",
    "ActAwaited",
    "ActLapsed",
    "ActNotFor",
    "DEFER",
    "REASONS",
    "ReasonMissing",
    "WARN_RING",
    "AlertAlreadyTaken",
    "AlertClosed",
    "AlertNotHeld",
    "AlertStillOpen",
    "BudgetOutOfRange",
    "Confirmed",
    "climb",
    "close_alert",
    "confirm_act",
    "draw_audit",
    "follow_answer",
    "follow_claims",
    "hand_back_alert",
    "is_own",
    "lapse_acts",
    "list_alerted",
    "list_due",
    "propose_act",
    "put_in_hand",
    "recuse_from_alert",
    "refer_alert",
    "refuse_act",
    "reopen_alert",
    "review",
    "review_rings",
    "set_budget",
    "snooze_alert",
    "take_alert",
    "wake_alert",
    "wake_rings",
]

OUTCOMES = (
    "proven",
    "strong_suspicion",
    "irregular_only",
    "wrong_data",
    "wrong_rule",
    "insufficient_evidence",
    "unreachable",
)
SHORTEST_NOTE = 10
# How long an alert may be put aside, by its level; an emergency never.
LONGEST_SNOOZE = {"high": timedelta(days=3), "medium": timedelta(days=14), "watch": timedelta(days=60)}
_HELD = ["state", "taken_by", "taken_agency", "taken_at", "expires_at"]
_CLOSED = ["state", "outcome", "note", "closed_at", "closed_by"]
_ASLEEP = ["snoozed_until", "snoozed_by", "changes_at"]


class OutcomeMissing(Exception):
    """An alert is closed with one of the coded outcomes and a sentence of ten letters or more."""


class SnoozeTooLong(Exception):
    """Later than its level allows, or not in the future; ``until`` is the latest moment, nothing for an emergency."""

    def __init__(self, until: datetime | None) -> None:
        super().__init__(until)
        self.until = until


@transaction.atomic
def take_alert(*, scope: Scope, code: str, now: datetime) -> int:
    """Take an alert: the officer's name stands on it, the clock of triage stops. Taking one's own again changes nothing.

    :raises NotAllowed: the officer may not take alerts.
    :raises NotVisible: unknown, or out of scope.
    :raises AlertClosed: it is closed.
    :raises AlertAlreadyTaken: somebody else was first.
    """
    alert = open_alert(scope, code)
    if alert.taken_by == scope.actor:
        return alert.person_id
    if alert.taken_by:
        raise AlertAlreadyTaken(alert.taken_by, alert.taken_agency)
    alert.state = "triage"
    alert.taken_by, alert.taken_agency, alert.taken_at = scope.actor, scope.agency, now
    alert.expires_at = None
    return decide(scope, alert, _HELD, "taken", now)


@transaction.atomic
def hand_back_alert(*, scope: Scope, code: str, now: datetime, why: str = "") -> int:
    """Give an alert back, so that another can take it: its holder, or the supervisor of the holder's agency.

    :raises NotAllowed: the officer may not take alerts.
    :raises NotVisible: unknown, or out of scope.
    :raises AlertClosed: it is closed.
    :raises AlertNotHeld: it is not the officer's to give back.
    """
    alert = open_alert(scope, code)
    if not is_own(scope, alert):
        raise AlertNotHeld(code)
    alert.state = "new"
    alert.taken_by, alert.taken_agency, alert.taken_at = "", "", None
    alert.climbs_at = climb_from(alert, now)
    return decide(scope, alert, _HELD, "handed_back", now, why)


@transaction.atomic
def put_in_hand(*, scope: Scope, code: str, now: datetime, why: str = "") -> int:
    """Work on the person has begun, as a case or otherwise (``why`` names it). Whoever begins holds the alert.

    :raises NotAllowed: the officer may not take alerts.
    :raises NotVisible: unknown, or out of scope.
    :raises AlertClosed: it is closed.
    """
    alert = open_alert(scope, code)
    if not alert.taken_by:
        alert.taken_by, alert.taken_agency, alert.taken_at = scope.actor, scope.agency, now
    alert.state = "in_hand"
    return decide(scope, alert, _HELD, "put_in_hand", now, why)


@transaction.atomic
def refer_alert(*, scope: Scope, code: str, now: datetime, why: str) -> int:
    """The next step is another agency's now (``why`` names it); new acute evidence calls the alert back.

    :raises NotAllowed: the officer may not take alerts.
    :raises NotVisible: unknown, or out of scope.
    :raises AlertClosed: it is closed.
    :raises AlertNotHeld: the officer does not hold it.
    """
    alert = open_alert(scope, code)
    if not is_own(scope, alert):
        raise AlertNotHeld(code)
    alert.state = "referred"
    return decide(scope, alert, _HELD, "referred", now, why)


@transaction.atomic
def close_alert(*, scope: Scope, code: str, outcome: str, note: str, now: datetime) -> int:
    """Close an alert with a coded outcome and a sentence. The same evidence will not raise another.

    :raises NotAllowed: the officer may not take alerts.
    :raises NotVisible: unknown, or out of scope.
    :raises AlertClosed: somebody closed it first.
    :raises AlertAlreadyTaken: an officer of another agency holds it.
    :raises OutcomeMissing: no such outcome, or no sentence.
    """
    scope.require(Power.TAKE_ALERT)
    if outcome not in OUTCOMES or len(note.strip()) < SHORTEST_NOTE:
        raise OutcomeMissing(outcome)
    alert = open_alert(scope, code)
    if alert.taken_by and alert.taken_agency != scope.agency:
        raise AlertAlreadyTaken(alert.taken_by, alert.taken_agency)
    alert.state, alert.outcome, alert.note = "closed", outcome, note.strip()
    alert.closed_at, alert.closed_by = max(now, alert.opened_at), scope.actor
    alert.snoozed_until, alert.snoozed_by = None, ""
    with as_engine():
        judge(alert.alert_id, outcome, alert.note, by=scope.actor, agency=scope.agency, at=alert.closed_at)
    return decide(scope, alert, [*_CLOSED, *_ASLEEP], "closed", now, outcome)


@transaction.atomic
def reopen_alert(*, scope: Scope, code: str, now: datetime, why: str = "") -> int:
    """Open a closed alert again, with whoever held it.

    :raises NotAllowed: the officer may not take alerts.
    :raises NotVisible: unknown, or out of scope.
    :raises AlertStillOpen: it is open, went into another, or the person has another open one.
    """
    alert = one_alert(scope, code)
    another = (
        Alert.objects.visible_to(scope)
        .filter(person_id=alert.person_id, ring_id=alert.ring_id)
        .exclude(state="closed")
        .exists()
    )
    if alert.state != "closed" or alert.merged_into or another:
        raise AlertStillOpen(code)
    alert.state = "triage" if alert.taken_by else "new"
    alert.outcome, alert.note, alert.closed_at, alert.closed_by = "", "", None, ""
    alert.climbs_at = climb_from(alert, now)
    with as_engine():
        take_back_judgement(alert.alert_id, now)
    return decide(scope, alert, _CLOSED, "reopened", now, why)


@transaction.atomic
def snooze_alert(*, scope: Scope, code: str, until: datetime, now: datetime, why: str = "") -> int:
    """Put an alert aside until a moment, at which it returns by itself; sooner when it grows. Its holder may, or anybody if it is free.

    :raises NotAllowed: the officer may not take alerts.
    :raises NotVisible: unknown, or out of scope.
    :raises AlertClosed: it is closed.
    :raises AlertAlreadyTaken: somebody else holds it.
    :raises SnoozeTooLong: an emergency, a moment that has passed, or one later than its level allows.
    """
    alert = open_alert(scope, code)
    if alert.taken_by and not is_own(scope, alert):
        raise AlertAlreadyTaken(alert.taken_by, alert.taken_agency)
    longest = LONGEST_SNOOZE.get(alert.level)
    latest = now + longest if longest else None
    if latest is None or not now < until or day_of(until) > day_of(latest):
        raise SnoozeTooLong(latest)
    alert.snoozed_until, alert.snoozed_by = until, scope.actor
    alert.changes_at = min(filter(None, (alert.changes_at, until)))
    return decide(scope, alert, _ASLEEP, "snoozed", now, why)


@transaction.atomic
def wake_alert(*, scope: Scope, code: str, now: datetime) -> int:
    """Take back that an alert was put aside.

    :raises NotAllowed: the officer may not take alerts.
    :raises NotVisible: unknown, or out of scope.
    :raises AlertClosed: it is closed.
    :raises AlertNotHeld: it is awake.
    """
    alert = open_alert(scope, code)
    if alert.snoozed_until is None:
        raise AlertNotHeld(code)
    alert.snoozed_until, alert.snoozed_by = None, ""
    return decide(scope, alert, _ASLEEP, "woke", now)
