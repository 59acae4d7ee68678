"""Checks of single JSON values. Each returns what is wrong, or nothing: paths and sentences are made only on failure."""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from kawal.foundation.moments import InvalidDate, InvalidMoment, PartialDate, read_moment

# What is wrong: path below the value, stable code, values for its sentence.
Fault = tuple[str, str, dict[str, object]]
# A number stands for the commonest check, a text of at most so many characters, and spares a million calls.
Check = Callable[[Any], list[Fault] | None] | int

CODE_LONGEST, TEXT_LONGEST, STORY_LONGEST, LIST_LONGEST = 100, 300, 10_000, 50
_LARGEST_NUMBER = 10**15
_NUMBER = re.compile(
    r"(?:rp\.?|idr)?\s*(-?)(\d{1,3}(?:([.,])\d{3})*|\d+)(?:([.,])(\d{1,2}))?(?:,-)?", re.IGNORECASE | re.ASCII
)


def without_empty(value: dict[str, Any]) -> dict[str, Any]:
    """The object without nulls, blank texts, empty lists and empty objects, at every depth; false and 0 stay."""
    kept: dict[str, Any] = {}
    for key, item in value.items():
        kind = item.__class__
        if kind is str:
            if not item or item.isspace():
                continue
        elif kind is dict:
            item = without_empty(item)
            if not item:
                continue
        elif kind is list:
            item = _full_items(item)
            if not item:
                continue
        elif item is None:
            continue
        kept[key] = item
    return kept


def _full_items(items: list[Any]) -> list[Any]:
    cleaned = [without_empty(item) if item.__class__ is dict else item for item in items]
    return [item for item in cleaned if item not in (None, "", {}, [])]


def is_empty(value: object) -> bool:
    """Nothing was said: null, a blank text, an empty list or object."""
    return value is None or value in ("", [], {}) or (isinstance(value, str) and value.isspace())


def as_number(value: object) -> int | float | None:
    """The number a value says, also one written as text with thousands marked (``1.200.000``); else nothing."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return value if math.isfinite(value) else None
    match = _NUMBER.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None or (match[3] and match[4] == match[3]):
        return None
    whole = match[1] + re.sub(r"[.,]", "", match[2])
    return float(f"{whole}.{match[5]}") if match[5] else int(whole)


def text(value: Any, limit: int) -> list[Fault] | None:
    if value.__class__ is not str:
        return [("", "not_text", {})]
    return None if len(value) <= limit else [("", "too_long", {"limit": limit})]


def faults_of(value: Any, check: Check) -> list[Fault] | None:
    return text(value, check) if isinstance(check, int) else check(value)


def one_of(choices: tuple[str, ...]) -> Check:
    """A closed list; lists that may grow are checked as text, and an unknown code is remarked upon."""
    allowed = frozenset(choices)

    def check(value: Any) -> list[Fault] | None:
        if value.__class__ is str and value in allowed:
            return None
        return [("", "not_listed", {"choices": ", ".join(choices)})]

    return check


def flag(value: Any) -> list[Fault] | None:
    return None if value is True or value is False else [("", "not_flag", {})]


def number(value: Any) -> list[Fault] | None:
    """A finite number. One written as text is kept as said, and remarked upon, where it can be read."""
    said = as_number(value)
    if said is None:
        return [("", "not_number", {})]
    if not -_LARGEST_NUMBER <= said <= _LARGEST_NUMBER:
        return [("", "out_of_range", {"low": -_LARGEST_NUMBER, "high": _LARGEST_NUMBER})]
    return None


def between(low: float, high: float) -> Check:
    def check(value: Any) -> list[Fault] | None:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return [("", "not_number", {})]
        return None if low <= value <= high else [("", "out_of_range", {"low": low, "high": high})]

    return check


def day(value: Any) -> list[Fault] | None:
    """A date, perhaps only its month or year; a full moment will do."""
    if value.__class__ is not str:
        return [("", "not_date", {})]
    try:
        PartialDate.parse(value if len(value) <= 10 else value[:10])
        return None if len(value) <= 10 else moment(value)
    except InvalidDate as error:
        return [("", "no_such_day" if error.__cause__ else "not_date", {})]


def moment(value: Any) -> list[Fault] | None:
    if value.__class__ is not str:
        return [("", "not_moment", {})]
    try:
        read_moment(value)
    except InvalidMoment as error:
        return [("", f"time_{error.reason}", {})]
    return None


def birth(value: Any) -> list[Fault] | None:
    if value.__class__ is not str:
        return [("", "birth_malformed", {})]
    try:
        if len(value) == 10 and value[4] == value[7] == "-":  # nearly all, and several times as quick
            date.fromisoformat(value)
            return None
    except ValueError:
        pass
    try:
        PartialDate.parse(value)
    except InvalidDate as error:
        return [("", "no_such_day" if error.__cause__ else "birth_malformed", {})]
    return None


def country(value: Any) -> list[Fault] | None:
    """The shape of ISO 3166-1 alpha-3."""
    if value.__class__ is str and len(value) == 3 and value.isascii() and value.isalpha() and value.isupper():
        return None
    return [("", "country_malformed", {})]


def list_of(check: Check, most: int = LIST_LONGEST) -> Check:
    def check_all(value: Any) -> list[Fault] | None:
        if value.__class__ is not list:
            return [("", "not_list", {})]
        if len(value) > most:
            return [("", "too_many", {"limit": most})]
        faults = [
            (f".{n}{path}", code, values)
            for n, item in enumerate(value)
            for path, code, values in faults_of(item, check) or ()
        ]
        return faults or None

    return check_all


def object_of(checks: Mapping[str, Check]) -> Check:
    """Known keys are checked, others kept."""

    def check(value: Any) -> list[Fault] | None:
        if value.__class__ is not dict:
            return [("", "not_object", {})]
        return faults_in(value, checks)

    return check


def either(first: Check, second: Check) -> Check:
    """An object where an object is given, else the other."""

    def check(value: Any) -> list[Fault] | None:
        return faults_of(value, first if value.__class__ is dict else second)

    return check


def flags(value: Any) -> list[Fault] | None:
    """Names with true, false or null."""
    if value.__class__ is not dict:
        return [("", "not_object", {})]
    return [
        (f".{k}", "not_flag", {}) for k, v in value.items() if v is not None and v.__class__ is not bool
    ] or None


def faults_in(value: dict[str, Any], checks: Mapping[str, Check]) -> list[Fault] | None:
    """Faults of the known keys; what is empty says nothing and cannot be wrong."""
    found: list[Fault] | None = None
    for key, item in value.items():
        check = checks.get(key)
        if check is None or item is None:
            continue
        if isinstance(check, int):
            if item.__class__ is str and len(item) <= check:
                continue
            faults = text(item, check)
        else:
            faults = check(item)
        if faults and not is_empty(item):
            found = [*(found or ()), *((f".{key}{path}", code, values) for path, code, values in faults)]
    return found
