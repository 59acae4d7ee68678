"""People whom open questions tie together, as far as the reader sees them: more than two are looked at side by side."""

from dataclasses import dataclass

from kawal.access.asking import Question
from kawal.access.scope import NotVisible, Power, Scope
from kawal.situation.linkage.queue import BOTH

MOST = 8  # people on one page; whoever is further away comes up when these are answered

PAIRS = Question(f"""with recursive pair as materialized (
  select n.proposal_id, n.weight, p.person_id as one, q.person_id as other, p.kawal_id as one_id, q.kawal_id as other_id {BOTH}
  where n.kind = 'merge' and n.state <> 'answered' and p.person_id <> q.person_id and {{p seen}} and {{q seen}}),
 near(person_id, steps) as (
  select one, 0 from pair where proposal_id = %(id)s union select other, 0 from pair where proposal_id = %(id)s
  union select case when t.one = r.person_id then t.other else t.one end, r.steps + 1
   from near r join pair t on r.person_id in (t.one, t.other) where r.steps < %(most)s)
 select distinct on (least(one, other), greatest(one, other)) * from pair
 where one in (select person_id from near) and other in (select person_id from near)
 order by least(one, other), greatest(one, other), proposal_id <> %(id)s, weight desc nulls last""")


@dataclass(frozen=True, slots=True)
class TiedPair:
    """A question between two of a group; both named by their ids."""

    proposal_id: int
    one: str
    other: str
    weight: float | None


def list_tied(*, scope: Scope, proposal_id: int) -> list[TiedPair]:
    """The questions that hang together with this one, its own first; one of two people only where nothing else does.

    :raises NotAllowed: no power to review. :raises NotVisible: answered, unknown, or one side is out of scope.
    """
    scope.require(Power.REVIEW_IDENTITY)
    found = [
        TiedPair(it.proposal_id, it.one_id, it.other_id, it.weight)
        for it in PAIRS.ask(scope, id=proposal_id, most=MOST)
    ]
    own = next((it for it in found if it.proposal_id == proposal_id), None)
    if own is None:
        raise NotVisible("proposal")
    return _nearest(own, found)


def _nearest(own: TiedPair, pairs: list[TiedPair]) -> list[TiedPair]:
    """From the own pair outward, by weight, until the page is full."""
    people, kept, left = {own.one, own.other}, [own], [it for it in pairs if it is not own]
    while near := [it for it in left if people & {it.one, it.other}]:
        best = max(near, key=lambda it: ({it.one, it.other} <= people, it.weight or 0.0))
        left.remove(best)
        if len(people | {best.one, best.other}) <= MOST:
            people |= {best.one, best.other}
            kept.append(best)
    return kept
