"""Giving and changing the dated tables. Every act is logged with its words, and its rows wait to be looked up.

Officers come here by way of `proposing`: ``author`` is then who proposed what the scope agreed to, and stands at the rows.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from kawal.access import wall
from kawal.access.scope import NotVisible, Power, Scope
from kawal.access.trail import services as trail
from kawal.facts.feeds import services as feeds
from kawal.facts.feeds.services import FeedDraft
from kawal.reference.context import reading, store
from kawal.reference.context.cells import BadCell, Reason, day
from kawal.reference.context.reading import Refused, TableRead, row_of
from kawal.reference.context.specs import DATES, SPECS
from kawal.reference.context.store import Gone, Kept, OverlapsError, Plan
from kawal.reference.context.tables import OPEN_END, Row


@dataclass(frozen=True, slots=True)
class Given:
    """What became of one table: rows of its file, new ones, those that stood already, those not taken; and those that ended.

    :ivar refused: with file, line and reason.
    """

    table: str
    read: int
    accepted: int
    unchanged: int
    withdrawn: int
    refused: tuple[Refused, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """A folder. ``refused`` holds those of files that could not be read as well; ``ignored`` are names of other files."""

    tables: tuple[Given, ...]
    refused: tuple[Refused, ...]
    ignored: tuple[str, ...]


class RowRefused(ValueError):
    """What is wrong with one row of a form."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason.english)


@transaction.atomic
def import_context(*, scope: Scope, folder: Path, now: datetime) -> Imported:
    """Take in every table of a folder; one that is there replaces what was given before, an empty one says "none".

    A file that cannot be read leaves its table as it stands. The same folder again changes nothing.

    :raises NotAllowed: the scope may not edit tables, or not declare the feeds that the folder holds.
    :raises NotADirectoryError: there is no such folder.
    """
    scope.require(Power.EDIT_TABLES)
    read, refused, ignored = reading.read_tables(folder, rates=_rates())
    tables = [_give(scope, name, it, now) for name, it in read.items()]
    unreadable = [it for it in refused if it.table not in read]
    return Imported(tuple(tables), (*unreadable, *(it for one in tables for it in one.refused)), ignored)


@transaction.atomic
def import_table(
    *, scope: Scope, table: str, content: bytes, file: str, now: datetime, author: str = ""
) -> Given:
    """The same for one file of one table.

    :raises NotAllowed: as above. :raises Unreadable: nothing of the file can be taken.
    """
    scope.require(Power.EDIT_TABLES)
    return _give(scope, table, _read(table, content, file), now, author)


def preview_table(*, scope: Scope, table: str, content: bytes, file: str) -> Given:
    """What :func:`import_table` would do; nothing is written.

    :raises NotAllowed: as above. :raises Unreadable: nothing of the file can be taken.
    """
    scope.require(Power.EDIT_TABLES)
    read = _read(table, content, file)
    return _told(table, read, store.plan(table, read.rows))


@transaction.atomic
def add_row(*, scope: Scope, table: str, said: Mapping[str, str], now: datetime, author: str = "") -> None:
    """Write a row; ``said`` holds its cells and days by name.

    :raises NotAllowed: the scope may not edit tables. :raises RowRefused: a bad cell, or days that another row has.
    """
    scope.require(Power.EDIT_TABLES)
    row = _checked(table, said)
    with _writing():
        store.add(name=table, row=row, who=author or scope.actor, now=now)
    trail.record(scope=scope, action="context.added", now=now, subject=_subject(table, row))


@transaction.atomic
def end_row(*, scope: Scope, table: str, row_id: int, on: date, now: datetime, author: str = "") -> None:
    """From this day on the row holds no more.

    :raises NotAllowed: the scope may not edit tables. :raises NotVisible: no such row.
    :raises RowRefused: it ends earlier already, or the day is not after its first.
    """
    scope.require(Power.EDIT_TABLES)
    kept = _find(table, row_id)
    ended = _cut(kept.row, on.toordinal())
    with _writing():
        store.change(name=table, kept=kept, rows=[ended], who=author or scope.actor, now=now)
    trail.record(scope=scope, action="context.ended", now=now, subject=_subject(table, ended))


@transaction.atomic
def change_row(
    *, scope: Scope, table: str, row_id: int, said: Mapping[str, str], now: datetime, author: str = ""
) -> None:
    """From its first day the new row takes the place of the old one, which ends there; what was before stays known.

    :raises NotAllowed: the scope may not edit tables. :raises NotVisible: no such row.
    :raises RowRefused: a bad cell, another key, or days that another row has.
    """
    scope.require(Power.EDIT_TABLES)
    kept, row = _find(table, row_id), _checked(table, said)
    if row.key != kept.row.key:
        raise RowRefused(
            Reason(
                "other_key",
                "Baris ini tentang hal lain; tambahkan sebagai baris baru.",
                "This row is about something else; add it as a new one.",
            )
        )  # fmt: skip
    rows = [row] if row.since <= kept.row.since else [_cut(kept.row, row.since), row]
    with _writing():
        store.change(name=table, kept=kept, rows=rows, who=author or scope.actor, now=now)
    trail.record(scope=scope, action="context.changed", now=now, subject=_subject(table, row))


@transaction.atomic
def withdraw_row(*, scope: Scope, table: str, row_id: int, now: datetime, author: str = "") -> None:
    """The row was a mistake: it holds for no day. It stays in the table's history.

    :raises NotAllowed: the scope may not edit tables. :raises NotVisible: no such row.
    """
    scope.require(Power.EDIT_TABLES)
    kept = _find(table, row_id)
    with _writing():
        store.change(name=table, kept=kept, rows=[], who=author or scope.actor, now=now)
    trail.record(scope=scope, action="context.withdrawn", now=now, subject=_subject(table, kept.row))


@contextmanager
def _writing() -> Iterator[None]:
    """The engine writes; what the table says against it is told as a refusal."""
    try:
        with wall.as_engine():
            yield
    except OverlapsError as error:
        raise RowRefused(error.reason) from error
    except Gone as error:
        raise NotVisible("row of a table") from error


def _rates() -> frozenset[str]:
    return frozenset(it.row.key[0] for it in store.standing("rates"))


def _read(table: str, content: bytes, file: str) -> TableRead:
    if table not in store.STORED:
        raise NotVisible(table)
    return reading.read_table(table, content, file, rates=_rates())


def _give(scope: Scope, table: str, read: TableRead, now: datetime, author: str = "") -> Given:
    if table == "feeds":
        return _declare(scope, read, now)
    with wall.as_engine():
        plan = store.replace(name=table, rows=read.rows, who=author or scope.actor, now=now)
    given = _told(table, read, plan)
    if given.accepted or given.withdrawn:
        trail.record(
            scope=scope,
            action="context.imported",
            now=now,
            subject=f"{table} +{given.accepted} -{given.withdrawn}",
        )
    return given


def _told(table: str, read: TableRead, plan: Plan) -> Given:
    lines = dict(zip(read.rows, read.lines, strict=True))
    clashes = [
        Refused(table, read.file, lines[it.row], it.reason, (*it.row.cells, *_days(it.row)))
        for it in plan.clashes
    ]
    refused = tuple(sorted((*read.refused, *clashes), key=lambda it: it.line))
    return Given(table, read.read, len(plan.new), plan.unchanged, len(plan.withdrawn), refused)


def _declare(scope: Scope, read: TableRead, now: datetime) -> Given:
    """Feeds are declared and ended, never replaced: what was promised for a day stays known."""
    drafts = [
        FeedDraft(
            row.cells[0],
            row.cells[1],
            date.fromordinal(row.since),
            date.fromordinal(row.until) if row.until != OPEN_END else None,
        )
        for row in read.rows
    ]
    done = feeds.declare_feeds(scope=scope, feeds=drafts, now=now)
    refused = list(read.refused)
    bad = set()
    for place, error in done.refused:
        row = read.rows[place - 1]
        bad.add(place - 1)
        reason = Reason(
            "feed_refused", f"{error.field}: {error.message}", f"{error.field}: not taken as a feed"
        )
        refused.append(Refused("feeds", read.file, read.lines[place - 1], reason, (*row.cells, *_days(row))))
    if done.declared:
        taken = [row for at, row in enumerate(read.rows) if at not in bad]
        with wall.as_engine():
            store.note_change("feeds", taken, scope.actor, now)
    return Given(
        "feeds", read.read, done.declared, done.repeated, 0, tuple(sorted(refused, key=lambda it: it.line))
    )


def _find(table: str, row_id: int) -> Kept:
    kept = store.find(table, row_id) if table in store.STORED else None
    if kept is None:
        raise NotVisible(f"{table} #{row_id}")
    return kept


def _checked(table: str, said: Mapping[str, str]) -> Row:
    if table not in store.STORED:
        raise NotVisible(table)
    try:
        return row_of(SPECS[table], said, _rates())
    except BadCell as error:
        raise RowRefused(error.reason) from error


def _cut(row: Row, on: int) -> Row:
    if on <= row.since:
        raise RowRefused(
            Reason(
                "ends_too_early",
                "Hari berakhir harus sesudah hari mulai.",
                "The end must be after the first day.",
            )
        )
    if on >= row.until:
        raise RowRefused(Reason("ended", "Sudah berakhir sebelum hari itu.", "It has ended before that day."))
    return row._replace(until=on)


def _days(row: Row) -> tuple[str, str]:
    since = "" if row.since == day("valid_from", "") else date.fromordinal(row.since).isoformat()
    return since, "" if row.until == OPEN_END else date.fromordinal(row.until).isoformat()


def _subject(table: str, row: Row) -> str:
    """No personal data: phone numbers of services, companies and codes only."""
    cells = ", ".join(
        f"{name} {text}"
        for name, text in zip((*SPECS[table].names, *DATES), (*row.cells, *_days(row)), strict=True)
        if text
    )
    return f"{table}: {cells}"[:200]
