"""Weights learned without labels: chance agreement from random pairs, agreement of the same person by expectation maximisation.

Every candidate is weighed, and what is not among them counts as strangers; so how rare it is that two rows are one person is
learned from all pairs. How often strangers agree stays as it was seen on random pairs, but for what they agree in *together* (see
`together`): rows of one family share a mother, a village and a telephone, and are no more one person for all three than for
one. It begins with the pairs that agree nearly everywhere. Sums are whole numbers, so that no order of adding changes the result.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2
from typing import Any

from kawal_batch.linkage.tables import together
from kawal_batch.linkage.tables.comparing import codes, compare
from kawal_batch.linkage.tables.schema import Schema
from kawal_batch.linkage.tables.together import SCALE, Ties

RANDOM_PAIRS = 150_000
ROUNDS, SETTLED = 40, 0.0005
LEAST_MATCHES = 0.002
GUESSED = 10  # pairs for which the first guess counts
MOSTLY, HALF = 0.6, 0.5  # of the bits a pair could have: to begin with, and to be learned from at all

Shares = dict[str, list[float]]  # by column, of every level


@dataclass(frozen=True, slots=True)
class Learned:
    """Share of every level among pairs of one person (``matches``) and of strangers (``chance``); ``rounds`` it took.

    :ivar ties: what agreeing in two columns at once weighs less than in each.
    """

    matches: Shares
    chance: Shares
    ties: Ties
    rounds: int

    def bits(self, column: str, level: int) -> float:
        return log2(self.matches[column][level] / self.chance[column][level])


def learn(con: Any, schema: Schema, *, two_files: bool) -> Learned:
    """Learn from the tables ``rows`` and ``levels``, the candidates compared."""
    chance, guess = _chance(con, schema, two_files), _first_guess(schema)
    columns = ", ".join(f"g_{it.at}" for it in schema.columns)
    pairs = all_pairs(con, two_files)
    con.execute(
        f"""create or replace table patterns as select *, {_reached(schema, guess, chance, log2(pairs))} reached
        from (select {columns}, count(*) n from levels group by all)"""
    )
    counted = together.count(con, schema, chance)
    _expect(con, f"case when reached >= {MOSTLY} then 100 else -100 end")
    matches, ties, rounds, change = guess, together.NONE, 0, 1.0
    while rounds < ROUNDS and change >= SETTLED:
        before = matches
        matches = {it.at: _expected(con, it.at, guess[it.at]) for it in schema.columns}
        ties = together.strangers(con, counted, schema)
        prior = log2(share_of(con.execute("select sum(same) from expected").fetchall()[0][0], pairs))
        _expect(con, f"{weight_sql(schema, matches, chance)} + {ties.sql} + {prior!r}")
        rounds, change = rounds + 1, _change(before, matches)
    return Learned(matches, _none_above_the_best(matches, chance), ties, rounds)


def all_pairs(con: Any, two_files: bool) -> float:
    """How many pairs of rows there are, of two files between them."""
    one, other = con.execute(
        "select count(*) filter (file = 0), count(*) filter (file <> 0) from rows"
    ).fetchall()[0]
    rows = float(one + other)
    return max(2.0, float(one) * other if two_files else rows * (rows - 1) / 2)


def share_of(same: int | None, pairs: float) -> float:
    """Odds that two rows at random are one person, given the sum of the ``same``."""
    return min(max(float(same or 0) / SCALE, 1.0) / pairs, 0.5)


def _expect(con: Any, weight: str) -> None:
    """Make the table ``expected``: of every pattern how many pairs are one person."""
    con.execute(
        f"""create or replace temp table expected as
        select *, (({SCALE} / (1 + pow(2, -greatest(least({weight}, 500), -500))))::bigint * n)::hugeint same from patterns"""
    )


def _reached(schema: Schema, guess: Shares, chance: Shares, needed: float) -> str:
    """What part of the bits it could have a pair has by the first guess; none where they do not outweigh how rare a match is."""
    most = " + ".join(
        f"case when g_{at} >= 0 then {log2(guess[at][-1] / chance[at][-1])!r}::double else 0 end"
        for at in guess
    )
    has = weight_sql(schema, guess, chance)
    return f"(case when {has} >= {needed!r} then ({has}) / ({most}) else 0 end)"


def _none_above_the_best(matches: Shares, chance: Shares) -> Shares:
    """A level that was hardly ever seen may not weigh more than full agreement does."""
    return {
        at: [
            max(u, m * chance[at][-1] / matches[at][-1]) for m, u in zip(matches[at], chance[at], strict=True)
        ]
        for at in chance
    }


def _chance(con: Any, schema: Schema, two_files: bool) -> Shares:
    """From pairs at random: every row with those some steps further on, in an order that means nothing."""
    rows = con.execute("select count(*) from rows").fetchall()[0][0]
    steps = max(1, min(rows - 1, RANDOM_PAIRS // rows)) if rows > 1 else 0
    apart = "where x.file <> y.file" if two_files else ""
    con.execute(
        f"""create or replace temp table turned as select row_number() over (order by hash(n), n) - 1 p, n, file from rows;
        create or replace temp table strangers as select x.n a, y.n b from turned x cross join range(1, {steps + 1}) s(step)
        join turned y on y.p = (x.p + s.step) % {rows} {apart}"""
    )
    compare(con, schema, "strangers", "strangers_compared")
    shares = {}
    for column in schema.columns:
        counts = dict(
            con.execute(f"select g_{column.at}, count(*) from strangers_compared group by 1").fetchall()
        )
        levels = [counts.get(level, 0) for level in range(len(codes(column)))]
        total = sum(levels)
        shares[column.at] = [(n + 0.5) / (total + 0.5 * len(levels)) for n in levels]
        best = _chance_of_equals(con, column.at)
        if best:
            shares[column.at][-1] = best
    return shares


def _chance_of_equals(con: Any, at: str) -> float:
    """Two rows at random have the same value: counted exactly, for samples hardly see numbers agree."""
    known, equal = con.execute(
        f"select sum(c), sum(c * (c - 1)) from (select count(*) c from rows where {at} is not null group by {at})"
    ).fetchall()[0]
    return max(float(equal), 1.0) / float(known * (known - 1)) if known and known > 1 else 0.0


def _first_guess(schema: Schema) -> Shares:
    """Most pairs of one person agree; the rest is spread evenly."""
    return {
        column.at: [0.3 / (len(codes(column)) - 1)] * (len(codes(column)) - 1) + [0.7]
        for column in schema.columns
    }


def weight_sql(schema: Schema, matches: Shares, chance: Shares) -> str:
    """The sum of all weights of one row of levels, in bits."""
    return " + ".join(_case(f"g_{it.at}", matches[it.at], chance[it.at]) for it in schema.columns)


def _case(level: str, matches: Sequence[float], chance: Sequence[float]) -> str:
    whens = " ".join(
        f"when {n} then {log2(m / u)!r}::double" for n, (m, u) in enumerate(zip(matches, chance, strict=True))
    )
    return f"(case {level} {whens} else 0::double end)"


def _expected(con: Any, at: str, guess: Sequence[float]) -> list[float]:
    """Shares of the levels among pairs of one person, where these are few drawn to the guess."""
    counts = dict(
        con.execute(
            f"select g_{at}, sum(same) from expected where g_{at} >= 0 and reached >= {HALF} group by 1"
        ).fetchall()
    )
    seen = [float(counts.get(n, 0)) / SCALE + GUESSED * share for n, share in enumerate(guess)]
    floored = [max(n / sum(seen), LEAST_MATCHES) for n in seen]
    return [share / sum(floored) for share in floored]


def _change(before: Shares, after: Shares) -> float:
    return max(abs(x - y) for at in before for x, y in zip(before[at], after[at], strict=True))
