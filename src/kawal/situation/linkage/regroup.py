"""From the groups that should be to the people that are: moved where machines alone made them, asked where anything human hangs."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from kawal.access.scope import Power, Scope
from kawal.situation.linkage import questions
from kawal.situation.linkage.component import owners_of
from kawal.situation.linkage.rerun import Target
from kawal.situation.linkage.rules.automatic import POSSIBLE
from kawal.situation.linkage.rules.grouping import UNSEEN, Edge, Pair, components
from kawal.situation.linkage.touched import Alerted, kept_from_machines
from kawal.situation.people.persons import Placed, claims_of, move_claims, open_person

PROPOSE_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Cluster:
    """People and groups that overlap and are not the same, with every held claim of theirs."""

    owner: dict[int, int]
    groups: list[tuple[int, ...]]


@dataclass(slots=True)
class Regrouped:
    """:ivar left: clusters where somebody moved claims meanwhile; the next run looks at them."""

    joined: int = 0
    parted: int = 0
    asked: int = 0
    left: int = 0
    placed: Placed = field(default_factory=Placed)


def clusters(target: Target) -> Iterator[Cluster]:
    """Where people and groups differ, by the least claim of each."""
    people: defaultdict[int, list[int]] = defaultdict(list)
    for claim, person in target.owner.items():
        people[person].append(claim)
    grouped = [tuple(claim for claim in its if claim in target.owner) for its in target.groups]
    in_group = {claim for its in grouped for claim in its}
    ties = [pair for its in (*people.values(), *grouped) for pair in zip(its, its[1:], strict=False)]
    by_top: defaultdict[int, list[tuple[int, ...]]] = defaultdict(list)
    tops = {claim: top for top, claims in components(ties).items() for claim in claims}
    for its in grouped:
        if len(its) > 1:
            by_top[tops[its[0]]].append(its)
    for claim in tops.keys() - in_group:
        by_top[tops[claim]].append((claim,))
    for _top, groups in sorted(by_top.items()):
        owner = {claim: target.owner[claim] for its in groups for claim in its}
        if {frozenset(its) for its in groups} != {frozenset(people[it]) for it in set(owner.values())}:
            yield Cluster(owner, sorted(groups))


def settle(*, scope: Scope, some: Iterable[Cluster], now: datetime, alerted: Alerted) -> Regrouped:
    """Bring people to the groups, in the caller's transaction.

    :raises NotAllowed: only the engine links.
    """
    scope.require(Power.NATION)
    made, wanted = Regrouped(), list(some)
    people = sorted({person for it in wanted for person in it.owner.values()})
    questions.lock_people(people)
    owner = owners_of(claim for it in wanted for claim in it.owner)
    kept = kept_from_machines(people=people, now=now, alerted=alerted)
    for it in wanted:
        if any(owner.get(claim) != person for claim, person in it.owner.items()):
            made.left += 1
        elif kept.isdisjoint(it.owner.values()):
            _regroup(made, it, now)
        else:
            _join_free(made, it, kept, now)
            made.asked += _ask_to_split(it, kept, now)
    return made


def propose_all(*, scope: Scope, edges: Sequence[Edge], owner: Mapping[int, int], now: datetime) -> int:
    """Ask about all pairs of people that resemble each other, by the pair of claims that does so most; how many are new."""
    scope.require(Power.NATION)
    best: dict[Pair, Edge] = {}
    for it in edges:
        if it.weight >= POSSIBLE and it.low in owner and it.high in owner and owner[it.low] != owner[it.high]:
            people = min(owner[it.low], owner[it.high]), max(owner[it.low], owner[it.high])
            if people not in best or it.weight > best[people].weight:
                best[people] = it
    counts, wanted = Counter[int](), list[tuple[int, int, float]]()
    for it in sorted(best.values(), key=lambda it: (-it.weight, it.low, it.high)):
        if max(counts[it.low], counts[it.high]) < questions.MOST_OF_ONE:
            counts.update((it.low, it.high))
            wanted.append((it.low, it.high, it.weight))
    starts = range(0, len(wanted), PROPOSE_AT_ONCE)
    return sum(
        len(questions.propose_weighed(wanted[start : start + PROPOSE_AT_ONCE], now)) for start in starts
    )


def ask_about_doubtful(*, scope: Scope, target: Target, owner: Mapping[int, int], now: datetime) -> int:
    """Whether claims that only a number holds together are two people; how many questions are new.

    The side that would leave is what else is nearer to the later of the two claims.
    """
    scope.require(Power.NATION)
    weights = {(it.low, it.high): it.weight for it in target.edges}
    members: defaultdict[int, list[int]] = defaultdict(list)
    for claim, person in owner.items():
        members[person].append(claim)
    asked = 0
    for stays, leaves in target.doubtful:
        whose = owner.get(stays)
        if whose is None or owner.get(leaves) != whose:
            continue
        part = [it for it in members[whose] if _nearer(weights, it, leaves, stays)]
        asked += questions.propose_split((stays, leaves), sorted(part), now, "doubtful")
    return asked


def _nearer(weights: Mapping[Pair, float], claim: int, to: int, than: int) -> bool:
    def weight(other: int) -> float:
        return weights.get((min(claim, other), max(claim, other)), UNSEEN)

    return claim == to or (claim != than and weight(to) > weight(than))


def _regroup(made: Regrouped, it: Cluster, now: datetime) -> None:
    """Each person stays with the group of its oldest claim; a group nobody stays with is somebody new."""
    first: dict[int, int] = {}
    for claim, person in sorted(it.owner.items(), reverse=True):
        first[person] = claim
    group_of = {claim: n for n, claims in enumerate(it.groups) for claim in claims}
    staying: defaultdict[int, list[int]] = defaultdict(list)
    for person, claim in first.items():
        staying[group_of[claim]].append(person)
    for n, claims in enumerate(it.groups):
        target = min(staying[n]) if staying[n] else open_person()
        coming = [claim for claim in claims if it.owner[claim] != target]
        wholly = [person for person in staying[n] if person != target]
        unheld = [claim for claim in claims_of(wholly) if claim not in it.owner] if wholly else []
        made.joined += len(wholly)
        made.parted += not staying[n]
        _move(made, coming + unheld, target, now)


def _join_free(made: Regrouped, it: Cluster, kept: set[int], now: datetime) -> None:
    """People on whom nothing hangs and who lie wholly in one group become one."""
    for claims in it.groups:
        inside = Counter(it.owner[claim] for claim in claims)
        whole = Counter(it.owner.values())
        free = sorted(person for person in inside if person not in kept and inside[person] == whole[person])
        if len(free) > 1:
            made.joined += len(free) - 1
            _move(made, claims_of(free[1:]), free[0], now)


def _ask_to_split(it: Cluster, kept: set[int], now: datetime) -> int:
    """Somebody whom the rule would not make one person any more."""
    asked = 0
    for person in kept.intersection(it.owner.values()):
        parts = [[claim for claim in claims if it.owner[claim] == person] for claims in it.groups]
        parts = sorted((part for part in parts if part), key=lambda part: (-len(part), part[0]))
        for part in parts[1:]:
            asked += questions.propose_split((min(parts[0]), min(part)), part, now, "weak")
    return asked


def _move(made: Regrouped, claims: Sequence[int], target: int, now: datetime) -> None:
    if claims:
        move_claims(made.placed, claims, target, cause="linked", by="kawal", now=now)
