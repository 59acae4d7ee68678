"""References on paper: whatever is altered is refused, whatever is only written differently is understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kawal.foundation import references
from kawal.foundation.references import SIGNS, Altered, BadReference, Foreign, WrongLength

SECRET, OTHER = b"s" * 32, b"t" * 32
drawn = st.text(SIGNS, min_size=16, max_size=16)


@given(drawn)
def test_what_was_signed_is_read_back_however_it_is_written(random):
    code = references.sign(SECRET, "card", random)
    assert len(code) == 24
    for text in (
        code,
        code.lower(),
        references.grouped(code),
        f"  {' '.join(code)}\n",
        code.replace("0", "o").replace("1", "l"),
    ):
        assert references.read(SECRET, "card", text) == random


@given(drawn, st.integers(0, 23), st.sampled_from(SIGNS))
def test_a_code_with_any_sign_altered_is_refused(random, at, sign):
    code = references.sign(SECRET, "card", random)
    altered = code[:at] + sign + code[at + 1 :]
    if altered == code:
        return
    with pytest.raises(BadReference) as refused:
        references.read(SECRET, "card", altered)
    assert isinstance(refused.value, Foreign if at < 2 else Altered)


@given(drawn, st.integers(0, 22))
def test_two_signs_that_change_places_are_noticed(random, at):
    code = references.sign(SECRET, "card", random)
    swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    if swapped != code:
        with pytest.raises(BadReference):
            references.read(SECRET, "card", swapped)


@given(drawn, st.integers(1, 23))
def test_a_code_that_lacks_signs_says_how_many_it_has(random, length):
    code = references.sign(SECRET, "card", random)
    if length >= 2:
        with pytest.raises(WrongLength) as refused:
            references.read(SECRET, "card", code[:length])
        assert refused.value.count == length


@given(st.text(max_size=60))
def test_no_text_from_elsewhere_is_taken_for_a_reference(text):
    with pytest.raises(BadReference):
        references.read(SECRET, "card", text)


@given(drawn)
def test_a_code_of_another_instance_is_foreign(random):
    with pytest.raises(Foreign):
        references.read(SECRET, "card", references.sign(OTHER, "card", random))


@given(drawn)
def test_a_code_made_for_another_use_is_no_card(random):
    with pytest.raises(Altered):
        references.read(SECRET, "card", references.sign(SECRET, "handover", random))


def test_two_draws_are_never_alike():
    assert len({references.draw() for _ in range(2000)}) == 2000
