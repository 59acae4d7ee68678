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
from typing import NamedTuple
from zoneinfo import ZoneInfo

from kawal.doors.commands.demo import officers, replay, work
from kawal.doors.commands.demo.officers import Login
from kawal_embedded.processes import end_with_parent

PEOPLE, SEED, MONTHS = 5000, "1", 24
JAKARTA = ZoneInfo("Asia/Jakarta")

Report = Callable[[str, int, int], None]  # label, done, total


class Country(NamedTuple):
    """Who may log in, and the ``kawal_id`` of somebody whose whole way can be followed ("" where nobody is home)."""

    logins: tuple[Login, ...] = ()
    worker: str = ""


def ensure(folder: Path, report: Report) -> Country:
    """Make what is missing of the country in ``folder`` and in the database."""
    country = folder / "country"
    if not _is_whole(country):
        _simulate(country, report)
    replay.take_in(country, report)
    logins = officers.ensure(folder, datetime.now(UTC))
    work.ensure(logins, datetime.now(UTC))
    return Country(logins, _worker())


def _worker() -> str:
    """Of those who came home lately, the one of whom most is told."""
    from django.db import transaction

    from kawal.access import wall
    from kawal.access.scope import ENGINE
    from kawal.situation.pictures.selectors import Within, list_pictures

    with transaction.atomic():
        wall.enter(ENGINE)
        home = list_pictures(scope=ENGINE, within=Within(stays=("home",)), limit=300).results
    whole = [it for it in home if it.departed_at and it.left_at and it.returned_at and it.home_at]
    return max(whole, key=lambda it: (it.facts, it.kawal_id)).kawal_id if whole else ""


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
        prepare=end_with_parent,
    )
    shutil.rmtree(country, ignore_errors=True)
    part.rename(country)
