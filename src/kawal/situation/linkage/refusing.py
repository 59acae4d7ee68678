"""None of these: what an officer says of the candidates before opening somebody new."""

from collections.abc import Sequence
from datetime import datetime

from kawal.access.asking import Question
from kawal.access.scope import Power, Scope
from kawal.access.wall import as_engine
from kawal.facts.ledger import bulk

NEWEST = Question("""select max(s.claim_id) as claim from standing s left join person p on p.person_id = s.person_id and {p seen}
 where s.person_id = person_of(%(id)s) and s.source_key = %(own)s and s.source_key = any(%(keys)s::text[])""")
THEIRS = Question("""select s.claim_id from unnest(%(ids)s::text[]) k join standing s on s.person_id = person_of(k)
 join person p on p.person_id = s.person_id where {p seen} and p.person_id <> person_of(%(id)s)""")
OFFER = "insert into match_offer (claim_id, refused, by_actor, by_agency, at) values (%s, %s, %s, %s, %s) on conflict do nothing"


def refuse_candidates(*, scope: Scope, kawal_id: str, shown: Sequence[str], now: datetime) -> None:
    """The person just opened is none of those shown: no machine will join them, though an officer may.

    :raises NotAllowed: no power to ask who somebody is.
    """
    scope.require(Power.MATCH)
    own = NEWEST.ask(scope, id=kawal_id, own=f"a:{scope.agency}")
    refused = [it.claim_id for it in THEIRS.ask(scope, ids=list(shown), id=kawal_id)]
    if own and own[0].claim and refused:
        with as_engine():
            bulk.run(OFFER, (own[0].claim, refused, scope.actor, scope.agency, now))
