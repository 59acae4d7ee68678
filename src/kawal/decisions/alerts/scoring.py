"""What an alert weighs. Pure: findings and a picture in, a probability with its interval and a priority out.

Until there are outcomes to learn from the weights are points set by experts, and every score says so by its version.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kawal.decisions.rules.findings import Finding

EXPERT = "expert-1"
BASE = -5.8  # log-odds of somebody about whom nothing is known: about 3 in 1,000
POINTS = {1: 0.7, 2: 1.9, 3: 4.4}  # by severity
NEXT_ONE = 0.4  # what a further finding of the same dimension still adds
MOST = 5.2  # of one dimension: five paper defects cannot outvote one distress code
SPREAD = 0.8  # half the width of the interval, in log-odds, for one finding; more findings narrow it
# What can still be done: before departure most.
ACTIONABLE = {"preparing": 3.0, "in_return": 1.5, "home": 1.0}
ABROAD = 2.0
SILENT_DAYS = 30  # after these a silence has doubled the urgency


@dataclass(frozen=True, slots=True)
class Score:
    """:ivar probability: that the person is being exploited or about to be, between ``low`` and ``high``.
    :ivar priority: probability × severity × urgency × what can still be done; only its order means something.
    :ivar dimensions: the rules that count, by dimension, in alphabetical order.
    """

    probability: float
    low: float
    high: float
    priority: float
    weights: str
    dimensions: Mapping[str, Sequence[str]]


def score(findings: Sequence[Finding], row: Mapping[str, Any], *, as_of: datetime) -> Score:
    """Weigh what was found on one picture. Another finding never lowers it; their order does not matter."""
    by_dimension: dict[str, list[Finding]] = {}
    for each in sorted(findings, key=lambda it: it.rule.id):
        by_dimension.setdefault(each.rule.dimension, []).append(each)
    odds = BASE + math.fsum(_points(some) for some in by_dimension.values())
    spread = SPREAD / math.sqrt(max(1, len(findings)))
    probability = _share(odds)
    severity = max((each.rule.severity for each in findings), default=1)
    priority = probability * severity * _urgency(row, as_of) * ACTIONABLE.get(row["stay"], ABROAD)
    return Score(
        probability=round(probability, 4),
        low=round(_share(odds - spread), 4),
        high=round(_share(odds + spread), 4),
        priority=float(f"{priority:.4g}"),
        weights=EXPERT,
        dimensions={name: [each.rule.id for each in some] for name, some in sorted(by_dimension.items())},
    )


def _points(findings: Sequence[Finding]) -> float:
    """The gravest counts whole, each further one less than the one before."""
    points = sorted((POINTS[each.rule.severity] for each in findings), reverse=True)
    return min(MOST, math.fsum(each * NEXT_ONE**n for n, each in enumerate(points)))


def _share(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def _urgency(row: Mapping[str, Any], as_of: datetime) -> float:
    """From 1 to 2 with the whole days of silence."""
    heard = row.get("last_contact_at")
    if heard is None or row["stay"] != "abroad_silent":
        return 1.0
    days: int = (as_of - heard).days
    return 1 + min(max(days, 0), SILENT_DAYS) / SILENT_DAYS
