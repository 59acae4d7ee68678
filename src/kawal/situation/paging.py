"""Pages of a list by key: the cursor says where the next one begins, and means nothing to anybody else."""

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

import orjson

T = TypeVar("T")
MOST = 2**63 - 1


class BadCursor(ValueError):
    """The text was not given out by us."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """``next`` is the cursor of the page after this one, or nothing at the end."""

    results: list[T]
    next: str | None = None


def cursor_of(*parts: object) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(parts, default=str)).rstrip(b"=").decode()


def parts_of(cursor: str | None, *kinds: type | None) -> list[Any] | None:
    """What a cursor was made of, or nothing without one. A kind is int (from 0), datetime or, for a moment that may be absent, None.

    :raises BadCursor: it is none of ours, whoever made it.
    """
    if not cursor:
        return None
    try:
        parts = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error) as error:
        raise BadCursor from error
    if not isinstance(parts, list) or len(parts) != len(kinds):
        raise BadCursor
    return [_read(part, kind) for part, kind in zip(parts, kinds, strict=True)]


def _read(part: Any, kind: type | None) -> Any:
    """One part as the database takes it: a number that fits, a moment with its offset."""
    if kind is int:
        if type(part) is not int or not 0 <= part <= MOST:
            raise BadCursor
        return part
    if kind is None and part is None:
        return None
    try:
        at = datetime.fromisoformat(part)
    except (TypeError, ValueError) as error:
        raise BadCursor from error
    if at.tzinfo is None:
        raise BadCursor
    return at
