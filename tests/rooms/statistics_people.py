"""People with pictures, straight into the tables, for tests of counts."""

from datetime import UTC, datetime
from itertools import count

from django.db import connection

from kawal.access import wall
from kawal.access.roles import ROLES
from kawal.access.scope import ENGINE, Scope
from kawal.publication.statistics import services

NOW = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)
_numbers = count(1)
PERSON = "insert into person (kawal_id, keys) values (%s, %s) returning person_id"
PICTURE = """insert into picture (person_id, facts, stay, procedure, province, regency, country, mission, departed_at, returned_at,
 left_at, handed_over_at, leave_on, drawn_at) values (%(person_id)s, 1, %(stay)s, %(procedure)s, %(province)s, %(regency)s,
 %(country)s, %(mission)s, %(departed_at)s, %(returned_at)s, %(left_at)s, %(handed_over_at)s, %(leave_on)s, now())"""
NOTHING = dict.fromkeys(
    ("province", "regency", "country", "mission", "departed_at", "returned_at", "left_at", "handed_over_at", "leave_on")
)  # fmt: skip


def add_people(how_many: int = 1, **picture: object) -> None:
    """So many people alike: the columns of their picture, and keys by them."""
    row = {"stay": "abroad_in_contact", "procedure": "unknown"} | NOTHING | picture
    if row["regency"] and not row["province"]:
        row["province"] = str(row["regency"])[:2]
    keys = [f"p:{row['province']}"] if row["province"] else []
    keys += [f"k:{str(row['regency']).replace('.', '')}"] if row["regency"] else []
    keys += [f"m:{row['mission']}"] if row["mission"] else []
    with connection.cursor() as cursor:
        for _ in range(how_many):
            cursor.execute(PERSON, [f"kw-test-{next(_numbers)}", keys])
            [person_id] = cursor.fetchone()
            cursor.execute(PICTURE, row | {"person_id": person_id})


def refresh(now: datetime = NOW) -> int:
    wall.enter(ENGINE)
    return services.refresh_figures(scope=ENGINE, now=now)


def scope(role: str, *keys: str) -> Scope:
    return Scope(
        actor="intan",
        agency="bp3mi-ntt",
        keys=keys,
        powers=ROLES[role].powers,
        categories=ROLES[role].categories,
        role=role,
    )


NATIONAL = scope("national", "a:kp2mi")
ANALYST = scope("analyst")
NTT = scope("district", "p:53")
BELU = scope("district", "k:5304")
KUCHING = scope("mission", "m:kjri-kuching")
