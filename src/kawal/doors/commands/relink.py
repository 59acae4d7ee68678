"""`kawal link run`: every claim against every other, and what follows for the people."""

import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from kawal.doors.commands import instance
from kawal.doors.commands.command import Result
from kawal.doors.commands.progress import Bars
from kawal.situation.linkage.rules.automatic import POSSIBLE
from kawal.situation.linkage.rules.forms import Form
from kawal.situation.linkage.rules.model import Model

if TYPE_CHECKING:
    from kawal.situation.linkage.rerun import Compare, Weighed

DESCRIPTION = """Compare all claims in the ledger with each other and with the people as they stand. What machines alone made
and nothing hangs on is joined or parted as the rules say; everything else becomes a question for officers. It may be
stopped and begun again. --json: {"claims", "pairs", "groups", "large", "joined", "parted", "asked", "left", "overused",
"seconds"}."""


def add_arguments(parser: ArgumentParser) -> None:
    parser.description = DESCRIPTION


def run(args: Namespace) -> Result:
    instance.prepare("tables")
    from kawal import relinking

    began = time.monotonic()
    with Bars() as bars:
        made = relinking.link_everything(now=datetime.now(UTC), compare=_how(bars), show=bars.show)
    data = {**asdict(made), "seconds": round(time.monotonic() - began, 1)}
    lines = (
        f"{made.claims:,} claims, {made.pairs:,} pairs that resemble each other, {made.groups:,} groups after {data['seconds']} s",
        f"{made.joined:,} people joined, {made.parted:,} parted, {made.asked:,} new questions for officers",
    )
    return Result(data, lines)


def _how(bars: Bars) -> "Compare":
    """In DuckDB and bounded memory, where the library is installed; else claim by claim, as the live path does."""
    from kawal.situation.linkage.rerun import Weighed, compared_by_index

    try:
        from kawal_batch.linkage.claims.relinking import edges
    except ImportError:
        return compared_by_index

    def compare(claims: "Iterable[tuple[int, Form]]", model: "Model") -> "Iterator[Weighed]":
        for found in edges(claims, model, POSSIBLE, partial(bars.show, "Comparing pairs")):
            yield Weighed(*found)

    return compare
