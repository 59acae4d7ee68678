"""One row judged by rules and weights. Pure; no words and no evidence yet, because most rows call for nobody."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from kawal.decisions.rules.document import Rule
from kawal.decisions.rules.findings import Finding
from kawal.decisions.rules.firing import Firing
from kawal.decisions.score import priority
from kawal.decisions.score.scoring import Score, score, verified_of
from kawal.decisions.score.weights import Weights

WATCH = "watch"


class Fired(NamedTuple):
    """A rule that holds on a row, how far, and the level it calls for by itself."""

    rule: Rule
    grade: int
    level: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """What findings amount to together.

    :ivar level: what the figure calls for, or the most urgent that one of them calls for.
    :ivar priority: only its order means something.
    """

    score: Score
    level: str
    priority: float


@dataclass(frozen=True, slots=True)
class Judged:
    """:ivar changes_at: the first moment at which silence alone changes the answer."""

    fired: tuple[Fired, ...]
    weighed: Weighed
    changes_at: datetime | None

    @property
    def calls_for_somebody(self) -> bool:
        return bool(self.fired) and self.weighed.level != WATCH


def fired_on(row: Mapping[str, Any], as_of: datetime, rules: Firing) -> list[Fired]:
    return [Fired(rule, grade, rule.level_of(row, as_of)) for rule, grade in rules.graded(row, as_of)]


def judge(
    row: Mapping[str, Any],
    fired: Sequence[Fired],
    *,
    as_of: datetime,
    rules: Firing,
    weights: Weights,
) -> Judged:
    """``fired`` may leave out what was held back."""
    weighed = weigh(fired, row, as_of=as_of, weights=weights)
    return Judged(tuple(fired), weighed, rules.next_change(row, as_of))


def weigh(
    found: Iterable[Fired | Finding], row: Mapping[str, Any], *, as_of: datetime, weights: Weights
) -> Weighed:
    """One figure and one level for these findings on this row."""
    found = list(found)
    figure = score({each.rule.id: each.grade for each in found}, verified_of(row), weights)
    severity = max((each.rule.severity for each in found), default=1)
    return Weighed(
        score=figure,
        level=priority.level_of(figure, [each.level for each in found], weights),
        priority=priority.priority(figure, severity, row, as_of),
    )
