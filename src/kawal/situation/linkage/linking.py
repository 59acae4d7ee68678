"""The live path: claims that have just arrived are looked up once, joined where the machine may, asked about where it may not.

It runs after the commit that recorded them, on its own, and never stands in intake's way. What it leaves apart because
something came in another order, the full run joins.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from kawal.access.scope import Power, Scope
from kawal.facts.ledger import bulk
from kawal.situation.linkage import questions
from kawal.situation.linkage.component import Component, component_of, not_for_machines, owners_of
from kawal.situation.linkage.indexing import forms_of
from kawal.situation.linkage.looking import Resembling, resembling
from kawal.situation.linkage.rules.automatic import POSSIBLE, passes
from kawal.situation.linkage.rules.grouping import Edge, Pair, group, traits_of
from kawal.situation.linkage.rules.margin import unambiguous, without
from kawal.situation.linkage.rules.model import Model
from kawal.situation.linkage.standing_model import standing_model
from kawal.situation.linkage.touched import Alerted, kept_from_machines
from kawal.situation.people.persons import Placed, claims_of, move_claims

ONE_AT_A_TIME = "select pg_advisory_xact_lock(7312)"
TAKE = """with taken as (select claim_id from link_due order by claim_id limit %s for update skip locked)
 delete from link_due d using taken t where d.claim_id = t.claim_id returning d.claim_id"""
WAITING = "select count(*) from link_due"
HELD = "select claim_id from standing where claim_id = any(%s) and held and person_id is not null"
WRITE = """insert into edge (low_claim, high_claim, weight, levels, passes, model)
 select a, b, w, string_to_array(l, ',')::smallint[], p, %s
 from unnest(%s::bigint[], %s::bigint[], %s::double precision[], string_to_array(%s, ';'), %s::boolean[]) u(a, b, w, l, p)
 on conflict (low_claim, high_claim) do update
 set weight = excluded.weight, levels = excluded.levels, passes = excluded.passes, model = excluded.model"""


@dataclass(slots=True)
class Linked:
    """What one batch did.

    :ivar placed: whose claims moved, for what follows them.
    :ivar looked_up: how many claims; fewer than asked for when nothing more waits.
    :ivar asked_about: people of the new questions, which are nowhere in the queue's order yet.
    """

    looked_up: int = 0
    joined: int = 0
    proposed: int = 0
    placed: Placed = field(default_factory=Placed)
    asked_about: set[int] = field(default_factory=set)

    def and_then(self, later: "Linked") -> "Linked":
        """The counts of both; what the later one moved has been followed already."""
        return Linked(
            self.looked_up + later.looked_up, self.joined + later.joined, self.proposed + later.proposed
        )


def count_waiting(*, scope: Scope) -> int:
    """How many claims wait for the engine."""
    scope.require(Power.NATION)
    [(waiting,)] = bulk.run(WAITING)
    return int(waiting)


def link_some(*, scope: Scope, now: datetime, alerted: Alerted, most: int) -> Linked:
    """Look up as many waiting claims, in the caller's transaction. Of two at once one waits for the other.

    :raises NotAllowed: only the engine links: it must read every claim.
    """
    scope.require(Power.NATION)
    bulk.run(ONE_AT_A_TIME)
    claims = sorted(claim for (claim,) in bulk.run(TAKE, (most,)))
    made = Linked(looked_up=len(claims))
    held = [claim for (claim,) in bulk.run(HELD, (claims,))]
    forms = forms_of(claims)
    asking = {claim: forms[claim] for claim in held if not forms[claim].says_nothing}
    model = standing_model()
    if asking:
        write_edges(resembling(asking, model), model)
        _settle(made, asking, now, alerted)
    return made


def write_edges(found: Mapping[int, Iterable[Resembling]], model: Model) -> None:
    """Keep what was found, once a pair."""
    rows = {
        (min(claim, it.claim_id), max(claim, it.claim_id)): it for claim, its in found.items() for it in its
    }
    if not rows:
        return
    low, high = zip(*rows, strict=True)
    its = rows.values()
    levels = ";".join(",".join(map(str, it.levels)) for it in its)
    may_join = [passes(it.weight, it.levels) for it in its]
    bulk.run(WRITE, (model.version, list(low), list(high), [it.weight for it in its], levels, may_join))


def _settle(made: Linked, asked: Iterable[int], now: datetime, alerted: Alerted) -> None:
    at = component_of(asked)
    groups = _joinable(at)
    people = sorted({person for its in groups for person in its})
    if people:
        questions.lock_people(people)
        if owners_of(at.owner) != at.owner:  # somebody moved claims before the lock was ours
            at = component_of(asked)
            groups = [its for its in _joinable(at) if set(its).issubset(people)]
        kept = kept_from_machines(people=people, now=now, alerted=alerted)
        for its in groups:
            if kept.isdisjoint(its):
                _join(made, its, now)
    owner = dict(at.owner)
    for target, claims in made.placed.moved.items():
        owner.update(dict.fromkeys(claims, target))
    new = _propose_between(at, owner, frozenset(asked), now)
    made.proposed = len(new)
    made.asked_about = {owner[claim] for pair in new for claim in pair}


def _joinable(at: Component) -> list[list[int]]:
    """Groups of people that the grouping rule makes one, each sorted: the oldest first."""
    tied = {_pair(one, other) for one, other in _chains(at.owner)}
    barred = not_for_machines([(it.low, it.high) for it in at.edges if it.passes])
    edges = unambiguous(without(at.edges, barred), lambda one, other: at.owner[one] == at.owner[other])
    traits = {claim: traits_of(form) for claim, form in forms_of(at.owner).items()}
    made = group(edges, same=at.same | tied, different=at.different, traits=traits)
    groups = ([*{at.owner[claim] for claim in claims if claim in at.owner}] for claims in made.groups)
    return [sorted(people) for people in groups if len(people) > 1]


def _chains(owner: Mapping[int, int]) -> Iterable[Pair]:
    """Claims of one person tied one to the next: the live path joins, and never parts."""
    by_person = sorted(owner, key=lambda claim: (owner[claim], claim))
    for _person, claims in groupby(by_person, key=owner.__getitem__):
        its = list(claims)
        yield from zip(its, its[1:], strict=False)


def _pair(one: int, other: int) -> Pair:
    return (min(one, other), max(one, other))


def _join(made: Linked, people: Sequence[int], now: datetime) -> None:
    move_claims(made.placed, claims_of(people[1:]), people[0], cause="linked", by="kawal", now=now)
    made.joined += len(people) - 1


def _propose_between(
    at: Component, owner: Mapping[int, int], asked: frozenset[int], now: datetime
) -> list[Pair]:
    """Ask about each pair of people that resemble each other, by the pair of their claims that does so most."""
    best: dict[Pair, Edge] = {}
    for it in at.edges:
        people = _pair(owner[it.low], owner[it.high])
        if people[0] == people[1] or it.weight < POSSIBLE or asked.isdisjoint((it.low, it.high)):
            continue
        if people not in best or it.weight > best[people].weight:
            best[people] = it
    counts, wanted = Counter[int](), list[tuple[int, int, float]]()
    for it in sorted(best.values(), key=lambda it: (-it.weight, it.low, it.high)):
        if max(counts[it.low], counts[it.high]) < questions.MOST_OF_ONE:
            counts.update((it.low, it.high))
            wanted.append((it.low, it.high, it.weight))
    return questions.propose_weighed(wanted, now)
