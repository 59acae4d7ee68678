"""Which alerts a unit works on today: every emergency, then by what weighs most, up to what it can. Pure.

An alert that waits a week weighs twice as much (see `place_of` in the database), whatever its level: who has waited long enough
comes before anything that has only just come, so nobody waits for ever however much arrives.
"""

import hashlib
import math
from collections.abc import Sequence
from typing import NamedTuple

# What a unit works in a day unless its supervisor says otherwise, by the kind of its key.
DEFAULT = {"k": 6, "p": 12, "m": 10, "n": 30}
AUDITED = 0.02  # of what a unit can work, drawn from what nobody is asked to work on


class Waiting(NamedTuple):
    """An alert that nobody has taken. ``place``: smaller is earlier."""

    place: float
    alert_id: int


def chosen(waiting: Sequence[Waiting], *, per_day: int, used: int) -> list[Waiting]:
    """The first by place, then by code, as many as are left of the day; never more."""
    return sorted(waiting)[: max(0, per_day - used)]


def default_budget(keys: Sequence[str]) -> int:
    """By the kind of the unit's own key."""
    return next((DEFAULT[key[0]] for key in keys if key[0] in DEFAULT), DEFAULT["k"])


def audits_on(day: int, *, key: str, per_day: int) -> int:
    """How many of the watched are drawn for a unit on a day (an ordinal): 2 % of its days' work, spread evenly, no day the same for all."""
    phase = int.from_bytes(hashlib.blake2b(key.encode(), digest_size=4).digest(), "big") / 2**32
    each = AUDITED * per_day
    return math.floor(each * (day + 1) + phase) - math.floor(each * day + phase)
