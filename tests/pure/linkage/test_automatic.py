"""Who may be joined by a machine and who may not: tables of people, each with the reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kawal.situation.linkage.rules.automatic import judge, why_not
from kawal.situation.linkage.rules.forms import form_of
from kawal.situation.linkage.rules.model import starting_model
from kawal.situation.linkage.rules.score import score
from tests.pure.linkage.subjects import SERUNI, subjects

MODEL = starting_model()
WITH_NIK = SERUNI | {"nik": "9901014504990001"}


def judged(one, other, **more):
    scored = score(MODEL, form_of(one), form_of(other))
    return judge(scored.weight, scored.levels, **more)


def without(subject, *keys):
    return {key: value for key, value in subject.items() if key not in keys}


NOT_JOINED = {
    "twins: the next serial, half the name": (
        WITH_NIK,
        WITH_NIK | {"name": "Serani Umpama", "nik": "9901014504990002"},
    ),
    "twins without papers": (SERUNI, SERUNI | {"name": "Melati Umpama"}),
    "twins whose names differ by their end": (SERUNI, SERUNI | {"name": "Seruno Umpama"}),
    "twins whose names sound alike": (
        SERUNI | {"name": "Tanto Umpama", "sex": "male"},
        SERUNI | {"name": "Tantu Umpama", "sex": "male"},
    ),
    "twins whose names sound alike, on neighbouring numbers": (
        WITH_NIK | {"name": "Tanto Umpama"},
        WITH_NIK | {"name": "Tantu Umpama", "nik": "9901014504990002"},
    ),
    "twins whose last names differ": (
        SERUNI | {"name": "Seruni Kenanga Umpama"},
        SERUNI | {"name": "Seruni Kenanga Umbara"},
    ),
    "sisters, both born on the first of January": (
        SERUNI | {"birth_date": "1999-01-01"},
        SERUNI | {"birth_date": "2001-01-01", "name": "Melati Umpama"},
    ),
    "mother and daughter of one name": (
        SERUNI,
        SERUNI | {"birth_date": "1975-09-20", "mother_name": "Melati Andai"},
    ),
    "father and son of one name": (
        {"name": "Fulan Misal", "sex": "male", "birth_date": "1960-02-02", "birth_place": "99.01"},
        {"name": "Fulan Misal", "sex": "male", "birth_date": "1990-07-11", "birth_place": "99.01"},
    ),
    "two of one common name in one regency": (
        {"name": "Siti Contoh", "birth_place": "99.01", "sex": "female", "birth_date": "1990"},
        {"name": "Siti Contoh", "birth_place": "99.01", "sex": "female", "birth_date": "1990"},
    ),
    "a sister's NIK": (WITH_NIK, WITH_NIK | {"name": "Melati Andai", "birth_date": "2001-09-09"}),
    "a sister's NIK, her name but for a word, born years apart": (
        WITH_NIK | {"name": "Yohana Seruni Umpama"},
        WITH_NIK | {"name": "Yohana Umpama", "birth_date": "2002-11-08"},
    ),
    "a sister's NIK, her name but for a word, born in one year": (
        WITH_NIK | {"name": "Yohana Seruni Umpama"},
        WITH_NIK | {"name": "Yohana Umpama", "birth_date": "1999-11-18"},
    ),
    "a namesake's NIK, born years apart": (WITH_NIK, WITH_NIK | {"birth_date": "2002-11-08"}),
    "a borrowed NIK, born on one day": (WITH_NIK, WITH_NIK | {"name": "Kenanga Teratai"}),
    "a recruiter's phone": (
        {"name": "Seruni Umpama", "phones": ["+62 800-0000-0001"]},
        {"name": "Seruni Misal", "phones": ["+62 800-0000-0001"]},
    ),
    "a man and a woman": (WITH_NIK, WITH_NIK | {"sex": "male"}),
    "two NIKs": (WITH_NIK, WITH_NIK | {"nik": "9902014504990345"}),
    "one name and nothing else": ({"name": "Seruni Umpama"}, {"name": "Seruni Umpama"}),
    "one letter": ({"name": "S"}, {"name": "S"}),
    "nobody knows her name": (WITH_NIK | {"name": "TIDAK TAHU"}, WITH_NIK | {"name": "TIDAK TAHU"}),
}


@pytest.mark.parametrize("who", NOT_JOINED)
def test_a_machine_never_joins(who):
    one, other = NOT_JOINED[who]
    assert judged(one, other).answer != "same"
    assert judged(one, other).refusal


JOINED = {
    "the same again": (SERUNI, SERUNI),
    "other titles and old spelling": (SERUNI | {"name": "Hj. Seroeni Oempama, S.Pd."}, SERUNI),
    "day and month swapped": (SERUNI, SERUNI | {"birth_date": "1999-05-04"}),
    "a digit of the birth mistyped": (SERUNI, SERUNI | {"birth_date": "1999-04-06"}),
    "one NIK, made older, day and month kept": (WITH_NIK, WITH_NIK | {"birth_date": "1993-04-05"}),
    "one NIK, the birth unknown": (WITH_NIK, without(WITH_NIK, "birth_date") | {"name": "Seruni U. Umpama"}),
    "one NIK, only the year": (WITH_NIK, WITH_NIK | {"birth_date": "1999"}),
    "one NIK, a married name": (WITH_NIK, WITH_NIK | {"name": "Seruni Umpama Andai"}),
    "two words written as one": (SERUNI, SERUNI | {"name": "Seruniumpama"}),
    "a letter left out": (SERUNI, SERUNI | {"name": "Seuni Umpama"}),
    "a second passport": (SERUNI | {"passport": "X1234567"}, SERUNI | {"passport": "C7654321"}),
}


@pytest.mark.parametrize("who", JOINED)
def test_a_machine_joins(who):
    one, other = JOINED[who]
    assert judged(one, other).answer == "same", judged(one, other)


ASKED = {
    "age raised six years, day and month kept": (SERUNI, SERUNI | {"birth_date": "2005-04-05"}),
    "one NIK, the birth another": (WITH_NIK, WITH_NIK | {"birth_date": "1993-11-12"}),
    "a NIK with a slip": (WITH_NIK, WITH_NIK | {"nik": "9901014504990012"}),
    "a married name without papers": (SERUNI, SERUNI | {"name": "Seruni Andai"}),
    "only the year": (SERUNI, SERUNI | {"birth_date": "1999"}),
}


@pytest.mark.parametrize("who", ASKED)
def test_a_person_is_asked_about(who):
    one, other = ASKED[who]
    assert judged(one, other).answer == "unsure", judged(one, other)


def test_two_people_too_close_to_each_other_are_a_question():
    assert judged(SERUNI, SERUNI, margin=2.9).refusal == "margin"
    assert judged(SERUNI, SERUNI, margin=3.0).answer == "same"


def test_a_decision_that_they_differ_binds():
    assert judged(WITH_NIK, WITH_NIK, apart=True).answer == "different"


@given(subjects, subjects, st.floats(-40, 60), st.floats(0, 30))
def test_less_weight_never_makes_a_machine_surer(a, b, weight, less):
    levels = score(MODEL, form_of(a), form_of(b)).levels
    if not why_not(weight - less, levels):
        assert not why_not(weight, levels)
