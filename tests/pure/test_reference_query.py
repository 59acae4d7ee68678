"""What people type to find an area, taken apart."""

import pytest

from kawal.reference.areas.query import codes_around, read_query
from kawal.reference.areas.slips import Named, is_one_slip_apart
from kawal.reference.search_text import folded, likeness

UPPERS = [
    Named("53", "provinsi", "nusa tenggara timur", "nusatenggaratimur", ""),
    Named("53.01", "kabupaten", "kupang", "kupang", "oelamasi"),
    Named("53.71", "kota", "kupang", "kupang", "kupang"),
    Named("53.01.08", "kecamatan", "kupang tengah", "kupangtengah", ""),
    Named("31.74.01", "kecamatan", "tebet", "tebet", ""),
]


@pytest.mark.parametrize(
    ("typed", "code"),
    [("53.71", "53.71"), ("5371", "53.71"), ("53.0", "53.0"), ("ntt", "53"), ("TTS", "53.02")],
)
def test_a_code_a_part_of_one_or_a_known_abbreviation_is_a_code(typed, code):
    assert read_query(typed).code == code


@pytest.mark.parametrize(
    ("typed", "kind", "name", "within"),
    [
        ("kab kupang", "kabupaten", "kupang", ()),
        ("Kab. Kupang", "kabupaten", "kupang", ()),
        ("KOTA KUPANG", "kota", "kupang", ()),
        ("kupang, ntt", "", "kupang", ("ntt",)),
        ("kupang ntt", "", "kupang", ("ntt",)),
        ("Oesapa, Kota Kupang, NTT", "", "oesapa", ("kota kupang", "ntt")),
        ("kota", "", "kota", ()),
        ("", "", "", ()),
        ("%_\\", "", "", ()),
    ],
)
def test_a_name_is_parted_from_its_kind_and_the_areas_around_it(typed, kind, name, within):
    query = read_query(typed)
    assert (query.kind, query.name, query.within) == (kind, name, within)


def test_the_areas_around_are_looked_for_from_the_widest_in():
    assert codes_around(["kota kupang", "ntt"], UPPERS) == ("53.71",)
    assert set(codes_around(["kupang"], UPPERS)) == {"53.01", "53.71"}
    assert codes_around(["tebet", "ntt"], UPPERS) == ("53",)
    assert codes_around(["entah di mana"], UPPERS) is None


@pytest.mark.parametrize("typed", ["kupang", "kupnag", "kupan", "kuupang", "kopang", "ukpang"])
def test_one_slip_of_the_hand_is_forgiven(typed):
    assert is_one_slip_apart(typed, "kupang")


@pytest.mark.parametrize("typed", ["kupnga l", "kap", "bandung", "upangk"])
def test_two_slips_are_another_name(typed):
    assert not is_one_slip_apart(typed, "kupang")


def test_an_apostrophe_parts_nothing_and_accents_do_not_count():
    assert folded("Regapu\u2019u") == folded("REGAPU'U") == "regapuu"
    assert folded("Côte") == "cote"


def test_likeness_is_of_what_was_said():
    assert likeness("kjri", "kjri kuching malaysia") == 1.0
    assert likeness("kjri kucing", "kjri kuching malaysia") > likeness("kjri kucing", "desa batu kucing")
    assert likeness("", "apa saja") == 0.0
