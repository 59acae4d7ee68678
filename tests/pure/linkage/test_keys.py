"""Keys: under which a claim is found, and what is asked for although it was not said."""

import pytest
from hypothesis import given

from kawal.situation.linkage.rules.asking import MOST_ASKED, asked_keys, halves, other_dates
from kawal.situation.linkage.rules.forms import form_of
from kawal.situation.linkage.rules.keys import KINDS, keys_of, octets_of, parts_of
from kawal.situation.linkage.rules.vocabulary import deletions, within_one_slip
from tests.pure.linkage.subjects import SERUNI, subjects, texts

SECRET = b"a secret of this test"


def shared(asking, asked, near=lambda word: ()):
    keys = {key.key for key in keys_of(form_of(asked), SECRET)}
    return [key.kind for key in asked_keys(form_of(asking), SECRET, near) if key.key in keys]


def test_a_full_claim_has_every_type_of_key():
    full = SERUNI | {
        "nik": "9901014504990001",
        "kk": "9901010504100001",
        "passport": "X1234567",
        "phones": ["+62 800-0000-0001"],
        "kawal_id": "k23456789abc",
    }
    assert {part.kind for part in parts_of(form_of(full))} == set(KINDS)


def test_keys_fit_a_signed_column_and_are_worth_nothing_without_the_secret():
    form = form_of(SERUNI)
    mine, others = keys_of(form, SECRET), keys_of(form, b"another")
    assert all(-(2**63) <= key.key < 2**63 for key in mine)
    assert {key.key for key in mine}.isdisjoint(key.key for key in others)


def test_keys_as_bytes_are_the_same_keys():
    form = form_of(SERUNI)
    as_bytes = [int.from_bytes(it, "big", signed=True) for it in octets_of(form, SECRET)]
    assert as_bytes == [key.key for key in keys_of(form, SECRET)] and len(as_bytes) > 5


FOUND_BY = {
    "her birth was falsified by years, day and month kept": {"birth_date": "1993-04-05"},
    "nothing but the name is right": {
        "birth_date": "1971-11-12",
        "birth_place": "99.02",
        "mother_name": "Lain",
    },
    "her name is another": {"name": "Melati Andai"},
    "day and month were swapped, and her mother's name is unknown": {
        "birth_date": "1999-05-04",
        "mother_name": "",
    },
    "only the year is known": {"birth_date": "1999", "birth_place": "", "mother_name": ""},
    "only name and mother are given": {"birth_date": "", "birth_place": ""},
    "the year is off by one, one word is left and the place is wrong": {
        "name": "Seruni",
        "birth_date": "2000",
        "birth_place": "99.02",
        "mother_name": "",
    },
    "two words were written as one": {"name": "Seruniumpama", "mother_name": "", "birth_place": ""},
}


@pytest.mark.parametrize("why", FOUND_BY)
def test_she_is_found_though(why):
    changed = {key: value for key, value in (SERUNI | FOUND_BY[why]).items() if value}
    assert shared(SERUNI, changed)


def test_a_slip_within_a_word_is_found_through_the_vocabulary():
    typed = {"name": "Seruki Umbama", "birth_date": "1999-04-05"}
    words = form_of(SERUNI).words
    near = {typed: [w for w in words if within_one_slip(typed, w)] for typed in form_of(typed).words}
    assert "day_word" not in shared(typed, {"name": "Seruni Umpama", "birth_date": "1999-04-05"})
    assert "day_word" in shared(typed, {"name": "Seruni Umpama", "birth_date": "1999-04-05"}, near.get)


def test_z_and_j_are_taken_for_each_other():
    assert "name" in shared({"name": "Zainal Umpama"}, {"name": "Jainal Umpama"})


@given(subjects)
def test_what_is_asked_begins_with_what_was_said_and_is_bounded(subject):
    form = form_of(subject)
    own, asked = keys_of(form, SECRET), asked_keys(form, SECRET, lambda word: [word + "A", word[1:]])
    assert tuple(asked[: len(own)]) == own
    assert len(asked) <= MOST_ASKED and len(set(asked)) == len(asked)


def test_other_dates_are_the_swapped_day_and_the_years_beside():
    assert list(other_dates("1999-04-05")) == ["1999-05-04", "1998-04-05", "2000-04-05"]
    assert list(other_dates("1999-04-25")) == ["1998-04-25", "2000-04-25"]
    assert list(other_dates("1999")) == ["1998", "2000"]
    assert list(other_dates("")) == []


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("SIRUNI", "SIRUNI", True),
        ("SIRUNI", "SIRUN", True),
        ("SIRUNI", "SIRUKI", True),
        ("SIRUNI", "ISRUNI", True),
        ("SIRUNI", "SIRUNIAN", False),
        ("SIRUNI", "SIRKUI", False),
        ("AN", "IN", False),
    ],
)
def test_one_slip(one, other, near):
    assert within_one_slip(one, other) is near is within_one_slip(other, one)
    if near and len(one) == len(other) and one != other:
        assert set(deletions(one)) & set(deletions(other))


@given(texts)
def test_near_words_share_a_deletion(word):
    word = word[:40]
    for n in range(len(word) if len(word) > 3 else 0):
        assert set(deletions(word)) & set(deletions(word[:n] + word[n + 1 :]))


def test_a_word_may_be_two():
    assert ("SIRUNI", "UMFAMA") in halves("SIRUNIUMFAMA")
    assert halves("ANI") == []
