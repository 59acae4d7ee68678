"""Drawing from weighted tables, fast and the same on every machine."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Mapping
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Table(Generic[T]):
    """Values with weights; the weights need not add up to anything."""

    __slots__ = ("_limits", "_total", "values")

    def __init__(self, weights: Mapping[T, float] | Iterable[tuple[T, float]]) -> None:
        pairs = list(weights.items()) if isinstance(weights, Mapping) else list(weights)
        self.values = tuple(value for value, weight in pairs if weight > 0)
        self._limits = list(accumulate(weight for _, weight in pairs if weight > 0))
        self._total = self._limits[-1]

    def reweighed(self, factors: Mapping[T, float]) -> Table[T]:
        """The same values, each weight times its factor (1 where none is given)."""
        weights = (high - low for low, high in zip([0.0, *self._limits], self._limits, strict=False))
        return Table(
            (value, weight * factors.get(value, 1.0))
            for value, weight in zip(self.values, weights, strict=True)
        )

    def pick(self, dice: Random) -> T:
        return self.values[min(bisect(self._limits, dice.random() * self._total), len(self.values) - 1)]


def evenly(values: Iterable[T]) -> Table[T]:
    return Table((value, 1.0) for value in values)


def falling(values: Iterable[T], slope: float = 0.7) -> Table[T]:
    """The first values often, the last ones rarely (a power law), as names are."""
    return Table((value, (rank + 1.0) ** -slope) for rank, value in enumerate(values))


def dice_for(*parts: object) -> Random:
    """A generator that depends on nothing but these parts, in any process."""
    return Random("/".join(map(str, parts)))
