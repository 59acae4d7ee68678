"""Whom a fact goes past: the agency and the officers that it is about. The engine's part, when facts are recorded."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q

from kawal.access.officers.models import Officer
from kawal.access.scope import officer_mark, own_key
from kawal.facts.ledger import bulk
from kawal.reference.agencies.selectors import agencies_named

WRITE = """insert into fact_past (seq, past) select s, string_to_array(p, ',') from unnest(%s::bigint[], %s::text[]) x(s, p)
 on conflict do nothing"""


def note_past(said: Iterable[tuple[int, Mapping[str, Any]]]) -> None:
    """Of facts by number and data: keep whom each goes past. One that names nobody we know goes past nobody.

    Naming an officer names the officer's whole agency too: a complaint never reaches the unit it is about.
    """
    named = [(seq, data["about"]) for seq, data in said if isinstance(data.get("about"), Mapping)]
    past = [(seq, marks_of(about)) for seq, about in named]
    past = [(seq, marks) for seq, marks in past if marks]
    if past:
        bulk.run(WRITE, ([seq for seq, _marks in past], [",".join(marks) for _seq, marks in past]))


def marks_of(about: Mapping[str, Any]) -> list[str]:
    """An agency by its code or a name it goes by, officers by login or name; several of one name are all meant."""
    agencies = _agencies(str(about.get("agency") or "").strip())
    marks = set[str]()
    for login, agency in _officers(str(about.get("officer") or "")):
        agencies.add(agency)
        marks.add(officer_mark(login))
    return sorted({*marks, *map(own_key, agencies)})


def _agencies(said: str) -> set[str]:
    """Those the lists know, and those that somebody works for."""
    if not said:
        return set()
    working = Officer.objects.filter(agency__iexact=said).values_list("agency", flat=True)
    return {*agencies_named(said), *working}


def _officers(said: str) -> list[tuple[str, str]]:
    wanted = said.strip()
    if not wanted:
        return []
    found = Officer.objects.filter(Q(login__iexact=wanted) | Q(name__iexact=wanted))
    return list(found.values_list("login", "agency").order_by("login"))
