"""The tables in the database. A row is never changed: it is withdrawn, and another takes its place.

Whoever calls has asked for the power and tells who it is. Every change raises the table's version, which memories are
asked by, and leaves a note for whoever looks up whom it touches.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from django.db import connections

from kawal.reference.context.cells import Reason
from kawal.reference.context.reading import built_in_rows, row_of
from kawal.reference.context.specs import DATES, SPECS, Spec
from kawal.reference.context.tables import ALWAYS, OPEN_END, Row, digest_of

# Feeds are declared with the facts: one truth about what is complete.
STORED: Final = tuple(name for name in SPECS if name != "feeds")
ABSENCE_SPEAKS: Final = ("licences", "closed_countries")
_TYPES: Final = {"money": "numeric", "age": "smallint", "days": "smallint"}


class Mark(NamedTuple):
    """The state of one table, to ask a memory by."""

    name: str
    version: int
    given: bool


class Kept(NamedTuple):
    """A row as it stands in the database."""

    row_id: int
    origin: str
    row: Row


class Clash(NamedTuple):
    """A row that was not taken, and why."""

    row: Row
    reason: Reason


@dataclass(frozen=True, slots=True)
class Plan:
    """What giving a table would do."""

    new: tuple[Row, ...]
    unchanged: int
    withdrawn: tuple[Kept, ...]
    clashes: tuple[Clash, ...]


def marks(using: str = "default") -> tuple[Mark, ...]:
    """Of every table; one small query."""
    return tuple(
        Mark(*it) for it in _run("select name, version, given from context_table order by name", using=using)
    )


def standing(name: str, using: str = "default") -> list[Kept]:
    """Rows not withdrawn, ended ones too."""
    spec = SPECS[name]
    columns = ", ".join(_as_text(spec))
    found = _run(
        f"select row_id, origin, valid_from, valid_to, {columns} from {table_of(name)} where withdrawn_at is null"
        " order by key, valid_from",
        using=using,
    )
    return [
        Kept(row_id, origin, _row(spec, since, until, cells))
        for row_id, origin, since, until, *cells in found
    ]


def find(name: str, row_id: int) -> Kept | None:
    """A row that was not withdrawn."""
    return next((it for it in standing(name) if it.row_id == row_id), None)


def plan(name: str, rows: Sequence[Row]) -> Plan:
    """What it would do to give a table whole, so that it says all there is.

    What stands of the lists and of earlier gifts and is not among the rows is withdrawn; what officers wrote here stays,
    and a row that contradicts it is not taken.
    """
    kept = standing(name)
    fine, clashes = _beside(rows, [it for it in kept if it.origin == "local"], again=True)
    wanted = {_identity(it) for it in fine}
    gone = [
        it
        for it in kept
        if it.origin == "list" or (it.origin == "import" and _identity(it.row) not in wanted)
    ]
    same = {_identity(it.row) for it in kept if it.origin != "list"}
    new = [it for it in fine if _identity(it) not in same]
    return Plan(tuple(new), len(fine) - len(new), tuple(gone), tuple(clashes))


def replace(*, name: str, rows: Sequence[Row], who: str, now: datetime) -> Plan:
    """Do what :func:`plan` says. The same again changes nothing."""
    _lock(name)
    spoke = _speaks_of_others(name)
    done = plan(name, rows)
    _withdraw(name, done.withdrawn, who, now)
    _insert(name, done.new, "import", who, now)
    _run(
        "update context_table set given = true, version = nextval('context_version') where name = %s and not given",
        [name],
    )
    _note(name, [*(it.row for it in done.withdrawn), *done.new], who, now, spoke)
    return done


def add(*, name: str, row: Row, who: str, now: datetime) -> None:
    """Write one row of an officer's own.

    :raises OverlapsError: another of its key stands for some of its days.
    """
    _lock(name)
    spoke = _speaks_of_others(name)
    _, clashes = _beside([row], standing(name))
    if clashes:
        raise OverlapsError(clashes[0].reason)
    _insert(name, [row], "local", who, now)
    _note(name, [row], who, now, spoke)


def change(*, name: str, kept: Kept, rows: Sequence[Row], who: str, now: datetime) -> None:
    """Put rows in the place of one: its period cut short, and what follows it; or none at all.

    :raises OverlapsError: another of their key stands for some of their days. :raises Gone: it stands no more.
    """
    _lock(name)
    spoke = _speaks_of_others(name)
    now_standing = standing(name)
    if kept.row_id not in {it.row_id for it in now_standing}:
        raise Gone
    _, clashes = _beside(rows, [it for it in now_standing if it.row_id != kept.row_id])
    if clashes:
        raise OverlapsError(clashes[0].reason)
    _withdraw(name, [kept], who, now)
    _insert(name, rows, "local", who, now)
    _note(name, [kept.row, *rows], who, now, spoke)


class OverlapsError(Exception):
    """Two rows of one key would stand for one day."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.english)
        self.reason = reason


class Gone(Exception):
    """Somebody else withdrew the row meanwhile."""


def load_lists(*, now: datetime, using: str) -> list[tuple[str, int, bool]]:
    """Bring tables that nobody gave up to the built-in rows: name, rows, whether that changed anything."""
    done = []
    digests = dict(_run("select name, digest from context_table where not given", using=using))
    for name in STORED:
        rows = built_in_rows()[name]
        digest = digest_of({name: rows})
        changed = name in digests and digests[name] != digest
        if changed:
            _load(name, rows, digest, now, using)
        done.append((table_of(name), len(rows), changed))
    return done


def note_change(name: str, rows: Iterable[Row], who: str, now: datetime, using: str = "default") -> None:
    """Tell memories, and leave word of the rows that came or went for whoever looks up whom they touch; none means all."""
    _run(
        "update context_table set version = nextval('context_version'), changed_at = %s, changed_by = %s where name = %s",
        [now, who, name],
        using=using,
    )
    touched = sorted({(*row.cells, row.since, row.until) for row in rows}, key=repr)
    _run(
        "insert into context_recheck (table_name, rows, made_at) values (%s, %s, %s)",
        [name, json.dumps(touched), now],
        using=using,
    )


def _note(name: str, rows: Sequence[Row], who: str, now: datetime, spoke: bool) -> None:
    """Where the table says something else now of what it does not name, everybody is touched whom it might have named."""
    if spoke != _speaks_of_others(name):
        note_change(name, [], who, now)
    elif rows:
        note_change(name, rows, who, now)


def _speaks_of_others(name: str) -> bool:
    """Whether absence from the table says something, as `Context` reads it."""
    if name not in ABSENCE_SPEAKS:
        return False
    [(given,)] = _run("select given from context_table where name = %s", [name])
    return bool(given) and (name != "licences" or bool(standing(name)))


def table_of(name: str) -> str:
    """Of the specs only, never of what somebody sends."""
    return f"context_{SPECS[name].name}"


def _load(name: str, rows: Sequence[Row], digest: str, now: datetime, using: str) -> None:
    kept = standing(name, using)
    wanted = {_identity(it) for it in rows}
    gone = [it for it in kept if it.origin == "list" and _identity(it.row) not in wanted]
    _withdraw(name, gone, "kawal", now, using)
    fine, _clashes = _beside(rows, [it for it in kept if it not in gone and _identity(it.row) not in wanted])
    same = {_identity(it.row) for it in kept}
    new = [it for it in fine if _identity(it) not in same]
    _insert(name, new, "list", "kawal", now, using)
    _run("update context_table set digest = %s where name = %s", [digest, name], using=using)
    if gone or new:
        note_change(name, [*(it.row for it in gone), *new], "kawal", now, using)


def _beside(
    rows: Sequence[Row], own: Sequence[Kept], *, again: bool = False
) -> tuple[list[Row], list[Clash]]:
    """Which rows can stand beside these; ``again``: one that is exactly there already can."""
    by_key: dict[tuple[str, ...], list[Row]] = {}
    for it in own:
        by_key.setdefault(it.row.key, []).append(it.row)
    fine, clashes = [], []
    for row in rows:
        others = [it for it in by_key.get(row.key, ()) if it.since < row.until and row.since < it.until]
        if others and not (again and len(others) == 1 and _identity(others[0]) == _identity(row)):
            clashes.append(Clash(row, _contradicts(others[0])))
        else:
            fine.append(row)
    return fine, clashes


def _contradicts(other: Row) -> Reason:
    since = "" if other.since == ALWAYS else date.fromordinal(other.since).isoformat()
    until = "" if other.until == OPEN_END else date.fromordinal(other.until).isoformat()
    return Reason(
        "overlap_here",
        f"masa berlakunya bertumpuk dengan baris yang berlaku {since} – {until}",
        f"its days overlap those of the row that holds {since} – {until}",
    )


def _identity(row: Row) -> tuple[Any, ...]:
    return row.key, row.cells, row.since, row.until


def _row(spec: Spec, since: date, until: date | None, cells: Sequence[str]) -> Row:
    said = dict(zip(spec.names, cells, strict=True))
    said |= {"valid_from": since.isoformat(), "valid_to": until.isoformat() if until else ""}
    return row_of(spec, said)


def _as_text(spec: Spec) -> list[str]:
    return [
        f"trim_scale({it.name})::text" if it.kind == "money" else f"{it.name}::text" for it in spec.columns
    ]


def _withdraw(name: str, kept: Iterable[Kept], who: str, now: datetime, using: str = "default") -> None:
    ids = [it.row_id for it in kept]
    if ids:
        _run(
            f"update {table_of(name)} set withdrawn_at = %s, withdrawn_by = %s where row_id = any(%s) and withdrawn_at is null",
            [now, who, ids],
            using=using,
        )


def _insert(
    name: str, rows: Sequence[Row], origin: str, who: str, now: datetime, using: str = "default"
) -> None:
    if not rows:
        return
    spec = SPECS[name]
    columns = ", ".join((*spec.names, "key", *DATES))
    casts = ", ".join([f"{it.name}::{_TYPES.get(it.kind, 'text')}" for it in spec.columns])
    names = ", ".join((*spec.names, "key", *DATES))
    arrays = [[row.cells[at] for row in rows] for at in range(len(spec.names))]
    arrays.append(["|".join(row.key) for row in rows])
    days = [[date.fromordinal(row.since) for row in rows], [_end(row) for row in rows]]
    marks_ = ", ".join(["%s::text[]"] * len(arrays) + ["%s::date[]"] * 2)
    _run(
        f"insert into {table_of(name)} ({columns}, origin, recorded_at, recorded_by)"
        f" select {casts}, key, valid_from, valid_to, %s, %s, %s from unnest({marks_}) as t({names})",
        [origin, now, who, *arrays, *days],
        using=using,
    )


def _end(row: Row) -> date | None:
    return None if row.until == OPEN_END else date.fromordinal(row.until)


def _lock(name: str) -> None:
    """Two who change one table take turns."""
    _run("select name from context_table where name = %s for update", [name])


def _run(statement: str, values: Sequence[Any] = (), *, using: str = "default") -> list[tuple[Any, ...]]:
    with connections[using].cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall()) if cursor.description else []
