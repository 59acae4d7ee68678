"""Facts as rows: the contract's names flattened by dots, lists joined by semicolons, values typed by their kind."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from kawal.facts.contract.errors import Remark
from kawal.facts.contract.fields import Field
from kawal.facts.contract.kinds import KINDS
from kawal.facts.imports.cellvalues import read_day, read_flag
from kawal.facts.imports.rows import interpreted

REASON = "reason"  # what a refused row was given back with; ignored when it returns
_PLAIN_NUMBER = re.compile(r"-?(0|[1-9]\d{0,17})(\.\d{1,9})?", re.ASCII)
_NUMBERS = ("place.lat", "place.lon")
_MOMENTS = ("occurred_at", "sent_at", "subject.birth_date")
_LISTS = frozenset({"phones", "aliases"})
_DATES = frozenset({"date", "time"})


def is_contract(columns: tuple[str, ...] | list[str]) -> bool:
    """Are these the contract's own names?"""
    names = {clean(column) for column in columns}
    return "kind" in names and bool(names & {"id", "occurred_at"} or any("." in name for name in names))


def clean(column: str) -> str:
    return column.strip().lower()


def unflattened(cells: Mapping[str, str]) -> tuple[dict[str, Any], tuple[Remark, ...]]:
    """The fact a row says, not yet checked, and what was interpreted. Empty cells say nothing."""
    raw: dict[str, Any] = {}
    remarks: list[Remark] = []
    kind = KINDS.get(next((v.strip() for k, v in cells.items() if _target(k).path == "kind"), ""))
    fields = kind.data if kind else {}
    for column, cell in cells.items():
        text, target = cell.strip(), _target(column)
        if text and target.parts:
            value = text if target.plain else _typed(target.path, text, fields, remarks)
            put(raw, target.parts, value)
    return raw, tuple(remarks)


class _Target(NamedTuple):
    """Where a column goes; nowhere without ``parts``. ``plain``: its text is its value."""

    path: str
    parts: tuple[str, ...]
    plain: bool


@lru_cache(5_000)
def _target(column: str) -> _Target:
    path = clean(column)
    if not path or path == REASON:
        return _Target(path, (), True)
    special = path in _NUMBERS or path in _MOMENTS or path.removeprefix("subject.") in _LISTS
    return _Target(path, tuple(path.split(".")), not (special or path.startswith("data.")))


def put(raw: dict[str, Any], path: Sequence[str], value: Any) -> None:
    """Set a value at a path; where something else stands in the way the whole path becomes one unknown key."""
    inner = raw
    for part in path[:-1]:
        inner = inner.setdefault(part, {})
        if not isinstance(inner, dict):
            raw[".".join(path)] = value
            return
    inner[path[-1]] = value


def flattened(raw: Mapping[str, Any], above: str = "") -> dict[str, str]:
    """A fact as cells by column; nulls are empty."""
    cells: dict[str, str] = {}
    for key, value in raw.items():
        if isinstance(value, Mapping):
            cells |= flattened(value, f"{above}{key}.")
        else:
            cells[f"{above}{key}"] = _cell(value)
    return cells


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return ";".join(map(_cell, value)) if isinstance(value, list) else str(value)


def _typed(path: str, text: str, fields: Mapping[str, Field], remarks: list[Remark]) -> Any:
    top, _, rest = path.partition(".")
    if top == "data" and rest:
        return _data_value(path, rest, text, fields, remarks)
    if path in _NUMBERS:
        return number(text)
    if top == "subject" and rest in _LISTS:
        return split(text)
    if path in _MOMENTS:
        return _dated(path, text, remarks)
    return text


def _data_value(path: str, rest: str, text: str, fields: Mapping[str, Field], remarks: list[Remark]) -> Any:
    name, _, inner = rest.partition(".")
    field = fields.get(name)
    if field and inner:
        part = next((part for part in field.parts if part.name == inner), None)
        kind = part.type if part else ("flag" if field.type == "flags" else "text")
    else:
        kind = field.type if field else "text"
    if kind == "number":
        return number(text)
    if kind == "flag":
        return read_flag(text)
    if kind in ("codes", "texts"):
        return split(text)
    return _dated(path, text, remarks) if kind in _DATES else text


def _dated(path: str, text: str, remarks: list[Remark]) -> str:
    day = read_day(text)
    if day is None or day == text:
        return text
    remarks.append(interpreted("date_read", path))
    return day


def number(text: str) -> int | float | str:
    """A number written plainly; any other text as it is, for the contract to judge."""
    match = _PLAIN_NUMBER.fullmatch(text)
    if match is None:
        return text
    return float(text) if match[2] else int(text)


def split(text: str) -> list[str]:
    return [part for part in (one.strip() for one in text.split(";")) if part]
