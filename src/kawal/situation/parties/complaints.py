"""How many of those whom reports name with a party have complained, as far as the reader sees: a warning, never a verdict."""

from collections.abc import Collection

from kawal.access import asking
from kawal.access.scope import Category, Power, Scope
from kawal.situation.parties import answers
from kawal.situation.parties.looking import party_id_of
from kawal.situation.parties.models import kinds_of
from kawal.situation.parties.summing import LOOKED_AT

# Facts and claims are asked behind the reader's own wall; a complaint that was taken back is none.
_COMPLAINED = """select count(distinct x.person_id) as people
 from party_sightings(%(parties)s::bigint[], %(kinds)s::text[], %(most)s) x
 join standing s on s.person_id = x.person_id join fact f on f.claim_id = s.claim_id and f.kind = 'complained'
 where not exists (select from fact_correction e where e.source_id = f.source_id and e.corrects = f.fact_id)"""


def count_complaints(*, scope: Scope, codes: Collection[str]) -> int | None:
    """Workers named with any of these parties, or with those that officers called the same, who complained; each once.

    Unknown to who sees no trouble.

    :raises NotAllowed: no power to search. :raises NotVisible: no such party.
    """
    scope.require(Power.SEARCH)
    if not scope.sees(Category.TROUBLE):
        return None
    parties = [party_id_of(scope=scope, code=code) for code in codes]
    members = sorted(set().union(*answers.groups_of(parties).values()))
    values = {"parties": members, "kinds": kinds_of(scope), "most": LOOKED_AT}
    return int(asking.rows(_COMPLAINED, values)[0].people)
