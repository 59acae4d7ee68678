"""Reads of the dated tables for pages and files: what stands on a day, since when, by whom, and what stood before."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import connection

from kawal.reference.context.specs import SPECS
from kawal.reference.context.store import STORED, table_of

MOST: Final = 100_000
_HOLDS: Final = "valid_from <= %s and (valid_to is null or %s < valid_to)"


@dataclass(frozen=True, slots=True)
class TableCard:
    """One table. ``rows`` are those in force on the day asked; ``given``: it says all there is."""

    name: str
    rows: int
    given: bool
    changed_at: datetime | None
    changed_by: str


@dataclass(frozen=True, slots=True)
class RowCard:
    """One row. ``withdrawn_at`` is set where another took its place."""

    row_id: int
    cells: tuple[str, ...]
    valid_from: date
    valid_to: date | None
    origin: str
    recorded_at: datetime
    recorded_by: str
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


def list_tables(*, on: date) -> list[TableCard]:
    """Every table, in the order of the specs."""
    states = {
        name: rest
        for name, *rest in _rows("select name, given, changed_at, changed_by from context_table", [])
    }
    found = []
    for name in STORED:
        [[count]] = _rows(
            f"select count(*) from {table_of(name)} where withdrawn_at is null and {_HOLDS}", [on, on]
        )
        given, changed_at, changed_by = states[name]
        found.append(TableCard(name, count, given, changed_at, changed_by))
    return found


def list_rows(
    *, table: str, on: date | None = None, q: str = "", after: int = 0, most: int = MOST
) -> list[RowCard]:
    """Rows that stand, those in force on a day or of all days, by key; ``q`` looks in every cell. ``after`` skips so many."""
    wheres, values = ["withdrawn_at is null"], list[Any]()
    if on is not None:
        wheres.append(_HOLDS)
        values += [on, on]
    for word in q.split()[:6]:
        wheres.append("(" + " or ".join(f"{name}::text ilike %s" for name in SPECS[table].names) + ")")
        values += [f"%{_plain(word)}%"] * len(SPECS[table].names)
    return _cards(
        table, f"{' and '.join(wheres)} order by key, valid_from offset %s limit %s", [*values, after, most]
    )


def list_of_key(*, table: str, row_id: int) -> list[RowCard]:
    """Everything that was ever said under the key of a row, withdrawn rows too, by day and moment."""
    where = (
        f"key = (select key from {table_of(table)} where row_id = %s) order by valid_from desc, row_id desc"
    )
    return _cards(table, where, [row_id])


def _cards(table: str, where: str, values: list[Any]) -> list[RowCard]:
    spec = SPECS[table]
    cells = ", ".join(
        f"trim_scale({it.name})::text" if it.kind == "money" else f"{it.name}::text" for it in spec.columns
    )
    found = _rows(
        f"select row_id, valid_from, valid_to, origin, recorded_at, recorded_by, withdrawn_at, withdrawn_by, {cells}"
        f" from {table_of(table)} where {where}",
        values,
    )
    return [
        RowCard(
            row_id,
            tuple(cells),
            since,
            until,
            origin,
            recorded_at,
            recorded_by,
            withdrawn_at,
            withdrawn_by or "",
        )
        for row_id, since, until, origin, recorded_at, recorded_by, withdrawn_at, withdrawn_by, *cells in found
    ]


def _rows(statement: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _plain(word: str) -> str:
    """Without meaning to ``like``."""
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
