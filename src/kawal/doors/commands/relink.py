"""`kawal link run`: every claim against every other, and what follows for the people."""

import time
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from datetime import UTC, datetime

from kawal.doors.commands import instance, lanes
from kawal.doors.commands.command import Result
from kawal.doors.commands.progress import Bars

DESCRIPTION = """Compare all claims in the ledger with each other and with the people as they stand. What machines alone made
and nothing hangs on is joined or parted as the rules say; everything else becomes a question for officers. It may be
stopped and begun again. --json: {"claims", "pairs", "groups", "large", "joined", "parted", "asked", "left", "overused",
"seconds"}."""
INDEXED = lanes.Tally()


def add_arguments(parser: ArgumentParser) -> None:
    parser.description = DESCRIPTION


def run(args: Namespace) -> Result:
    instance.prepare("tables")
    from kawal import relinking
    from kawal.doors import comparing

    began = time.monotonic()
    with Bars() as bars:
        _index(bars)
        made = relinking.link_everything(
            now=datetime.now(UTC), compare=comparing.best_way(bars.show), show=bars.show
        )
    data = {**asdict(made), "seconds": round(time.monotonic() - began, 1)}
    lines = (
        f"{made.claims:,} claims, {made.pairs:,} pairs that resemble each other, {made.groups:,} groups after {data['seconds']} s",
        f"{made.joined:,} people joined, {made.parted:,} parted, {made.asked:,} new questions for officers",
    )
    return Result(data, lines)


def _index(bars: Bars) -> None:
    """Keys of claims that have none yet, on all cores."""
    from kawal import relinking

    parts = relinking.spans()
    INDEXED.begin()
    if len(parts) > 1:
        lanes.side_by_side(_index_part, parts, glance=lambda: bars.show("Indexing", INDEXED.sum, len(parts)))


def _index_part(part: tuple[int, int]) -> None:
    from kawal import relinking

    relinking.index(part)
    INDEXED.add(1)
