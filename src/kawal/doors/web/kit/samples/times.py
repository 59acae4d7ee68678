"""The moment at which the samples are set: Thursday 19 November 2026, 09.18 WITA."""

from datetime import UTC, datetime, timedelta

NOW = datetime(2026, 11, 19, 1, 18, tzinfo=UTC)


def back(*, days: int = 0, hours: float = 0) -> datetime:
    """A moment before the samples' now."""
    return NOW - timedelta(days=days, hours=hours)


def ahead(*, days: int = 0, hours: float = 0) -> datetime:
    return NOW + timedelta(days=days, hours=hours)
