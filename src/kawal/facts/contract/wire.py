"""From text to an object that every later step can store: bounded in size and depth, with no key said twice.

One scan of the whole text answers for the ordinary fact; only where it finds something is the object walked to say where.
"""

import json
import math
from typing import Any

import orjson

from kawal.facts.contract.errors import FactRefused, FieldError, problem

MOST_BYTES = 65_536
DEEPEST = 6  # levels below the field of the fact itself
_STRICT = orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_SUBCLASS
_LARGEST_INT = 2**63 - 1
_MOST_FAULTS = 20


def object_from(line: bytes | str) -> dict[str, Any]:
    """The object a line of JSON holds.

    :raises FactRefused: not JSON, not an object, too large, too deep, a key said twice, or text that no table can hold.
    """
    text = line if isinstance(line, bytes) else line.encode("utf-8", "surrogatepass")
    if len(text) > MOST_BYTES:
        raise FactRefused([problem("", "too_large", limit=MOST_BYTES)])
    try:
        raw = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise FactRefused([problem("", "json_malformed", column=error.pos + 1)]) from error
    if raw.__class__ is not dict:
        raise FactRefused([problem("", "not_fact")])
    if b"\\u0000" in text or text.count(b"{") + text.count(b"[") > DEEPEST + 1:
        _refuse_unstorable(raw)
    if text.count(b'":') != _keys(raw):
        _refuse_doubles(text, raw)
    assert isinstance(raw, dict)
    return raw


def checked(raw: object) -> dict[str, Any]:
    """An object that came as one; the same limits hold.

    :raises FactRefused: as :func:`object_from`.
    """
    if raw.__class__ is not dict:
        raise FactRefused([problem("", "not_fact")])
    assert isinstance(raw, dict)
    try:
        text = orjson.dumps(raw, option=_STRICT)
    except TypeError as error:
        _refuse_unstorable(raw)
        raise FactRefused([problem("", "bad_value")], _id(raw)) from error
    if len(text) > MOST_BYTES:
        raise FactRefused([problem("", "too_large", limit=MOST_BYTES)], _id(raw))
    if b"\\u0000" in text or b"null" in text or text.count(b"{") + text.count(b"[") > DEEPEST + 1:
        _refuse_unstorable(raw)  # a number that is none is written as null
    return raw


def _keys(value: Any) -> int:
    """How many keys an object and everything in it has."""
    if value.__class__ is dict:
        count = len(value)
        for item in value.values():
            if item.__class__ is dict or item.__class__ is list:
                count += _keys(item)
        return count
    return sum(_keys(item) for item in value if item.__class__ is dict or item.__class__ is list)


def _refuse_doubles(text: bytes, raw: dict[str, Any]) -> None:
    """Read it again the slow way: a key in quotes within a text also comes here, and is no fault."""
    doubled: dict[str, None] = {}

    def pairs(items: list[tuple[str, Any]]) -> None:
        names = [name for name, _ in items]
        doubled.update(dict.fromkeys(name for name in names if names.count(name) > 1))

    json.loads(text, object_pairs_hook=pairs)
    if doubled:
        raise FactRefused([problem(name[:100], "duplicate_key") for name in doubled], _id(raw))


def _refuse_unstorable(raw: dict[Any, Any]) -> None:
    faults: list[FieldError] = []
    for key, value in raw.items():
        _walk(value, _path("", key, faults), 0, faults)
    if faults:
        raise FactRefused(faults[:_MOST_FAULTS], _id(raw))


def _walk(value: Any, path: str, depth: int, faults: list[FieldError]) -> None:
    if isinstance(value, str):
        if not _is_storable(value):
            faults.append(problem(path, "bad_characters"))
    elif isinstance(value, dict | list):
        if depth >= DEEPEST:
            faults.append(problem(path, "too_deep", limit=DEEPEST))
            return
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, item in items:
            _walk(
                item,
                f"{path}.{key}" if isinstance(value, list) else _path(path, key, faults),
                depth + 1,
                faults,
            )
    elif value is not None and not _is_number(value):
        faults.append(problem(path, "bad_value"))


def _path(above: str, key: Any, faults: list[FieldError]) -> str:
    if not isinstance(key, str) or not _is_storable(key):
        faults.append(problem(above, "bad_characters" if isinstance(key, str) else "bad_value"))
        return above
    return f"{above}.{key[:100]}" if above else key[:100]


def _is_storable(text: str) -> bool:
    """Neither NUL nor half a character: no database text can hold them."""
    return "\0" not in text and (text.isascii() or not any("\ud800" <= c <= "\udfff" for c in text))


def _is_number(value: object) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, bool) or (isinstance(value, int) and abs(value) <= _LARGEST_INT)


def _id(raw: dict[Any, Any]) -> str | None:
    id_ = raw.get("id")
    return id_ if isinstance(id_, str) and 0 < len(id_) <= 100 and _is_storable(id_) else None
