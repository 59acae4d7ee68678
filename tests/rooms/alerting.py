"""People with claims, facts and pictures, written past the pipeline: what the rooms of alerts need and no more."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import orjson

from kawal.access import wall
from kawal.access.scope import EVERYTHING, Category, Power, Scope
from kawal.access.wall import as_engine
from kawal.decisions.alerts.services import review
from kawal.decisions.rules.document import picture_row
from kawal.facts.ledger import bulk
from kawal.situation.pictures.services import Drawn

NOON = datetime(2026, 3, 10, 5, tzinfo=UTC)
KEYS = ("p:53", "k:5304", "m:kjri-kuching")
_numbers = count(1)


def officer(*keys: str, actor: str = "damar", agency: str = "bp3mi-ntt", role: str = "district",
            powers: frozenset[Power] = frozenset(Power) - {Power.NATION},
            categories: frozenset[Category] = EVERYTHING) -> Scope:  # fmt: skip
    return Scope(actor, agency, keys or ("p:53",), powers, categories, role, purpose="uji")


NATION = officer(agency="kp2mi", powers=frozenset(Power), role="national")


def by(scope: Scope) -> Scope:
    """From here on the database answers this officer."""
    wall.enter(scope)
    return scope


def write(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with as_engine():
        return bulk.run(statement, values)


def a_person(name: str = "Seruni Umpama", keys: tuple[str, ...] = KEYS) -> tuple[int, int, str]:
    """A person with one claim: (person, claim, opaque id)."""
    n = next(_numbers)
    source = a_source("bp3mi-ntt")
    [(person, kawal_id)] = write(
        "insert into person (kawal_id, keys, name, name_sort) values (%s, %s, %s, lower(%s)) returning person_id, kawal_id",
        f"uji{n}", list(keys), name, name,
    )  # fmt: skip
    subject = orjson.dumps({"name": name, "sex": "female", "birth_date": "1999"}).decode()
    [(claim,)] = write(
        "insert into claim (source_id, digest, subject, first_recorded_at) values (%s, %s, %s::text::jsonb, %s) returning claim_id",
        source, n.to_bytes(8, "big"), subject, NOON,
    )  # fmt: skip
    write(
        "insert into standing (claim_id, person_id, source_id, source_key, held, name, name_key, words)"
        " values (%s, %s, %s, 'a:bp3mi-ntt', true, %s, %s, '{}')",
        claim, person, source, name, name.lower(),
    )  # fmt: skip
    write(
        "insert into membership (claim_id, person_id, since, cause) values (%s, %s, %s, 'opened')",
        claim,
        person,
        NOON,
    )
    return person, claim, kawal_id


def a_source(code: str) -> int:
    write("insert into source (code) values (%s) on conflict do nothing", code)
    return write("select source_id from source where code = %s", code)[0][0]


def a_fact(claim: int, kind: str = "checked_in", at: datetime = NOON - timedelta(hours=3), known: timedelta = timedelta(hours=1),
           data: Mapping[str, Any] | None = None) -> dict[str, str]:  # fmt: skip
    """A fact in the ledger, as evidence names it."""
    n, source = next(_numbers), a_source("bp3mi-ntt")
    [(seq,)] = write("select nextval('fact_seq')")
    recorded = at + known
    write(
        "insert into fact_key (source_id, fact_id, seq, recorded_at, claim_id, digest) values (%s, %s, %s, %s, %s, %s)",
        source, f"F-{n}", seq, recorded, claim, b"x",
    )  # fmt: skip
    write(
        "insert into fact (seq, recorded_at, claim_id, source_id, fact_id, kind, occurred_at, day_only, occurred_text, basis, data)"
        " values (%s, %s, %s, %s, %s, %s, %s, false, '', 'self', %s::text::jsonb)",
        seq, recorded, claim, source, f"F-{n}", kind, at, orjson.dumps(dict(data or {})).decode(),
    )  # fmt: skip
    return {"source": "bp3mi-ntt", "id": f"F-{n}"}


def distressed(claim: int, at: datetime = NOON - timedelta(hours=3)) -> dict[str, Any]:
    fact = a_fact(claim, at=at, data={"distress": True})
    return picture_row({"stay": "in_trouble", "distress_at": at}) | {"because": {"distress_at": [fact]}}


def overdue(claim: int, days: int = 2) -> dict[str, Any]:
    fact = a_fact(claim, at=NOON - timedelta(days=days + 30))
    row = {"stay": "abroad_silent", "contact_due_at": NOON - timedelta(days=days),
           "last_contact_at": NOON - timedelta(days=days + 30)}  # fmt: skip
    return picture_row(row) | {"because": {"contact_due_at": [fact]}}


def calm() -> dict[str, Any]:
    return picture_row({"stay": "abroad_in_contact"}) | {"because": {}}


def both(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    told = {name: value for name, value in other.items() if value is not None}
    return {**one, **told, "because": {**one["because"], **other["because"]}}


def reviewed(
    person: int, claim: int, row: Mapping[str, Any], *, now: datetime = NOON, keys: tuple[str, ...] = KEYS
) -> None:
    write(
        "insert into picture (person_id, facts, stay, procedure, country, sex, birth_year, drawn_at)"
        " values (%s, 1, %s, 'unknown', %s, 'female', 1999, %s)"
        " on conflict (person_id) do update set stay = excluded.stay",
        person, row["stay"], row["country"] or "MYS", now,
    )  # fmt: skip
    with as_engine():
        review(drawn=[Drawn(person, claim, keys, row)], now=now)


def an_alert(name: str = "Seruni Umpama", keys: tuple[str, ...] = KEYS) -> str:
    """A person in distress with an alert: its code."""
    person, claim, _kawal_id = a_person(name, keys)
    reviewed(person, claim, distressed(claim), keys=keys)
    return write("select code from alert where person_id = %s", person)[0][0]
