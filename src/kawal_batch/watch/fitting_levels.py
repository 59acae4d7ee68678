"""Where the levels begin: at the probability that as many people reach as officers have room for, and no more."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import NamedTuple

from kawal.decisions.score.scoring import score
from kawal.decisions.score.weights import Weights
from kawal_batch.watch.budget import PER
from kawal_batch.watch.fitting_rows import Person

DIGITS = 6  # of a probability; people who agree in so many stand on one place
NEAREST = 1e-8  # that a level comes to nothing, to one or to another level


class Budgets(NamedTuple):
    """Alerts per 10,000 workers: on the level ``high``, and on ``high`` and ``medium`` together."""

    high: float = 30.0
    medium: float = 100.0


class Level(NamedTuple):
    """:ivar expected: how many of 10,000 workers reach this probability."""

    probability: float
    expected: float


@dataclass(frozen=True)
class Places:
    """The probabilities that were reached, the highest first, and how many of 10,000 workers reached each or a higher."""

    reached: Sequence[float]
    expected: Sequence[float]

    def fitting(self, budget: float) -> int:
        """The number of places for which there is room."""
        return sum(it <= budget + NEAREST for it in self.expected)  # adding up is not exact

    def level(self, fitting: int, under: float = 1.0) -> Level:
        """Halfway between the last place that fits, or ``under`` where that is lower, and the next."""
        above = min(self.reached[fitting - 1] if fitting else 1.0, under)
        below = self.reached[fitting] if fitting < len(self.reached) else 0.0
        told = self.expected[fitting - 1] if fitting else 0.0
        at = min(max((above + below) / 2, NEAREST), 1 - NEAREST, under - NEAREST)
        return Level(round(at, DIGITS + 2), round(told, 2))


def levels(
    people: Sequence[Person],
    weights: Weights,
    *,
    budgets: Budgets,
    prevalence: float | None,
    calls: frozenset[str],
) -> tuple[Level, Level]:
    """Where ``high`` and ``medium`` begin.

    :param calls: rules that are an emergency whatever the probability; they take no room.
    :param prevalence: the share of cases among all workers, where these people hold more of them.
    """
    places = _places(people, weights, _worths(people, prevalence), calls)
    high = places.level(places.fitting(budgets.high))
    return high, places.level(places.fitting(budgets.medium), under=high.probability)


def _worths(people: Sequence[Person], prevalence: float | None) -> Callable[[bool], float]:
    """How many of 10,000 workers one of these people stands for: a case, or another."""
    cases = sum(bool(it[0].label) for it in people)
    others = len(people) - cases
    if prevalence is None or not cases or not others:
        return lambda _case: PER / len(people)
    return lambda case: PER * (prevalence / cases if case else (1 - prevalence) / others)


def _places(
    people: Iterable[Person], weights: Weights, worth: Callable[[bool], float], calls: frozenset[str]
) -> Places:
    told = [
        (round(max(said), DIGITS), worth(bool(person[0].label)))
        for person in people
        if (
            said := [
                score(it.fired, it.verified, weights).probability
                for it in person
                if calls.isdisjoint(it.fired)
            ]
        )
    ]
    told.sort(reverse=True)
    groups = [(at, sum(it for _at, it in group)) for at, group in groupby(told, key=lambda it: it[0])]
    return Places([at for at, _sum in groups], list(accumulate(it for _at, it in groups)))
