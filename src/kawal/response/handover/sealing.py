"""What is sealed: everything that stands in the document when its last signature is there, and its digest. Pure.

The digest is keyed: names can be guessed, so an open one would tell a stranger who tries them whose document it is.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import orjson

from kawal.foundation.digests import keyed

USE = "handover"  # the use that references of hand-overs are signed for
SIZE = 16
HEAD = (
    "code", "chain", "step", "state", "agency", "giver", "taker", "witness", "happens_at", "place", "area", "at_home", "note",
    "made_at", "made_by", "ended_at", "ended_by", "reason", "reference",
)  # fmt: skip
PERSON = (
    "line", "claim_id", "kawal_id", "name", "sex", "birth_year", "home", "condition", "remarks", "belongings", "state", "statement",
)  # fmt: skip
THING = ("line", "item", "name", "quantity", "unit", "lot", "note")
SIGN = ("role", "line", "name", "office", "way", "drawing", "image", "signed_at", "signed_by")
Row = Mapping[str, Any]


def digest_of(
    secret: bytes,
    head: Row,
    *,
    people: Sequence[Row],
    things: Sequence[Row],
    signs: Sequence[Row],
    corrects: str = "",
) -> bytes:
    """Of the whole document; the order in which rows are given makes no difference."""
    content = {
        "head": _part(head, HEAD),
        "corrects": corrects,
        "people": sorted((_part(it, PERSON) for it in people), key=lambda it: it["line"]),
        "things": sorted((_part(it, THING) for it in things), key=lambda it: it["line"]),
        "signs": sorted((_part(it, SIGN) for it in signs), key=lambda it: (it["role"], it["line"])),
    }
    text = orjson.dumps(content, option=orjson.OPT_SORT_KEYS)
    return keyed(secret, b"handover", text, size=SIZE)


def printed(digest: bytes) -> str:
    """As it stands on paper: groups of four."""
    signs = digest.hex()
    return " ".join(signs[at : at + 4] for at in range(0, len(signs), 4))


def _part(row: Row, names: Sequence[str]) -> dict[str, Any]:
    return {name: _plain(row[name]) for name in names}


def _plain(value: Any) -> Any:
    """The same whether it comes from Python or from the database."""
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value
