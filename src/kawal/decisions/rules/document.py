"""A rule as it runs: what it watches for, its words, where it comes from, and its examples. Read by `reading`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from kawal.decisions.rules import sentences
from kawal.decisions.rules.closure import Row
from kawal.decisions.rules.columns import COLUMNS, ROW, Type
from kawal.decisions.rules.expression import Expression
from kawal.decisions.rules.sentences import Language
from kawal.decisions.rules.silence import Turns

LEVELS = ("emergency", "high", "medium", "watch")  # the most urgent first
ACUTE = 3
SEVERITIES = {1: "weak, never alone", 2: "serious", ACUTE: "acute"}
# The indicators of forced labour of the ILO, and beside them what is none of these: silence itself (`contact`), leaving
# without the prescribed steps (`procedure`), who somebody is (`identity`), the way taken (`journey`), whom one is linked
# with (`network`).
DIMENSIONS = frozenset(
    {
        "abuse_of_vulnerability", "abusive_conditions", "contact", "debt_bondage", "deception", "documents_retained",
        "excessive_overtime", "identity", "intimidation", "isolation", "journey", "network", "procedure",
        "restriction_of_movement", "violence", "wages_withheld",
    }
)  # fmt: skip
SOURCES = frozenset({"law", "practice"})


class BadRule(ValueError):
    """The document is not complete or says something that is not understood. ``part`` names where."""

    def __init__(self, reason: str, part: str = "") -> None:
        super().__init__(reason)
        self.part = part


@dataclass(frozen=True)
class Text:
    """A sentence in both languages."""

    id: str
    en: str

    def said(self, language: Language) -> str:
        return self.en if language == "en" else self.id


@dataclass(frozen=True)
class Raise:
    """The rule's level becomes ``level`` once ``days`` have passed since the moment in ``column``."""

    level: str
    column: str
    days: int
    holds: Callable[[Row, datetime], bool | None]


@dataclass(frozen=True)
class Example:
    """A row the rule must or must not fire on, and why. ``level`` and ``grade`` are checked where it fires."""

    fires: bool
    note: str
    as_of: datetime
    row: Mapping[str, Any]
    level: str
    grade: int | None


class Variant(NamedTuple):
    """Another reason sentence, told where its condition holds."""

    when: Expression
    holds: Callable[[Row, datetime], bool | None]
    reason: Text


class Told(NamedTuple):
    """A value that only a sentence needs, such as a difference or a number of days."""

    type: Type
    of: Callable[[Row, datetime], Any]
    columns: frozenset[str]


@dataclass(frozen=True)
class Rule:
    """A rule as it runs.

    :ivar headline: what may be so, with ``{name}``: the heading of a page.
    :ivar variants: other reason sentences; the first whose condition holds is told instead.
    :ivar needs: kinds of facts it needs; without them it stays unknown.
    :ivar tables: dated tables of the world it rests on; where one is missing it stays unknown.
    :ivar evidence: columns whose facts are the evidence, in the order they are told.
    :ivar missing: what an absent fact means here; unknown is never clear and never guilty.
    :ivar deadline_hours: within which an officer must have taken it.
    :ivar known: columns without which it cannot hold, the rarest told first.
    :ivar grades: conditions, each stronger than the one before, that make the finding weigh more.
    :ivar turns: moments at which silence may change what it says.
    :ivar digest: of the document as it stands, kept with every finding.
    """

    id: str
    version: int
    valid_from: date
    valid_to: date | None
    severity: int
    level: str
    dimension: str
    owner: str
    deadline_hours: int
    source_kind: str
    source: Text
    title: Text
    headline: Text
    reason: Text
    variants: tuple[Variant, ...]
    missing: Text
    clears: Text
    next_step: Text
    needs: tuple[str, ...]
    tables: tuple[str, ...]
    evidence: tuple[str, ...]
    params: Mapping[str, int | str]
    values: Mapping[str, Told]
    when: Expression
    known: tuple[str, ...]
    holds: Callable[[Row, datetime], bool | None]
    grades: tuple[Expression, ...]
    graded: tuple[Callable[[Row, datetime], bool | None], ...]
    raises: tuple[Raise, ...]
    turns: tuple[Turns, ...]
    examples: tuple[Example, ...]
    digest: str

    @property
    def name(self) -> str:
        return f"{self.id} v{self.version}"

    @property
    def columns(self) -> frozenset[str]:
        """All it reads of a row, to decide, to grade and to tell."""
        decide = [it.columns for it in (self.when, *self.grades, *(it.when for it in self.variants))]
        tell = [it.columns for it in self.values.values()]
        named = [sentences.names_in(text) for it in self.reasons for text in (it.id, it.en)]
        return frozenset().union(*decide, *tell, *named) & ROW.keys()

    @property
    def reasons(self) -> tuple[Text, ...]:
        """Every reason sentence it has."""
        return (self.reason, *(it.reason for it in self.variants))

    def is_valid_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def grade_of(self, row: Row, as_of: datetime) -> int:
        """0 where it does not hold, else 1 and one more for each grade reached in turn."""
        for name in self.known:  # most rules end here: everybody drawn is asked of all
            if row.get(name) is None:
                return 0
        if self.holds(row, as_of) is not True:
            return 0
        grade = 1
        for stronger in self.graded:
            if stronger(row, as_of) is not True:
                break
            grade += 1
        return grade

    def level_of(self, row: Row, as_of: datetime) -> str:
        """The most urgent of its own level and those it is raised to."""
        reached = [self.level, *(it.level for it in self.raises if it.holds(row, as_of) is True)]
        return min(reached, key=LEVELS.index)

    def broken_examples(self) -> list[str]:
        """Notes of its own examples that it does not keep to."""
        return [it.note for it in self.examples if not self._keeps(it)]

    def _keeps(self, example: Example) -> bool:
        grade = self.grade_of(example.row, example.as_of)
        if (grade > 0) != example.fires:
            return False
        if not example.fires:
            return True
        as_graded = example.grade is None or example.grade == grade
        return as_graded and self.level_of(example.row, example.as_of) == example.level

    def sentence(self, row: Row, as_of: datetime, language: Language) -> str:
        """Why, with the values of this row."""
        told = next((it.reason for it in self.variants if it.holds(row, as_of) is True), self.reason)
        template = told.said(language)
        said = {name: self._value(name, row, as_of) for name in sentences.names_in(template)}
        return sentences.filled(template, said, language)

    def _value(self, name: str, row: Row, as_of: datetime) -> Any:
        told = self.values.get(name)
        if told is not None:
            kind, value = told.type, told.of(row, as_of)
        elif name in self.params:
            return self.params[name]
        else:
            kind, value = COLUMNS[name], row.get(name)
        if kind in (Type.DAY, Type.TIME) and isinstance(value, int):
            return date.fromordinal(value)
        return value


def picture_row(given: Mapping[str, Any]) -> dict[str, Any]:
    """A whole row of which only some columns are told."""
    return {
        **dict.fromkeys(ROW),
        "stay": "unknown",
        "procedure": "unknown",
        "facts": 1,
        "sex": "",
        **given,
    }
