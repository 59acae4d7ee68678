"""Weights learned without labels: chance agreement from random pairs, agreement of the same person by expectation maximisation.

The pairs to learn from come in sessions. A session is all pairs that agree in two columns exactly; it tells nothing of these
two and much of the others, for among its pairs many are one person. All sessions are learned together: each has its own share
of matches, and they have the weights in common. Sums are whole numbers, so that no order of adding changes the result.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import Any

from kawal_batch.linkage.tables import candidates
from kawal_batch.linkage.tables.candidates import Rule
from kawal_batch.linkage.tables.comparing import codes, compare
from kawal_batch.linkage.tables.schema import Schema

RANDOM_PAIRS, PAIRS_A_SESSION, MOST_SESSIONS = 150_000, 20_000, 24
ROUNDS, SETTLED = 40, 0.0005
LEAST_MATCHES = 0.002
_SCALE = 1_000_000  # of a probability, as a whole number

Shares = dict[str, list[float]]  # by column, of every level


@dataclass(frozen=True, slots=True)
class Learned:
    """Share of every level among pairs of one person (``matches``) and of strangers (``chance``); ``rounds`` it took."""

    matches: Shares
    chance: Shares
    rounds: int

    def bits(self, column: str, level: int) -> float:
        return log2(self.matches[column][level] / self.chance[column][level])


def learn(con: Any, schema: Schema, *, two_files: bool) -> Learned:
    """Learn from the table ``rows``."""
    rows = con.execute("select count(*) from rows").fetchall()[0][0]
    chance = _chance(con, schema, rows, two_files)
    matches = _first_guess(schema)
    sessions = _sessions(con, schema, two_files)
    shares = dict.fromkeys(range(len(sessions)), 0.2)
    rounds, change = 0, 1.0
    while sessions and rounds < ROUNDS and change >= SETTLED:
        before = matches
        shares, matches = _round(con, schema, shares, matches, chance)
        rounds, change = rounds + 1, _change(before, matches)
    return Learned(matches, _none_above_the_best(matches, chance), rounds)


def _none_above_the_best(matches: Shares, chance: Shares) -> Shares:
    """A level that was hardly ever seen may not weigh more than full agreement does."""
    return {
        at: [
            max(u, m * chance[at][-1] / matches[at][-1]) for m, u in zip(matches[at], chance[at], strict=True)
        ]
        for at in chance
    }


def _chance(con: Any, schema: Schema, rows: int, two_files: bool) -> Shares:
    """From pairs at random: every row with those some steps further on, in an order that means nothing."""
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


def _sessions(con: Any, schema: Schema, two_files: bool) -> list[Rule]:
    """Fill the table ``patterns`` (session, levels, how many); the columns a session is blocked on are missing in it."""
    taken = candidates.dense(con, schema, MOST_SESSIONS)
    con.execute("create or replace temp table sessions (session integer, a integer, b integer)")
    apart = "and a.file <> b.file" if two_files else ""
    for number, rule in enumerate(taken):
        con.execute(
            f"""insert into sessions with keyed as materialized ({rule.blocks()})
            select distinct {number}, a.n a, b.n b from keyed a join keyed b on a.k = b.k and a.n < b.n {apart}
            order by hash(a.n, b.n), a.n, b.n limit {PAIRS_A_SESSION}"""
        )
    compare(con, schema, "sessions", "sessions_compared")
    seen = ", ".join(_unless_blocked(column.at, taken) for column in schema.columns)
    con.execute(
        f"create or replace table patterns as select session, {seen}, count(*) n from sessions_compared group by all"
    )
    return taken


def _unless_blocked(at: str, sessions: Sequence[Rule]) -> str:
    blocked = ", ".join(str(n) for n, rule in enumerate(sessions) if at in rule.columns)
    level = f"case when session in ({blocked}) then -1::tinyint else g_{at} end" if blocked else f"g_{at}"
    return f"{level} g_{at}"


def weight_sql(schema: Schema, matches: Shares, chance: Shares) -> str:
    """The sum of all weights of one row of levels, in bits."""
    return " + ".join(_case(f"g_{it.at}", matches[it.at], chance[it.at]) for it in schema.columns)


def _case(level: str, matches: Sequence[float], chance: Sequence[float]) -> str:
    whens = " ".join(
        f"when {n} then {log2(m / u)!r}::double" for n, (m, u) in enumerate(zip(matches, chance, strict=True))
    )
    return f"(case {level} {whens} else 0::double end)"


def _round(
    con: Any, schema: Schema, shares: Mapping[int, float], matches: Shares, chance: Shares
) -> tuple[dict[int, float], Shares]:
    prior = " ".join(f"when {n} then {log2(it / (1 - it))!r}::double" for n, it in shares.items())
    weight = f"(case session {prior} end) + {weight_sql(schema, matches, chance)}"
    con.execute(
        f"""create or replace temp table expected as
        select *, (({_SCALE} / (1 + pow(2, -({weight}))))::bigint * n)::hugeint same from patterns"""
    )
    totals = con.execute(
        "select session, sum(same), sum(n) from expected group by session order by session"
    ).fetchall()
    new_shares = {number: _inside(float(same) / _SCALE / float(n)) for number, same, n in totals}
    return new_shares, {it.at: _expected(con, it.at, matches[it.at]) for it in schema.columns}


def _inside(share: float) -> float:
    return min(max(share, 1e-6), 1 - 1e-6)


def _expected(con: Any, at: str, before: Sequence[float]) -> list[float]:
    counts = dict(
        con.execute(f"select g_{at}, sum(same) from expected where g_{at} >= 0 group by 1").fetchall()
    )
    total = float(sum(counts.values()))
    if total <= 0:
        return list(before)
    floored = [max(float(counts.get(n, 0)) / total, LEAST_MATCHES) for n in range(len(before))]
    return [share / sum(floored) for share in floored]


def _change(before: Shares, after: Shares) -> float:
    return max(abs(x - y) for at in before for x, y in zip(before[at], after[at], strict=True))
