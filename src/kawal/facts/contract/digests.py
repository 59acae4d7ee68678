"""Keyed digests of what was said: the same content written in two ways has one digest.

Nulls, blanks, the order of keys, 1.0 for 1, and another offset for the same instant make no difference. When something
was sent is not part of it.
"""

import re
from typing import Any

import orjson

from kawal.facts.contract.fact import Said
from kawal.facts.contract.values import without_empty
from kawal.foundation.digests import keyed

_MAY_BE_FLOAT = re.compile(rb"[:,\[]-?\d+(?:\.\d|[eE])")  # also inside a text, where it does no harm


def claim_digest(said: Said, secret: bytes) -> bytes:
    """16 bytes: the same for the same subject from the same source."""
    return keyed(secret, said.source.encode(), _canonical(said.subject))


def content_digest(said: Said, secret: bytes, claim: bytes) -> bytes:
    """16 bytes: the same for the same fact sent again, another for any other content under its id.

    ``claim`` is the digest of its subject, empty where it names nobody.
    """
    about = f"{said.kind}\0{said.at.timestamp()}\0{said.precision}\0{said.basis}\0{said.corrects or ''}"
    rest = (
        _canonical(said.place or {}),
        _canonical(without_empty(said.data)),
        _canonical(without_empty(said.more)),
    )
    return keyed(secret, said.source.encode(), about.encode(), claim, *rest)


def _canonical(value: dict[str, Any]) -> bytes:
    if not value:
        return b""
    text = orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    return orjson.dumps(_whole(value), option=orjson.OPT_SORT_KEYS) if _MAY_BE_FLOAT.search(text) else text


def _whole(value: Any) -> Any:
    """Floats that are whole numbers as integers."""
    if isinstance(value, dict):
        return {key: _whole(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_whole(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
