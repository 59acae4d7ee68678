"""All tables of the room, for Django."""

from kawal.decisions.alerts.models import Alert, AlertEvent, AlertReason

__all__ = ["Alert", "AlertEvent", "AlertReason"]
