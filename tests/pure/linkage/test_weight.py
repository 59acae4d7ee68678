"""The weight of two claims: symmetric, missing weighs nothing, rare values weigh more, and every part has its reason."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given

from kawal.situation.linkage.rules.comparing import FIELDS, LEVELS, MISSING, compare, level_code
from kawal.situation.linkage.rules.forms import Form, form_of
from kawal.situation.linkage.rules.model import (
    Frequencies,
    InvalidModel,
    read_model,
    starting_model,
    write_model,
)
from kawal.situation.linkage.rules.score import score, weight_of
from tests.pure.linkage.subjects import SERUNI, subjects

MODEL = starting_model()
LEVEL = [
    ("name", "Siti Contoh", "Sity Conto", "sound"),
    ("name", "Siti Contoh", "SITI  CONTOH, S.Pd", "exact"),
    ("name", "Seruni Umpama", "Seruni Umpana", "slip"),
    ("name", "Seruni Umpama", "Serunni Umpaam", "close"),
    ("name", "Seruni Umpama", "Seruniumpama", "slip"),
    ("name", "Nafardi Umpama", "Nafardo Umpama", "close"),
    ("name", "Tanto Umpama", "Tantu Umpama", "close"),
    ("name", "Tantoh Umpama", "Tanto Umpama", "sound"),
    ("name", "Seruni Kenanga Umpama", "Seruni Kenanga Misal", "close"),
    ("name", "Seruni Umpama Misal", "Misal", "contained"),
    ("name", "Seruni Umpama", "Serani Umbasa", "similar"),
    ("name", "Kenanga Andai Umpama", "Umpama Bunga Teratai", "word"),
    ("name", "Seruni", "Kenanga", "different"),
    ("mother_name", "Kenanga Misal", "Kenanga Misol", "close"),
    ("mother_name", "Kenanga Misal", "Melati", "different"),
    ("birth_date", "1999-04-05", "1999-04-05", "exact"),
    ("birth_date", "1999-04-05", "1999-05-04", "swapped"),
    ("birth_date", "1999-04-05", "1989-04-05", "digit"),
    ("birth_date", "1999-04-05", "2003-04-05", "anniversary"),
    ("birth_date", "1999-04-05", "1999", "compatible"),
    ("birth_date", "1999-04-05", "1999-04", "compatible"),
    ("birth_date", "1999-04-05", "1999-11-23", "year"),
    ("birth_date", "1999-04-05", "2001-11-23", "near"),
    ("birth_date", "1999-04-05", "1971-11-23", "different"),
    ("birth_date", "1999-04", "1999-05", "year"),
    ("birth_place", "99.01", "99.01.02.2003", "regency"),
    ("birth_place", "99.01", "99.02", "province"),
    ("birth_place", "99.01", "53.04", "different"),
    ("nik", "9901014504990001", "9901014504990001", "equal"),
    ("nik", "9901014504990001", "9901014504990012", "near"),
    ("nik", "9901014504990001", "9901014504990123", "different"),
    ("sex", "female", "male", "different"),
]
FIELD_OF = {"mother_name": "mother", "birth_date": "birth"}


@pytest.mark.parametrize(("key", "one", "other", "level"), LEVEL)
def test_levels(key, one, other, level):
    field = FIELD_OF.get(key, key)
    levels = compare(form_of({key: one}), form_of({key: other}))
    assert level_code(field, levels[FIELDS.index(field)]) == level


def test_the_best_of_all_spellings_counts():
    one = form_of({"name": "Seruni Umpama", "aliases": ["Bunga"]})
    assert compare(one, form_of({"name": "Melati", "aliases": ["Boenga"]}))[0] == LEVELS["name"].index(
        "exact"
    )


@given(subjects, subjects)
def test_the_weight_of_a_pair_does_not_depend_on_who_comes_first(a, b):
    one, other = form_of(a), form_of(b)
    assert score(MODEL, one, other) == score(MODEL, other, one)


@given(subjects, subjects)
def test_the_quick_weight_is_the_explained_one(a, b):
    one, other = form_of(a), form_of(b)
    scored = score(MODEL, one, other)
    weight, levels = weight_of(MODEL, one, other)
    assert levels == scored.levels and weight == pytest.approx(scored.weight, abs=1e-9)
    assert scored.weight == pytest.approx(scored.prior + sum(part.bits for part in scored.parts), abs=1e-9)


@given(subjects)
def test_what_is_missing_weighs_nothing(subject):
    form, nothing = form_of(subject), form_of({})
    assert score(MODEL, form, nothing).weight == MODEL.prior
    assert score(MODEL, form, nothing).levels == (MISSING,) * len(FIELDS)


@given(subjects, subjects)
def test_no_field_alone_can_hide_a_person(a, b):
    parts = {part.field: part.bits for part in score(MODEL, form_of(a), form_of(b)).parts}
    assert all(bits >= -6 for bits in parts.values())
    assert parts.get("sex", 0) >= -4 and parts.get("birth_place", 0) >= -4


def test_a_nik_that_differs_by_a_digit_is_no_evidence_and_says_so():
    one, twin = form_of({"nik": "9901014504990001"}), form_of({"nik": "9901014504990002"})
    scored = score(MODEL, one, twin)
    assert scored.weight == MODEL.prior and scored.parts[0].reason == "nik.near"


def test_a_rare_name_weighs_more_than_a_common_one_and_tells_how_common_it_is():
    model = replace(
        MODEL,
        frequencies={**MODEL.frequencies, "name": Frequencies({"SITI": 0.01, "SERUNI": 0.00001}, 0.000001)},
    )
    common, rare, rarest = (
        score(model, form_of({"name": name}), form_of({"name": name})).parts[0]
        for name in ("Siti", "Seruni", "Kenanga Misal")
    )
    assert common.bits < rare.bits < rarest.bits
    assert common.share == 0.01


def test_of_several_spellings_the_commonest_counts():
    model = replace(MODEL, frequencies={**MODEL.frequencies, "name": Frequencies({"SITI": 0.01}, 0.00001)})
    plain = score(model, form_of({"name": "Seruni"}), form_of({"name": "Seruni"}))
    with_alias = score(model, form_of({"name": "Seruni", "aliases": ["Siti"]}), form_of({"name": "Seruni"}))
    assert with_alias.weight < plain.weight


def test_the_first_of_january_weighs_less_than_another_day():
    def bits(day):
        return score(MODEL, form_of({"birth_date": day}), form_of({"birth_date": day})).weight

    assert bits("1990-01-01") < bits("1990-04-05")


def test_better_agreement_never_weighs_less_where_levels_are_in_one_order():
    for field in ("name", "mother", "nik", "birth_place", "home"):
        bits = [level.bits for level in MODEL.fields[field]]
        assert all(low <= high for low, high in pairwise(bits)), field


def test_a_model_reads_as_it_was_written():
    text = write_model(MODEL)
    assert read_model(text) == MODEL and write_model(read_model(text)) == text


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ('"bits": 0.0', '"bits": 15.0'),
        ('"bits": -5.6', '"bits": -9.0'),
        ('"fields"', '"feilds"'),
        ('"anniversary"', '"birthday"'),
        ('"prior": -21.0', '"prior": "much"'),
        (
            "{",
            "",
        ),
    ],
)
def test_a_file_that_is_no_model_or_breaks_a_law_is_refused(said, instead):
    with pytest.raises(InvalidModel):
        read_model(write_model(MODEL).replace(said, instead))


def test_a_form_without_content_says_nothing():
    assert Form().says_nothing and not form_of(SERUNI).says_nothing
