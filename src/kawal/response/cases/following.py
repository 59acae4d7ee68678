"""Cases follow their people when claims move between people. The engine's part, inside the caller's transaction."""

from collections.abc import Mapping, Sequence

from kawal.access.scope import ENGINE, own_key
from kawal.facts.ledger.bulk import pairs, run
from kawal.response.cases.outcomes import JOINED
from kawal.situation.pictures.services import end_grants, grant_key, move_grants

_HANGING = """select distinct u.person from unnest(%s::bigint[], %s::bigint[]) u(claim, person)
 where exists (select from case_file f where f.claim_id = u.claim and f.person_id <> u.person) order by 1"""
_LEFT_BEHIND = "select distinct person_id from case_file where claim_id = any (%s) and person_id <> %s"
# The older goes on; the younger is closed, and its note names the one it joined.
_JOIN = f"""
with meeting as (
  select case_id, first_value(code) over pair as kept, row_number() over pair as place
  from case_file where state = 'open' and (claim_id = any (%s) or person_id = %s)
  window pair as (partition by agency order by opened_at, case_id))
update case_file f set state = 'closed', closed_at = greatest(now(), f.opened_at), closed_by = '{ENGINE.actor}',
  outcome = '{JOINED}', note = m.kept
from meeting m where m.case_id = f.case_id and m.place > 1 returning f.code, f.closed_at"""
_FOLLOW = "update case_file set person_id = %s where claim_id = any (%s) and person_id <> %s returning code"
# One a person and agency, the eldest, where nothing is open any more and the case it joined is about somebody else.
_PART = f"""
update case_file set state = 'open', closed_at = null, closed_by = '', outcome = '', note = '' where case_id in (
  select distinct on (f.person_id, f.agency) f.case_id from case_file f join case_file kept on kept.code = f.note
  where f.person_id = any (%s) and f.outcome = '{JOINED}' and kept.person_id <> f.person_id and not exists (
    select from case_file o where o.person_id = f.person_id and o.agency = f.agency and o.state = 'open')
  order by f.person_id, f.agency, f.opened_at, f.case_id)
returning code, person_id, agency, opened_at"""


def follow_claims(*, moved: Mapping[int, Sequence[int]]) -> None:
    """Claims belong to other people now, by person, so do the cases that were opened about them, with the keys they grant.

    Where one agency would then carry two open cases for one person, the older goes on and the younger is closed as
    joined; it opens again when a later move parts the two. The people are drawn afterwards.
    """
    for (person,) in run(_HANGING, pairs(moved)):
        _follow(list(moved[person]), person)


def _follow(claims: list[int], person_id: int) -> None:
    left = [person for (person,) in run(_LEFT_BEHIND, (claims, person_id))]
    for code, at in run(_JOIN, (claims, person_id)):
        end_grants(scope=ENGINE, cause=cause_of(code), now=at)
    followed = [code for (code,) in run(_FOLLOW, (person_id, claims, person_id))]
    move_grants(scope=ENGINE, causes=[cause_of(code) for code in followed], person_id=person_id)
    for code, person, agency, at in run(_PART, ([person_id, *left],)):
        grant_key(scope=ENGINE, person_id=person, key=own_key(agency), cause=cause_of(code), now=at)


def cause_of(code: str) -> str:
    """Under which a case grants its agency the key to the person."""
    return f"case:{code}"
