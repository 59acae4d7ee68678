"""Taking an act back: the facts it told are withdrawn by the agency that said them, and stay to be read as such."""

from collections.abc import Iterable
from datetime import datetime

from kawal import flow
from kawal.access.scope import NotVisible, Scope
from kawal.response.repatriation.raw import withdrawal
from kawal.situation.people import services as people

REASON = "diurungkan petugas yang mencatat"


def take_back(*, scope: Scope, fact_ids: Iterable[str], now: datetime) -> None:
    """Withdraw these facts of the own agency. What was withdrawn before stays so."""
    at = now.isoformat(timespec="seconds")
    raws = [withdrawal(fact_id=f"{it}-x", corrects=it, occurred_at=at, reason=REASON) for it in fact_ids]
    flow.report(scope=scope, facts=[flow.said(raw, scope=scope, now=now) for raw in raws], now=now)


def those_said(*, scope: Scope, fact_ids: Iterable[str]) -> list[str]:
    """Which of these the agency has said: an act tells some of its facts only where there is something to tell."""
    return [fact_id for fact_id in fact_ids if fact_id and _has_said(scope, fact_id)]


def _has_said(scope: Scope, fact_id: str) -> bool:
    try:
        people.own_subject(scope=scope, fact_id=fact_id)
    except NotVisible:
        return False
    return True
