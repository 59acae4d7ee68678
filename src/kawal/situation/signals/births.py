"""Births as claims tell them, in four numbers: earliest, latest, days apart, and days apart without slips of writing.

A slip is day and month swapped, one digit wrong or two neighbours swapped. Where the younger reading is below the least
age, nothing is taken for a slip: a year changed by one digit is how a child is made old enough. Only a claim that stands
alone is left out altogether where it may be a slip of one that three others agree on, or two, eight years or more away.
"""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from itertools import combinations
from typing import Final, NamedTuple

from kawal.situation.signals.codes import NONE

Born = tuple[int, int, int, int]
UNKNOWN: Final[Born] = (NONE, NONE, NONE, NONE)
_EARLIEST_YEAR: Final = 1901  # what stands in a form that nobody filled in is 1900
_FAR: Final = 8  # years by which nobody is made older
_AGREED: Final = 3  # claims against which a lone one that differs as a slip does is one typist's
_LATEST: Final = 5  # a worker is at least that old today


class Birth(NamedTuple):
    text: str
    first: int
    last: int


def read_births(texts: Iterable[str], *, today: int) -> Born:
    """``texts`` as ``1999``, ``1999-04`` or ``1999-04-05``, one a claim; what cannot be a worker's birth is left out."""
    told = [it for it in (_read(text) for text in texts) if it and it.last <= today - _LATEST * 365]
    if not told:
        return UNKNOWN
    counted = Counter(told)
    kept = [it for it in counted if not _stands_alone(it, counted)]
    pairs = list(combinations(sorted(kept), 2))
    apart = max((_apart(*pair) for pair in pairs), default=0)
    meant = max((_apart(*pair) for pair in pairs if not is_slip(pair[0].text, pair[1].text)), default=0)
    several = len(told) > 1
    return (
        min(it.first for it in kept),
        max(it.last for it in kept),
        apart if several else NONE,
        meant if several else NONE,
    )


def _read(text: object) -> Birth | None:
    return _parsed(text) if isinstance(text, str) and 4 <= len(text) <= 10 else None


@lru_cache(65_536)
def _parsed(text: str) -> Birth | None:
    parts = text.split("-")
    if not all(part.isascii() and part.isdigit() for part in parts) or len(parts[0]) != 4:
        return None
    numbers = [int(part) for part in parts]
    year, month, day = (*numbers, 0, 0)[:3]
    if year < _EARLIEST_YEAR or len(parts) > 3:
        return None
    try:
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    except ValueError:
        return None
    return Birth(text, first.toordinal(), last.toordinal())


def _apart(one: Birth, other: Birth) -> int:
    """Days between the two, none where they may be the same day."""
    return max(one.first - other.last, other.first - one.last, 0)


def _stands_alone(it: Birth, counted: Counter[Birth]) -> bool:
    if counted[it] > 1:
        return False
    return any(
        is_slip(it.text, other.text) and (times >= _AGREED or (times > 1 and _apart(it, other) >= _FAR * 365))
        for other, times in counted.items()
    )


def is_slip(one: str, other: str) -> bool:
    """Two full dates of which one may be the other written wrongly."""
    if len(one) != 10 or len(other) != 10:
        return False
    if one == f"{other[:4]}-{other[8:]}-{other[5:7]}":
        return True
    wrong = [at for at in range(10) if one[at] != other[at]]
    if len(wrong) == 2 and wrong[1] - wrong[0] == 1:
        return one[wrong[0]] == other[wrong[1]] and one[wrong[1]] == other[wrong[0]]
    return len(wrong) == 1
