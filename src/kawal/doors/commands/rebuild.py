"""`kawal rebuild`: derive everything again from the ledger, or only compare."""

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime

from kawal.doors.commands.command import Command, Result
from kawal.doors.commands.progress import Progress

DETAILS = """Draws the picture of every person again from the facts that stand, a few thousand at a time. With --check
nothing is written; it tells how many would be drawn otherwise, and exits with 1 if any would. `parties` counts what stands
otherwise of the mentions of recruiters and companies."""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="only compare")


def run(args: Namespace) -> Result:
    from kawal import flow

    with Progress("Comparing" if args.check else "Drawing again", unit="people") as bar:
        rebuilt = flow.rebuild(now=datetime.now(UTC), check=args.check, progress=bar.reach)
    data = {"people": rebuilt.people, "differing": rebuilt.differing, "parties": rebuilt.parties}
    word = "differing" if args.check else "changed"
    line = f"{rebuilt.people:,} people, {rebuilt.differing:,} {word}; {rebuilt.parties:,} mentions of parties {word}"
    return Result(data, (line,), partly=args.check and rebuilt.differing + rebuilt.parties > 0)


COMMAND = Command(
    "rebuild", "facts", "derive everything again from the ledger", add_arguments, run, details=DETAILS
)
