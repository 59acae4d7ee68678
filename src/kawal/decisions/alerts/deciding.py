"""How a decision about an alert is made and kept: the alert found and locked, the change, its history, the access log."""

from datetime import datetime, timedelta

from kawal.access.scope import NotVisible, Power, Scope
from kawal.access.trail import services as trail
from kawal.access.wall import as_engine
from kawal.decisions.alerts import writing
from kawal.decisions.alerts.cards import AlertCard
from kawal.decisions.alerts.holding import settle_keys
from kawal.decisions.alerts.models import Alert, AlertEvent
from kawal.facts.ledger import bulk

CLIMBS_AFTER = timedelta(hours=1)  # an emergency that nobody takes goes to the next level


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


def one_alert(scope: Scope, code: str, power: Power = Power.TAKE_ALERT) -> Alert:
    """The alert, locked: the guard asks for the officer's scope, the lock is the engine's right."""
    scope.require(power)
    with as_engine():
        alert: Alert | None = Alert.objects.visible_to(scope).filter(code=code).select_for_update().first()
    if alert is None:
        raise NotVisible(f"Alert {code}")
    return alert


def open_alert(scope: Scope, code: str, power: Power = Power.TAKE_ALERT) -> Alert:
    """:raises AlertClosed: it is closed."""
    alert = one_alert(scope, code, power)
    if alert.state == "closed":
        raise AlertClosed(code)
    return alert


def is_own(scope: Scope, alert: Alert | AlertCard) -> bool:
    """The holder's, or the holder's supervisor's."""
    is_supervisor = scope.role == "supervisor" and alert.taken_agency == scope.agency
    return bool(alert.taken_by) and (alert.taken_by == scope.actor or is_supervisor)


def climb_from(alert: Alert, now: datetime) -> datetime | None:
    """When an emergency that is nobody's (again) goes one level higher."""
    waits = alert.level == "emergency" and alert.state == "new" and alert.climbed < 2
    return max(alert.due_at, now + CLIMBS_AFTER) if waits else None


def decide(scope: Scope, alert: Alert, fields: list[str], what: str, now: datetime, why: str = "") -> int:
    """Write the change, its line in the history, the list, the keys and the access log; the person it is about."""
    with as_engine():
        alert.climbs_at = None if alert.state != "new" else alert.climbs_at
        alert.save(update_fields=[*fields, "climbs_at"])
        AlertEvent.unscoped.create(  # unscoped: a line about an alert the scope sees
            alert=alert, at=now, actor=scope.actor, agency=scope.agency, what=what, why=why
        )
        writing.list_again([alert.alert_id])
        settle_keys(alerts=[alert.alert_id], now=now)
        [(kawal_id,)] = bulk.run("select kawal_id from person where person_id = %s", (alert.person_id,))
    trail.record(scope=scope, action=f"alert.{what}", now=now, person=kawal_id, subject=alert.code)
    return alert.person_id
