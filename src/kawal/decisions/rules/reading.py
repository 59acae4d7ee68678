"""One rule document, read and checked whole. A part that is missing or not understood fails loading, by name."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from kawal.decisions.rules import closure, sentences, silence
from kawal.decisions.rules.columns import ROW, TABLES, Type
from kawal.decisions.rules.document import (
    DIMENSIONS,
    LEVELS,
    SEVERITIES,
    SOURCES,
    BadRule,
    Example,
    Raise,
    Rule,
    Text,
    Told,
    Variant,
    picture_row,
)
from kawal.decisions.rules.expression import BadExpression, Expression, needed_by, read, read_value

_BILINGUAL = ("title", "headline", "reason", "missing", "clears", "next_step")
_PARTS = frozenset(_BILINGUAL) | {
    "id", "version", "valid_from", "severity", "level", "dimension", "owner", "deadline_hours", "when", "evidence", "needs",
    "tables", "source", "examples",
}  # fmt: skip
_OPTIONAL = frozenset({"params", "raises", "valid_to", "grades", "values", "variants", "after_home"})
# Once she is home, or settled, or dead, a way of leaving or of working calls for nobody any more: only rules that say
# ``after_home`` go on asking. Where no picture tells the stay, as in a replay of files, nothing rests.
_NOT_AT_REST = "(stay is null or not (stay in ('home', 'settled_elsewhere', 'died')))"
_COMMON = (
    "phase",
    "stay",
    "departed_on",
    "arrived_on",
    "work_bound",
)  # known of nearly everybody: asked last
_EXAMPLE = {"fires", "note", "as_of", "row"}
_MOST = {"grades": 4, "raises": 4, "values": 8, "variants": 4, "examples": 20}
_SHAPES: dict[Type, type | tuple[type, ...]] = {
    Type.TEXT: str,
    Type.NUMBER: int,
    Type.MOMENT: datetime,
    Type.DAY: date,
    Type.WORDS: list,
}

Params = dict[str, int | str]


def read_rule(raw: Mapping[str, Any]) -> Rule:
    """:raises BadRule: a part is missing, unknown or wrong."""
    _complete(raw)
    params: Params = dict(raw.get("params", {}))
    when = _when(raw, params)
    raises = tuple(_raise(it, params) for it in raw.get("raises", ()))
    grades = tuple(_condition(it, params, "grades") for it in raw.get("grades", ()))
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
        tables=_tables(raw["tables"]),
        evidence=_columns(raw["evidence"], "evidence"),
        params=params,
        values={name: _told(text, params) for name, text in raw.get("values", {}).items()},
        variants=tuple(_variant(it, params) for it in raw.get("variants", ())),
        when=when,
        known=tuple(sorted(needed_by(when.tree), key=lambda name: (name in _COMMON, name))),
        holds=closure.compiled(when),
        grades=grades,
        graded=tuple(map(closure.compiled, grades)),
        raises=raises,
        turns=tuple(it for said in (when, *grades, *map(_since, raises)) for it in silence.turns_of(said)),
        examples=tuple(_example(it, raw["level"]) for it in raw["examples"]),
        digest=digest(raw),
        **texts,
    )
    _sensible(rule)
    return rule


def _when(raw: Mapping[str, Any], params: Params) -> Expression:
    said = _condition(raw["when"], params, "when")
    if raw.get("after_home", False) is True:
        return said
    resting = _condition(f"({raw['when']}) and {_NOT_AT_REST}", params, "when")
    return replace(resting, text=said.text)


def digest(raw: Mapping[str, Any]) -> str:
    """Of the document's meaning: the order of its parts, its line breaks and empty lists do not count."""
    told = {name: value for name, value in raw.items() if value != []}
    whole = json.dumps(told, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.blake2b(whole.encode(), digest_size=12).hexdigest()


def _complete(raw: Mapping[str, Any]) -> None:
    missing, strange = _PARTS - raw.keys(), raw.keys() - _PARTS - _OPTIONAL
    if missing:
        raise BadRule(f"lacks {', '.join(sorted(missing))}")
    if strange:
        raise BadRule(f"has parts nobody knows: {', '.join(sorted(strange))}", min(strange))
    for part, most in _MOST.items():
        if len(raw.get(part, ())) > most:
            raise BadRule(f"{part}: {most} at most", part)


def _sensible(rule: Rule) -> None:
    if rule.version < 1 or rule.deadline_hours < 1:
        raise BadRule("version and deadline_hours count from 1", "version")
    if {True, False} - {example.fires for example in rule.examples}:
        raise BadRule("examples must show where it fires and where it does not", "examples")
    if not (rule.needs and rule.evidence):
        raise BadRule("a rule without needs or evidence has no ground", "evidence")
    if any(
        "{name}" not in text or "mungkin" not in rule.headline.id
        for text in (rule.headline.id, rule.headline.en)
    ):
        raise BadRule("headline says what may be so (mungkin) about {name}", "headline")
    known = ROW.keys() | rule.params.keys() | rule.values.keys()
    for text in (text for reason in rule.reasons for text in (reason.id, reason.en)):
        try:
            strange = sentences.names_in(text) - known
        except ValueError as error:
            raise BadRule(f"reason: {error}", "reason") from error
        if strange:
            raise BadRule(f"reason names what nobody tells: {', '.join(sorted(strange))}", "reason")


def _condition(text: Any, params: Params, part: str) -> Expression:
    if not isinstance(text, str):
        raise BadRule(f"{part} is no text", part)
    try:
        return read(text, params)
    except BadExpression as error:
        raise BadRule(f"{part}: {error}", part) from error


def _variant(raw: Any, params: Params) -> Variant:
    if not isinstance(raw, Mapping) or raw.keys() != {"when", "id", "en"}:
        raise BadRule("variants needs when, id and en", "variants")
    when = _condition(raw["when"], params, "variants")
    return Variant(when, closure.compiled(when), _text(raw, "variants"))


def _told(text: Any, params: Params) -> Told:
    try:
        expression = read_value(text, params)
    except BadExpression as error:
        raise BadRule(f"values: {error}", "values") from error
    return Told(expression.type, closure.compiled(expression), expression.columns)


def _text(raw: Any, part: str) -> Text:
    if not isinstance(raw, Mapping) or not (raw.get("id") and raw.get("en")):
        raise BadRule(f"{part} needs id and en", part)
    return Text(raw["id"], raw["en"])


def _one_of(value: Any, allowed: Any, part: str) -> Any:
    if value not in allowed:
        raise BadRule(f"{part} is {value!r}, not one of {', '.join(map(str, sorted(allowed)))}", part)
    return value


def _tables(names: Sequence[str]) -> tuple[str, ...]:
    if strange := set(names) - TABLES:
        raise BadRule(f"tables: nobody keeps {', '.join(sorted(strange))}", "tables")
    return tuple(names)


def _columns(names: Sequence[str], part: str) -> tuple[str, ...]:
    strange = [name for name in names if name not in ROW]
    if strange:
        raise BadRule(f"{part}: there is no column {', '.join(strange)}", part.split(".")[0])
    return tuple(names)


def _raise(raw: Mapping[str, Any], params: Params) -> Raise:
    if raw.keys() != {"level", "since", "days"}:
        raise BadRule("raises needs level, since and days", "raises")
    [column] = _columns([raw["since"]], "raises.since")
    days = params.get(raw["days"])
    if ROW[column] is not Type.MOMENT or not isinstance(days, int):
        raise BadRule("raises counts a parameter's days since a moment", "raises")
    level = _one_of(raw["level"], LEVELS, "raises.level")
    return Raise(level, column, days, closure.compiled(_after(column, days)))


def _since(raised: Raise) -> Expression:
    return _after(raised.column, raised.days)


def _after(column: str, days: int) -> Expression:
    return _condition(f"days_since({column}) >= {days}", {}, "raises")


def _example(raw: Mapping[str, Any], level: str) -> Example:
    if _EXAMPLE - raw.keys() or raw.keys() - _EXAMPLE - {"level", "grade"}:
        raise BadRule("an example needs fires, note, as_of and row", "examples")
    _columns(tuple(raw["row"]), "examples")
    for name, value in raw["row"].items():
        if not isinstance(value, _SHAPES[ROW[name]]) or isinstance(value, bool):
            raise BadRule(f"examples: {name} is no {ROW[name]}", "examples")
    level = raw.get("level", level)
    return Example(raw["fires"], raw["note"], raw["as_of"], picture_row(raw["row"]), level, raw.get("grade"))
