"""What one claim may change: the pairs reached from it, and whose those claims are now. The engine asks."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kawal.facts.ledger import bulk
from kawal.situation.linkage.rules.grouping import Edge, Pair, edge_of

# Claims in all, and pairs from the first to the last: what is larger is for the full run and for people.
MOST, STEPS = 20_000, 6

# Claims reached over passing edges and standing people, a step at a time: the whole may be as large as the country.
STEP = """select c from (select high_claim c from edge where low_claim = any(%s) and passes
 union select low_claim from edge where high_claim = any(%s) and passes
 union select o.claim_id from standing s join standing o on o.person_id = s.person_id and o.held where s.claim_id = any(%s)) n"""
AMONG = """select e.low_claim, e.high_claim, e.weight, e.passes, e.levels from edge e
 join standing a on a.claim_id = e.low_claim and a.held join standing b on b.claim_id = e.high_claim and b.held
 where e.low_claim = any(%s) or e.high_claim = any(%s)"""
OWNERS = (
    "select claim_id, person_id from standing where claim_id = any(%s) and held and person_id is not null"
)
DECIDED = """select low_claim, high_claim, verdict from standing_decision where verdict in ('same', 'different')
 and (low_claim = any(%s) or high_claim = any(%s))"""
# Two rows of one list are two people: one source saw the same thing happen to both, at one moment.
ONE_LIST = """select u.a, u.b from unnest(%s::bigint[], %s::bigint[]) u(a, b)
 join claim x on x.claim_id = u.a join claim y on y.claim_id = u.b and y.source_id = x.source_id where exists (
 select from fact f join fact g on g.claim_id = u.b and g.source_id = f.source_id and g.kind = f.kind and g.occurred_at = f.occurred_at
 where f.claim_id = u.a)"""

REFUSED = """select u.a, u.b from unnest(%s::bigint[], %s::bigint[]) u(a, b) where exists (select from match_offer o
 where o.claim_id = u.a and u.b = any(o.refused) or o.claim_id = u.b and u.a = any(o.refused))"""


@dataclass(frozen=True, slots=True)
class Component:
    """Claims with their people, the pairs among and around them, and what officers decided."""

    owner: dict[int, int]
    edges: list[Edge]
    same: set[Pair]
    different: set[Pair]


def component_of(claims: Iterable[int]) -> Component:
    """What these claims may change. A knot that does not end is left where it is."""
    reached = set(claims)
    fringe = set(reached)
    for _step in range(STEPS):
        if not fringe or len(reached) > MOST:
            break
        asked = sorted(fringe)
        fringe = {claim for (claim,) in bulk.run(STEP, (asked, asked, asked))} - reached
        reached |= fringe
    within = sorted(reached)
    edges = [edge_of(*row) for row in bulk.run(AMONG, (within, within))]
    every = sorted(reached.union(*((it.low, it.high) for it in edges)))
    owner = owners_of(every)
    edges = [it for it in edges if it.low in owner and it.high in owner]
    decided = bulk.run(DECIDED, (every, every))
    same = {(low, high) for low, high, verdict in decided if verdict == "same"}
    return Component(
        owner, edges, same, {(low, high) for low, high, verdict in decided if verdict == "different"}
    )


def owners_of(claims: Iterable[int]) -> dict[int, int]:
    """Whose these claims are, as far as some standing fact says them."""
    return dict(bulk.run(OWNERS, (sorted(claims),)))


def not_for_machines(pairs: Collection[Pair]) -> set[Pair]:
    """Those of these pairs that one source listed side by side, or an officer was shown and did not take for one."""
    if not pairs:
        return set()
    low, high = (list(column) for column in zip(*sorted(pairs), strict=True))
    return {(a, b) for statement in (ONE_LIST, REFUSED) for a, b in bulk.run(statement, (low, high))}
