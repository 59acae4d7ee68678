"""A mission's desk with 300 walk-ins today, and the board of who on the way home waits on what.

`python -m benchmarks.desk`. Server time of whole pages through the application, behind both walls, over the nation of
`benchmarks/nation.py`, at the mission with most people. The queue is filled once a day; a number more is taken in every round of
``number_taken``. The board is read by the nation, that mission and a district, whole and narrowed by country, mission and whose turn it is.
"""

import random
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import uuid4

from benchmarks import nation
from benchmarks.measuring import Result, as_when_serving, milliseconds, tell
from benchmarks.reads import Office, busiest

WALK_INS, SERVED, GONE, AT_COUNTERS = 300, 120, 10, 8
ROUNDS, RECORDS = 50, 3
ERRANDS = ("report_in", "complaint", "go_home", "shelter", "documents", "other")
NEEDS = ("threatened", "ill", "pregnant", "child", "elderly")


def main() -> None:
    told = nation.loaded()
    nation.join()
    office = Office()
    as_when_serving()
    mission, country, province = (busiest(column, 1)[0] for column in ("mission", "country", "province"))
    desk = reader("mission", mission, f"m:{mission}")
    fill(desk)
    tell(
        {
            "people": nation.PEOPLE * nation.TIMES,
            "facts": told["read"],
            "mission": mission,
            "queue": queue(office, desk),
            "board": board(office, desk, mission, country, province),
        }
    )


def reader(role: str, agency: str, *keys: str) -> Any:
    from kawal.access.roles import ROLES
    from kawal.access.scope import Scope, own_key

    its = ROLES[role]
    return Scope("bench", agency, (*keys, own_key(agency)), its.powers, its.categories, role, "", "bench")


def fill(scope: Any) -> None:
    """Today's walk-ins: some served, some gone, some at the counters, the others waiting."""
    from django.db import transaction

    from kawal.access import wall
    from kawal.foundation.moments import day_of
    from kawal.response.desk import selectors, services

    dice, now = random.Random(1), datetime.now(UTC)
    with transaction.atomic():
        wall.enter(scope)
        if selectors.get_day(scope=scope, day=day_of(now)).total >= WALK_INS:
            return
    for _visit in range(WALK_INS):
        with transaction.atomic():
            wall.enter(scope)
            needs = dice.sample(NEEDS, dice.choice((0, 0, 0, 1)))
            services.take_ticket(scope=scope, act=uuid4(), errand=dice.choice(ERRANDS), needs=needs, now=now)
    for place in range(SERVED + GONE + AT_COUNTERS):
        with transaction.atomic():
            wall.enter(scope)
            code = services.call_next(scope=scope, now=now)
            if place < SERVED:
                _serve(scope, code, now)
            elif place < SERVED + GONE:
                services.leave(scope=scope, code=code, now=now)


def _serve(scope: Any, code: str, now: datetime) -> None:
    """Somebody made up is written down, with an employer and an agent that others name too."""
    from kawal.homecoming import desk

    of = random.randrange(20)
    visit = desk.Visit(
        uuid4(), {"name": f"Rekaan {uuid4().hex[:8]}", "sex": "female"}, "complained",
        {"channel": "office", "problems": ["unpaid_wages"]}, employer=f"Kedai Rekaan {of}", agent=f"PT Agensi Rekaan {of}",
    )  # fmt: skip
    desk.serve(scope=scope, code=code, visit=visit, now=now)


def queue(office: Office, scope: Any) -> Result:
    """The desk, its whole day, a name typed and three records looked through at the counter, a number taken."""
    pages: dict[str, tuple[str, dict[str, Any]]] = {
        "desk": ("/meja/", {}),
        "day": ("/meja/hari/", {"yang": "all"}),
        "typed": ("/meja/disebut/", {"agent": "agensi rekaan"}),
        "recorded": ("/meja/disebut/catatan/", {"ditolak": served(scope)}),
    }
    # Each by an officer of its own: nobody may ask for names faster than one types.
    told = {
        name: milliseconds([partial(office.show, *it, replace(scope, actor=f"bench-{name}"))], ROUNDS)
        for name, it in pages.items()
    }

    def take() -> None:
        office.send("/meja/", {"act": str(uuid4()), "errand": "report_in"}, scope)

    return {**told, "number_taken": milliseconds([take], ROUNDS)}


def served(scope: Any) -> list[str]:
    """Some of those written down today."""
    from django.db import transaction

    from kawal.access import wall
    from kawal.foundation.moments import day_of
    from kawal.response.desk import selectors

    with transaction.atomic():
        wall.enter(scope)
        day = day_of(datetime.now(UTC))
        found = selectors.list_tickets(scope=scope, day=day, which="served", limit=RECORDS)
    return [it.kawal_id for it in found]


def board(office: Office, desk: Any, mission: str, country: str, province: str) -> Result:
    every = reader("national", "bench")
    asked = {
        "nation": (every, {}),
        "country": (every, {"negara": country}),
        "mission": (every, {"perwakilan": mission}),
        "authority": (every, {"giliran": "host"}),
        "late": (every, {"lewat": "1"}),
        "own_mission": (desk, {}),
        "province": (reader("district", "bench", f"p:{province}"), {}),
    }
    return {
        name: milliseconds([partial(office.show, "/kepulangan/", query, scope)], ROUNDS)
        for name, (scope, query) in asked.items()
    }


if __name__ == "__main__":
    main()
