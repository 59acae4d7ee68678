"""Facts that name recruiters and companies, for tests. Nobody here is real."""

from typing import Any

from django.db import connection

from kawal.access.scope import ENGINE
from kawal.access.wall import enter
from kawal.situation.parties.models import PartyMention
from tests.world import fact

PHONE, OTHER_PHONE = "+62 800-0000-4101", "+62 800-0000-4102"


def worker(n: int, area: str = "53.04.05.2001") -> dict[str, Any]:
    return {"name": f"Melati Umpama {chr(64 + n)}", "nik": f"99040541019900{n:02}", "address": {"area": area}}


def recruited(
    n: int,
    name: str = "",
    *,
    at: str = "2026-03-02",
    id: str = "",
    source: str = "desa-umpama",
    **more: Any,
) -> dict[str, Any]:
    """Worker ``n`` says who recruited her."""
    recruiter = {"name": name, **more}
    return fact("recruited", at, id=id, source=source, subject=worker(n), data={"recruiter": recruiter})


def registered(n: int, p3mi: str, *, id: str = "", **more: Any) -> dict[str, Any]:
    return fact(
        "registered", "2026-03-03", id=id, source="siskop2mi", subject=worker(n), data={"p3mi": p3mi, **more}
    )


def finding(name: str, *, id: str = "", source: str = "polri-ppa-ppo", **more: Any) -> dict[str, Any]:
    """A decision about a recruiter alone."""
    data = {"outcome": "proven", "act": "recruitment", "recruiter": {"name": name, **more}}
    return fact("case_decided", "2026-05-01", id=id, source=source, subject={}, data=data)


def together() -> set[frozenset[tuple[str, str]]]:
    """Which (fact id, field) are one party, as the tables stand."""
    enter(ENGINE)
    with connection.cursor() as cursor:
        cursor.execute(
            "select array_agg(array[k.fact_id, m.field]) from party_mention m join fact_key k on k.seq = m.seq group by m.party_id"
        )
        return {frozenset((id, field) for id, field in pairs) for (pairs,) in cursor.fetchall()}


def parties() -> int:
    enter(ENGINE)
    return PartyMention.unscoped.values("party_id").distinct().count()  # unscoped: the test counts them all
