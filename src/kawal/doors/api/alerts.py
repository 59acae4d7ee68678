"""Alerts that a key may see, with their reasons."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from kawal.decisions.alerts import selectors as alerts
from kawal.decisions.alerts.cards import AlertCard
from kawal.decisions.rules.document import LEVELS
from kawal.doors.api.gate import scope_of
from kawal.doors.api.problems import answer
from kawal.doors.api.reading import limited, listed

router = Router(tags=["alerts"])


@router.get("", url_name="alerts")
def find(
    request: HttpRequest, state: str = "open", level: str = "", limit: int = 25, cursor: str | None = None
) -> HttpResponse:
    """Open or closed alerts, the most urgent first."""
    page = alerts.list_alerts(
        scope=scope_of(request),
        state=listed("state", state, alerts.STATES) or alerts.OPEN,
        level=listed("level", level, LEVELS),
        limit=limited(limit),
        cursor=cursor,
    )
    return answer({"results": [_alert(it) for it in page.results], "next": page.next})


def _alert(it: AlertCard) -> dict[str, Any]:
    return {
        "code": it.code,
        "kawal_id": it.kawal_id,
        "level": it.level,
        "state": it.state,
        "opened_at": it.opened_at,
        "due_at": it.due_at,
        "first_sign_at": it.first_sign_at,
        "outcome": it.outcome or None,
        "score": it.probability
        and {
            "probability": it.probability,
            "low": it.low,
            "high": it.high,
            "priority": it.priority,
            "weights": it.weights,
        },
        "reasons": [
            {
                "rule": reason.rule,
                "version": reason.version,
                "level": reason.level,
                "sentence": reason.sentence.id if reason.sentence else reason.title.id,
                "fired_at": reason.fired_at,
                "ended_at": reason.ended_at,
            }
            for reason in it.reasons
        ],
    }
