"""Marks in lists: read back as they were written, and never trusted."""

import json
from base64 import urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kawal.foundation.cursors import pack, unpack

NAMES = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"))


@given(NAMES, st.integers(-(2**62), 2**62))
def test_what_is_packed_is_unpacked(name, number):
    assert unpack(pack(name, number), str, int) == (name, number)


@given(st.text())
def test_a_mark_somebody_made_up_is_the_first_page_or_what_it_says(text):
    assert unpack(text, str, int) is None or isinstance(unpack(text, str, int), tuple)


@pytest.mark.parametrize(
    "parts",
    [
        ["a"],
        ["a", 1, 2],
        [1, "a"],
        ["a", True],
        ["a", None],
        ["a", 2**63],
        ["\x00", 1],
        ["\ud800", 1],
        {},
        "a",
    ],
)
def test_a_mark_of_another_shape_or_with_what_no_database_takes_is_none(parts):
    assert unpack(urlsafe_b64encode(json.dumps(parts).encode()).decode(), str, int) is None
