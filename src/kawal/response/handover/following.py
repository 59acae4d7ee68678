"""Lines of hand-overs go where their claims go, with the keys they grant. The engine's part, inside the caller's transaction."""

from collections.abc import Mapping, Sequence

from kawal.access.scope import ENGINE
from kawal.facts.ledger.bulk import pairs, run
from kawal.situation.pictures.services import move_grants

_FOLLOW = """update handover_person l set person_id = u.person
 from unnest(%s::bigint[], %s::bigint[]) u(claim, person), handover h
 where l.claim_id = u.claim and l.person_id <> u.person and h.handover_id = l.handover_id returning h.code, l.line, u.person"""


def follow_claims(*, moved: Mapping[int, Sequence[int]]) -> None:
    """Claims belong to other people now, by person; so do the lines about them. The people are drawn afterwards."""
    for code, line, person in run(_FOLLOW, pairs(moved)):
        move_grants(scope=ENGINE, causes=[cause_of(code, line)], person_id=person)


def cause_of(code: str, line: int) -> str:
    """Under which a line grants the receiver the key to its person."""
    return f"handover:{code}:{line}"
