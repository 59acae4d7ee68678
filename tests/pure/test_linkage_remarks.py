"""Contradictions within one person: told without numbers and names, and only where there is one."""

import pytest

from kawal.situation.linkage.rules.forms import form_of
from kawal.situation.linkage.rules.remarks import remarks_of

SHE = {
    "name": "Bulan Umpama",
    "sex": "female",
    "birth_date": "1994-08-17",
    "nik": "9904055708940001",
    "mother_name": "Ratih Misal",
}


@pytest.mark.parametrize(
    ("other", "codes"),
    [
        ({}, set()),
        ({"nik": "9904055708940002"}, {"near_niks"}),
        ({"nik": "9904050101600003"}, {"two_niks", "nik_other_birth", "nik_other_sex"}),
        ({"birth_date": "1999"}, {"two_birth_years"}),
        ({"birth_date": "1994-08-18"}, {"two_births"}),
        ({"sex": "male"}, {"two_sexes"}),
        ({"mother_name": "Wulan Contoh"}, {"two_mothers"}),
        ({"mother_name": "Ratih"}, set()),
    ],
)
def test_a_contradiction_is_told_once(other, codes):
    found = remarks_of([form_of(SHE), form_of(SHE | other), form_of(SHE | other)])
    assert {it.code for it in found} == codes
    assert all(len(it) == 4 for remark in found for it in remark.said)


def test_nobody_contradicts_nobody():
    assert remarks_of([]) == remarks_of([form_of({})]) == ()
