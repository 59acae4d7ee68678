"""`kawal context`: the dated tables that say what a fact means."""

import csv
import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kawal.doors.commands.command import Command, CouldNot, Result, WrongUse

if TYPE_CHECKING:
    from kawal.reference.context.reading import Refused
    from kawal.situation.context.services import Imported

DETAILS = """  import DIR    take in the tables of a folder, one CSV file each (licences.csv, closed_countries.csv, …), with valid_from
                and valid_to (end excluded, empty = open). A table that is there replaces what was given before, an empty
                one says "none", one that cannot be read leaves its table as it stands. The same again changes nothing
  show [TABLE]  tell which tables stand, or the rows of one; --on DAY as of that day

Refused rows are written beside the folder with file, line and reason. Whoever a change touches is looked up and drawn
again by the worker of `kawal up`. Columns of each table: docs/context.md.

--json: {"tables": {name: {"read", "accepted", "unchanged", "refused", "withdrawn"}},
         "refused": [{"table", "file", "line", "code", "reason", "reason_id"}], "ignored": [...], "refused_file"}"""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("action", choices=("import", "show"))
    parser.add_argument("what", nargs="?", metavar="DIR|TABLE", default="")
    parser.add_argument("--on", type=date.fromisoformat, metavar="DAY", help="with `show`: as of that day")


def run(args: Namespace) -> Result:
    if args.action == "show":
        return _show(args.what, args.on)
    if not args.what or args.on:
        raise WrongUse("`import` wants one folder and no --on")
    return take_in(Path(args.what))


def take_in(folder: Path) -> Result:
    """Every table of the folder; exit status 1 when a row was refused."""
    from django.db import transaction

    from kawal.access import wall
    from kawal.access.scope import ENGINE
    from kawal.doors.jobs import context as job
    from kawal.situation.context import services

    if not folder.is_dir():
        raise CouldNot(f"{folder} is {'no folder' if folder.exists() else 'not there'}")
    scope = replace(ENGINE, actor="kawal context")
    with transaction.atomic():
        wall.enter(scope)
        done = services.import_context(scope=scope, folder=folder, now=datetime.now(UTC))
        if any(it.accepted or it.withdrawn for it in done.tables):
            job.defer()
    beside = write_refused(folder, done.refused) if done.refused else None
    return Result(_data(done, beside), tuple(_lines(done, beside)), partly=bool(done.refused))


def write_refused(folder: Path, refused: Iterable["Refused"]) -> Path:
    """One file beside the folder, or here where that is not ours to write: where each row stood, why, and its cells."""
    resolved = folder.resolve()
    parent = resolved.parent if os.access(resolved.parent, os.W_OK) else Path.cwd()
    target = parent / f"{resolved.name}.refused.csv"
    with target.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("file", "line", "reason_id", "reason", "cells"))
        rows.writerows(
            (it.file, it.line, it.reason.indonesian, it.reason.english, *it.cells) for it in refused
        )
    return target


def _data(done: "Imported", beside: Path | None) -> dict[str, Any]:
    return {
        "tables": {
            it.table: {
                "read": it.read,
                "accepted": it.accepted,
                "unchanged": it.unchanged,
                "refused": sum(refused.line > 1 for refused in it.refused),
                "withdrawn": it.withdrawn,
            }
            for it in done.tables
        },
        "refused": [
            {
                "table": it.table,
                "file": it.file,
                "line": it.line,
                "code": it.reason.code,
                "reason": it.reason.english,
                "reason_id": it.reason.indonesian,
            }
            for it in done.refused
        ],
        "ignored": list(done.ignored),
        "refused_file": str(beside) if beside else None,
    }


def _lines(done: "Imported", beside: Path | None) -> Iterable[str]:
    for it in done.tables:
        refused = sum(one.line > 1 for one in it.refused)
        yield (
            f"{it.table:<20} {it.read:>7,} read {it.accepted:>7,} accepted {it.unchanged:>7,} unchanged"
            f" {refused:>5,} refused {it.withdrawn:>7,} ended"
        )
    for one in done.refused:
        yield f"{one.file}, line {one.line}: {one.reason.english}"
    for name in done.ignored:
        yield f"{name} is no table of the context and was not read"
    if beside:
        yield f"Refused rows: {beside}"


def _show(table: str, on: date | None) -> Result:
    from kawal.foundation.moments import day_of
    from kawal.reference.context import selectors
    from kawal.reference.context.specs import SPECS
    from kawal.reference.context.store import STORED

    if table and table not in STORED:
        raise WrongUse(f"{table} is no table; there are: {', '.join(STORED)}")
    if not table:
        cards = selectors.list_tables(on=on or day_of(datetime.now(UTC)))
        lines = tuple(
            f"{it.name:<20} {it.rows:>7,} rows  {'given' if it.given else 'built in'}  {it.changed_by}"
            for it in cards
        )
        return Result({"tables": {it.name: {"rows": it.rows, "given": it.given} for it in cards}}, lines)
    names = SPECS[table].names
    rows = [
        {
            **dict(zip(names, it.cells, strict=True)),
            "valid_from": it.valid_from.isoformat(),
            "valid_to": it.valid_to.isoformat() if it.valid_to else "",
        }
        for it in selectors.list_rows(table=table, on=on)
    ]
    lines = tuple(" | ".join(row.values()) for row in rows)
    return Result({"table": table, "rows": rows}, (" | ".join((*names, "valid_from", "valid_to")), *lines))


COMMAND = Command(
    "context",
    "care",
    "licences, closed countries, wages, outages … by day",
    add_arguments,
    run,
    details=DETAILS,
)
