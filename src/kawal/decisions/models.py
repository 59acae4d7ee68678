"""All tables of the room, for Django."""

from kawal.decisions.alerts.models import Alert, AlertAct, AlertEvent, AlertOutcome, AlertReason

__all__ = ["Alert", "AlertAct", "AlertEvent", "AlertOutcome", "AlertReason"]
