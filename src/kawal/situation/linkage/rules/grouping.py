"""The grouping rule: which claims are one person, out of pairs that were weighed and pairs that somebody decided.

A pure function of its arguments: the order in which they come changes nothing. What officers decided comes first. Then
the passing edges, heaviest first; two groups join only where all their claims together still speak for it, so that a chain
of half-resemblances through a shared phone or a common name joins nobody. What fails is a question for a person.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from kawal.foundation.unions import Unions
from kawal.situation.linkage.rules.automatic import LEAST_WEIGHT, conflict
from kawal.situation.linkage.rules.comparing import NEAR_DIGITS
from kawal.situation.linkage.rules.forms import Form

UNSEEN = -6.0  # the weight of a pair that shares no key
MOST_CLAIMS = 40
YEARS_APART, SAID_TWICE = 10, 2

Why = Literal["apart", "sex", "nik", "births", "weak", "large"]
Pair = tuple[int, int]


class Edge(NamedTuple):
    """A weighed pair, lower claim first.

    :ivar passes: the automatic rule lets a machine join it.
    :ivar agrees: but for its weight nothing bars it.
    """

    low: int
    high: int
    weight: float
    passes: bool
    agrees: bool = False


def edge_of(low: int, high: int, weight: float, passes: bool, levels: Sequence[int]) -> Edge:
    """A pair as it is kept."""
    return Edge(low, high, weight, passes, agrees=not conflict(levels))


class Traits(NamedTuple):
    """What may not differ within one person: sex, NIK and year of birth, empty where unknown.

    One claim may be of a recruiter who made her older; a year that two claims say and another, more than ten away, that two
    others say are two people's.
    """

    sex: str = ""
    nik: str = ""
    born: str = ""


def traits_of(form: Form) -> Traits:
    return Traits(form.sex, form.nik, form.born[:4])


class Refused(NamedTuple):
    """A pair that would have been joined, and why its groups were not."""

    low: int
    high: int
    weight: float
    why: Why


@dataclass(frozen=True, slots=True)
class Grouping:
    """Groups of two and more claims, each sorted; what a person has to decide, heaviest first.

    :ivar broken: decisions *same* that a decision *different* contradicts, through whatever chain.
    """

    groups: tuple[tuple[int, ...], ...]
    refused: tuple[Refused, ...]
    broken: tuple[Pair, ...]


@dataclass(slots=True)
class _Group:
    """``to`` holds, by the group at the other end, the sum of the weights seen between the two and how many there are."""

    claims: list[int]
    sexes: set[str]
    niks: set[str]
    born: Counter[int]
    within: float = 0.0
    seen: int = 0
    to: dict[int, tuple[float, int]] = field(default_factory=dict)
    apart: set[int] = field(default_factory=set)


def group(
    edges: Iterable[Edge],
    *,
    same: Iterable[Pair] = (),
    different: Iterable[Pair] = (),
    traits: Mapping[int, Traits] | None = None,
    strict: bool = False,
) -> Grouping:
    """Group the claims of these edges and decisions.

    :param same: pairs somebody decided are one person; ``different``, are not.
    :param traits: sex and NIK of the claims that said any.
    :param strict: the pairs *between* two groups must speak for it by themselves, not only all pairs together.
    """
    must, apart = ({_ordered(pair) for pair in pairs} for pairs in (same, different))
    weights = {(it.low, it.high) if it.low < it.high else (it.high, it.low): it for it in edges}
    made = _Groups(weights, must, apart, traits or {}, strict)
    broken = tuple(pair for pair in sorted(must) if not made.join_decided(*pair))
    passing = sorted(
        ((it.weight, pair) for pair, it in weights.items() if it.passes), key=lambda it: (-it[0], it[1])
    )
    refused = [
        Refused(*pair, weight, why)
        for weight, pair in passing
        if (why := made.join_weighed(*pair)) is not None
    ]
    return Grouping(made.groups(), tuple(it for it in refused if not made.together(it.low, it.high)), broken)


def _ordered(pair: Pair) -> Pair:
    return (min(pair), max(pair))


class _Groups(Unions[int]):
    """Groups that know the weights between each other."""

    def __init__(
        self,
        weights: Mapping[Pair, Edge],
        must: set[Pair],
        apart: set[Pair],
        traits: Mapping[int, Traits],
        strict: bool,
    ) -> None:
        super().__init__()
        self._strict = strict
        self._at: dict[int, _Group] = {}
        for claim in sorted({claim for pairs in (weights, must, apart) for pair in pairs for claim in pair}):
            sex, nik, born = traits.get(claim, Traits())
            years = Counter([int(born)] if born else [])
            self._at[claim] = _Group([claim], {sex} - {""}, {nik} - {""}, years)
        for low, high in sorted(weights.keys() | must):
            edge = weights.get((low, high))
            weight = edge.weight if edge else UNSEEN
            if (low, high) in must:  # an officer's word counts for as much as the rule asks
                weight = max(weight, LEAST_WEIGHT)
            self._at[low].to[high] = self._at[high].to[low] = (weight, 1)
        for low, high in apart:
            self._at[low].apart.add(high)
            self._at[high].apart.add(low)

    def groups(self) -> tuple[tuple[int, ...], ...]:
        found = (tuple(sorted(it.claims)) for it in self._at.values() if len(it.claims) > 1)
        return tuple(sorted(found))

    def join_decided(self, one: int, other: int) -> bool:
        """Whether the two are together now: only a decision *different* prevents it."""
        a, b = self.top(one), self.top(other)
        if a != b and b in self._at[a].apart:
            return False
        self._join(a, b)
        return True

    def join_weighed(self, one: int, other: int) -> Why | None:
        """Join the groups of the two, or say why not."""
        a, b = self.top(one), self.top(other)
        if a == b:
            return None
        why = self._obstacle(a, b)
        if why is None:
            self._join(a, b)
        return why

    def _obstacle(self, a: int, b: int) -> Why | None:
        one, other = self._at[a], self._at[b]
        if b in one.apart:
            return "apart"
        if len(one.sexes | other.sexes) > max(1, len(one.sexes), len(other.sexes)):
            return "sex"
        if not _one_nik(one.niks, other.niks):
            return "nik"
        if _two_births(one.born + other.born) and not (_two_births(one.born) or _two_births(other.born)):
            return "births"
        if len(one.claims) + len(other.claims) > MOST_CLAIMS:
            return "large"
        return "weak" if self._mean(one, other, b) < 0 else None

    def _mean(self, one: _Group, other: _Group, b: int) -> float:
        """The mean weight over all pairs of both groups, were they one; or, strictly, over those between them."""
        between, seen = one.to.get(b, (0.0, 0))
        across = len(one.claims) * len(other.claims)
        if self._strict:
            return (between + (across - seen) * UNSEEN) / across
        size = len(one.claims) + len(other.claims)
        pairs, known = size * (size - 1) // 2, one.seen + other.seen + seen
        return (one.within + other.within + between + (pairs - known) * UNSEEN) / pairs

    def _join(self, a: int, b: int) -> None:
        if a == b:
            return
        if len(self._at[a].to) + len(self._at[a].apart) < len(self._at[b].to) + len(self._at[b].apart):
            a, b = b, a
        one, gone = self._at[a], self._at.pop(b)
        self.join(a, b)
        between, seen = one.to.pop(b, (0.0, 0))
        one.claims += gone.claims
        one.sexes |= gone.sexes
        one.niks |= gone.niks
        one.born += gone.born
        one.within += gone.within + between
        one.seen += gone.seen + seen
        self._take_over(a, b, gone)

    def _take_over(self, a: int, b: int, gone: _Group) -> None:
        one = self._at[a]
        for third, (weight, seen) in gone.to.items():
            if third == a:
                continue
            there = self._at[third]
            del there.to[b]
            sofar, count = one.to.get(third, (0.0, 0))
            one.to[third] = there.to[a] = (sofar + weight, count + seen)
        for third in gone.apart:
            self._at[third].apart.discard(b)
            self._at[third].apart.add(a)
            one.apart.add(third)


def _one_nik(one: set[str], other: set[str]) -> bool:
    """No NIK of one side is clearly another than all of the other side: a slip of two digits is still near."""
    if not one or not other:
        return True
    return all(any(_near(a, b) for b in other) for a in one) or all(
        any(_near(a, b) for a in one) for b in other
    )


def _two_births(said: Counter[int]) -> bool:
    """Whether two years further apart than anybody is made older are each said twice."""
    years = [year for year, times in said.items() if times >= SAID_TWICE]
    return len(years) > 1 and max(years) - min(years) > YEARS_APART


def _near(one: str, other: str) -> bool:
    return sum(a != b for a, b in zip(one, other, strict=False)) <= NEAR_DIGITS


def components(pairs: Iterable[Pair]) -> dict[int, list[int]]:
    """Claims reached from each other, by their least claim: what one new claim may change lies within its component."""
    unions, found = Unions[int](), defaultdict[int, list[int]](list)
    claims = set[int]()
    for one, other in pairs:
        unions.join(one, other)
        claims |= {one, other}
    for claim in sorted(claims):
        found[unions.top(claim)].append(claim)
    return {its[0]: its for its in found.values()}
