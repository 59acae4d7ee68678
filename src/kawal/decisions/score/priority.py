"""Who comes first: chance x severity x urgency x what can still be done, as a strict order; and the level of an alert."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from kawal.decisions.rules.closure import ordinal, today
from kawal.decisions.rules.document import LEVELS
from kawal.decisions.score.scoring import Score
from kawal.decisions.score.weights import Weights

# What an officer can still do: most before somebody leaves, least when it is over.
ACTIONABLE: Final = {"before": 1.0, "abroad": 0.7, "back": 0.4}
# An unanswered voice presses more every day, up to twice as much after thirty days; so does silence after ninety.
_VOICES: Final = ("distress_on", "missing_on", "severe_on")
_PRESSING, _SILENT, _LEAVING = 30, 90, 1.5


def priority(score: Score, severity: int, row: Mapping[str, Any], as_of: datetime) -> float:
    """How much comes of acting on this person now; greater comes first.

    :param severity: the gravest of the rules that hold, 1 to 3.
    """
    return score.probability * severity * urgency(row, as_of) * actionability(row)


def urgency(row: Mapping[str, Any], as_of: datetime) -> float:
    """1 where nothing presses, up to 2: before somebody leaves, while a voice is unanswered, in long silence."""
    day = today(as_of)
    voices = [since for name in _VOICES if (since := ordinal(row.get(name))) is not None]
    if voices:
        return 1.5 + 0.5 * _share(day - min(voices), _PRESSING)
    if row.get("phase") == "before":
        return _LEAVING
    heard = ordinal(row.get("last_heard_on"))
    if row.get("phase") == "abroad" and heard is not None:
        return 1.0 + _share(day - heard, _SILENT)
    return 1.0


def actionability(row: Mapping[str, Any]) -> float:
    return ACTIONABLE.get(str(row.get("phase")), ACTIONABLE["abroad"])


def level_of(score: Score, floors: Iterable[str], weights: Weights) -> str:
    """The level of an alert: what the probability calls for, or what one of its rules calls for by itself."""
    reached = "high" if score.probability >= weights.high else "medium"
    by_score = reached if score.probability >= weights.medium else "watch"
    return min((by_score, *floors), key=LEVELS.index)


def _share(days: int, of: int) -> float:
    return min(max(days / of, 0.0), 1.0)
