"""Opaque marks in a list: where the next page begins. A mark that cannot be read means the first page."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode


def pack(*parts: str | int) -> str:
    written = json.dumps(parts, separators=(",", ":")).encode()
    return urlsafe_b64encode(written).rstrip(b"=").decode()


def unpack(mark: str | None, *kinds: type) -> tuple[str | int, ...] | None:
    """The parts, if they are as many as ``kinds`` and of those; else None."""
    if not mark:
        return None
    try:
        parts = json.loads(urlsafe_b64decode(mark.encode() + b"=" * (-len(mark) % 4)))
    except ValueError:
        return None
    if not isinstance(parts, list) or [type(part) for part in parts] != list(kinds):
        return None
    return tuple(parts) if all(map(_is_storable, parts)) else None


def _is_storable(part: str | int) -> bool:
    """A database takes neither NUL, nor half characters, nor endless numbers."""
    if isinstance(part, int):
        return abs(part) < 2**63
    return "\x00" not in part and not any("\ud800" <= sign <= "\udfff" for sign in part)
