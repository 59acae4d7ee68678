"""A batch from Kuching for tests: people who were said to be there, listed by the mission, marked by whoever is told to."""

import json
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from kawal.access.scope import Scope
from kawal.homecoming import returning
from kawal.homecoming.returning import Mark, Marked
from kawal.response.returns import services
from kawal.response.returns.plans import LegPlan, Listed, Opening
from tests.rooms.returning import behind_the_wall
from tests.world import NOW, officer

MISSION = officer("mission", agency="kjri-kuching", keys=("m:kjri-kuching",))
POST = officer("border_post", agency="p4mi-sanggau", keys=("b:plbn-entikong",))
OTHER_POST = officer("border_post", agency="bp3mi-kepri", keys=("b:batam-centre",))
ORIGIN = officer("district", agency="dinsos-6101", keys=("k:6101",))
_numbers = count(1)


def name_of(n: int) -> str:
    return f"{['Ayu', 'Bagus', 'Citra', 'Dewa', 'Eka', 'Fajar', 'Gita', 'Hana'][n % 8]} Rekaan{chr(65 + n // 8 % 26)}{chr(97 + n // 208)}"


def listed(n: int, **more: Any) -> Listed:
    subject = {
        "name": name_of(n), "sex": "female" if n % 2 else "male", "birth_date": str(1980 + n % 25), "address": {"area": "61.01"},
    }  # fmt: skip
    return Listed(f"annex-{next(_numbers)}", subject | more)


def opened(
    people: int = 3, *, scope: Scope = MISSION, now: datetime = NOW, **more: Any
) -> tuple[str, list[int]]:
    """A batch with so many people on its first leg: its code and the lines."""
    said = {
        "kind": "deported",
        "post": "plbn-entikong",
        "mission": "kjri-kuching",
        "letter": "1/REKAAN/2026",
        "planned": people,
    }
    with behind_the_wall(scope):
        code = services.open_batch(scope=scope, opening=Opening(uuid4(), **{**said, **more}), now=now)
        made = returning.list_people(
            scope=scope, code=code, people=[listed(n) for n in range(people)], now=now
        )
    return code, [it.line_id for it in made if it.line_id]


def leg_of(code: str, mark: str = "1") -> int:
    return int(rows("select leg_id from return_leg where batch = %s and mark = %s", code, mark)[0][0])


def a_leg(code: str, mark: str, to: str, *, scope: Scope = MISSION, lines: Any = (), **more: Any) -> int:
    with behind_the_wall(scope):
        plan = LegPlan(mark, more.pop("start", "plbn-entikong"), to, **more)
        leg = services.plan_leg(scope=scope, code=code, plan=plan, now=NOW)
        services.seat_people(scope=scope, leg_id=leg, lines=lines, now=NOW)
    return leg


def do(
    act: str, line: int, leg: int | None, *, hours: float = 0, id: UUID | None = None, **more: Any
) -> Mark:
    return Mark(id or uuid4(), line, leg, act, NOW - timedelta(days=1) + timedelta(hours=hours), **more)


def mark(*marks: Mark, scope: Scope = MISSION, now: datetime = NOW) -> list[Marked]:
    with behind_the_wall(scope):
        return returning.mark(scope=scope, marks=marks, now=now)


def undo(*ids: UUID, scope: Scope = MISSION, now: datetime = NOW) -> list[Marked]:
    with behind_the_wall(scope):
        return returning.undo(scope=scope, ids=ids, now=now)


def rows(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    from kawal.access.scope import ENGINE

    with behind_the_wall(ENGINE), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


COUNTED = "planned, added, boarded, excused, waiting, arrived, ended, aboard, handed, unsigned"


def counts(leg: int) -> dict[str, int]:
    [found] = rows(f"select {COUNTED} from return_leg where leg_id = %s", leg)
    return {name: n for name, n in zip(COUNTED.split(", "), found, strict=True) if n}


def states(code: str) -> dict[str, int]:
    return dict(json.loads(rows("select states from return_batch where code = %s", code)[0][0]))
