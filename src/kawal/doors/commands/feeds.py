"""`kawal feeds`: which sources send what completely, so that absence counts."""

import csv
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kawal.doors.commands.command import Command, CouldNot, Result, WrongUse

if TYPE_CHECKING:
    from kawal.facts.feeds.services import FeedDraft

DETAILS = """  import FILE   declare the feeds of a CSV file with the columns source, kind, valid_from, valid_to
                (days; the last one excluded; an empty source means all sources together)
  list          tell what is declared"""
COLUMNS = {"source", "kind", "valid_from"}


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("action", choices=("list", "import"))
    parser.add_argument("file", nargs="?", type=Path)


def run(args: Namespace) -> Result:
    if (args.file is None) is (args.action == "import"):
        raise WrongUse("`import` wants one file, `list` none")
    return _list() if args.file is None else declare_file(args.file)


def _list() -> Result:
    from kawal.access.scope import ENGINE
    from kawal.facts.feeds import selectors

    feeds = selectors.list_feeds(scope=ENGINE)
    lines = [
        f"{it.source or '(all)':<24} {it.kind:<24} {it.valid_from} – {it.valid_to or ''}" for it in feeds
    ]
    data = [
        {
            "source": it.source,
            "kind": it.kind,
            "valid_from": it.valid_from.isoformat(),
            "valid_to": it.valid_to and it.valid_to.isoformat(),
        }
        for it in feeds
    ]
    return Result({"feeds": data}, tuple(lines) or ("no feeds are declared",))


def declare_file(file: Path) -> Result:
    """A row that cannot be read is refused by its number; the others are declared."""
    from django.db import transaction

    from kawal.access import wall
    from kawal.access.scope import ENGINE
    from kawal.doors.jobs import watching
    from kawal.facts.feeds import services

    rows = list(_rows(file))
    good = [(number, draft) for number, draft in rows if not isinstance(draft, str)]
    with transaction.atomic():
        wall.enter(ENGINE)
        done = services.declare_feeds(
            scope=ENGINE, feeds=[draft for _n, draft in good], now=datetime.now(UTC)
        )
        if done.declared:
            watching.defer_everybody()
    refused = [(number, said) for number, said in rows if isinstance(said, str)]
    refused += [(good[place - 1][0], f"{error.field}: {error.message}") for place, error in done.refused]
    data: dict[str, Any] = {
        "read": len(rows),
        "declared": done.declared,
        "repeated": done.repeated,
        "refused": [{"row": number, "message": said} for number, said in sorted(refused)],
    }
    lines = [f"{len(rows)} read, {done.declared} declared, {done.repeated} repeated, {len(refused)} refused"]
    lines += [f"row {number}: {said}" for number, said in sorted(refused)]
    return Result(data, tuple(lines), partly=bool(refused))


def _rows(file: Path) -> Iterator[tuple[int, "FeedDraft | str"]]:
    """Each row by its line, as a feed or as what is wrong with it."""
    from kawal.facts.feeds.services import FeedDraft

    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines)
            missing = COLUMNS - set(rows.fieldnames or ())
            if missing:
                raise CouldNot(f"{file} lacks the columns {', '.join(sorted(missing))}")
            for row in rows:
                text = {name: (row.get(name) or "").strip() for name in (*COLUMNS, "valid_to")}
                try:
                    first = date.fromisoformat(text["valid_from"])
                    end = date.fromisoformat(text["valid_to"]) if text["valid_to"] else None
                except ValueError:
                    yield rows.line_num, "valid_from, valid_to: Harus berupa tanggal, misalnya 2026-03-02."
                    continue
                yield rows.line_num, FeedDraft(text["source"], text["kind"], first, end)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CouldNot(f"{file} cannot be read: {error}") from error


COMMAND = Command("feeds", "care", "which sources send what completely", add_arguments, run, details=DETAILS)
