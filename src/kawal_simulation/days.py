"""Days as plain integers (proleptic ordinals) and their texts, remembered because they repeat."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

CLOCK = tuple(f"{minute // 60:02d}:{minute % 60:02d}" for minute in range(1440))
JAKARTA = "+07:00"
OFFSETS = {
    "IDN": JAKARTA, "MYS": "+08:00", "TWN": "+08:00", "HKG": "+08:00", "SGP": "+08:00", "BRN": "+08:00",
    "KOR": "+09:00", "JPN": "+09:00", "SAU": "+03:00", "ARE": "+04:00", "QAT": "+03:00", "OMN": "+04:00",
    "TUR": "+03:00", "ITA": "+01:00", "KHM": "+07:00", "MMR": "+06:30", "THA": "+07:00", "PHL": "+08:00",
    "LAO": "+07:00",
}  # fmt: skip


class Window(NamedTuple):
    """The simulated period: days from `first` up to, not including, `end`."""

    first: int
    end: int


@cache
def day_text(day: int) -> str:
    return date.fromordinal(day).isoformat()


def moment_text(day: int, minute: int, offset: str = JAKARTA) -> str:
    return f"{day_text(day)}T{CLOCK[minute]}:00{offset}"


@cache
def month_of(day: int) -> int:
    """Months since year 0; two days of one month give one number."""
    it = date.fromordinal(day)
    return it.year * 12 + it.month - 1


@cache
def year_of(day: int) -> int:
    return date.fromordinal(day).year


def first_of_month(months: int) -> int:
    return date(months // 12, months % 12 + 1, 1).toordinal()


def add_years(born: date, years: int) -> date:
    """The same day `years` later; 29 February becomes 28 February."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return born.replace(year=born.year + years, day=28)


def window_of(first_month: str, months: int, until: str | None) -> Window:
    """The window named on the command line; `until`, a day not included, moves its end.

    With `until` the window keeps its length and begins `months` before that day's month.

    :raises ValueError: a month or day that is none, or fewer than one month.
    """
    if months < 1:
        raise ValueError("months must be at least 1")
    if until is not None:
        end = date.fromisoformat(until).toordinal()
        return Window(first_of_month(month_of(end) - months), end)
    start = month_of(date.fromisoformat(f"{first_month}-01").toordinal())
    return Window(first_of_month(start), first_of_month(start + months))
