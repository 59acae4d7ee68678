"""A rule with other values, over a file of everybody's pictures: whom it would reach, by origin, sex and level, with examples.

The file is Parquet, one row a person, with columns named as rules read them. A column that is not there is unknown.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from kawal.decisions.rules.columns import ROW, Type
from kawal.decisions.rules.document import LEVELS, Rule
from kawal.decisions.rules.sql import level_sql, sql
from kawal.foundation.moments import day_of
from kawal_batch.linkage.opened import opened

EACH_WAY = 10  # examples that appear, and as many that go
_TYPES = {
    Type.TEXT: "varchar",
    Type.NUMBER: "double",
    Type.MOMENT: "timestamptz",
    Type.DAY: "date",
    Type.WORDS: "varchar[]",
}
_WHO = ("subject", "sex", "origin")
_ORDINALS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "DOUBLE", "FLOAT", "UINTEGER", "UBIGINT")
_COUNTED = """select origin, sex, level_was, level_now, was, now, count(*) from (
 select coalesce(left(origin, 2), '') as origin, coalesce(sex, '') as sex, {level_was} as level_was, {level_now} as level_now,
  {before} as was, {after} as now from asked) where was or now group by all"""
_EXAMPLES = """select * from (select *, row_number() over (partition by now order by hash(subject), subject) as n from (
 select subject, coalesce(left(origin, 2), '') as origin, coalesce(sex, '') as sex, {before} as was, {after} as now, {values}
 from asked) where was <> now) where n <= {most} order by now desc, n"""


class UnreadablePictures(ValueError):
    """The file is no Parquet file of pictures, or does not say of which day it is."""


@contextmanager
def pictures(path: Path, as_of: datetime | None = None) -> Iterator[tuple[Any, datetime]]:
    """A connection in which ``asked`` is everybody's row, and the moment of asking.

    :raises UnreadablePictures: as its words say.
    """
    with opened() as con:
        try:
            columns = dict(con.execute("select column_name, column_type from (describe select * from read_parquet(?))",
                                       [str(path)]).fetchall())  # fmt: skip
        except (duckdb.IOException, duckdb.InvalidInputException) as error:
            raise UnreadablePictures(f"{path} is no Parquet file that can be read") from error
        moment = as_of or _moment_of(con, path)
        con.execute("set timezone = 'UTC'")
        chosen = [_column(name, kind, columns.get(name)) for name, kind in ROW.items()]
        chosen += [_told(name, name in columns) for name in _WHO if name not in ROW]
        con.execute(
            f"create view asked as select {', '.join(chosen)}, timestamptz '{moment.isoformat()}' as as_of,"
            f" date '{day_of(moment).isoformat()}' as as_of_day from read_parquet('{_quoted(path)}')"
        )
        yield con, moment


def try_rule(path: Path, standing: Rule, tried: Rule, as_of: datetime | None = None) -> dict[str, Any]:
    """Counts before and after, whom it adds and removes, by origin, sex and level; and twenty examples.

    :raises UnreadablePictures: as :func:`pictures`.
    """
    shown = [name for name in ROW if name in standing.columns | tried.columns]
    said = {"before": sql(standing.when, "duckdb"), "after": sql(tried.when, "duckdb")}
    with pictures(path, as_of) as (con, moment):
        counted = con.execute(
            _COUNTED.format(**said, level_was=level_sql(standing), level_now=level_sql(tried))
        ).fetchall()
        values = ", ".join(f'"{name}" as v_{name}' for name in shown) or "null as v_"
        found = con.execute(_EXAMPLES.format(**said, values=values, most=EACH_WAY)).fetchall()
        [(people,)] = con.execute("select count(*) from asked").fetchall()
    return {
        "rule": standing.id,
        "version": standing.version,
        "as_of": moment.isoformat(),
        "params": dict(tried.params),
        "people": people,
        **_summed(counted),
        "groups": _groups(counted),
        "examples": [_example(row, shown, tried, moment) for row in found],
    }


def fired_on(path: Path, rules: Sequence[Rule], as_of: datetime | None = None) -> dict[str, int]:
    """On how many people each rule fires, all asked in one pass.

    :raises UnreadablePictures: as :func:`pictures`.
    """
    with pictures(path, as_of) as (con, _moment):
        counts = ", ".join(f"count_if({sql(rule.when, 'duckdb')})" for rule in rules)
        [row] = con.execute(f"select {counts} from asked").fetchall()
    return {rule.id: count for rule, count in zip(rules, row, strict=True)}


def _moment_of(con: Any, path: Path) -> datetime:
    rows = con.execute(
        "select decode(value) from parquet_kv_metadata(?) where decode(key) = 'as_of'", [str(path)]
    ).fetchall()
    try:
        moment = datetime.fromisoformat(rows[0][0]) if rows else None
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise UnreadablePictures(f"{path} does not say of which moment its pictures are: give --as-of")
    return moment


def _column(name: str, kind: Type, there: str | None) -> str:
    if there is None:
        return f'null::{_TYPES[kind]} as "{name}"'
    if kind is Type.DAY and there in _ORDINALS:  # proleptic ordinals, as the signals keep days
        return f'date \'0001-01-01\' + ("{name}"::integer - 1) as "{name}"'
    return f'"{name}"::{_TYPES[kind]} as "{name}"' if kind in (Type.DAY, Type.MOMENT) else f'"{name}"'


def _told(name: str, there: bool) -> str:
    return f'"{name}"::varchar as "{name}"' if there else f'null::varchar as "{name}"'


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _summed(rows: Sequence[Any]) -> dict[str, int]:
    return {
        "before": sum(it[-1] for it in rows if it[4]),
        "after": sum(it[-1] for it in rows if it[5]),
        "added": sum(it[-1] for it in rows if it[5] and not it[4]),
        "removed": sum(it[-1] for it in rows if it[4] and not it[5]),
    }


# Where these people stand before and after: only the level may differ.
_PLACES: dict[str, tuple[int, int]] = {"origin": (0, 0), "sex": (1, 1), "level": (2, 3)}


def _groups(rows: Sequence[Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for by, (was, now) in _PLACES.items():
        values = {it[was] for it in rows if it[4]} | {it[now] for it in rows if it[5]}
        for value in sorted(values, key=LEVELS.index) if by == "level" else sorted(values):
            before = _summed([it for it in rows if it[was] == value])
            after = _summed([it for it in rows if it[now] == value])
            found.append(
                {
                    "by": by,
                    "value": value,
                    "before": before["before"],
                    "after": after["after"],
                    "added": after["added"],
                    "removed": before["removed"],
                }
            )
    return found


def _example(row: Sequence[Any], shown: Sequence[str], tried: Rule, as_of: datetime) -> dict[str, Any]:
    subject, origin, sex, _was, now, *rest = row
    values = dict(zip(shown, rest, strict=False))
    sentence = {"id": tried.sentence(values, as_of, "id"), "en": tried.sentence(values, as_of, "en")}
    return {"added": now, "subject": subject, "origin": origin, "sex": sex, "sentence": sentence}
