"""A small world for tests: facts said by agencies, officers who look at them. Nothing here is about anybody real."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from django.db import transaction

from kawal import flow
from kawal.access.roles import ROLES
from kawal.access.scope import ENGINE, Scope, own_key
from kawal.access.wall import enter
from kawal.facts.contract.fact import Said, read_fact

NOW = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
_numbers = count(1)

SERUNI = {
    "name": "Seruni Umpama",
    "sex": "female",
    "birth_date": "1999-01-01",
    "nik": "9904054101990001",
    "address": {"area": "53.04.05.2001"},
}


def fact(
    kind: str, at: str = "2026-03-02", *, subject: Any = None, id: str = "", **more: Any
) -> dict[str, Any]:
    """A fact as an agency would send it; Seruni's unless told otherwise, from KJRI Kuching unless told otherwise."""
    return {
        "id": id or f"F-{next(_numbers)}",
        "source": more.pop("source", "kjri-kuching"),
        "kind": kind,
        "occurred_at": at,
        "subject": SERUNI if subject is None else subject,
        **more,
    }


def read(raw: dict[str, Any], now: datetime = NOW) -> Said:
    return read_fact(raw, source=None, now=now)


def report(*facts: dict[str, Any], now: datetime = NOW, scope: Scope = ENGINE) -> list[flow.Outcome]:
    """Record facts together, as the system does."""
    with transaction.atomic():
        enter(scope)
        return flow.report(scope=scope, facts=[read(raw, now) for raw in facts], now=now)


def person_of(*facts: dict[str, Any], now: datetime = NOW) -> str:
    """Record facts; the `kawal_id` of the person of the last."""
    kawal_id = report(*facts, now=now)[-1].kawal_id
    assert kawal_id
    return kawal_id


def officer(
    role: str = "district", *, agency: str = "bp3mi-ntt", keys: tuple[str, ...] = ("p:53",), **more: Any
) -> Scope:
    """An officer of a role, with the keys given and the agency's own."""
    its = ROLES[role]
    own = (own_key(agency),) if its.holds != "nothing" else ()
    held = () if its.holds in ("nation", "nothing") else keys
    return Scope(
        actor=more.pop("actor", f"{role}@test"),
        agency=agency,
        keys=(*held, *own),
        powers=more.pop("powers", its.powers),
        categories=more.pop("categories", its.categories),
        role=role,
        purpose="test",
        **more,
    )


def days_ago(days: float, now: datetime = NOW) -> str:
    return (now - timedelta(days=days)).isoformat()
