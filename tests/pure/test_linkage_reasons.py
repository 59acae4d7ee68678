"""What speaks for and against a candidate has a code for every level, strongest first."""

from kawal.situation.linkage.rules.comparing import LEVELS
from kawal.situation.linkage.rules.forms import form_of
from kawal.situation.linkage.rules.model import starting_model
from kawal.situation.linkage.rules.reasons import CODES, reasons_of
from kawal.situation.linkage.rules.score import score

SHE = {
    "name": "Bulan Umpama",
    "sex": "female",
    "birth_date": "1994-08-17",
    "nik": "9904055708940001",
    "mother_name": "Ratih Misal",
}


def test_no_field_and_no_level_is_unknown():
    assert CODES.keys() == LEVELS.keys()
    assert [
        (field, level) for field, levels in CODES.items() for level in levels if level not in LEVELS[field]
    ] == []


def test_every_level_of_a_name_has_a_word():
    assert CODES["name"].keys() == set(LEVELS["name"])


def test_the_strongest_comes_first_whichever_way_it_points():
    parts = score(starting_model(), form_of(SHE), form_of(SHE | {"sex": "male", "birth_date": "1994"})).parts
    found = reasons_of(parts)
    assert found[0] == "nik" and {"name", "birth_year", "other_sex", "mother_name"} <= set(found)
