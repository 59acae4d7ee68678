"""A house with rooms and people who come to it, for tests of shelters. Nobody in it exists."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from uuid import UUID, uuid4

from django.db import connection

from kawal.access.scope import ENGINE, Scope
from kawal.homecoming import staying
from kawal.homecoming.staying import Arriving, Going
from kawal.response.shelter import selectors, setting_up
from kawal.response.shelter.lodging import Place
from tests.rooms.returning import behind_the_wall
from tests.world import fact, officer, report

HOUSE, OTHER = "rumah-ramah-rekaan", "sentra-misal"
NOW = datetime(2026, 11, 20, 5, tzinfo=UTC)
TODAY = date(2026, 11, 20)
SECRET = "Jalan Rahasia Umpama 17"
_numbers = count(1)


def ago(hours: float) -> datetime:
    return NOW - timedelta(hours=hours)


def worker(house: str = HOUSE, *, agency: str = "", actor: str = "") -> Scope:
    """A social worker of a house."""
    return officer("shelter", agency=agency or house, keys=(f"s:{house}",), actor=actor or f"petugas@{house}")


def a_house(code: str = HOUSE, *, rooms=(("A", "female", 2), ("B", "male", 2), ("Keluarga", "family", 2))):
    """A house with rooms; their beds by room and number: `{"A1": 17, …}`."""
    scope = worker(code)
    beds = {}
    with behind_the_wall(scope):
        house = setting_up.House(code, "rumah_ramah", f"Rumah {code[-5:].title()}", code, "bp3mi-nusa-rekaan")
        setting_up.open_house(scope=scope, house=house, now=ago(9000))
        setting_up.set_address(scope=scope, shelter=code, address=SECRET, phone="0800-1", now=ago(9000))
        for name, sex, many in rooms:
            setting_up.add_room(scope=scope, shelter=code, building="Utama", name=name, sex=sex,
                                beds=[f"{name}{n + 1}" for n in range(many)], now=ago(9000))  # fmt: skip
        for room in roster(scope).rooms:
            beds |= {bed.name: bed.bed_id for bed in room.beds}
    return beds


def roster(scope: Scope, now: datetime = NOW, today: date = TODAY):
    code = next(key[2:] for key in scope.keys if key.startswith("s:"))
    return selectors.get_roster(scope=scope, shelter=code, now=now, today=today)


def sent(name: str = "", *, sex: str = "female", house: str = HOUSE, hours: float = 200) -> str:
    """Somebody who was sent to the house by a border post; her id."""
    subject = {"name": name or f"Umpama Orang{next(_numbers)}", "sex": sex, "birth_date": "1999",
               "address": {"area": "53.04.05.2001"}}  # fmt: skip
    said = fact(
        "sheltered", ago(hours).isoformat(), subject=subject, source="bp3mi-kalbar", data={"shelter": house}
    )
    return report(said, now=NOW)[0].kawal_id or ""


def come(
    kawal_id: str, bed: int | None = None, *, hours: float = 100, scope: Scope | None = None, **more
) -> UUID:
    """She comes in, to a bed if one is given; her stay."""
    scope = scope or worker()
    house = more.pop("house", next(key[2:] for key in scope.keys if key.startswith("s:")))
    place = Place(bed_id=bed, reason=more.pop("reason", "")) if bed else more.pop("place", None)
    with behind_the_wall(scope):
        arriving = Arriving(more.pop("act", None) or uuid4(), house, kawal_id, ago(hours), place, **more)
        return staying.receive(scope=scope, arriving=arriving, now=NOW, today=TODAY)


def go(
    stay_id: UUID, *, hours: float = 1, scope: Scope | None = None, destination: str = "home", **more
) -> UUID:
    scope = scope or worker()
    act = more.pop("act", None) or uuid4()
    with behind_the_wall(scope):
        staying.leave(scope=scope, going=Going(act, stay_id, ago(hours), destination, **more), now=NOW)
    return act


def table(statement: str, parameters=()):
    """What the tables hold, seen by the system."""
    with behind_the_wall(ENGINE), connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


def facts(kind: str) -> list[str]:
    """Ids of standing facts of a kind that officers of houses told."""
    return [row[0] for row in table(
        "select f.fact_id from fact f where f.kind = %s and (f.fact_id like 'masuk-%%' or f.fact_id like 'keluar-%%'"
        " or f.fact_id like 'layanan-%%') and not exists (select from fact_correction x where x.source_id = f.source_id"
        " and x.corrects = f.fact_id) order by f.seq", [kind])]  # fmt: skip
