"""`kawal simulate`: the files that the agencies of a fictional country would send, and the truth beside them."""

from argparse import Namespace

from kawal.doors.commands.command import Command, CouldNot, Result, WrongUse
from kawal.doors.commands.progress import Bars
from kawal_embedded.processes import end_with_parent
from kawal_simulation.command import add_arguments
from kawal_simulation.command import run as simulate

DETAILS = """Writes one file of facts an agency, tables of that world, and `truth/` into DIR. The same seed and options give the
same bytes. Nothing in it is about a real person. docs/simulation.md explains the files and the figures."""


def run(args: Namespace) -> Result:
    """Tells the counts by source and by kind, the folder, and the seconds it took."""
    try:
        with Bars() as bars:
            summary = simulate(args, bars.show, end_with_parent)
    except ValueError as error:
        raise WrongUse(str(error)) from None
    except OSError as error:
        raise CouldNot(f"{args.out} cannot be written: {error.strerror}") from None
    said = (
        f"{summary['people']:,} people, {summary['facts']:,} facts in {args.out} after {summary['seconds']} s"
    )
    return Result(summary, (said,))


COMMAND = Command(
    "simulate",
    "analysis",
    "write the files of a fictional country",
    add_arguments,
    run,
    needs="nothing",
    details=DETAILS,
)
