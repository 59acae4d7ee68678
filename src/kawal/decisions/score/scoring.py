"""One figure for what was found on a person: the chance that this is a case, by the weights in force.

Points are log-odds. Each indicator adds its weight by its grade; what one dimension adds is capped, so that five defects of
papers never outvote one call for help. Only verified facts take away, and never more than was added.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log1p, sqrt
from typing import Any

from kawal.decisions.score.weights import Weights

CERTAIN = 25.0  # log-odds from which a figure grows ever more slowly
NINETY = 1.6449  # standard deviations either way that hold nine in ten


@dataclass(frozen=True)
class Score:
    """What the findings amount to.

    :ivar points: log-odds added to those of somebody of whom nothing is known, never below nothing.
    :ivar probability: calibrated, with ``low`` and ``high`` an interval that holds nine times in ten.
    :ivar by_dimension: points by dimension, after its cap; what was taken away stands under ``verified``.
    """

    points: float
    probability: float
    low: float
    high: float
    by_dimension: Mapping[str, float]


def score(fired: Mapping[str, int], verified: frozenset[str], weights: Weights) -> Score:
    """The score of findings given as grades by rule id. A rule without a weight adds nothing."""
    by_dimension: dict[str, float] = {}
    variance = weights.base_sd**2
    for name in sorted(fired):
        weight = weights.indicators.get(name)
        if weight is None or fired[name] < 1:
            continue
        by_dimension[weight.dimension] = by_dimension.get(weight.dimension, 0.0) + weight.of(fired[name])
        variance += weight.sd**2
    capped = {name: min(it, weights.dimensions[name]) for name, it in by_dimension.items()}
    added = sum(capped[name] for name in sorted(capped))
    taken = max(sum(weights.verified.get(name, 0.0) for name in sorted(verified)), -added)
    points = added + taken
    if taken:
        capped["verified"] = taken
    spread = NINETY * sqrt(variance)
    low, middle, high = (_probability(points + it, weights) for it in (-spread, 0.0, spread))
    return Score(points, middle, low, high, capped)


def verified_of(row: Mapping[str, Any]) -> frozenset[str]:
    """What is verified of a row and speaks for its being in order. What nobody verified is not among it."""
    said = row.get
    held = {
        "contract_verified": said("contract_verified") == 1,
        "e_pmi": said("e_pmi") == 1,
        "family_agrees": said("family_knows") == "yes" and said("family_consents") == "yes",
        "safe_contact": said("safe_on") is not None,
        "followed_safe": said("followed_safe_on") is not None,
    }
    return frozenset(name for name, holds in held.items() if holds)


def _probability(points: float, weights: Weights) -> float:
    odds = weights.shift + weights.slope * (weights.base + points)
    if odds > CERTAIN:  # a chance is never one, and of two the greater stays the greater
        odds = CERTAIN + log1p(odds - CERTAIN)
    return 1.0 / (1.0 + exp(-max(odds, -500.0)))
