"""A logistic model whose indicators may only add and whose dimensions are capped, fitted by projected Newton steps.

The weights start from expert points and are held to them by a normal prior; the data move them as far as they weigh against
it. Plain Python: rows are few, because people in the same position are one row.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import exp, inf, log1p

from kawal_batch.watch.fitting_rows import Features, Patterns, Space

ROUNDS, SWEEPS, CLOSE = 40, 60, 1e-6


@dataclass(frozen=True)
class Prior:
    """What is believed before any data: a normal distribution around each weight."""

    means: tuple[float, ...]
    precisions: tuple[float, ...]


@dataclass
class Model:
    """``base`` and one weight for each number of the space; ``caps`` by number of the dimension."""

    space: Space
    base: float
    weights: list[float]
    caps: list[float]
    variances: list[float] = field(default_factory=list)

    def points(self, row: Features) -> float:
        """Log-odds that a row adds."""
        return self._read(row)[0]

    def log_odds(self, row: Features) -> float:
        return self.base + self.points(row)

    def _read(self, row: Features) -> tuple[float, list[int]]:
        """The points, and the numbers whose weights still move them: those of no capped dimension."""
        sums: dict[int, float] = {}
        first = len(self.space.steps)
        taken = 0.0
        for n in row:
            if n < first:
                dimension = self.space.dimension[n]
                sums[dimension] = sums.get(dimension, 0.0) + self.weights[n]
            else:
                taken += self.weights[n]
        added = sum(min(it, self.caps[dimension]) for dimension, it in sums.items())
        free = [
            n
            for n in row
            if n < first and sums[self.space.dimension[n]] <= self.caps[self.space.dimension[n]]
        ]
        if added + taken <= 0.0:
            return 0.0, []
        return added + taken, free + [n for n in row if n >= first]


def fit(model: Model, data: Patterns, prior: Prior, worth: float = 1.0) -> Model:
    """The most likely weights, ``worth`` saying how much a person counts against the prior.

    The variances come from the curvature at the optimum.
    """
    loss = _loss(model, data, prior, worth)
    curved: list[list[float]] = []
    for _round in range(ROUNDS):
        slope, curved = _derivatives(model, data, prior, worth)
        step = _bounded_step(model, slope, curved)
        model, lower = _searched(model, step, loss, data, prior, worth)
        if loss - lower < CLOSE * (1 + abs(loss)):
            break
        loss = lower
    model.variances = [1.0 / max(curved[n][n], 1e-9) for n in range(len(curved))]
    return model


def chosen_caps(model: Model, data: Patterns, candidates: Sequence[float]) -> list[float]:
    """For each dimension the cap, of those tried and none, under which these data are least surprising.

    None is below what one indicator alone may add: a cap holds down many, never one.
    """
    caps = list(model.caps)
    for dimension in range(len(caps)):
        reached, least = _reached(model, dimension, data), alone(model, dimension)
        tried = sorted({max(round(reached * share, 2), least) for share in candidates} | {inf})
        losses = [(_surprise(_with_cap(model, caps, dimension, it), data), it) for it in tried]
        caps[dimension] = min(losses)[1]
    return caps


def _with_cap(model: Model, caps: list[float], dimension: int, cap: float) -> Model:
    return Model(model.space, model.base, model.weights, [*caps[:dimension], cap, *caps[dimension + 1 :]])


def _reached(model: Model, dimension: int, data: Patterns) -> float:
    """The most that a row of the data adds in a dimension."""
    space, most = model.space, 0.0
    for row in data.rows:
        steps = (n for n in row if n < len(space.steps) and space.dimension[n] == dimension)
        most = max(most, sum(model.weights[n] for n in steps))
    return most


def alone(model: Model, dimension: int) -> float:
    """The most that one indicator of a dimension adds by itself."""
    sums: dict[str, float] = {}
    for n, (name, _grade) in enumerate(model.space.steps):
        if model.space.dimension[n] == dimension:
            sums[name] = sums.get(name, 0.0) + model.weights[n]
    return max(sums.values(), default=0.0)


def _surprise(model: Model, data: Patterns) -> float:
    """Minus the log of how likely the labels are."""
    total = 0.0
    for row, cases, others in zip(data.rows, data.cases, data.others, strict=True):
        odds = model.log_odds(row)
        softplus = max(odds, 0.0) + log1p(exp(-abs(odds)))
        total += cases * (softplus - odds) + others * softplus
    return total


def _loss(model: Model, data: Patterns, prior: Prior, worth: float) -> float:
    pulled = zip(model.weights, prior.means, prior.precisions, strict=True)
    return worth * _surprise(model, data) + sum(k * (it - mean) ** 2 / 2 for it, mean, k in pulled)


def _derivatives(
    model: Model, data: Patterns, prior: Prior, worth: float
) -> tuple[list[float], list[list[float]]]:
    """Slope and curvature; the base is number ``size``."""
    size = model.space.size
    slope = [0.0] * (size + 1)
    curved = [[0.0] * (size + 1) for _ in range(size + 1)]
    for row, cases, others in zip(data.rows, data.cases, data.others, strict=True):
        points, free = model._read(row)
        chance = 1.0 / (1.0 + exp(-max(min(model.base + points, 500.0), -500.0)))
        people = cases + others
        residual, bend = worth * (people * chance - cases), worth * people * chance * (1 - chance)
        moved = [*free, size]
        for a in moved:
            slope[a] += residual
            line = curved[a]
            for b in moved:
                line[b] += bend
    for n, (mean, precision) in enumerate(zip(prior.means, prior.precisions, strict=True)):
        slope[n] += precision * (model.weights[n] - mean)
        curved[n][n] += precision
    curved[size][size] += 1e-9
    return slope, curved


def _bounded_step(model: Model, slope: list[float], curved: list[list[float]]) -> list[float]:
    """The best step of the quadratic, one number after the other: each weight stays between its least and its most."""
    size, space = model.space.size, model.space
    step = [0.0] * (size + 1)
    pulled = list(slope)
    for _sweep in range(SWEEPS):
        moved = 0.0
        for n in range(size + 1):
            wanted = step[n] - pulled[n] / curved[n][n] if curved[n][n] > 0 else step[n]
            if n < size:
                wanted = min(max(wanted, space.least[n] - model.weights[n]), space.most[n] - model.weights[n])
            change = wanted - step[n]
            if change:
                step[n] = wanted
                moved = max(moved, abs(change))
                line = curved[n]
                for other in range(size + 1):
                    pulled[other] += line[other] * change
        if moved < 1e-7:
            break
    return step


def _searched(
    model: Model, step: list[float], loss: float, data: Patterns, prior: Prior, worth: float
) -> tuple[Model, float]:
    """The longest part of the step that lowers the loss; the model as it was where none does."""
    share = 1.0
    while share > 1e-4:
        weights = [it + share * change for it, change in zip(model.weights, step, strict=False)]
        tried = Model(model.space, model.base + share * step[-1], weights, model.caps)
        lower = _loss(tried, data, prior, worth)
        if lower < loss:
            return tried, lower
        share /= 2
    return model, loss
