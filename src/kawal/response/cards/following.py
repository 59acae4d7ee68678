"""Cards go where the claims go about which they were issued. The engine's part, inside the caller's transaction."""

from collections.abc import Mapping, Sequence

from kawal.facts.ledger.bulk import pairs, run

_FOLLOW = """update person_card c set person_id = u.person from unnest(%s::bigint[], %s::bigint[]) u(claim, person)
 where c.claim_id = u.claim and c.person_id <> u.person"""


def follow_claims(*, moved: Mapping[int, Sequence[int]]) -> None:
    """Claims belong to other people now, by person; so do the cards issued about them, valid or not."""
    run(_FOLLOW, pairs(moved))
