"""Why the watch makes of a person what it does: every known column with its facts, every rule that holds with its points."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kawal.access.scope import NotVisible
from kawal.decisions.judging.judging import Fired, Judged, fired_on, judge
from kawal.decisions.quiet import holding
from kawal.decisions.rules.columns import SIGNALS
from kawal.decisions.rules.findings import Finding, findings_for
from kawal.decisions.rules.firing import Firing, firing_on
from kawal.decisions.score.scoring import verified_of
from kawal.decisions.score.weights import Weights, built_in
from kawal.situation.pictures.services import Drawn

Refs = Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Known:
    """A column that is known, with the facts it rests on."""

    column: str
    value: Any
    because: Refs


@dataclass(frozen=True, slots=True)
class Holding:
    """A rule that holds: how far, what it adds before the cap of its dimension, in words, and on which facts.

    :ivar is_told: it can cite a fact; only then is it a reason of an alert.
    """

    rule: str
    version: int
    dimension: str
    severity: int
    grade: int
    points: float
    is_told: bool
    sentence: Mapping[str, str]
    evidence: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Explanation:
    """:ivar by_dimension: points after the caps; what verified facts take away stands under ``verified``.
    :ivar changes_at: when silence alone will change this.
    """

    as_of: datetime
    level: str
    probability: float
    low: float
    high: float
    priority: float
    weights: str
    by_dimension: Mapping[str, float]
    verified: tuple[str, ...]
    rules: tuple[Holding, ...]
    known: tuple[Known, ...]
    changes_at: datetime | None


def explain(drawn: Sequence[Drawn], *, as_of: datetime) -> Explanation:
    """:raises NotVisible: the person has no claim any more, and so no picture."""
    if not drawn:
        raise NotVisible("a person without claims")
    [it] = drawn
    rules, weights = firing_on(as_of), built_in()
    judged = judge(it.row, _fired(it, rules, as_of), as_of=as_of, rules=rules, weights=weights)
    behind = it.behind()
    found = findings_for(it.row, as_of=as_of, rules=[each.rule for each in judged.fired], because=behind)
    return Explanation(
        as_of=as_of,
        level=judged.weighed.level,
        probability=judged.weighed.score.probability,
        low=judged.weighed.score.low,
        high=judged.weighed.score.high,
        priority=judged.weighed.priority,
        weights=weights.version,
        by_dimension=judged.weighed.score.by_dimension,
        verified=tuple(sorted(verified_of(it.row))),
        rules=_holding(judged, {each.rule.id: each for each in found}, it, as_of, weights),
        known=tuple(
            Known(name, it.row[name], behind.get(name, ()))
            for name in SIGNALS
            if it.row.get(name) is not None
        ),
        changes_at=judged.changes_at,
    )


def _fired(it: Drawn, rules: Firing, as_of: datetime) -> Sequence[Fired]:
    """Without the silence of a source that sends nothing, as the watch judges."""
    found = {it.person_id: fired_on(it.row, as_of, rules)}
    held = holding.held_back(found, {it.person_id: it.row}, now=as_of)
    return holding.without(found, held)[it.person_id]


def _holding(
    judged: Judged, told: Mapping[str, Finding], it: Drawn, as_of: datetime, weights: Weights
) -> tuple[Holding, ...]:
    found = []
    for rule, grade, _level in judged.fired:
        weight, finding = weights.indicators.get(rule.id), told.get(rule.id)
        said = {"id": rule.sentence(it.row, as_of, "id"), "en": rule.sentence(it.row, as_of, "en")}
        found.append(
            Holding(
                rule=rule.id,
                version=rule.version,
                dimension=rule.dimension,
                severity=rule.severity,
                grade=grade,
                points=weight.of(grade) if weight else 0.0,
                is_told=finding is not None,
                sentence=said,
                evidence=finding.evidence if finding else (),
            )
        )
    return tuple(sorted(found, key=lambda each: (-each.points, each.rule)))
