"""The one order in which the facts of a person are taken: day, rank of kind, time where known, danger, source, id.

A day is a day in Asia/Jakarta. The rank follows the journey, so that facts of one day make sense whatever their hours. Where
nobody can know which of two came first, danger is taken last: no safe word hides a call for help.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from kawal.situation.picture.events import DISTRESS, MISSING, SEVERE, UNSAFE, flags_of
from kawal.situation.picture.ranks import PLANS, RANK, UNRANKED
from kawal.situation.picture.shapes import PictureFact

_JAKARTA: Final = timedelta(hours=7)
_CALLS: Final = DISTRESS | MISSING | SEVERE | UNSAFE
_CALLING: Final = frozenset(("checked_in", "complained", "family_reported"))  # by what they say

# Within a day and rank: a day alone, then the hours, then danger of which only the day is known.
_DAY_ALONE, _HOURS, _DANGER = range(3)

# (day, rank, part of the day, minute, danger, moment, source, id, fact). Source and id are unique, so facts themselves are
# never compared.
Placed = tuple[int, int, int, datetime, bool, datetime, str, str, PictureFact]
FACT: Final = 8


def in_order(facts: Iterable[PictureFact]) -> list[Placed]:
    """The facts in their order, each once. A fact of a day alone comes before those of an hour of that day, unless it is
    a sign of danger: then it comes after them.

    A plan that lies ahead of its telling is taken on the day it was told: what happens until then comes after it.
    """
    each = {(it.source, it.id): it for it in facts}
    return sorted(map(_placed, each.values()))


def is_danger(fact: PictureFact) -> bool:
    """Whether it calls for help, says that somebody is missing or tells a severe complaint."""
    if fact.kind in _CALLING:
        return flags_of(fact.kind, fact.data, fact.place) & _CALLS != 0
    return fact.kind == "contact_lost"


def _placed(it: PictureFact) -> Placed:
    day = it.at if it.kind not in PLANS or it.at <= it.known_at else it.known_at
    danger = is_danger(it)
    part = _HOURS if not it.day_only else _DANGER if danger else _DAY_ALONE
    minute = it.at.replace(second=0, microsecond=0)
    rank = RANK.get(it.kind, UNRANKED)
    return (day + _JAKARTA).toordinal(), rank, part, minute, danger, it.at, it.source, it.id, it
