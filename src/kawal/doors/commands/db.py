"""`kawal db`: the embedded database alone."""

from argparse import ArgumentParser, Namespace

from kawal.doors.commands import instance
from kawal.doors.commands.command import Command, Result
from kawal.doors.commands.progress import Progress
from kawal_embedded import holding
from kawal_embedded.databases import prepare

DETAILS = """  start    start it and let it stay, until `stop`
  stop     stop it; refuses while another process uses it
  status   is it running, and what is its address?
  reset    stop it and throw its content away"""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("action", choices=("start", "stop", "status", "reset"))


def run(args: Namespace) -> Result:
    """Always tells ``{"running", "url"}``: the address is the same whether it runs or not."""
    {"start": _start, "stop": _stop, "status": _nothing, "reset": _reset}[args.action]()
    place = instance.place()
    running, url = holding.is_running(place), place.url("kawal_owner")
    return Result({"running": running, "url": url}, (f"{'running' if running else 'stopped'}  {url}",))


def _start() -> None:
    place = instance.place()
    with Progress("Starting the database"):
        holding.hold(place)
        prepare(place)
        holding.let_stay(place)


def _stop() -> None:
    with Progress("Stopping the database"):
        holding.stop(instance.place())


def _reset() -> None:
    with Progress("Throwing the database away"):
        holding.reset(instance.place())


def _nothing() -> None:
    """`status` changes nothing."""


COMMAND = Command(
    "db", "run", "the embedded database alone", add_arguments, run, needs="nothing", details=DETAILS
)
