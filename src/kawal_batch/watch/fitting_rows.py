"""What the fit learns from: how somebody stood each time the findings changed, gathered into distinct patterns.

Each person counts once, however many snapshots there are. Of a case the early ones count more, because finding people before
they leave and before they come to harm is what the score is for; of everybody else all moments count alike.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

BEFORE_DEPARTURE, BEFORE_HARM, LATER = 3.0, 2.0, 1.0


class Snapshot(Protocol):
    """How somebody stood on a day; days are ordinals."""

    @property
    def subject(self) -> str: ...
    @property
    def day(self) -> int: ...
    @property
    def fired(self) -> Mapping[str, int]: ...
    @property
    def verified(self) -> frozenset[str]: ...
    @property
    def label(self) -> bool | None: ...
    @property
    def departed_on(self) -> int | None: ...
    @property
    def harm_from(self) -> int | None: ...


class Lacking:
    """A snapshot without some of its findings."""

    def __init__(self, of: Snapshot, names: frozenset[str]) -> None:
        self.subject, self.day, self.label = of.subject, of.day, of.label
        self.departed_on, self.harm_from, self.verified = of.departed_on, of.harm_from, of.verified
        self.fired = {name: grade for name, grade in of.fired.items() if name not in names}


Person = Sequence[Snapshot]
Features = tuple[int, ...]


@dataclass(frozen=True)
class Space:
    """What may weigh: each step of each indicator, then each verified fact, by number.

    :ivar steps: ``(rule id, grade)`` by number.
    :ivar dimension: of each step, its dimension's number.
    :ivar least: of each number, the least it may weigh, and ``most`` the most.
    """

    steps: tuple[tuple[str, int], ...]
    verified: tuple[str, ...]
    dimension: tuple[int, ...]
    dimensions: tuple[str, ...]
    least: tuple[float, ...]
    most: tuple[float, ...]

    @property
    def size(self) -> int:
        return len(self.steps) + len(self.verified)

    def features(self, snapshot: Snapshot) -> Features:
        """The numbers of all that is found and verified of a snapshot."""
        found = [n for n, (name, grade) in enumerate(self.steps) if snapshot.fired.get(name, 0) >= grade]
        held = [len(self.steps) + n for n, name in enumerate(self.verified) if name in snapshot.verified]
        return (*found, *held)


@dataclass
class Patterns:
    """Distinct rows with the weight of the cases and of the others among them."""

    rows: list[Features]
    cases: list[float]
    others: list[float]


def people_of(snapshots: Iterable[Snapshot]) -> Iterator[list[Snapshot]]:
    """The labelled people, each with the snapshots in the order of their days."""
    by_subject = sorted((it for it in snapshots if it.label is not None), key=lambda it: (it.subject, it.day))
    for _subject, told in groupby(by_subject, key=lambda it: it.subject):
        yield list(told)


def gathered(people: Iterable[Person], space: Space) -> Patterns:
    """Every distinct row with its weights."""
    cases: defaultdict[Features, float] = defaultdict(float)
    others: defaultdict[Features, float] = defaultdict(float)
    for person in people:
        side = cases if person[0].label else others
        counts = [_counts(it) for it in person]
        for snapshot, count in zip(person, counts, strict=True):
            side[space.features(snapshot)] += count / sum(counts)
    rows = sorted(cases.keys() | others.keys())
    return Patterns(rows, [cases.get(it, 0.0) for it in rows], [others.get(it, 0.0) for it in rows])


def _counts(snapshot: Snapshot) -> float:
    if not snapshot.label:
        return 1.0
    if snapshot.departed_on is None or snapshot.day < snapshot.departed_on:
        return BEFORE_DEPARTURE
    return BEFORE_HARM if snapshot.harm_from is None or snapshot.day < snapshot.harm_from else LATER


def split(people: Sequence[Person], share: float) -> tuple[list[Person], list[Person]]:
    """The people who became known earlier, and those later: never mixed by chance."""
    ordered = sorted(people, key=lambda it: (it[0].day, it[0].subject))
    cut = round(len(ordered) * share)
    return ordered[:cut], ordered[cut:]
