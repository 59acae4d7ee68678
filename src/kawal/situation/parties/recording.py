"""What is on record of a recruiter or company: how many of the workers within reach have a proven case, never as a bare share."""

from collections.abc import Mapping
from typing import Any

from kawal.access import asking
from kawal.access.scope import Category, Scope
from kawal.situation.networks.chances import rate
from kawal.situation.parties.cards import Record

# Complaints are about five of a thousand placements, and a proven case is the rarer: so nobody looks worse by having few workers.
USUAL = 0.005
COUNTED = """select count(distinct x.person_id) as workers, count(distinct x.person_id) filter (where exists (
  select from standing s join fact f on f.claim_id = s.claim_id where s.person_id = x.person_id and f.kind = 'case_decided'
   and f.data->>'outcome' = 'proven' and not exists (
    select from fact_correction c where c.source_id = f.source_id and c.corrects = f.fact_id))) as harmed
 from party_sightings(%(parties)s::bigint[], %(kinds)s::text[], %(alone)s) x where x.role in ('recruiter', 'company')"""


def record_of(scope: Scope, values: Mapping[str, Any]) -> Record | None:
    """Nothing for readers who may not see protection, or where nobody was recruited by it.

    :param values: the parties, the kinds of facts the reader sees, how many mentions are looked at.
    """
    if not scope.sees(Category.PROTECTION):
        return None
    [row] = asking.rows(COUNTED, values)
    if not row.workers:
        return None
    found = rate(row.harmed, row.workers, USUAL)
    return Record(row.workers, row.harmed, found.rate_pm, found.low_pm, found.high_pm, round(USUAL * 1000))
