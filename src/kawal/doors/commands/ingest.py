"""`kawal ingest`: files of facts into the ledger."""

import os
import re
import signal
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any

from kawal.doors.commands import schema
from kawal.doors.commands.command import Command, CouldNot, Result, WrongUse
from kawal.doors.commands.lanes import Tally, side_by_side
from kawal.doors.commands.progress import Progress
from kawal.doors.commands.serving import STOPPING, stop_on_signals

DETAILS = """NDJSON (also gzipped), a JSON document, CSV in any usual encoding, XLSX and XLS; what it is shows in the content.
Every row names its source, or --source does for all. An agency's own columns are read as it last mapped them on the page
of imports.

Refused rows and conflicts are written beside the file in the sender's own columns, with a reason that is ignored when
they come back. An interrupted import goes on after its last settled row when the same command is given again; a file
that was taken in before adds nothing. Several large files are taken in side by side.

--json: {"read", "accepted", "repeated", "conflict", "refused", "refused_file", "seconds"}; with several files also "files"."""
COUNTS = ("read", "accepted", "repeated", "conflict", "refused")
WORTH_SHARING = 2_000_000  # bytes of all files: fewer are read before a second process has begun
ROWS, BYTES, DRAWN = Tally(), Tally(), Tally()
ENDINGS = re.compile(r"\.[a-z]{3,6}(\.gz)?$", re.IGNORECASE)
LINKED_HERE = 2_000  # claims; more of them would take longer than taking them in


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    parser.add_argument("--source", metavar="AGENCY", default="", help="the sender of rows that name none")
    parser.add_argument(
        "--history",
        action="store_true",
        help="a replay: facts count as known since they were sent (sent_at), not since now",
    )


def run(args: Namespace) -> Result:
    """Tells the counts over all files; exit status 1 when a row was refused or conflicts."""
    from kawal.facts.contract.fact import is_source_code

    if args.source and not is_source_code(args.source):
        raise WrongUse(f"--source {args.source!r} is no agency's code")
    for path in args.files:
        if not path.is_file():
            raise CouldNot(f"{path} is {'a folder' if path.is_dir() else 'not there'}")
    began = time.monotonic()
    with _stoppable():
        files = _take_in([*dict.fromkeys(args.files)], args.source, args.history)
        _draw()
        waiting = _link()
    counts = {name: sum(it[name] for it in files) for name in COUNTS}
    refused_files = [it["refused_file"] for it in files if it["refused_file"]]
    data: dict[str, Any] = {
        **counts,
        "refused_file": refused_files[0] if refused_files else None,
        "seconds": round(time.monotonic() - began, 2),
    }
    if len(files) > 1:
        data["files"] = files
    return Result(
        data, tuple(_lines(data, refused_files, waiting)), partly=bool(counts["refused"] + counts["conflict"])
    )


def _take_in(paths: list[Path], source: str, history: bool) -> list[dict[str, Any]]:
    """Every file under one bar. Side by side the largest come first, so that none is left alone at the end."""
    total = sum(path.stat().st_size for path in paths)
    work = partial(_file, source=source, history=history)
    ROWS.begin()
    BYTES.begin()
    with Progress(f"Taking in {_called(paths)}", unit="rows") as bar:
        glance = partial(_show, bar, total)
        if len(paths) == 1 or total < WORTH_SHARING:
            return [work(path, glance=glance) for path in paths]
        largest = sorted(paths, key=lambda path: -path.stat().st_size)
        told = dict(zip(largest, side_by_side(work, largest, glance=glance), strict=True))
    return [told[path] for path in paths]


def _called(paths: list[Path]) -> str:
    return paths[0].name if len(paths) == 1 else f"{len(paths)} files"


def _show(bar: Progress, total: int) -> None:
    """Rows so far; how many there will be is guessed from how much of the files was read."""
    bar.reach(ROWS.sum, ROWS.sum * total // BYTES.sum if BYTES.sum else None)


def _file(path: Path, source: str, history: bool, glance: Callable[[], None] | None = None) -> dict[str, Any]:
    from django.db import transaction

    from kawal.access import wall
    from kawal.access.scope import ENGINE
    from kawal.doors import intake
    from kawal.facts.imports import selectors
    from kawal.facts.imports.services import Overtaken

    scope = replace(ENGINE, actor="kawal ingest", agency=source or ENGINE.agency)
    mark = _mark(path, source, history)
    with transaction.atomic():
        wall.enter(scope)
        known = selectors.find_unfinished(scope=scope, mark=mark)
        code = known.code if known else _arrived(scope, path, source, mark, history)
    watch = _Watch(path.stat().st_size, known, glance)
    try:
        card = intake.take_in(
            scope=scope,
            code=code,
            clock=partial(datetime.now, UTC),
            refused_beside=_beside(path),
            watch=watch.show,
            bulk=True,
        )
    except Overtaken:
        raise CouldNot(f"{path} is being taken in by somebody else right now") from None
    said = {name: getattr(card, name) for name in COUNTS}
    return {"file": str(path), **said, "refused_file": str(card.refused_path) if card.refused_path else None}


def _link() -> int:
    """Who of a few new claims is known already; how many were left to the worker, or to `kawal link run`."""
    from kawal import flow

    waiting = flow.count_waiting()
    if waiting > LINKED_HERE:
        return waiting
    with Progress("Looking for known people", waiting, unit="claims") as bar:
        flow.link_left(now=datetime.now(UTC), progress=bar.reach)
    return 0


def _draw() -> None:
    """The pictures of everybody in the files, once a person; stopped, it goes on with the next command."""
    from kawal import flow

    left = flow.list_left()
    total = sum(map(len, left))
    DRAWN.begin()
    with Progress("Drawing pictures", total, unit="people") as bar:
        if len(left) > 1:
            side_by_side(_draw_batch, left, glance=lambda: bar.reach(DRAWN.sum))
        else:
            for people in left:
                _draw_batch(people)
        bar.reach(total)


def _draw_batch(people: list[int]) -> None:
    from kawal import flow

    flow.draw_batch(people=people, now=datetime.now(UTC))
    DRAWN.add(len(people))


def _arrived(scope: Any, path: Path, source: str, mark: str, history: bool) -> str:
    from kawal.doors import intake
    from kawal.facts.imports import selectors, services

    reading, _ = intake.sent_as_is(path)
    mapping = None
    if source and not reading.is_contract:
        mapping = selectors.find_mapping(scope=scope, columns=reading.columns)
    arrival = services.Arrival(
        path.name, str(path.resolve()), source, mapping=mapping, mark=mark, history=history
    )
    return services.start_import(scope=scope, arrival=arrival, now=datetime.now(UTC))


class _Watch:
    """Counts the rows of one file.

    The planner is told how large the tables have become each time they may have tripled: plans made for empty ones are a
    hundred times slower.
    """

    known_at = 5_000  # rows over all files

    def __init__(self, size: int, known: Any, glance: Callable[[], None] | None) -> None:
        self._size, self._settled, self._glance = size, 0, glance
        ROWS.add(known.read if known else 0)

    def show(self, step: Any) -> None:
        ROWS.add(step.read)
        settled = self._size * step.percent // 100
        BYTES.add(settled - self._settled)
        self._settled = settled
        if ROWS.sum >= _Watch.known_at:
            _Watch.known_at = 3 * ROWS.sum
            schema.analyze(ROWS.sum)
        if self._glance:
            self._glance()


@contextmanager
def _stoppable() -> Iterator[None]:
    """Ctrl-C and TERM take back the chunk under way and end; also where a shell told us to ignore Ctrl-C."""
    before = {number: signal.getsignal(number) for number in STOPPING}
    stop_on_signals()
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _mark(path: Path, source: str, history: bool) -> str:
    """The same for the same file, so that a second run goes on with it."""
    about = path.stat()
    said = f"{path.resolve()}\0{about.st_size}\0{about.st_mtime_ns}\0{source}\0{history}"
    return blake2b(said.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def _beside(path: Path) -> Path:
    """Where refused rows go: beside the file, or here where its folder is not ours to write.

    Only the ending is taken off: the files of two months, `name.2026-01.csv` and `name.2026-02.csv`, have one each.
    """
    name = f"{ENDINGS.sub('', path.name) or 'facts'}.refused"
    folder = path.resolve().parent
    return (folder if os.access(folder, os.W_OK) else Path.cwd()) / name


def _lines(data: dict[str, Any], refused_files: list[str], waiting: int) -> Iterator[str]:
    yield (
        f"{data['read']:,} rows read: {data['accepted']:,} accepted, {data['repeated']:,} repeated,"
        f" {data['conflict']:,} conflicting, {data['refused']:,} refused, {data['seconds']} s"
    )
    for name in refused_files:
        yield f"Refused rows, to mend and send again: {name}"
    if waiting:
        yield f"{waiting:,} claims wait to be looked at: the worker of `kawal up` does, or `kawal link run`"


COMMAND = Command("ingest", "facts", "take in files of facts", add_arguments, run, details=DETAILS)
