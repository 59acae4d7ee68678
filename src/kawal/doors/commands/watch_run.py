"""`kawal watch run` and `kawal watch explain`: everybody in the ledger judged again, and one person's judgement with its reasons."""

import time
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kawal.doors.commands import instance, lanes
from kawal.doors.commands.command import CouldNot, Result
from kawal.doors.commands.outputs import check_place
from kawal.doors.commands.progress import Progress

JUDGED = lanes.Tally()


def add_running(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--pictures",
        type=Path,
        metavar="FILE.parquet",
        help="write everybody's columns too, for what-if without a database",
    )


def add_explaining(parser: ArgumentParser) -> None:
    parser.add_argument("person", metavar="PERSON", help="the kawal_id")


def run(args: Namespace) -> Result:
    """Tells how many people, how many on each level, and how often each rule holds."""
    if args.pictures:
        check_place(args.pictures)
    instance.prepare("tables")
    from kawal import flow, rejudging
    from kawal.decisions.judging import watched

    write = _writer() if args.pictures else None
    began, now = time.monotonic(), datetime.now(UTC)
    parts = rejudging.list_everybody()
    total = sum(map(len, parts))
    JUDGED.begin()
    with Progress("Judging", total, unit="people") as bar:
        if len(parts) > 1:
            lanes.side_by_side(_judge, parts, glance=lambda: bar.reach(JUDGED.sum))
        else:
            for people in parts:
                _judge(people)
        bar.reach(total)
    flow.draw_rings(now=now)
    with flow.as_system():
        counted = watched.count()
    written = _write(write, args.pictures, now) if write else 0
    data = {
        "people": total,
        "levels": dict(counted.levels),
        "rules": dict(counted.rules),
        "alerts": counted.alerts,
        "pictures": written,
        "seconds": round(time.monotonic() - began, 1),
    }
    return Result(data, tuple(_lines(data)))


def explain(args: Namespace) -> Result:
    """Tells the level, the figure with its interval, the rules that hold with their facts, and every known column."""
    instance.prepare("tables")
    from kawal import rejudging
    from kawal.access.scope import NotVisible

    try:
        found = rejudging.explain(kawal_id=args.person, now=datetime.now(UTC))
    except NotVisible as error:
        raise CouldNot(f"nobody is known as {args.person}") from error
    return Result(asdict(found), tuple(_explained(found)))


def _judge(people: list[int]) -> None:
    from kawal import rejudging

    rejudging.judge_batch(people=people, now=datetime.now(UTC))
    JUDGED.add(len(people))


def _writer() -> Callable[..., int]:
    """Asked for before everybody is judged, which takes long."""
    try:
        from kawal_batch.watch.snapshot import write_snapshot
    except ImportError as error:
        raise CouldNot("writing pictures needs the extra `batch`") from error
    return write_snapshot


def _write(write: Callable[..., int], path: Path, now: datetime) -> int:
    from kawal import flow
    from kawal.decisions.trying import snapshots

    try:
        with flow.as_system():
            return write(path, snapshots.columns(), snapshots.rows(), as_of=now)
    except OSError as error:
        raise CouldNot(f"{path} cannot be written: {error.strerror}") from error


def _lines(data: dict[str, Any]) -> Iterable[str]:
    yield f"{data['people']:,} people after {data['seconds']} s, {data['alerts']:,} open alerts"
    for level, count in data["levels"].items():
        yield f"  {level:<10} {count:>9,}"
    for rule, count in Counter(data["rules"]).most_common():
        yield f"  {rule:<10} {count:>9,}"
    if data["pictures"]:
        yield f"{data['pictures']:,} rows of pictures written"


def _explained(it: Any) -> Iterable[str]:
    yield f"{it.level}: {it.probability:.1%} ({it.low:.1%} to {it.high:.1%}), weights {it.weights}"
    for rule in it.rules:
        yield f"  {rule.rule} v{rule.version} grade {rule.grade}, {rule.points:+.2f}: {rule.sentence['en']}"
        yield f"      {', '.join('/'.join(ref) for ref in rule.evidence) or 'no fact to cite: no reason of an alert'}"
    for dimension, points in it.by_dimension.items():
        yield f"  {dimension:<24} {points:+.2f}"
    for known in it.known:
        facts = ", ".join(f"{ref['source']}/{ref['id']}" for ref in known.because)
        yield f"  {known.column:<24} {known.value!s:<14} {facts}"
    if it.changes_at:
        yield f"silence alone changes this at {it.changes_at.isoformat()}"
