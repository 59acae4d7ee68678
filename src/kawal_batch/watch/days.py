"""Days as ordinals, in Jakarta."""

from datetime import date, datetime

from kawal.foundation.moments import JAKARTA


def end_of(day: int) -> datetime:
    """The last second of a day."""
    it = date.fromordinal(day)
    return datetime(it.year, it.month, it.day, 23, 59, 59, tzinfo=JAKARTA)
