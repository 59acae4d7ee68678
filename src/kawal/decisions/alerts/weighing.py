"""What each reason of an alert adds to its figure, by the weights in force. The reader has been let through to the alert."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kawal.access.wall import as_engine
from kawal.decisions.alerts.cards import AlertCard, ReasonCard
from kawal.decisions.rules.document import LEVELS
from kawal.decisions.score.weights import Weights, built_in
from kawal.facts.ledger import bulk

GRADES = "select fired from watched where person_id = %s"


def heaviest_first(reasons: Iterable[ReasonCard]) -> tuple[ReasonCard, ...]:
    """Holding ones, the most urgent level, then what adds most by its first grade: the first of them names the alert."""
    indicators = built_in().indicators

    def place(it: ReasonCard) -> tuple[bool, int, float]:
        weight = indicators.get(it.rule)
        return it.ended_at is not None, LEVELS.index(it.level), -weight.of(1) if weight else 0.0

    return tuple(sorted(reasons, key=place))


def weigh_reasons(card: AlertCard) -> AlertCard:
    """The same alert, its holding reasons with their points. An alert that got no figure, and one about a ring, stay as they are."""
    if card.probability is None or card.ring:
        return card
    with as_engine():
        found = bulk.run(GRADES, (card.person_id,))
    grades = found[0][0] if found else {}
    weights = built_in()
    return replace(
        card, reasons=tuple(replace(it, points=_points(it, grades, weights)) for it in card.reasons)
    )


def _points(reason: ReasonCard, grades: Mapping[str, int], weights: Weights) -> float | None:
    """Log-odds, before the cap of the dimension; at least those of the first grade, which the rule had when it fired."""
    weight = weights.indicators.get(reason.rule)
    if weight is None or reason.ended_at is not None:
        return None
    return weight.of(max(grades.get(reason.rule, 1), 1))
