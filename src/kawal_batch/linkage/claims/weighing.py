"""Pairs of claims weighed in DuckDB, by any model, exactly as `situation.linkage.rules.score` weighs one pair."""

from collections.abc import Iterator
from math import log2
from typing import Any, NamedTuple

import pyarrow as pa

from kawal.situation.linkage.rules.comparing import FIELDS
from kawal.situation.linkage.rules.model import TABLES, Model

# The macro that gives the level of a field, and the columns it looks at in both claims.
LEVEL_OF = {
    "name": ("name_level", "name", "names"),
    "father": ("parent_level", "father"),
    "birth": ("birth_level", "born"),
    "birth_place": ("place_level", "regencies", "provinces"),
    "mother": ("parent_level", "mother"),
    "nik": ("nik_level", "nik"),
    "sex": ("equal_level", "sex"),
    "passport": ("equal_level", "passport"),
    "kk": ("equal_level", "kk"),
    "kawal_id": ("equal_level", "refers_to"),
    "phone": ("phone_level", "phones"),
    "home": ("home_level", "home"),
}
# The values of one claim that a frequency table counts, as a list.
VALUES_SQL = {
    "name": "list_transform(names, lambda x: x.norm)",
    "name_sound": "list_transform(names, lambda x: x.key)",
    "birth": "case when length(born) = 10 then [born] end",
    "birth_place": "list_concat(regencies, case when len(regencies) = 0 then provinces end)",
    "mother": "case when mother is not null then [mother.norm] end",
    "mother_sound": "case when mother is not null then [mother.key] end",
}


class Weighed(NamedTuple):
    """A pair with its weight; levels in the order of `FIELDS`."""

    low: int
    high: int
    weight: float
    levels: tuple[int, ...]


def level_sql(field: str, left: str = "a.{}", right: str = "b.{}") -> str:
    """SQL of the level of a field; ``left`` and ``right`` say how the columns of the two claims are called."""
    macro, *columns = LEVEL_OF[field]
    both = (side.format(column) for column in columns for side in (left, right))
    return f"{macro}({', '.join(both)})"


def spread(con: Any, model: Model) -> None:
    """Make the table ``share``: for every claim and frequency table the share of the commonest of its values."""
    columns = []
    for table in TABLES:
        known = model.frequencies[table]
        shares = pa.table({"v": list(known.shares), "share": list(known.shares.values())}, _SHARES)
        con.register("read", shares)
        con.execute(f"create or replace temp table share_{table} as select * from read")
        con.unregister("read")
        con.execute(
            f"""create or replace temp table most_{table} as select claim_id, max(coalesce(share, {known.rest!r})) share from
            (select claim_id, unnest({VALUES_SQL[table]}) v from form) left join share_{table} using (v) group by claim_id"""
        )
        columns.append(
            f"coalesce((select share from most_{table} m where m.claim_id = f.claim_id), 0) {table}"
        )
    con.execute(f"create or replace table share as select f.claim_id, {', '.join(columns)} from form f")


_SHARES = pa.schema([("v", pa.string()), ("share", pa.float64())])


def weigh(con: Any, model: Model, pairs: str, into: str, least: float = -1000.0) -> None:
    """Make the table ``into``: low, high, the level of every field and the weight of each of the ``pairs`` (low, high).

    The shares must have been `spread` by the same model.
    """
    levels = ", ".join(f"{level_sql(field)}::tinyint {field}" for field in FIELDS)
    con.execute(
        f"""create or replace temp table compared as select p.low, p.high, {levels} from {pairs} p
        join form a on a.claim_id = p.low join form b on b.claim_id = p.high"""
    )
    terms = " + ".join(_term(model, field) for field in FIELDS)
    con.execute(
        f"""create or replace temp table {into} as select * from (select c.*, {model.prior!r}::double + {terms} weight from compared c
        join share sa on sa.claim_id = c.low join share sb on sb.claim_id = c.high)
        where weight >= {least!r}"""
    )


def _term(model: Model, field: str) -> str:
    whens = []
    for n, level in enumerate(model.fields[field]):
        more = ""
        if level.table:
            share = f"greatest(sa.{level.table}, sb.{level.table})"
            more = f" + case when {share} > 0 then {log2(level.chance)!r}::double - log2({share}) else 0 end"
        whens.append(f"when {n} then {level.bits!r}::double{more}")
    return f"(case c.{field} {' '.join(whens)} else 0::double end)"


def read_weighed(con: Any, table: str = "weighed") -> Iterator[Weighed]:
    """Pairs in the order of their claims."""
    found = con.execute(f"select low, high, weight, {', '.join(FIELDS)} from {table} order by low, high")
    while rows := found.fetchmany(10_000):
        for low, high, weight, *levels in rows:
            yield Weighed(low, high, weight, tuple(levels))
