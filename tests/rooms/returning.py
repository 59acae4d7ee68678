"""People on the way home, written straight into the tables: a test decides what exists, the code under test what is seen."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from django.db import connection, transaction

from kawal.access import wall
from kawal.access.roles import ROLES
from kawal.access.scope import ENGINE, Scope
from kawal.facts.ledger.models import Source
from kawal.facts.people.models import Claim, Person, Standing
from kawal.response.cases.models import CaseFile
from kawal.situation.pictures.models import Picture

NOON = datetime(2026, 11, 18, 5, tzinfo=UTC)
_numbers = count(1)


def ago(days: float) -> datetime:
    return NOON - timedelta(days=days)


def officer(
    role: str = "district", *, agency: str = "dinsos-9904", keys: tuple[str, ...] = ("k:9904",), **more: Any
) -> Scope:
    """An officer with the powers of a role unless told otherwise; a test names what it withholds."""
    known = ROLES[role]
    said = {"powers": known.powers, "categories": known.categories, "purpose": "duty"} | more
    own = (f"a:{agency}",) if agency else ()
    return Scope(actor=f"petugas-{agency}", agency=agency, keys=(*keys, *own), role=role, **said)


@contextmanager
def behind_the_wall(scope: Scope) -> Iterator[Scope]:
    with transaction.atomic():
        wall.enter(scope)
        yield scope


def a_person(name: str = "Seruni Umpama", *, keys: tuple[str, ...] = ("k:9904",), **columns: Any) -> Person:
    """A person with one claim and a picture of these columns."""
    number = next(_numbers)
    with behind_the_wall(ENGINE):
        source, _made = Source.objects.get_or_create(code="kjri-kuching")
        person = Person.unscoped.create(
            kawal_id=f"kuji{number}", keys=list(keys), name=name
        )  # unscoped: fixtures
        claim = Claim.unscoped.create(  # unscoped: fixtures
            source_id=source.pk,
            digest=number.to_bytes(8, "big"),
            subject={"name": name},
            first_recorded_at=NOON,
        )
        Standing.unscoped.create(  # unscoped: fixtures
            claim_id=claim.pk, person=person, source_id=source.pk, source_key="a:kjri-kuching", held=True, name=name,
            name_key=name, words=[],
        )  # fmt: skip
        said = {
            "stay": "in_return",
            "stay_since": ago(30),
            "facts": 1,
            "procedure": "unknown",
            "drawn_at": NOON,
        } | columns
        Picture.unscoped.create(person=person, **said)  # unscoped: fixtures
    return person


def claim_of(person: Person) -> int:
    with behind_the_wall(ENGINE):
        return int(
            Standing.unscoped.filter(person=person).values_list("claim_id", flat=True)[0]
        )  # unscoped: fixtures


def an_alert(person: Person, *, keys: tuple[str, ...] = ("k:9904",), **columns: Any) -> str:
    """An open alert about this person; its code."""
    said = {
        "level": "high", "desk": "home", "opened_at": ago(20), "due_at": NOON, "first_sign_at": ago(40),
        "first_sign_known_at": ago(22),
    }  # fmt: skip
    return _insert("alert", person, {"keys": list(keys), **said, **columns})


def a_case(person: Person, *, agency: str = "dinsos-9904", days: float = 18, **columns: Any) -> str:
    """An open case about this person; its code."""
    said = {
        "agency": agency,
        "summary": "Gaji tidak dibayar.",
        "opened_at": ago(days),
        "opened_by": f"petugas-{agency}",
    }
    return _insert("case_file", person, said | columns)


def _insert(table: str, person: Person, columns: dict[str, Any]) -> str:
    row = {"person_id": person.pk, "claim_id": claim_of(person), **columns}
    statement = (
        f"insert into {table} ({', '.join(row)}) values ({', '.join(['%s'] * len(row))}) returning code"
    )
    with behind_the_wall(ENGINE), connection.cursor() as cursor:
        cursor.execute(statement, list(row.values()))
        return str(cursor.fetchone()[0])


def cases() -> list[tuple[str, int, str, str]]:
    """What the table holds: code, person, agency, state."""
    with behind_the_wall(ENGINE):
        rows = CaseFile.unscoped.order_by("case_id")  # unscoped: the test checks the table itself
        return list(rows.values_list("code", "person_id", "agency", "state"))
