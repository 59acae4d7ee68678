"""The weight of every candidate pair: the sum of its levels, rare values weighing more, and how likely a pair is at all."""

from collections.abc import Callable
from math import log2
from typing import Any

from kawal_batch.linkage.tables.comparing import compare
from kawal_batch.linkage.tables.learning import Learned, all_pairs, share_of, weight_sql
from kawal_batch.linkage.tables.schema import Schema
from kawal_batch.linkage.tables.together import SCALE

ROUNDS = 30
AT_ONCE = 1_000_000  # pairs compared together
KEPT_FROM = -14.0  # lighter pairs tell a group nothing that an unseen pair would not


def compare_all(con: Any, schema: Schema, done: Callable[[int, int], None]) -> None:
    """Make the table ``levels`` (a, b, g_c0, g_c1 ...) of the ``pairs``, compared some at a time."""
    total = con.execute("select count(*) from pairs").fetchall()[0][0]
    levels = ", ".join(f"g_{it.at} tinyint" for it in schema.columns)
    con.execute(f"create or replace table levels (a integer, b integer, {levels})")
    for first in range(0, total, AT_ONCE):
        done(first, total)
        some = f"select * from pairs where rowid between {first} and {first + AT_ONCE - 1}"
        con.execute(f"create or replace temp table some_pairs as {some}")
        compare(con, schema, "some_pairs", "compared")
        con.execute("insert into levels select * from compared")


def weigh(con: Any, schema: Schema, learned: Learned, *, two_files: bool) -> float:
    """Make the table ``weighed`` (a, b, weight) of the ``levels``; the prior weight of a pair."""
    joins, rarity = _rarity(con, schema, learned)
    weight = f"{weight_sql(schema, learned.matches, learned.chance)}{rarity} + {learned.ties.sql}"
    con.execute(
        f"create or replace table evidence as select p.a, p.b, {weight} bits from levels p join rows a on a.n = p.a {joins}"
    )
    prior = _prior(con, two_files)
    con.execute(
        f"""create or replace table weighed as select a, b, bits + {prior!r} weight from evidence
        where bits + {prior!r} >= {KEPT_FROM} order by a, b"""
    )
    return prior


def _rarity(con: Any, schema: Schema, learned: Learned) -> tuple[str, str]:
    """SQL that adds to every exact agreement what its value is rarer than the average."""
    joins, terms = "", ""
    for column in schema.columns:
        at, best = column.at, len(learned.chance[column.at]) - 1
        con.execute(
            f"""create or replace table share_{at} as select {at} v, count(*)::double / sum(count(*)) over () share
            from rows where {at} is not null group by {at}"""
        )
        joins += f" left join share_{at} on share_{at}.v = a.{at} and p.g_{at} = {best}"
        average = log2(learned.chance[at][best])
        terms += f" + coalesce({average!r}::double - log2(share_{at}.share), 0)"
    return joins, terms


def _prior(con: Any, two_files: bool) -> float:
    """How likely two rows at random are one person: the share of all pairs that agrees with itself.

    Candidates were chosen for what they agree in, and weights count that already: so it is all pairs that are asked about.
    """
    pairs, share = all_pairs(con, two_files), 1e-4
    for _ in range(ROUNDS):
        prior = log2(share / (1 - share))
        same = con.execute(
            f"select sum(({SCALE} / (1 + pow(2, -(bits + {prior!r}))))::bigint) from evidence"
        ).fetchall()[0][0]
        share = share_of(same, pairs)
    return log2(share / (1 - share))
