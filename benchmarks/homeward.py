"""The figures of returns over a year, for the nation, a regency and a mission, and the open ones kept for analysts.

`python -m benchmarks.homeward`, after `python -m benchmarks.reads` has made the nation: server time of what the page reads, ms.
"""

from datetime import UTC, datetime
from functools import partial
from typing import Any

from benchmarks import nation
from benchmarks.measuring import Result, as_when_serving, milliseconds, tell, timed

ROUNDS = 50


def main() -> None:
    nation.loaded()
    nation.join()
    as_when_serving()
    tell({"people": nation.PEOPLE, **measure()})


def measure() -> Result:
    from kawal.access.roles import ROLES
    from kawal.access.scope import ENGINE, Scope

    def scope(role: str, *keys: str) -> Scope:
        known = ROLES[role]
        return Scope(
            actor="bench",
            agency="kp2mi",
            keys=keys,
            powers=known.powers,
            categories=known.categories,
            role=role,
            purpose="bench",
        )

    readers = {
        "nation": scope("national"),
        "province": scope("district", "p:53"),
        "regency": scope("district", "k:5304"),
        "mission": scope("mission", "m:kjri-kuching"),
        "analyst": scope("analyst"),
    }
    told: dict[str, Any] = {name: milliseconds([partial(_ask, it)], ROUNDS) for name, it in readers.items()}
    told["counting_open_s"] = round(timed(lambda: _open(ENGINE)), 2)
    return told


def _ask(scope: Any) -> None:
    from django.db import transaction

    from kawal.access import wall
    from kawal.publication.statistics.homeward import Asked
    from kawal.publication.statistics.homeward_open import get_homeward

    with transaction.atomic():
        wall.enter(scope)
        get_homeward(scope=scope, now=datetime.now(UTC), asked=Asked())


def _open(engine: Any) -> None:
    from django.db import transaction

    from kawal.access import wall
    from kawal.publication.statistics.homeward_open import count_open

    with transaction.atomic():
        wall.enter(engine)
        count_open(scope=engine, now=datetime.now(UTC))


if __name__ == "__main__":
    main()
