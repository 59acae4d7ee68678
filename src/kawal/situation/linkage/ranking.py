"""Which question comes first: what an answer would change, before how sure the engine is. The engine's part."""

from datetime import datetime, timedelta

from kawal.access.scope import Power, Scope
from kawal.facts.ledger import bulk
from kawal.situation.linkage.touched import Alerted

EXPECTED_WITHIN = timedelta(days=7)
# Questions about one person: an answer to one helps with the others. Counted where whoever sees her sees the other, too, else
# the count would tell a reader of questions that are not hers.
SETTLES = 3

PEOPLE = """select distinct s.person_id from match_proposal n join standing s on s.claim_id in (n.low_claim, n.high_claim)
 where n.state <> 'answered' and s.person_id is not null"""
BACK = "update match_proposal set state = 'open', decision_id = null, again_at = null where again_at <= %s"
RANK = f"""with alerted as (select unnest(%s::bigint[]) as person_id), asked as (
  select n.proposal_id, x.person_id as one, y.person_id as other, p.keys as one_keys, q.keys as other_keys from match_proposal n
  join standing x on x.claim_id = n.low_claim join standing y on y.claim_id = n.high_claim
  join person p on p.person_id = x.person_id join person q on q.person_id = y.person_id where n.state <> 'answered'),
 often as (select person_id from (select one as person_id from asked where other_keys @> one_keys
   union all select other from asked where one_keys @> other_keys) a group by person_id having count(*) >= {SETTLES}),
 why as (select a.proposal_id,
   bool_or(a.one in (select person_id from alerted) or a.other in (select person_id from alerted)) as alert,
   bool_or(c.stay in ('abroad_silent', 'in_trouble')) as silence,
   bool_or(c.stay in ('in_return', 'in_custody')) as homeward,
   bool_or(c.leave_on between %s::date and %s::date) as expected,
   bool_or(o.person_id is not null) as settles
  from asked a left join picture c on c.person_id in (a.one, a.other) left join often o on o.person_id in (a.one, a.other)
  group by a.proposal_id)
 update match_proposal n set priority = r.priority, why = r.why from (
  select proposal_id, (case when alert or silence or homeward then 1
    when expected then 2 when settles then 3 else 4 end)::smallint as priority,
   array_remove(array[case when alert then 'alert' end, case when silence then 'silence' end, case when homeward then 'return' end,
    case when expected then 'expected' end, case when settles then 'settles' end], null) as why from why) r
 where r.proposal_id = n.proposal_id and (n.priority, n.why) is distinct from (r.priority, r.why)"""


def rank_proposals(*, scope: Scope, now: datetime, alerted: Alerted) -> int:
    """Put every open question where it belongs now, and bring back those an officer was not sure of; how many moved.

    :raises NotAllowed: only the engine ranks.
    """
    scope.require(Power.NATION)
    bulk.run(BACK, (now,))
    people = [person for (person,) in bulk.run(PEOPLE)]
    if not people:
        return 0
    return bulk.count(RANK, (sorted(alerted(people)), now.date(), (now + EXPECTED_WITHIN).date()))
