"""A form as text: what is read is what was written."""

from hypothesis import given

from kawal.situation.linkage.rules.forms import Form, form_of
from kawal.situation.linkage.rules.written import read_form, write_form
from tests.pure.linkage.subjects import SERUNI, subjects


@given(subjects)
def test_a_form_comes_back_as_it_was_written(subject):
    form = form_of(subject, lambda text: ["53.04", "35.07"])
    assert read_form(write_form(form)) == form


def test_what_is_missing_is_missing_again_and_several_stay_several():
    assert read_form(write_form(Form())) == Form()
    form = form_of(
        SERUNI | {"aliases": ["Bulan", "Siti Contoh"], "phones": ["+62 800-0000-0001", "+62 800-0000-0002"]}
    )
    read = read_form(write_form(form))
    assert len(read.names) == 3 and len(read.phones) == 2 and read == form


def test_the_last_field_may_hold_anything():
    form = Form(refers_to="k\t\n\nx")
    assert read_form(write_form(form)) == form


def test_numbers_stand_where_the_database_looks_for_them():
    """`find_number_part` and the count of overused numbers read lines 7 to 10."""
    lines = write_form(Form(nik="1", kk="2", passport="3", phones=("4", "5"))).split("\n")
    assert lines[6:10] == ["1", "2", "3", "4\t5"]
