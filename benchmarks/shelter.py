"""A house with 200 residents: the roster page, presence at a past moment, and one more bed given.

`python -m benchmarks.shelter`. In an instance of its own (`.kawal-bench-shelter`), with two years of earlier stays in the same beds;
pages are asked for as an officer's browser would, behind the wall, in one transaction each.
"""

import os
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from benchmarks.measuring import ROOT, Result, as_when_serving, milliseconds, open_instance, tell, timed

HOUSE, RESIDENTS, ROOMS, ROUNDS = "rumah-ramah-rekaan", 200, 20, 100
NOW = datetime(2026, 11, 20, 5, tzinfo=UTC)
EARLIER = 50  # stays before the present one in each bed
PAST = """
insert into shelter_stay (stay_id, shelter, person_id, claim_id, name, during, arrived_by, left_act, left_by, destination)
 select gen_random_uuid(), %(house)s, s.person_id, s.claim_id, s.name, tstzrange(%(at)s::timestamptz - (n + 1) * interval '14 days',
  %(at)s::timestamptz - n * interval '14 days' - interval '2 days'), 'bench', gen_random_uuid(), 'bench', 'home'
 from shelter_stay s cross join generate_series(1, %(earlier)s) n where upper_inf(s.during);
insert into shelter_lodging (lodging_id, stay_id, shelter, bed_id, during, by_actor)
 select gen_random_uuid(), o.stay_id, o.shelter, l.bed_id, o.during, 'bench' from shelter_stay o
 join shelter_stay s on s.person_id = o.person_id and upper_inf(s.during) join shelter_lodging l on l.stay_id = s.stay_id
 where not upper_inf(o.during)"""


def main() -> None:
    os.environ.setdefault("KAWAL_DATA", str(ROOT / ".kawal-bench-shelter"))
    open_instance()
    filled = timed(fill)
    as_when_serving()
    tell(
        {
            "residents": RESIDENTS,
            "earlier_stays": RESIDENTS * EARLIER,
            "filled_s": round(filled, 1),
            **measure(),
        }
    )


def worker() -> Any:
    from kawal.access.roles import ROLES
    from kawal.access.scope import Scope

    role = ROLES["shelter"]
    return Scope(
        actor="bench", agency=HOUSE, keys=(f"s:{HOUSE}", f"a:{HOUSE}"), powers=role.powers, categories=role.categories,
        role="shelter", purpose="bench",
    )  # fmt: skip


def fill() -> None:
    """Once: the house, its people received as an officer would, and what was before them."""
    from django.db import connection, transaction

    from kawal.access.scope import ENGINE
    from kawal.access.wall import enter
    from kawal.response.shelter import selectors, setting_up

    scope = worker()
    with transaction.atomic():
        enter(scope)
        if selectors.list_houses(scope=scope):
            return
        at = NOW - timedelta(days=900)
        house = setting_up.House(HOUSE, "rumah_ramah", "Rumah Rekaan", HOUSE)
        setting_up.open_house(scope=scope, house=house, now=at)
        for n in range(ROOMS):
            beds = [str(it + 1) for it in range(RESIDENTS // ROOMS + 1)]
            setting_up.add_room(
                scope=scope, shelter=HOUSE, building="", name=str(n + 1), sex="family", beds=beds, now=at
            )
    for n in range(RESIDENTS):
        come(n)
    with transaction.atomic(), connection.cursor() as cursor:
        enter(ENGINE)
        cursor.execute(PAST, {"house": HOUSE, "at": NOW, "earlier": EARLIER})
    with connection.cursor() as cursor:
        cursor.execute("analyze")


def come(n: int) -> None:
    """Somebody new is reported by the house and given the first free bed of a room."""
    from django.db import transaction

    from kawal import flow
    from kawal.access.wall import enter
    from kawal.homecoming import staying
    from kawal.response.shelter import selectors
    from kawal.response.shelter.lodging import Place

    scope, at = worker(), NOW - timedelta(days=1)
    with transaction.atomic():
        enter(scope)
        raw = {
            "id": f"bench-{uuid4()}", "kind": "sheltered", "occurred_at": at.isoformat(), "data": {"shelter": HOUSE},
            "subject": {"name": f"Rekaan {n}", "sex": "female" if n % 2 else "male", "birth_date": "1999"},
        }  # fmt: skip
        [told] = flow.report(scope=scope, facts=[flow.said(raw, scope=scope, now=NOW)], now=NOW)
        roster = selectors.get_roster(scope=scope, shelter=HOUSE, now=NOW, today=NOW.date())
        room = max(roster.rooms, key=lambda it: it.free)
        arriving = staying.Arriving(uuid4(), HOUSE, told.kawal_id or "", at, Place(room_id=room.room_id))
        staying.receive(scope=scope, arriving=arriving, now=NOW, today=NOW.date())


def measure() -> Result:
    from django.db import transaction
    from django.test import Client

    from kawal.access.officers.models import Officer
    from kawal.access.wall import enter
    from kawal.doors.commands.site_files import collect_static
    from kawal.response.shelter import selectors

    officer, _made = Officer.objects.get_or_create(
        login="bench-shelter",
        defaults={"name": "Bench", "agency": HOUSE, "role": "shelter", "place": HOUSE, "created_at": NOW},
    )
    collect_static()
    client, scope = Client(SERVER_NAME="127.0.0.1"), worker()
    client.force_login(officer)

    def page(at: str) -> Any:
        def call() -> None:
            answer = client.get(at)
            assert answer.status_code == 200, answer.status_code

        return call

    def read(question: Any) -> Any:
        def call() -> None:
            with transaction.atomic():
                enter(scope)
                question()

        return call

    past = NOW - timedelta(days=200)
    at = past.strftime("%Y-%m-%dT%H:%M")
    return {
        "roster_page": milliseconds([page(f"/penampungan/{HOUSE}/")], ROUNDS),
        "presence_page_past": milliseconds([page(f"/penampungan/{HOUSE}/hadir/?pada={at}")], ROUNDS),
        "roster_read": milliseconds(
            [read(lambda: selectors.get_roster(scope=scope, shelter=HOUSE, now=NOW, today=NOW.date()))],
            ROUNDS,
        ),
        "presence_read_past": milliseconds(
            [read(lambda: selectors.list_present(scope=scope, shelter=HOUSE, at=past))], ROUNDS
        ),
        "people_then": len(_present(scope, past)),
    }


def _present(scope: Any, at: datetime) -> list[Any]:
    from django.db import transaction

    from kawal.access.wall import enter
    from kawal.response.shelter import selectors

    with transaction.atomic():
        enter(scope)
        return selectors.list_present(scope=scope, shelter=HOUSE, at=at)


if __name__ == "__main__":
    main()
