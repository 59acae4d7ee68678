"""Cursors: opaque, exact, and harmless whoever made them."""

import base64
from datetime import UTC, datetime

import orjson
import pytest

from kawal.situation.paging import BadCursor, cursor_of, parts_of

NOON = datetime(2026, 3, 10, 5, 0, 0, 123456, tzinfo=UTC)


def made(parts: object) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(parts)).decode()


def test_a_cursor_gives_back_what_it_was_made_of():
    assert parts_of(cursor_of(3, NOON, 2**62), int, datetime, int) == [3, NOON, 2**62]
    assert parts_of(cursor_of(None, 7), None, int) == [None, 7]
    assert parts_of(cursor_of(NOON, 7), None, int) == [NOON, 7]


@pytest.mark.parametrize("cursor", [None, ""])
def test_without_a_cursor_there_are_no_parts(cursor):
    assert parts_of(cursor, int) is None


@pytest.mark.parametrize(
    "cursor",
    [
        "nonsense",
        "ä",
        made("text"),
        made([1]),
        made([1, 2, 3]),
        made(["1", "2026-03-10T05:00:00Z"]),
        made([True, "2026-03-10T05:00:00Z"]),
        made([1.5, "2026-03-10T05:00:00Z"]),
        made([None, "2026-03-10T05:00:00Z"]),
        made([1, None]),
        made([1, "yesterday"]),
        made([1, "2026-03-10T05:00:00"]),
        made([1, 20260310]),
        made([-1, "2026-03-10T05:00:00Z"]),
        made([2**64 - 1, "2026-03-10T05:00:00Z"]),
    ],
)
def test_a_cursor_of_somebody_elses_making_is_refused(cursor):
    with pytest.raises(BadCursor):
        parts_of(cursor, int, datetime)
