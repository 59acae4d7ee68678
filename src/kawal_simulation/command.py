"""The command line of the simulation, shared with `kawal simulate`."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kawal_simulation.country import Progress, simulate
from kawal_simulation.days import window_of
from kawal_simulation.figures import NONPROCEDURAL_SHARE
from kawal_simulation.settings import (
    DECOY_SHARE,
    DEFAULT_FROM,
    DEFAULT_MONTHS,
    PREVALENCE,
    RELATIVE_SHARE,
    Settings,
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--people", type=int, required=True, metavar="N")
    parser.add_argument("--seed", default="1", metavar="S")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--from", dest="first_month", default=DEFAULT_FROM, metavar="YYYY-MM")
    parser.add_argument("--months", type=int, default=DEFAULT_MONTHS, metavar="M")
    parser.add_argument("--until", default=None, metavar="YYYY-MM-DD", help=argparse.SUPPRESS)
    parser.add_argument("--prevalence", type=float, default=PREVALENCE, metavar="SHARE")
    parser.add_argument("--decoys", type=float, default=DECOY_SHARE, metavar="SHARE")
    parser.add_argument("--nonprocedural", type=float, default=NONPROCEDURAL_SHARE, metavar="SHARE")
    parser.add_argument("--relatives", type=float, default=RELATIVE_SHARE, metavar="SHARE")
    parser.add_argument("--noise", type=float, default=1.0, metavar="FACTOR")
    parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1), metavar="K")


def settings_of(args: argparse.Namespace) -> Settings:
    """:raises ValueError: a number or month that makes no run."""
    if args.people < 1 or args.processes < 1 or args.noise <= 0:
        raise ValueError("--people, --processes and --noise must be positive")
    names = ("prevalence", "decoys", "nonprocedural", "relatives")
    shares = {name: getattr(args, name) for name in names}
    if not all(0 <= share <= 1 for share in shares.values()):
        raise ValueError("--prevalence, --decoys, --nonprocedural and --relatives are shares from 0 to 1")
    window = window_of(args.first_month, args.months, args.until)
    return Settings(args.people, str(args.seed), window, noise=args.noise, **shares)


def show(what: str, done: int, of: int) -> None:
    """A line that replaces itself, some twenty times a step."""
    if done == of or done % max(1, of // 20) == 0:
        print(f"{what}: {done}/{of}", end="\n" if done == of else "\r", file=sys.stderr, flush=True)


def run(
    args: argparse.Namespace, progress: Progress = show, prepare: Callable[[], None] | None = None
) -> dict[str, Any]:
    """Simulate as asked; the summary with seconds. `prepare` is what each worker does first.

    :raises ValueError: a number or month that makes no run.
    """
    began = time.perf_counter()
    summary = simulate(
        settings_of(args), args.out, processes=args.processes, progress=progress, prepare=prepare
    )
    return summary | {"out": str(args.out), "seconds": round(time.perf_counter() - began, 2)}


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="kawal simulate", description="A fictional country that sends facts."
    )
    add_arguments(parser)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(argv)
    try:
        summary = run(args)
    except ValueError as error:
        parser.error(str(error))
    print(
        json.dumps(summary)
        if args.json
        else f"{summary['people']} people, {summary['facts']} facts in {args.out}"
    )
    return 0
