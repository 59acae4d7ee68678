"""An agency sees whom a family looks for while the family waits; the key follows when claims move. The engine's part."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from kawal.access.scope import ENGINE, own_key
from kawal.facts.ledger.bulk import pairs, run
from kawal.situation.pictures.services import end_grants, grant_key, move_grants

_MOVED = """select u.person, array_agg(i.code order by i.code) from unnest(%s::bigint[], %s::bigint[]) u(claim, person)
 join desk_inquiry i on i.claim_id = u.claim and i.answered_at is null and i.undone_at is null group by 1 order by 1"""
_PERSON = "select person_id from standing where claim_id = %s and person_id is not null"


def follow_claims(*, moved: Mapping[int, Sequence[int]]) -> None:
    """Claims belong to other people now, by person: the keys of open inquiries go along."""
    for person, codes in run(_MOVED, pairs(moved)):
        move_grants(scope=ENGINE, causes=[cause_of(code) for code in codes], person_id=person)


def open_door(*, agency: str, code: str, claim_id: int, now: datetime) -> list[int]:
    """The agency may see whom this claim is about; the people to draw again."""
    people = [int(person) for (person,) in run(_PERSON, (claim_id,))]
    for person in people:
        grant_key(scope=ENGINE, person_id=person, key=own_key(agency), cause=cause_of(code), now=now)
    return people


def close_door(*, code: str, now: datetime) -> list[int]:
    """The family was told: what opened the person to the agency ends; the people to draw again."""
    return end_grants(scope=ENGINE, cause=cause_of(code), now=now)


def cause_of(code: str) -> str:
    """Under which an inquiry grants its agency the key to the person."""
    return f"inquiry:{code}"
