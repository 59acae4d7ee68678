"""Acts that wait for the reader as their second officer."""

from dataclasses import fields
from datetime import datetime

from kawal.access.scope import Power, Scope
from kawal.decisions.alerts.acts import standing
from kawal.decisions.alerts.cards import ActCard
from kawal.decisions.alerts.models import AlertAct

ACT_FIELDS = tuple(it.name for it in fields(ActCard) if it.name != "is_orphaned")


def acts_of(*, scope: Scope, alert_id: int) -> tuple[ActCard, ...]:
    """All acts ever proposed on one alert, the latest first."""
    acts = AlertAct.objects.visible_to(scope).filter(alert_id=alert_id).order_by("-act_id")
    return standing([ActCard(*row) for row in acts.values_list(*ACT_FIELDS)])


def acts_to_answer(*, scope: Scope, now: datetime) -> list[tuple[int, ActCard]]:
    """Of open alerts the reader sees, what others proposed and she may answer, by alert; the soonest to lapse first."""
    if not scope.may(Power.CONFIRM_ACT):
        return []
    waiting = AlertAct.objects.visible_to(scope).filter(answer="", expires_at__gt=now)
    others = waiting.exclude(proposed_by=scope.actor).exclude(alert__state="closed").order_by("expires_at")
    rows = list(others.values_list("alert_id", *ACT_FIELDS))
    acts = standing([ActCard(*row[1:]) for row in rows])
    return [(row[0], act) for row, act in zip(rows, acts, strict=True) if not act.answer]
