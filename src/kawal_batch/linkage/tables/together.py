"""What strangers agree in together more often than by chance: a family in mother and village, a namesake in name and place.

How many pairs of rows agree in two columns is counted exactly; those that are one person are taken away, the rest are strangers.
Of all twos of columns only a tree is kept, the strongest first, so that nothing is taken off twice (Chow and Liu 1968).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log2
from typing import Any, NamedTuple

from kawal.foundation.unions import Unions
from kawal_batch.linkage.tables.kinds import KINDS
from kawal_batch.linkage.tables.schema import Schema

SCALE = 1_000_000  # of a probability, as a whole number


class Counted(NamedTuple):
    """Two columns: pairs that agree in both; by chance; and at most, as many as agree in the rarer one."""

    one: str
    other: str
    pairs: float
    by_chance: float
    most: float


class Tie(NamedTuple):
    one: str
    other: str
    bits: float


@dataclass(frozen=True, slots=True)
class Ties:
    """:ivar sql: what they take off, in bits, from the levels of a pair."""

    ties: tuple[Tie, ...]
    sql: str


NONE = Ties((), "0::double")


def count(con: Any, schema: Schema, chance: dict[str, list[float]]) -> list[Counted]:
    """Every two columns of the table ``rows``."""
    found = []
    for x, y in combinations([it.at for it in schema.columns], 2):
        known, equal = con.execute(
            f"""select sum(c), sum(c * (c - 1)) / 2 from
            (select count(*) c from rows where {x} is not null and {y} is not null group by {x}, {y})"""
        ).fetchall()[0]
        pairs = float(known or 0) * (float(known or 0) - 1) / 2
        u, v = chance[x][-1], chance[y][-1]
        found.append(Counted(x, y, float(equal or 0), pairs * u * v, pairs * min(u, v)))
    return found


def strangers(con: Any, counted: Sequence[Counted], schema: Schema) -> Ties:
    """The ties among those who are not one person, by the table ``expected``."""
    best = {it.at: len(KINDS[it.kind].levels) for it in schema.columns}
    both = ", ".join(
        f"coalesce(sum(same) filter (g_{it.one} = {best[it.one]} and g_{it.other} = {best[it.other]}), 0)"
        for it in counted
    )
    if not both:
        return NONE
    same = con.execute(f"select {both} from expected").fetchall()[0]
    able = [_tie(it, float(n) / SCALE) for it, n in zip(counted, same, strict=True)]
    tree, reached = [], Unions[str]()
    for _, tie in sorted(able, key=lambda it: (-it[0], it[1])):
        if tie.bits > 0 and reached.top(tie.one) != reached.top(tie.other):
            reached.join(tie.one, tie.other)
            tree.append(tie)
    terms = "".join(
        f" - (case when g_{it.one} = {best[it.one]} and g_{it.other} = {best[it.other]} then {it.bits!r}::double else 0 end)"
        for it in tree
    )
    return Ties(tuple(tree), f"(0::double{terms})")


def _tie(it: Counted, same: float) -> tuple[float, Tie]:
    """How much it explains, and itself."""
    left = min(max(it.pairs - same, 0.0), max(it.most, it.by_chance))
    bits = max(0.0, log2((left + 1) / (it.by_chance + 1)))
    return left * bits, Tie(it.one, it.other, bits)
