"""What an alert weighs, for its columns. Pure: findings and a row in; probability, interval, priority and level out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kawal.decisions.rules.findings import Finding
from kawal.decisions.score import priority, scoring, weights


@dataclass(frozen=True, slots=True)
class Score:
    """:ivar probability: that this is a case, between ``low`` and ``high``.
    :ivar priority: probability × severity × urgency × what can still be done; only its order means something.
    :ivar level: what the score calls for, or what one of the rules calls for by itself.
    :ivar weights: the version they were weighed with.
    :ivar dimensions: the rules that count, by dimension, both in alphabetical order.
    """

    probability: float
    low: float
    high: float
    priority: float
    level: str
    weights: str
    dimensions: Mapping[str, Sequence[str]]


def score(findings: Sequence[Finding], row: Mapping[str, Any], *, as_of: datetime) -> Score:
    """Weigh what was found on one row, by the weights in force. The order of the findings does not matter."""
    standing = weights.built_in()
    fired = {each.rule.id: each.grade for each in findings}
    made = scoring.score(fired, scoring.verified_of(row), standing)
    severity = max(each.rule.severity for each in findings)
    by_dimension: dict[str, list[str]] = {}
    for each in sorted(findings, key=lambda it: (it.rule.dimension, it.rule.id)):
        by_dimension.setdefault(each.rule.dimension, []).append(each.rule.id)
    weighs = priority.priority(made, severity, row, as_of)
    return Score(
        probability=round(made.probability, 6),
        low=round(made.low, 6),
        high=round(made.high, 6),
        priority=max(float(f"{weighs:.4g}"), 1e-9),
        level=priority.level_of(made, [each.level for each in findings], standing),
        weights=standing.version,
        dimensions=by_dimension,
    )
