"""Stays follow their people when claims move between people. The engine's part, inside the caller's transaction."""

from collections.abc import Mapping, Sequence

from kawal.facts.ledger.bulk import pairs, run

_HANGING = """select distinct u.person from unnest(%s::bigint[], %s::bigint[]) u(claim, person)
 where exists (select from shelter_stay s where s.claim_id = u.claim and s.person_id <> u.person) order by 1"""
# Where two stays of one person would meet, the one that comes is marked: the constraint holds for all others.
_FOLLOW = """update shelter_stay s set person_id = %s, doubled = s.doubled or exists (
  select from shelter_stay o where o.person_id = %s and o.stay_id <> s.stay_id and o.undone_at is null and o.during && s.during)
 where s.claim_id = any (%s) and s.person_id <> %s returning s.stay_id"""
# After a parting nothing may meet it any more.
_CALM = """update shelter_stay s set doubled = false where s.doubled and s.undone_at is null and not exists (
  select from shelter_stay o where o.person_id = s.person_id and o.stay_id <> s.stay_id and o.undone_at is null
   and o.during && s.during)"""


def follow_claims(*, moved: Mapping[int, Sequence[int]]) -> None:
    """Claims belong to other people now, by person: so do the stays that were written about them."""
    for (person,) in run(_HANGING, pairs(moved)):
        claims = list(moved[person])
        run(_FOLLOW, (person, person, claims, person))
        run(_CALM)
