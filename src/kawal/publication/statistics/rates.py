"""Shares with the span that chance alone explains, and of few people none. Pure."""

from kawal.foundation.shares import Rate, span_of

LEAST = 10  # of fewer people no share is told


def rate(part: int | None, whole: int | None) -> Rate | None:
    """``None`` where either is hidden or the whole is too few."""
    if part is None or whole is None or whole < LEAST:
        return None
    return span_of(part, whole)
