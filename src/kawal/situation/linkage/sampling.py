"""Samples that tell how good the machine and the desk are: some automatic links are asked about blind, some questions take two.

The engine's part. A sampled link is a question like any other: may these be two? The answer is carried out like any other, too.
"""

from datetime import datetime, timedelta

from kawal.access.scope import Power, Scope
from kawal.facts.ledger import bulk

LINKS_ASKED, QUESTIONS_FOR_TWO = 0.01, 0.02
A_NIGHT = timedelta(days=1)

# A claim that a machine put to others since last night, and the claim of hers that it resembles most.
LINKS = """insert into match_proposal (kind, low_claim, high_claim, cause, part, weight, proposed_at)
 select 'split', least(m.claim_id, o.claim_id), greatest(m.claim_id, o.claim_id), 'audit', array[m.claim_id], o.weight, %s
 from membership m join lateral (
   select s.claim_id, e.weight from standing s left join edge e
    on e.low_claim = least(s.claim_id, m.claim_id) and e.high_claim = greatest(s.claim_id, m.claim_id)
   where s.person_id = m.person_id and s.claim_id <> m.claim_id and s.held
   order by e.weight desc nulls last, s.claim_id limit 1) o on true
 where m.until is null and m.cause in ('linked', 'number') and m.since > %s and m.since <= %s and random() < %s
 on conflict (kind, low_claim, high_claim) do nothing"""
FOR_TWO = """update match_proposal set twice = true where kind = 'merge' and state = 'open' and not twice and proposed_at > %s
 and proposed_at <= %s and random() < %s"""


def sample_links(*, scope: Scope, now: datetime, share: float = LINKS_ASKED) -> int:
    """Ask about this share of the links that machines made since last night; how many.

    :raises NotAllowed: only the engine samples.
    """
    scope.require(Power.NATION)
    return bulk.count(LINKS, (now, now - A_NIGHT, now, share))


def sample_questions(*, scope: Scope, now: datetime, share: float = QUESTIONS_FOR_TWO) -> int:
    """Let this share of the questions of last night take two officers; how many.

    :raises NotAllowed: only the engine samples.
    """
    scope.require(Power.NATION)
    return bulk.count(FOR_TWO, (now - A_NIGHT, now, share))
