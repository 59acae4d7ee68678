"""Pages of a list by key: the cursor says where the next one begins, and means nothing to anybody else."""

import base64
import binascii
from dataclasses import dataclass
from typing import Generic, TypeVar

import orjson

T = TypeVar("T")


class BadCursor(ValueError):
    """The text was not given out by us."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """``next`` is the cursor of the page after this one, or nothing at the end."""

    results: list[T]
    next: str | None = None


def cursor_of(*parts: object) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(parts, default=str)).rstrip(b"=").decode()


def parts_of(cursor: str | None, count: int) -> list[str | int | float | None] | None:
    """What a cursor was made of, or nothing without one.

    :raises BadCursor: it is none of ours.
    """
    if not cursor:
        return None
    try:
        parts = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error) as error:
        raise BadCursor from error
    if not isinstance(parts, list) or len(parts) != count:
        raise BadCursor
    return parts
