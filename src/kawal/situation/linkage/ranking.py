"""Which question comes first: what an answer would change, before how sure the engine is. The engine's part."""

from collections.abc import Collection
from datetime import datetime, timedelta

from kawal.access.scope import Power, Scope
from kawal.facts.ledger import bulk
from kawal.situation.linkage.touched import Alerted

EXPECTED_WITHIN = timedelta(days=7)
# Questions about one person: an answer to one helps with the others. Counted where whoever sees her sees the other, too, else
# the count would tell a reader of questions that are not hers.
SETTLES = 3

ASKED_OF = """select n.proposal_id from {0} u(person_id) join standing s on s.person_id = u.person_id
 join match_proposal n on n.low_claim = s.claim_id and n.state <> 'answered'
 union select n.proposal_id from {0} u(person_id) join standing s on s.person_id = u.person_id
 join match_proposal n on n.high_claim = s.claim_id and n.state <> 'answered'"""
PEOPLE_OF = """select distinct s.person_id from {0} a join match_proposal n using (proposal_id)
 join standing s on s.claim_id in (n.low_claim, n.high_claim) where s.person_id is not null"""
# All questions; or those about some people, beside everything that is asked about whom they name: by that is known what settles.
EVERY = """ranked as materialized (select proposal_id from match_proposal where state <> 'answered'),
 near as (select proposal_id, true as moves from ranked)"""
SOME = f"""ranked as materialized ({ASKED_OF.format("unnest(%s::bigint[])")}),
 named as materialized ({PEOPLE_OF.format("ranked")}),
 near as (select proposal_id, bool_or(moves) as moves from (select proposal_id, true as moves from ranked
   union all select proposal_id, false from ({ASKED_OF.format("named")}) a) b group by proposal_id)"""
PEOPLE = f"with {{0}} {PEOPLE_OF.format('ranked')}"
BACK = "update match_proposal set state = 'open', decision_id = null, again_at = null where again_at <= %s"
RANK = f"""with {{0}}, alerted as (select unnest(%s::bigint[]) as person_id), asked as materialized (
  select n.proposal_id, near.moves, x.person_id as one, y.person_id as other, p.keys as one_keys, q.keys as other_keys
  from near join match_proposal n using (proposal_id)
  join standing x on x.claim_id = n.low_claim join standing y on y.claim_id = n.high_claim
  join person p on p.person_id = x.person_id join person q on q.person_id = y.person_id),
 often as materialized (select person_id from (select one as person_id from asked where other_keys @> one_keys
   union all select other from asked where one_keys @> other_keys) a group by person_id having count(*) >= {SETTLES}),
 why as (select a.proposal_id,
   a.one in (select person_id from alerted) or a.other in (select person_id from alerted) as alert,
   c.stay in ('abroad_silent', 'in_trouble') or d.stay in ('abroad_silent', 'in_trouble') as silence,
   c.stay in ('in_return', 'in_custody') or d.stay in ('in_return', 'in_custody') as homeward,
   c.leave_on between t.today and t.soon or d.leave_on between t.today and t.soon as expected,
   a.one in (select person_id from often) or a.other in (select person_id from often) as settles
  from asked a cross join (select %s::date as today, %s::date as soon) t
  left join picture c on c.person_id = a.one left join picture d on d.person_id = a.other where a.moves)
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
    return _rank(EVERY, (), now, alerted)


def rank_some(*, scope: Scope, people: Collection[int], now: datetime, alerted: Alerted) -> int:
    """Put the open questions about these people where they belong now, and look at no others; how many moved.

    :raises NotAllowed: only the engine ranks.
    """
    scope.require(Power.NATION)
    return _rank(SOME, (sorted(people),) * 2, now, alerted) if people else 0


def _rank(which: str, asked: tuple[list[int], ...], now: datetime, alerted: Alerted) -> int:
    people = [person for (person,) in bulk.run(PEOPLE.format(which), asked)]
    if not people:
        return 0
    days = (now.date(), (now + EXPECTED_WITHIN).date())
    return bulk.count(RANK.format(which), (*asked, sorted(alerted(people)), *days))
