"""Weights of the score learned from outcomes: from snapshots of people to a weights document and what to know before using it.

Learned on the people who became known earlier, calibrated and judged on those who came later. Expert points are where it
starts and what it is held to, so that what the data say little about stays as the experts said.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import inf, log
from typing import Any

from kawal.decisions.rules.document import Rule
from kawal.decisions.score.weights import VERIFIED, Weight, Weights, document_of, weights_of
from kawal_batch.watch.desk import EMERGENCY
from kawal_batch.watch.fitting_checks import platt, precisions, probability, reliability
from kawal_batch.watch.fitting_levels import Budgets, Level, levels
from kawal_batch.watch.fitting_model import Model, Prior, alone, chosen_caps, fit
from kawal_batch.watch.fitting_rows import Lacking, Person, Snapshot, Space, gathered, people_of, split

EARLIER = 0.7  # share of people to learn from
CAP_SHARES = (0.35, 0.5, 0.65, 0.8)
FEWEST_CASES = 30
LARGEST_CAP = 12.0
# How far outcomes may move a weight from the expert's points, as shares of them: what is rare among the innocent of one country
# may be common in another, and what one country's cases did not show may still be a sign.
LEAST, MOST, MOST_CAP = 0.5, 2.5, 1.5
# The most that an indicator may weigh, and each further grade of it, by its severity: what is weak never stands alone.
BY_SEVERITY = {1: (1.2, 0.6), 2: (3.5, 1.2), 3: (5.0, 1.5)}
MOST_TAKEN = -0.6  # by one verified fact: word that all is well may have been said under pressure
# Columns that say that something is not there, which only a complete feed can.
ABSENT = {"papers_missing", "permit_missing", "insurance_missing", "contract_verified", "e_pmi", "qualified"}


class TooFewCases(ValueError):
    """There are not enough labelled cases to learn from."""


@dataclass(frozen=True)
class Fitted:
    """The weights, and the report: JSON with the people, the calibration, the levels, reliability and indicators."""

    weights: Weights
    report: dict[str, Any]


def learn(
    snapshots: Iterable[Snapshot],
    *,
    expert: Weights,
    rules: Sequence[Rule],
    version: str,
    note: str,
    worth: float = 1.0,
    prevalence: float | None = None,
    budgets: Budgets | None = None,
) -> Fitted:
    """Learn from labelled snapshots.

    :param worth: how much one person counts against the expert points.
    :param prevalence: the share of cases among all workers, where the labelled hold more; chances are told for it.
    :param budgets: the alerts there is room for, at which the levels begin.
    :raises TooFewCases: fewer than ``FEWEST_CASES`` among the earlier people.
    """
    people = list(people_of(snapshots))
    earlier, later = split(people, EARLIER)
    cases = sum(bool(person[0].label) for person in earlier)
    if cases < FEWEST_CASES:
        raise TooFewCases(f"{cases} cases among the earlier people, {FEWEST_CASES} are needed")
    space = space_of(rules, expert)
    seen = [*earlier, *(without(person, resting_on_absence(rules)) for person in earlier)]
    model = _fitted(seen, space, expert, worth / 2)
    slope, shift = platt([peak(person, model) for person in later])
    shift += _rarer(later, prevalence)
    made = _weights(model, expert, version, note, slope, shift)
    room, calls = budgets or Budgets(), calls_for_help(rules)
    begin = levels(later, made, budgets=room, prevalence=prevalence, calls=calls)
    high, medium = (it.probability for it in begin)
    weights = weights_of(document_of(replace(made, high=high, medium=medium)))
    report = _report(weights, model, earlier, later, rules)
    return Fitted(weights, report | {"levels": _levels(begin, room)})


def calls_for_help(rules: Sequence[Rule]) -> frozenset[str]:
    """The rules that are an emergency whatever the figure."""
    return frozenset(rule.id for rule in rules if rule.level == EMERGENCY)


def resting_on_absence(rules: Sequence[Rule]) -> frozenset[str]:
    """The rules that fire on what is missing, and so only where a feed is complete."""
    return frozenset(rule.id for rule in rules if rule.columns & ABSENT)


def without(person: Person, names: frozenset[str]) -> Person:
    """The same person where nothing tells of what is missing: other regions and countries have other feeds."""
    return [Lacking(it, names) for it in person]


def _rarer(people: Sequence[Person], prevalence: float | None) -> float:
    """What log-odds lose where cases are rarer than among these people."""
    share = sum(bool(it[0].label) for it in people) / len(people)
    if prevalence is None or not 0 < share < 1:
        return 0.0
    return log(prevalence / (1 - prevalence)) - log(share / (1 - share))


def space_of(rules: Sequence[Rule], expert: Weights) -> Space:
    """All that may weigh, by the catalogue in force, each within reach of the expert's points."""
    ordered = sorted(rules, key=lambda rule: rule.id)
    dimensions = sorted({rule.dimension for rule in ordered})
    steps = [(rule, grade) for rule in ordered for grade in range(1, 2 + len(rule.grades))]
    taken = [expert.verified.get(name, 0.0) for name in VERIFIED]
    reach = [_reach(rule, grade, expert) for rule, grade in steps]
    reach += [(max(MOST * it, MOST_TAKEN), max(LEAST * it, MOST_TAKEN)) for it in taken]
    least, most = zip(*reach, strict=True)
    return Space(
        steps=tuple((rule.id, grade) for rule, grade in steps),
        verified=VERIFIED,
        dimension=tuple(dimensions.index(rule.dimension) for rule, _grade in steps),
        dimensions=tuple(dimensions),
        least=least,
        most=most,
    )


def _reach(rule: Rule, grade: int, expert: Weights) -> tuple[float, float]:
    """Between what a step may weigh. Nobody's own call for help ever weighs less than the experts say."""
    most = BY_SEVERITY[rule.severity][grade > 1]
    points = _points(rule.id, grade, expert)
    if points is None:
        return 0.0, most
    most = min(most, MOST * points)
    return min(points * (1.0 if rule.level == EMERGENCY else LEAST), most), most


def _points(name: str, grade: int, expert: Weights) -> float | None:
    weight = expert.indicators.get(name)
    return weight.steps[grade - 1] if weight and grade <= len(weight.steps) else None


def peak(person: Person, model: Model) -> tuple[float, bool]:
    """The highest log-odds somebody ever had."""
    return max(model.log_odds(model.space.features(it)) for it in person), bool(person[0].label)


def _fitted(people: Sequence[Person], space: Space, expert: Weights, worth: float) -> Model:
    data = gathered(people, space)
    prior = _prior(space, expert)
    first = [
        min(max(mean, least), most)
        for mean, least, most in zip(prior.means, space.least, space.most, strict=True)
    ]
    start = Model(space, expert.base, first, [inf] * len(space.dimensions))
    free = fit(start, data, prior, worth)
    chosen = chosen_caps(free, data, CAP_SHARES)
    capped = replace(free, caps=[_within(free, n, cap, expert) for n, cap in enumerate(chosen)])
    return fit(capped, data, prior, worth)


def _within(model: Model, dimension: int, cap: float, expert: Weights) -> float:
    """A cap no higher than the expert's reach: many signs of one kind never outvote one of another."""
    reach = MOST_CAP * expert.dimensions.get(model.space.dimensions[dimension], LARGEST_CAP)
    return max(min(cap, reach), alone(model, dimension))


def _prior(space: Space, expert: Weights) -> Prior:
    means, precisions_ = [], []
    for name, grade in space.steps:
        weight = expert.indicators.get(name)
        means.append(_points(name, grade, expert) or 0.0)
        precisions_.append(1.0 / (weight.sd if weight else 1.0) ** 2)
    for name in space.verified:
        means.append(expert.verified.get(name, 0.0))
        precisions_.append(4.0)
    return Prior(tuple(means), tuple(precisions_))


def _weights(model: Model, expert: Weights, version: str, note: str, slope: float, shift: float) -> Weights:
    space = model.space
    steps: dict[str, list[float]] = {}
    for n, (name, _grade) in enumerate(space.steps):
        steps.setdefault(name, []).append(round(max(model.weights[n], 0.0), 3))
    first = {name: n for n, (name, grade) in enumerate(space.steps) if grade == 1}
    taken = model.weights[len(space.steps) :]
    return replace(
        expert,
        version=version,
        provenance="fitted",
        note=note,
        base=round(model.base, 3),
        base_sd=round(model.variances[-1] ** 0.5, 3),
        indicators={
            name: Weight(
                space.dimensions[space.dimension[first[name]]],
                tuple(it),
                round(model.variances[first[name]] ** 0.5, 3),
            )
            for name, it in steps.items()
        },
        dimensions=_caps(model),
        verified={name: round(min(it, 0.0), 3) for name, it in zip(space.verified, taken, strict=True)},
        slope=round(slope, 4),
        shift=round(shift, 4),
    )


def _levels(begin: tuple[Level, Level], budgets: Budgets) -> dict[str, Any]:
    return {
        name: {**level._asdict(), "budget": budget}
        for name, level, budget in zip(Budgets._fields, begin, budgets, strict=True)
    }


def _caps(model: Model) -> dict[str, float]:
    """The most of each dimension, never less than one of its indicators adds by itself."""
    return {
        name: round(min(max(cap, alone(model, n)), LARGEST_CAP), 2)
        for n, (name, cap) in enumerate(zip(model.space.dimensions, model.caps, strict=True))
    }


def _report(
    weights: Weights, model: Model, earlier: Sequence[Person], later: Sequence[Person], rules: Sequence[Rule]
) -> dict[str, Any]:
    peaks = [peak(person, model) for person in later]
    chances = [(probability(weights.shift + weights.slope * odds), case) for odds, case in peaks]
    return {
        "version": weights.version,
        "digest": weights.digest,
        "learned_from": {"people": len(earlier), "cases": sum(bool(it[0].label) for it in earlier)},
        "judged_on": {"people": len(later), "cases": sum(case for _odds, case in peaks)},
        "calibration": {"slope": weights.slope, "shift": weights.shift},
        "reliability": reliability(chances),
        "indicators": precisions(later, {rule.id: rule.severity for rule in rules}),
    }
