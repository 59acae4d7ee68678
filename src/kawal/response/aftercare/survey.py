"""Weighted surveys: an instrument is a file, its scores a pure function of answers.

A score lies between 0 and 1. Questions left out are left out of the mean; a dimension of which fewer than half were answered
has no score, and the whole has none where a dimension has none: a guess would look like a measurement.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent / "instruments"
LEAST_ANSWERED = 0.5
LOW, HIGH = 1 / 3, 2 / 3  # bands of need; shown in words, never as a verdict


class NoSuchInstrument(KeyError):
    """No file describes it."""


class BadAnswer(ValueError):
    """An answer to no question of the instrument, or none that the question offers."""


@dataclass(frozen=True, slots=True)
class Option:
    code: str
    value: float
    label_id: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Question:
    code: str
    dimension: str
    text_id: str
    text_en: str
    options: tuple[Option, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Dimension:
    code: str
    weight: float
    label_id: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """:ivar provisional: its weights are not official ones; every page that shows a score says so.
    :ivar rounds: months after home at which it is asked; 0 at arrival.
    """

    code: str
    version: int
    provisional: bool
    title_id: str
    title_en: str
    rounds: tuple[int, ...]
    dimensions: tuple[Dimension, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """:ivar whole: the weighted mean of the dimensions; nothing where one of them has no score.
    :ivar answered: of ``asked`` questions.
    """

    dimensions: Mapping[str, float | None]
    whole: float | None
    answered: int
    asked: int


@cache
def instrument(code: str, version: int | None = None) -> Instrument:
    """The instrument of a version, else its highest. :raises NoSuchInstrument: there is none."""
    found = [it for it in _all() if it.code == code and version in (None, it.version)]
    if not found:
        raise NoSuchInstrument(code)
    return max(found, key=lambda it: it.version)


def scores_of(asked: Instrument, answers: Mapping[str, str]) -> Scores:
    """:raises BadAnswer: an answer that the instrument does not know."""
    values = {code: _value(asked, code, said) for code, said in answers.items()}
    by_dimension = {it.code: _mean(asked, it.code, values) for it in asked.dimensions}
    known = [(it.weight, score) for it in asked.dimensions if (score := by_dimension[it.code]) is not None]
    whole = (
        sum(weight * score for weight, score in known) / sum(weight for weight, _score in known)
        if len(known) == len(asked.dimensions)
        else None
    )
    return Scores(by_dimension, whole, len(values), len(asked.questions))


def need_of(score: float | None) -> str:
    """``high``, ``some`` or ``little`` need of support; ``unknown`` without a score."""
    if score is None:
        return "unknown"
    return "high" if score < LOW else "some" if score < HIGH else "little"


def _value(asked: Instrument, code: str, said: str) -> float:
    question = next((it for it in asked.questions if it.code == code), None)
    option = next((it for it in question.options if it.code == said), None) if question else None
    if option is None:
        raise BadAnswer(f"{code}: {said}")
    return option.value


def _mean(asked: Instrument, dimension: str, values: Mapping[str, float]) -> float | None:
    of_it = [it for it in asked.questions if it.dimension == dimension]
    said = [(it.weight, values[it.code]) for it in of_it if it.code in values]
    if not said or len(said) < LEAST_ANSWERED * len(of_it):
        return None
    return sum(weight * value for weight, value in said) / sum(weight for weight, _value in said)


@cache
def _all() -> tuple[Instrument, ...]:
    return tuple(
        _read(tomllib.loads(path.read_text(encoding="utf-8"))) for path in sorted(HERE.glob("*.toml"))
    )


def _read(said: Mapping[str, Any]) -> Instrument:
    options = {it["code"]: tuple(Option(*option) for option in it["options"]) for it in said["answers"]}
    dimensions = tuple(Dimension(**it) for it in said["dimensions"])
    questions = tuple(_question(it, options) for it in said["questions"])
    return Instrument(
        said["code"], said["version"], said["provisional"], said["title_id"], said["title_en"],
        tuple(said["rounds"]), dimensions, questions,
    )  # fmt: skip


def _question(it: Mapping[str, Any], options: Mapping[str, tuple[Option, ...]]) -> Question:
    return Question(
        it["code"], it["dimension"], it["text_id"], it["text_en"], options[it["answers"]], it.get("weight", 1.0)
    )  # fmt: skip
