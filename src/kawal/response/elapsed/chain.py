"""The chain of moments from first sign to home, and the stretches between. Pure.

Some moments are of the world (sign, leaving, arrival, home), others are ours (known, alert, case). Reports come late and
in any order, so a moment may stand before the one that should precede it; the stretch it would end is then not shown
as negative: the most moments that stand in order are kept, those of the world first, and the rest are left out by name.
Many are known by their day alone, so two moments of one day stand in order, and the later one counts as not before the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate, combinations

from kawal.foundation.moments import day_of

MOMENTS = ("sign", "known", "alert", "case", "left", "arrived", "home")
OF_THE_WORLD = frozenset({"sign", "left", "arrived", "home"})
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one moment to the next that is known. ``days`` with fraction, never negative; ``holder`` had them, if known."""

    begins: str
    ends: str
    days: float
    holder: str = ""


@dataclass(frozen=True, slots=True)
class Elapsed:
    """One person's chain.

    :ivar moments: as they are known, also those out of order.
    :ivar stretches: in order; their days sum to ``total``.
    :ivar total: days from the first to the last moment in order; ``None`` with fewer than two.
    :ivar unknown: moments that nobody has told of.
    :ivar out_of_order: moments known but left out.
    """

    moments: Mapping[str, datetime]
    stretches: tuple[Stretch, ...]
    total: float | None
    unknown: tuple[str, ...]
    out_of_order: tuple[str, ...]


def elapsed(moments: Mapping[str, datetime | None], holders: Mapping[str, str] | None = None) -> Elapsed:
    """The stretches of one chain.

    :param holders: who had the days that end with a moment, by that moment.
    """
    known = {name: at for name in MOMENTS if (at := moments.get(name))}
    kept = _in_order(known)
    moved = dict(zip(kept, accumulate((known[name] for name in kept), max), strict=True))
    stretches = tuple(
        Stretch(a, b, (moved[b] - moved[a]) / DAY, (holders or {}).get(b, ""))
        for a, b in zip(kept, kept[1:], strict=False)
    )
    return Elapsed(
        moments=known,
        stretches=stretches,
        total=(moved[kept[-1]] - moved[kept[0]]) / DAY if stretches else None,
        unknown=tuple(name for name in MOMENTS if name not in known),
        out_of_order=tuple(name for name in known if name not in kept),
    )


def _in_order(known: Mapping[str, datetime]) -> tuple[str, ...]:
    """The most moments whose days stand in order; among equals those with more of the world, then the earlier ones.

    Seven moments have 128 choices, so all are tried.
    """
    choices = (
        choice
        for size in range(len(known), 0, -1)
        for choice in combinations(known, size)
        if all(day_of(known[a]) <= day_of(known[b]) for a, b in zip(choice, choice[1:], strict=False))
    )
    return max(choices, key=lambda it: (len(it), len(OF_THE_WORLD.intersection(it))), default=())
