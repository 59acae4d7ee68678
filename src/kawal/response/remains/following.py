"""Cases of remains go where the claims go about which they were opened, with the keys they grant. The engine's part."""

from collections.abc import Mapping, Sequence

from kawal.access.scope import ENGINE
from kawal.facts.ledger.bulk import pairs, run
from kawal.situation.pictures.services import move_grants

# Where the other person has an open case too, both stay open on their own people until an officer closes one.
_FOLLOW = """update remains_case c set person_id = u.person from unnest(%s::bigint[], %s::bigint[]) u(claim, person)
 where c.claim_id = u.claim and c.person_id <> u.person and (c.closed_at is not null or not exists (
  select from remains_case o where o.person_id = u.person and o.closed_at is null)) returning c.code, u.person"""


def follow_claims(*, moved: Mapping[int, Sequence[int]]) -> None:
    """Claims belong to other people now, by person; so do the cases opened about them. The people are drawn afterwards."""
    for code, person in run(_FOLLOW, pairs(moved)):
        move_grants(scope=ENGINE, causes=[cause_of(code), shared_cause(code)], person_id=person)


def cause_of(code: str) -> str:
    """Under which a case grants the agency that opened it the key to the person: for good, since claims go on after the burial."""
    return f"remains:{code}"


def shared_cause(code: str) -> str:
    """Under which the other agencies that take part have theirs, until the case is closed."""
    return f"remains:{code}:shared"
