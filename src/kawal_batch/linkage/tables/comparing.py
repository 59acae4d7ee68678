"""How far two rows agree in each column, as SQL: -1 one is missing, 0 different, more is more."""

from typing import Any

from kawal_batch.linkage.tables.kinds import KINDS
from kawal_batch.linkage.tables.schema import Column, Schema

DIFFERENT = "different"


def codes(column: Column) -> tuple[str, ...]:
    """Codes of the levels, worst first: the level is the place in it."""
    return (DIFFERENT, *(code for code, _ in reversed(KINDS[column.kind].levels)))


def compare(con: Any, schema: Schema, pairs: str, into: str) -> None:
    """Make the table ``into``: the columns of ``pairs`` (a, b, ...) and the level of every column, as g_c0, g_c1 ..."""
    sides = "".join(f", {side}.{at} {side}_{at}" for at in _values(schema) for side in "ab")
    like = "".join(
        f", {_likeness(it.at)} like_{it.at}" for it in schema.columns if KINDS[it.kind].by_likeness
    )
    slips = "".join(f", {_slips(it.at)} slips_{it.at}" for it in schema.columns if KINDS[it.kind].by_slips)
    levels = ", ".join(f"{_level(column, schema)} g_{column.at}" for column in schema.columns)
    own = ", ".join(f"x.{name}" for name in _names(con, pairs))
    con.execute(
        f"""create or replace table {into} as select {own}, {levels} from (select p.*{sides}{like}{slips} from {pairs} p
        join rows a on a.n = p.a join rows b on b.n = p.b) x"""
    )


def _values(schema: Schema) -> list[str]:
    wordy = [f"{it.at}_w" for it in schema.columns if KINDS[it.kind].by_likeness]
    return [name for it in schema.columns for name in (it.at, f"{it.at}_2")] + wordy


def _names(con: Any, table: str) -> list[str]:
    return [name for (name,) in con.execute(f"select column_name from (describe {table})").fetchall()]


def _level(column: Column, schema: Schema) -> str:
    kind, at = KINDS[column.kind], column.at
    a, b = f"a_{at}", f"b_{at}"
    names = {
        "a": a,
        "b": b,
        "a2": f"{a}_2",
        "b2": f"{b}_2",
        "aw": f"{a}_w",
        "bw": f"{b}_w",
        "like": f"like_{at}",
        "slips": f"slips_{at}" if kind.by_slips else _counted(a, b),
        "swapped": _swapped(column, schema),
    }
    best = len(kind.levels)
    whens = " ".join(
        f"when {condition.format(**names)} then {best - n}" for n, (_, condition) in enumerate(kind.levels)
    )
    return f"(case when {a} is null or {b} is null then -1 {whens} else 0 end)::tinyint"


def _likeness(at: str) -> str:
    """The lesser first: likeness is not quite symmetric."""
    return f"jaro_winkler_similarity(least(a.{at}, b.{at}), greatest(a.{at}, b.{at}))"


def _slips(at: str) -> str:
    """Counted once for all levels that ask."""
    return _counted(f"a.{at}", f"b.{at}")


def _counted(a: str, b: str) -> str:
    return (
        f"case when {a} <> {b} and abs(length({a}) - length({b})) <= 2 then damerau_levenshtein({a}, {b}) end"
    )


def _swapped(column: Column, schema: Schema) -> str:
    """The value stands in another column of the other row."""
    kinds = KINDS[column.kind].swapped_with
    others = [it.at for it in schema.columns if it.kind in kinds and it is not column]
    return " or ".join(f"a_{column.at} = b_{at} or a_{at} = b_{column.at}" for at in others) or "false"
