"""What officers decide about alerts. Each decision is by name, with its moment, in the history and the access log.

While an alert is in an agency's hands that agency sees its person. Each decision gives the number of the person, whom the
caller has drawn again with the keys she has now.

`review`, `follow_claims`, `follow_answer` and `spread_keys` are what the system does by itself.
"""

from datetime import datetime

from django.db import transaction

from kawal.access.scope import NotVisible, Power, Scope
from kawal.access.trail import services as trail
from kawal.access.wall import as_engine
from kawal.decisions.alerts.following import (
    follow_answer,
    follow_claims,
    list_alerted,
    list_due,
    spread_keys,
)
from kawal.decisions.alerts.holding import settle_keys
from kawal.decisions.alerts.models import Alert, AlertEvent
from kawal.decisions.alerts.reviewing import review
from kawal.facts.ledger import bulk

__all__ = [
    "close_alert",
    "follow_answer",
    "follow_claims",
    "hand_back_alert",
    "list_alerted",
    "list_due",
    "put_in_hand",
    "refer_alert",
    "reopen_alert",
    "review",
    "spread_keys",
    "take_alert",
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
_HELD = ["state", "taken_by", "taken_agency", "taken_at"]
_CLOSED = ["state", "outcome", "note", "closed_at", "closed_by"]


class AlertAlreadyTaken(Exception):
    """Somebody else holds it; ``by`` and ``agency`` say who."""

    def __init__(self, by: str, agency: str) -> None:
        super().__init__(by)
        self.by, self.agency = by, agency


class AlertClosed(Exception):
    """It is closed already."""


class AlertStillOpen(Exception):
    """It is open, or the person has another that is."""


class AlertNotHeld(Exception):
    """Nobody holds it, or somebody else does."""


class OutcomeMissing(Exception):
    """An alert is closed with one of the coded outcomes and a sentence of ten letters or more."""


@transaction.atomic
def take_alert(*, scope: Scope, code: str, now: datetime) -> int:
    """Take an alert: the officer's name stands on it, the clock of triage stops. Taking one's own again changes nothing.

    :raises NotAllowed: the officer may not take alerts.
    :raises NotVisible: unknown, or out of scope.
    :raises AlertClosed: it is closed.
    :raises AlertAlreadyTaken: somebody else was first.
    """
    alert = _open_one(scope, code)
    if alert.taken_by == scope.actor:
        return alert.person_id
    if alert.taken_by:
        raise AlertAlreadyTaken(alert.taken_by, alert.taken_agency)
    alert.state = "triage"
    alert.taken_by, alert.taken_agency, alert.taken_at = scope.actor, scope.agency, now
    return _decide(scope, alert, _HELD, "taken", now)


@transaction.atomic
def hand_back_alert(*, scope: Scope, code: str, now: datetime, why: str = "") -> int:
    """Give an alert back, so that another can take it: its holder, or the supervisor of the holder's agency.

    :raises NotAllowed: the officer may not take alerts.
    :raises NotVisible: unknown, or out of scope.
    :raises AlertClosed: it is closed.
    :raises AlertNotHeld: it is not the officer's to give back.
    """
    alert = _open_one(scope, code)
    if not _is_own(scope, alert):
        raise AlertNotHeld(code)
    alert.state = "new"
    alert.taken_by, alert.taken_agency, alert.taken_at = "", "", None
    return _decide(scope, alert, _HELD, "handed_back", now, why)


@transaction.atomic
def put_in_hand(*, scope: Scope, code: str, now: datetime, why: str = "") -> int:
    """Work on the person has begun, as a case or otherwise (``why`` names it). Whoever begins holds the alert.

    :raises NotAllowed: the officer may not take alerts.
    :raises NotVisible: unknown, or out of scope.
    :raises AlertClosed: it is closed.
    """
    alert = _open_one(scope, code)
    if not alert.taken_by:
        alert.taken_by, alert.taken_agency, alert.taken_at = scope.actor, scope.agency, now
    alert.state = "in_hand"
    return _decide(scope, alert, _HELD, "put_in_hand", now, why)


@transaction.atomic
def refer_alert(*, scope: Scope, code: str, now: datetime, why: str) -> int:
    """The next step is another agency's now (``why`` names it); new acute evidence calls the alert back.

    :raises NotAllowed: the officer may not take alerts.
    :raises NotVisible: unknown, or out of scope.
    :raises AlertClosed: it is closed.
    :raises AlertNotHeld: the officer does not hold it.
    """
    alert = _open_one(scope, code)
    if not _is_own(scope, alert):
        raise AlertNotHeld(code)
    alert.state = "referred"
    return _decide(scope, alert, _HELD, "referred", now, why)


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
    alert = _open_one(scope, code)
    if alert.taken_by and alert.taken_agency != scope.agency:
        raise AlertAlreadyTaken(alert.taken_by, alert.taken_agency)
    alert.state, alert.outcome, alert.note = "closed", outcome, note.strip()
    alert.closed_at, alert.closed_by = max(now, alert.opened_at), scope.actor
    return _decide(scope, alert, _CLOSED, "closed", now, outcome)


@transaction.atomic
def reopen_alert(*, scope: Scope, code: str, now: datetime, why: str = "") -> int:
    """Open a closed alert again, with whoever held it.

    :raises NotAllowed: the officer may not take alerts.
    :raises NotVisible: unknown, or out of scope.
    :raises AlertStillOpen: it is open, went into another, or the person has another open one.
    """
    alert = _one(scope, code)
    another = (
        Alert.objects.visible_to(scope).filter(person_id=alert.person_id).exclude(state="closed").exists()
    )
    if alert.state != "closed" or alert.merged_into or another:
        raise AlertStillOpen(code)
    alert.state = "triage" if alert.taken_by else "new"
    alert.outcome, alert.note, alert.closed_at, alert.closed_by = "", "", None, ""
    return _decide(scope, alert, _CLOSED, "reopened", now, why)


def _one(scope: Scope, code: str) -> Alert:
    """The alert, locked: the guard asks for the officer's scope, the lock is the engine's right."""
    scope.require(Power.TAKE_ALERT)
    with as_engine():
        alert: Alert | None = Alert.objects.visible_to(scope).filter(code=code).select_for_update().first()
    if alert is None:
        raise NotVisible(f"Alert {code}")
    return alert


def _open_one(scope: Scope, code: str) -> Alert:
    alert = _one(scope, code)
    if alert.state == "closed":
        raise AlertClosed(code)
    return alert


def _is_own(scope: Scope, alert: Alert) -> bool:
    """The holder's, or the holder's supervisor's."""
    is_supervisor = scope.role == "supervisor" and alert.taken_agency == scope.agency
    return bool(alert.taken_by) and (alert.taken_by == scope.actor or is_supervisor)


def _decide(scope: Scope, alert: Alert, fields: list[str], what: str, now: datetime, why: str = "") -> int:
    """Write the change, its line in the history, the list, the keys and the access log; the person it is about."""
    with as_engine():
        alert.save(update_fields=fields)
        AlertEvent.unscoped.create(  # unscoped: a line about an alert the scope sees
            alert=alert, at=now, actor=scope.actor, agency=scope.agency, what=what, why=why
        )
        bulk.run("select list_alerts_again(%s)", ([alert.alert_id],))
        settle_keys(alerts=[alert.alert_id], now=now)
        [(kawal_id,)] = bulk.run("select kawal_id from person where person_id = %s", (alert.person_id,))
    trail.record(scope=scope, action=f"alert.{what}", now=now, person=kawal_id, subject=alert.code)
    return alert.person_id
