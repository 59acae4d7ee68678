"""One rule document, read and checked whole. A part that is missing or not understood fails loading, by name."""

import hashlib
import json
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kawal.decisions.rules import closure, sentences
from kawal.decisions.rules.columns import PICTURE, Type
from kawal.decisions.rules.expression import BadExpression, Expression, read
from kawal.decisions.rules.sentences import Language

LEVELS = ("emergency", "high", "medium", "watch")  # the most urgent first
SEVERITIES = {1: "weak, never alone", 2: "serious", 3: "acute"}
# ILO indicators of forced labour, and `contact` for silence itself, which is none of them.
DIMENSIONS = frozenset(
    {
        "abuse_of_vulnerability", "abusive_conditions", "contact", "debt_bondage", "deception", "documents_retained",
        "excessive_overtime", "intimidation", "isolation", "restriction_of_movement", "violence", "wages_withheld",
    }
)  # fmt: skip
SOURCES = frozenset({"law", "practice"})
_BILINGUAL = ("title", "headline", "reason", "missing", "clears", "next_step")
_PARTS = frozenset(_BILINGUAL) | {
    "id", "version", "valid_from", "severity", "level", "dimension", "owner", "deadline_hours", "when", "evidence", "needs",
    "source", "examples",
}  # fmt: skip
_OPTIONAL = frozenset({"params", "raises", "valid_to"})


class BadRule(ValueError):
    """The document is not complete or says something that is not understood."""


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
    holds: Callable[[closure.Row, datetime], bool | None]


@dataclass(frozen=True)
class Example:
    """A picture the rule must or must not fire on, and why. ``level`` is checked where it fires."""

    fires: bool
    note: str
    as_of: datetime
    row: Mapping[str, Any]
    level: str


@dataclass(frozen=True)
class Rule:
    """A rule as it runs.

    :ivar headline: what may be so, with ``{name}``: the heading of a page.
    :ivar needs: kinds of facts it needs; without them it stays unknown.
    :ivar evidence: columns whose facts are the evidence, in the order they are told.
    :ivar missing: what an absent fact means here; unknown is never clear and never guilty.
    :ivar deadline_hours: within which an officer must have taken it.
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
    missing: Text
    clears: Text
    next_step: Text
    needs: tuple[str, ...]
    evidence: tuple[str, ...]
    params: Mapping[str, int | str]
    when: Expression
    holds: Callable[[closure.Row, datetime], bool | None]
    raises: tuple[Raise, ...]
    examples: tuple[Example, ...]
    digest: str

    @property
    def name(self) -> str:
        return f"{self.id} v{self.version}"

    def is_valid_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def level_of(self, row: closure.Row, as_of: datetime) -> str:
        """The most urgent of its own level and those it is raised to."""
        reached = [self.level, *(it.level for it in self.raises if it.holds(row, as_of) is True)]
        return min(reached, key=LEVELS.index)

    def broken_examples(self) -> list[str]:
        """Notes of its own examples that it does not keep to."""
        return [it.note for it in self.examples if not self._keeps(it)]

    def _keeps(self, example: Example) -> bool:
        if (self.holds(example.row, example.as_of) is True) != example.fires:
            return False
        return not example.fires or self.level_of(example.row, example.as_of) == example.level

    def sentence(self, row: closure.Row, language: Language) -> str:
        return sentences.filled(self.reason.said(language), {**self.params, **row}, language)


def read_file(path: Path) -> Rule:
    """:raises BadRule: with the file and the part that is wrong."""
    try:
        return read_rule(tomllib.loads(path.read_text(encoding="utf-8")))
    except (BadRule, BadExpression, tomllib.TOMLDecodeError) as error:
        raise BadRule(f"{path.name}: {error}") from error


def read_rule(raw: Mapping[str, Any]) -> Rule:
    """:raises BadRule: a part is missing, unknown or wrong; ``BadExpression`` for its condition."""
    _complete(raw)
    params: dict[str, int | str] = dict(raw.get("params", {}))
    when = read(raw["when"], params)
    texts = {name: _text(raw[name], name) for name in _BILINGUAL}
    rule = Rule(
        id=raw["id"],
        version=raw["version"],
        valid_from=raw["valid_from"],
        valid_to=raw.get("valid_to"),
        severity=_one_of(raw["severity"], SEVERITIES, "severity"),
        level=_one_of(raw["level"], LEVELS, "level"),
        dimension=_one_of(raw["dimension"], DIMENSIONS, "dimension"),
        owner=raw["owner"],
        deadline_hours=raw["deadline_hours"],
        source_kind=_one_of(raw["source"].get("kind"), SOURCES, "source.kind"),
        source=_text(raw["source"], "source"),
        needs=tuple(raw["needs"]),
        evidence=_columns(raw["evidence"], "evidence"),
        params=params,
        when=when,
        holds=closure.compiled(when),
        raises=tuple(_raise(it, params) for it in raw.get("raises", ())),
        examples=tuple(_example(it, raw["level"]) for it in raw["examples"]),
        digest=digest(raw),
        **texts,
    )
    _sensible(rule)
    return rule


def digest(raw: Mapping[str, Any]) -> str:
    """Of the document's meaning: the order of its parts and its line breaks do not count."""
    whole = json.dumps(raw, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.blake2b(whole.encode(), digest_size=12).hexdigest()


def picture_row(given: Mapping[str, Any]) -> dict[str, Any]:
    """A whole row of a picture of which only some columns are told."""
    return {
        **dict.fromkeys(PICTURE),
        "stay": "unknown",
        "procedure": "unknown",
        "facts": 1,
        "sex": "",
        **given,
    }


def _complete(raw: Mapping[str, Any]) -> None:
    missing, strange = _PARTS - raw.keys(), raw.keys() - _PARTS - _OPTIONAL
    if missing:
        raise BadRule(f"lacks {', '.join(sorted(missing))}")
    if strange:
        raise BadRule(f"has parts nobody knows: {', '.join(sorted(strange))}")


def _sensible(rule: Rule) -> None:
    if rule.version < 1 or rule.deadline_hours < 1:
        raise BadRule("version and deadline_hours count from 1")
    if {True, False} - {example.fires for example in rule.examples}:
        raise BadRule("examples must show where it fires and where it does not")
    if not (rule.needs and rule.evidence):
        raise BadRule("a rule without needs or evidence has no ground")
    if any(
        "{name}" not in text or "mungkin" not in rule.headline.id
        for text in (rule.headline.id, rule.headline.en)
    ):
        raise BadRule("headline says what may be so (mungkin) about {name}")
    known = PICTURE.keys() | rule.params.keys()
    for text in (rule.reason.id, rule.reason.en):
        try:
            strange = sentences.names_in(text) - known
        except ValueError as error:
            raise BadRule(f"reason: {error}") from error
        if strange:
            raise BadRule(f"reason names what the picture has not: {', '.join(sorted(strange))}")


def _text(raw: Any, part: str) -> Text:
    if not isinstance(raw, Mapping) or not (raw.get("id") and raw.get("en")):
        raise BadRule(f"{part} needs id and en")
    return Text(raw["id"], raw["en"])


def _one_of(value: Any, allowed: Any, part: str) -> Any:
    if value not in allowed:
        raise BadRule(f"{part} is {value!r}, not one of {', '.join(map(str, sorted(allowed)))}")
    return value


def _columns(names: Sequence[str], part: str) -> tuple[str, ...]:
    strange = [name for name in names if name not in PICTURE]
    if strange:
        raise BadRule(f"{part}: the picture has no column {', '.join(strange)}")
    return tuple(names)


def _raise(raw: Mapping[str, Any], params: Mapping[str, int | str]) -> Raise:
    if raw.keys() != {"level", "since", "days"}:
        raise BadRule("raises needs level, since and days")
    [column] = _columns([raw["since"]], "raises.since")
    days = params.get(raw["days"])
    if PICTURE[column] is not Type.MOMENT or not isinstance(days, int):
        raise BadRule("raises counts a parameter's days since a moment")
    holds = closure.compiled(read(f"days_since({column}) >= {days}"))
    return Raise(_one_of(raw["level"], LEVELS, "raises.level"), column, days, holds)


def _example(raw: Mapping[str, Any], level: str) -> Example:
    if {"fires", "note", "as_of", "row"} - raw.keys():
        raise BadRule("an example needs fires, note, as_of and row")
    _columns(tuple(raw["row"]), "examples")
    return Example(raw["fires"], raw["note"], raw["as_of"], picture_row(raw["row"]), raw.get("level", level))
