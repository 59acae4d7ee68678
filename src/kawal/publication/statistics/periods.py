"""The periods that flows are told for: the last 30 days, the last whole month, the last twelve. Pure.

Each is told beside the one of the same length before it. Months are months of Asia/Jakarta.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

JAKARTA: Final = ZoneInfo("Asia/Jakarta")
NOW: Final = "now"
PERIODS: Final = ("30d", "month", "year")
DAYS: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Span:
    """From a moment until another, the end excluded."""

    period: str
    first: datetime
    last: datetime


def before(period: str) -> str:
    """The code of the span of the same length before."""
    return f"before_{period}"


def spans_at(now: datetime) -> tuple[Span, ...]:
    """Every period, and the one before it, as they stand at a moment."""
    ends = {
        "30d": (now, now - DAYS, now - 2 * DAYS),
        "month": (_month(now, 0), _month(now, 1), _month(now, 2)),
        "year": (_month(now, 0), _month(now, 12), _month(now, 24)),
    }
    return tuple(
        span
        for period, (last, middle, first) in ends.items()
        for span in (Span(period, middle, last), Span(before(period), first, middle))
    )


def _month(now: datetime, back: int) -> datetime:
    """The first moment of the month so many before."""
    here = now.astimezone(JAKARTA)
    number = here.year * 12 + here.month - 1 - back
    return datetime(number // 12, number % 12 + 1, 1, tzinfo=JAKARTA)
