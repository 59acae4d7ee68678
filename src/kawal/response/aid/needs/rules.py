"""What several assessors said of one group, as counts with the gaps shown, and what it proposes to send. Pure."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median_high
from typing import Any

FORM = Path(__file__).with_name("form.toml")
NEAR, A_TENTH = 2, 0.1  # counts that lie no further apart than this agree
MOST_PEOPLE = 20_000


class BadAnswer(ValueError):
    """An answer that the form does not ask for, a count below nought or beyond belief; named by its question."""


@dataclass(frozen=True, slots=True)
class Question:
    """:ivar kind: count (whole people) or yes. :ivar item: the kit that such people get, or that is missing where it is "no"."""

    code: str
    kind: str
    label_id: str
    label_en: str
    item: str = ""

    def label(self, language: str) -> str:
        return self.label_en if language == "en" else self.label_id


@dataclass(frozen=True, slots=True)
class Result:
    """:ivar said: what each assessor who answered it said, in rising order; yes is 1. :ivar silent: who answered, but not this."""

    question: Question
    said: tuple[int, ...]
    silent: int

    @property
    def middle(self) -> int | None:
        """Of two the higher: a kit too many is better than one too few. For yes and no the more cautious, no."""
        if not self.said:
            return None
        return min(self.said) if self.question.kind == "yes" else median_high(self.said)

    @property
    def agrees(self) -> bool:
        if len(self.said) < 2:
            return True
        apart = self.said[-1] - self.said[0]
        if self.question.kind == "yes":
            return apart == 0
        return apart <= max(NEAR, A_TENTH * (self.middle or 0))


@dataclass(frozen=True, slots=True)
class Proposal:
    """:ivar needed: for everybody. :ivar there: what lies at the site already. :ivar is_firm: the assessors agree, nobody is missing."""

    item: str
    needed: int
    there: int
    is_firm: bool

    @property
    def send(self) -> int:
        return max(self.needed - self.there, 0)


@cache
def questions() -> tuple[Question, ...]:
    said = tomllib.loads(FORM.read_text(encoding="utf-8"))["question"]
    return tuple(Question(it["code"], it["kind"], it["id"], it["en"], it.get("item", "")) for it in said)


def checked(answers: Mapping[str, Any]) -> dict[str, int]:
    """:raises BadAnswer: with the code of the question."""
    known = {it.code: it for it in questions()}
    for code, value in answers.items():
        most = 1 if known.get(code) and known[code].kind == "yes" else MOST_PEOPLE
        if code not in known or value.__class__ is not int or not 0 <= value <= most:
            raise BadAnswer(code)
    return dict(answers)


def results(answers: Sequence[Mapping[str, int]]) -> list[Result]:
    """One a question, in the order of the form."""
    found = []
    for question in questions():
        said = sorted(it[question.code] for it in answers if question.code in it)
        found.append(Result(question, tuple(said), len(answers) - len(said)))
    return found


def proposals(found: Sequence[Result], stock: Mapping[str, int], missing: int) -> list[Proposal]:
    """A kit for each person it is for; things to wash with for everybody where there are none. ``missing``: assessors who did
    not answer yet."""
    people = sum(it.middle or 0 for it in found if it.question.kind == "count" and it.question.item)
    made = []
    for it in found:
        if not it.question.item or it.middle is None:
            continue
        needed = it.middle if it.question.kind == "count" else (0 if it.middle else people)
        if needed:
            firm = it.agrees and not it.silent and not missing
            made.append(Proposal(it.question.item, needed, stock.get(it.question.item, 0), firm))
    return made
