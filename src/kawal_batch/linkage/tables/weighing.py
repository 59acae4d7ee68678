"""The weight of every candidate pair: the sum of its levels, rare values weighing more, and how likely a pair is at all."""

from collections.abc import Callable
from math import log2
from typing import Any

from kawal_batch.linkage.tables.comparing import compare
from kawal_batch.linkage.tables.learning import Learned, weight_sql
from kawal_batch.linkage.tables.schema import Schema

ROUNDS = 30
AT_ONCE = 1_000_000  # pairs compared together
KEPT_FROM = -8.0  # lighter pairs tell a group nothing that an unseen pair would not


def weigh(con: Any, schema: Schema, learned: Learned, done: Callable[[int, int], None]) -> float:
    """Make the table ``weighed`` (a, b, weight) of the ``pairs``, compared some at a time; the prior weight of a pair."""
    joins, rarity = _rarity(con, schema, learned)
    weight = f"{weight_sql(schema, learned.matches, learned.chance)}{rarity}"
    con.execute("create or replace table evidence (a integer, b integer, bits double)")
    total = con.execute("select count(*) from pairs").fetchall()[0][0]
    for first in range(0, total, AT_ONCE):
        done(first, total)
        some = f"select * from pairs where rowid between {first} and {first + AT_ONCE - 1}"
        con.execute(f"create or replace temp table some_pairs as {some}")
        compare(con, schema, "some_pairs", "compared")
        con.execute(
            f"""insert into evidence select p.a, p.b, {weight} from compared p
            join rows a on a.n = p.a join rows b on b.n = p.b {joins}"""
        )
    prior = _prior(con)
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


def _prior(con: Any) -> float:
    """The share of matches among the candidates that agrees with itself."""
    total = con.execute("select count(*) from evidence").fetchall()[0][0]
    if not total:
        return 0.0
    share = 0.1
    for _ in range(ROUNDS):
        prior = log2(share / (1 - share))
        same = con.execute(
            f"select sum((1000000 / (1 + pow(2, -(bits + {prior!r}))))::bigint) from evidence"
        ).fetchall()[0][0]
        share = min(max(float(same) / 1_000_000 / total, 1e-9), 0.999)
    return log2(share / (1 - share))
