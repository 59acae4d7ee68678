"""Make the fictional country, once. Killed at any point and started again it is completed, without doubles.

Each part asks first whether it is there: the files by the note that is written after them, the facts by the last one in
the ledger, officers by their login, their work by its trace.
"""

import json
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from kawal.doors.commands.demo import officers, replay, work
from kawal.doors.commands.demo.officers import Login
from kawal_embedded.processes import die_with_parent

PEOPLE, SEED, MONTHS = 5000, "1", 24
JAKARTA = ZoneInfo("Asia/Jakarta")

Report = Callable[[str, int, int], None]  # label, done, total


def ensure(folder: Path, report: Report) -> tuple[Login, ...]:
    """Make what is missing of the country in ``folder`` and in the database; the officers."""
    country = folder / "country"
    if not _is_whole(country):
        _simulate(country, report)
    replay.take_in(country, report)
    logins = officers.ensure(folder, datetime.now(UTC))
    work.ensure(logins, datetime.now(UTC))
    return logins


def _is_whole(country: Path) -> bool:
    """The summary is what the simulation writes last."""
    try:
        summary = json.loads((country / "summary.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool(summary["people"] == PEOPLE)


def _simulate(country: Path, report: Report) -> None:
    """Two years that end yesterday, so that what is shown is of these days. Later starts show the same people."""
    from kawal_simulation.country import simulate
    from kawal_simulation.days import window_of
    from kawal_simulation.settings import Settings

    part = country.with_name(f"country.part.{os.getpid()}")
    window = window_of("", MONTHS, datetime.now(JAKARTA).date().isoformat())
    simulate(
        Settings(PEOPLE, SEED, window),
        part,
        progress=lambda label, done, total: report(f"Simulating {label}", done, total),
        prepare=die_with_parent,
    )
    shutil.rmtree(country, ignore_errors=True)
    part.rename(country)
