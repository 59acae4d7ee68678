"""The normal form of a claim: spelling, titles and slips fall away; what cannot be true is missing; nothing breaks it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kawal.foundation.names import read_name, sound
from kawal.situation.linkage.rules.forms import Form, form_of
from tests.pure.linkage.subjects import SERUNI, subjects, texts

ONE_WOMAN = [
    "Siti Contoh",
    "St. Tjontoh",
    "SITI CONTOH",
    "Hj. Sitti Contoh, S.Pd.",
    "Contoh Siti",
    "Siti Contoh binti Fulan",
]


@pytest.mark.parametrize("name", ONE_WOMAN)
def test_titles_old_spelling_and_order_do_not_change_how_a_name_sounds(name):
    assert form_of({"name": name}).names[0].key == form_of({"name": ONE_WOMAN[0]}).names[0].key


def test_a_fathers_name_stands_apart_from_the_name():
    form = form_of({"name": "Siti Contoh binti Fulan Misal"})
    assert form.names[0].norm == "SITI CONTOH"
    assert form.father is not None and form.father.norm == "FULAN MISAL"


def test_a_father_named_outright_counts_before_the_one_within_the_name():
    form = form_of({"name": "Siti binti Fulan", "father_name": "Umpama"})
    assert form.father is not None and form.father.norm == "UMPAMA"


@pytest.mark.parametrize(
    "name", ["", " ", "TIDAK TAHU", "tdk. tahu", "-", "12345", "\u200b", "N/A", "Ny.", "XXX"]
)
def test_a_name_nobody_knows_is_missing(name):
    assert form_of({"name": name, "mother_name": name}) == Form()


@pytest.mark.parametrize("name", ["X Y", "A", "王小明", "محمد", "สมชาย ใจดี", "Ñ", "A" * 400, "Seruni 2"])
def test_any_other_name_is_kept(name):
    assert form_of({"name": name}).names


def test_letters_nobody_sees_do_not_part_a_name():
    assert form_of({"name": "Se\u200bruni\u00ad Umpama"}) == form_of({"name": "Seruni Umpama"})


@pytest.mark.parametrize(
    "nik", ["0" * 16, "9" * 16, "990101450499000", "5.30401E+15", "9901014504990000", "tidak ada"]
)
def test_a_nik_that_can_be_nobodys_is_missing(nik):
    assert form_of({"nik": nik}).nik == ""


def test_letters_for_digits_in_a_nik_are_mended():
    assert form_of({"nik": "99O1O145O499OOOI"}).nik == "9901014504990001"


def test_a_family_cards_number_in_place_of_the_nik_is_the_cards():
    form = form_of({"nik": "9901010504100001", "kk": "9901010504100001"})
    assert (form.nik, form.kk) == ("", "9901010504100001")


def test_finer_places_are_rolled_up_and_twin_names_stay_ambiguous():
    assert form_of({"birth_place": "99.01.02.2001"}).born_in == ("99.01",)
    twins = {"Contohan": ("99.01", "99.71")}
    assert form_of({"birth_place": "Contohan"}, lambda text: twins.get(text, ())).born_in == (
        "99.01",
        "99.71",
    )
    assert form_of({"birth_place": "Entah"}).born_in == ()


def test_a_place_that_may_be_anywhere_is_nowhere():
    assert (
        form_of({"birth_place": "Sukamaju"}, lambda text: [f"99.{n:02}" for n in range(1, 9)]).born_in == ()
    )


@pytest.mark.parametrize("said", ["1999", "1999-04", "1999-04-05"])
def test_a_birth_is_kept_as_far_as_it_is_known(said):
    assert form_of({"birth_date": said}).born == said


@pytest.mark.parametrize("said", ["1999-02-30", "kemarin", "05-04-1999", "0"])
def test_a_day_that_never_was_is_missing(said):
    assert form_of({"birth_date": said}).born == ""


@pytest.mark.parametrize("sex", ["unknown", "", "F"])
def test_a_sex_that_is_not_known_is_missing(sex):
    assert form_of({"sex": sex}).sex == ""


def test_numbers_that_are_known_to_mislead_can_be_left_out():
    form = form_of(SERUNI | {"nik": "9901014504990001", "phones": ["+62 800-0000-0001", "+62 800-0000-0002"]})
    less = form.without({"9901014504990001", "6280000000001"})
    assert less.nik == "" and less.phones == ("6280000000002",) and less.names == form.names


@given(texts)
def test_a_normal_form_in_normal_form_stays_as_it_is(name):
    read = read_name(name)
    again = read_name(" ".join(read.words))
    assert again.words == read.words or not read.is_known
    assert all(sound(word) == word for word in read.sounds)


@given(subjects)
def test_whatever_is_said_has_a_form_and_always_the_same(subject):
    assert form_of(subject) == form_of(dict(reversed(list(subject.items()))))


@given(
    st.dictionaries(
        st.sampled_from([*SERUNI, "nik", "kk", "aliases", "phones", "address"]),
        st.one_of(st.none(), st.integers(), texts),
    )
)
def test_a_subject_of_the_wrong_kind_has_a_form_too(subject):
    assert isinstance(form_of({key: value for key, value in subject.items() if key != "phones"}), Form)
