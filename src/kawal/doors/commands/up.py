"""`kawal up`: the whole system in the foreground."""

import os
import time
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime

from kawal.doors.commands import instance, schema, serving, site_files
from kawal.doors.commands.command import Command, Result, WrongUse
from kawal.doors.commands.demo.country import Country, ensure
from kawal.doors.commands.progress import Bars, Progress
from kawal_embedded.holding import hold

DETAILS = """Starts the embedded database if needed, brings its tables and reference lists up to date, makes
the fictional country (once), then serves the site and works through the jobs. Ctrl-C or TERM stops everything
it started. The port is --port, else PORT, else the first free one from 8000 on."""
LOOK_AFTER_DATABASE = 2.0  # seconds


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--empty", action="store_true", help="without the people of the demo")
    parser.add_argument("--port", type=int, help="fail rather than take another")


def run(args: Namespace) -> Result:
    start = time.monotonic()
    serving.stop_on_signals()
    port = serving.choose_port(_port(args.port))
    bring_up_to_date()
    country = Country() if args.empty else make_country()

    instance.leave_database()

    def when_ready() -> None:
        _greet(port.number, country, time.monotonic() - start)

    try:
        serving.serve(port, when_ready=when_ready, every_moment=_DatabaseWatch())
    except KeyboardInterrupt:
        print("Stopped.", flush=True)
    return Result({"port": port.number, "seconds": round(time.monotonic() - start, 1)})


def bring_up_to_date() -> None:
    """Tables, reference lists, translations, static files: each only where something changed."""
    with Progress("Tables"):
        schema.migrate()
    with Progress("Reference lists", unit="rows") as progress:
        schema.load_reference(datetime.now(UTC), lambda table, rows: progress.advance(rows))
    with Progress("Translations and static files"):
        site_files.compile_messages()
        site_files.collect_static()


def make_country() -> Country:
    """The fictional country, with one bar for each of its parts."""
    with Bars() as bars:
        return ensure(instance.place().state, bars.show)


def _port(asked: int | None) -> int | None:
    said = _port_of_environment() if asked is None else asked
    if said is not None and not 0 < said < 65_536:
        raise WrongUse(f"{said} is no port: from 1 to 65535.")
    return said


def _port_of_environment() -> int | None:
    said = os.environ.get("PORT", "")
    if said and not said.isdigit():
        raise WrongUse(f"PORT must be a number, not {said!r}.")
    return int(said) if said else None


class _DatabaseWatch:
    """Start the embedded server again when somebody killed it together with its keeper."""

    def __init__(self) -> None:
        self._own = instance.has_own_database()
        self._next = 0.0

    def __call__(self) -> None:
        if self._own and time.monotonic() > self._next:
            self._next = time.monotonic() + LOOK_AFTER_DATABASE
            hold(instance.place())


def _greet(port: int, country: Country, took: float) -> None:
    site = f"http://{serving.HOST}:{port}/"
    for it in country.logins:
        print(f"{it.role}: {it.login} / {it.password}")
    if country.worker:
        print(f"\nFollow one worker home, as the national officer: {site}orang/{country.worker}/")
    print(f"\nKawal is up after {took:.1f} s: {site}   (Ctrl-C stops everything)", flush=True)


COMMAND = Command(
    "up",
    "run",
    "serve the site and work through the jobs",
    add_arguments,
    run,
    needs="database",
    details=DETAILS,
)
