"""Somebody walks in: a name is enough, who may be the same is shown, saving is never refused for it."""

import re

import pytest

from kawal.doors.web.kit import typed
from kawal.doors.web.people.errands import ERRANDS
from kawal.facts.contract.kinds import KINDS
from kawal.facts.ledger.models import Fact
from kawal.facts.people.models import Claim, Person
from tests.doors.people_pages import client_of, every, seruni
from tests.doors.test_person_page import text_of
from tests.doors.test_recording import hidden_id
from tests.quick import slow_but
from tests.world import NOW

pytestmark = pytest.mark.django_db
ADDRESS = "/orang/daftar/"
TODAY = NOW.date()


def opened(client, address=ADDRESS):
    """The hidden part of the form as it was made."""
    page = client.get(address)
    at = re.search(r'name="at" value="([^"]+)"', page.content.decode())[1]
    return {"id": hidden_id(page), "at": at}


def one(model):
    return every(model).get()


def test_a_name_is_enough():
    client = client_of()
    answer = client.post(ADDRESS, {**opened(client), "name": "Bunga", "errand": "complained"})
    assert answer.status_code == 302
    assert one(Claim).subject == {"name": "Bunga"}
    assert (one(Fact).kind, one(Fact).basis, one(Fact).data) == ("complained", "self", {"channel": "office"})
    assert answer["Location"] == f"/orang/{one(Person).kawal_id}/"
    page = text_of(client.get(answer["Location"]))
    assert "Bunga" in page and "Tersimpan: Mengadu." in page and "Urungkan" in page


def test_everything_that_was_said_is_kept_in_the_words_of_the_contract():
    client = client_of()
    said = {
        "name": "Seruni Umpama", "sex": "female", "born": "4 Jun 1999", "origin": "Kab. Umpama Selatan", "phone": "0800-0000-123",
        "errand": "return_requested", "note": "Ingin pulang sebelum panen.",
    }  # fmt: skip
    client.post(ADDRESS, {**opened(client), **said})
    assert one(Claim).subject == {
        "name": "Seruni Umpama", "sex": "female", "birth_date": "1999-06-04", "address": {"area": "99.04"}, "phones": ["0800-0000-123"],
    }  # fmt: skip
    assert one(Fact).data == {"by": "self", "text": "Ingin pulang sebelum panen."}


def test_an_origin_nobody_knows_is_kept_as_it_was_written():
    client = client_of()
    client.post(
        ADDRESS, {**opened(client), "name": "Bunga", "errand": "assisted", "origin": "kampung di hulu"}
    )
    assert one(Claim).subject["address"] == {"line": "kampung di hulu"}


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("27", "1999"), ("±27 tahun", "1999"), ("kira-kira 30 th", "1996"), ("1999", "1999"), ("jun 1999", "1999-06"),
        ("4 Juni 1999", "1999-06-04"), ("04/06/1999", "1999-06-04"), ("4-6-1999", "1999-06-04"), ("1999-06-04", "1999-06-04"),
    ],
)  # fmt: skip
def test_age_year_and_date_are_one_field(said, kept):
    assert typed.birth_of(said, TODAY) == kept


@pytest.mark.parametrize("said", ["31 Feb 1999", "2030", "200", "4 Jun 1850"])
def test_an_impossible_birth_is_refused(said):
    with pytest.raises(typed.NoSuchDay):
        typed.birth_of(said, TODAY)


@pytest.mark.parametrize("said", ["kemarin sore", "dua puluh", "99/99", "٢٧"])
def test_what_is_no_birth_is_not_guessed(said):
    with pytest.raises(typed.NotUnderstood):
        typed.birth_of(said, TODAY)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 201),
        ("born", "31 Feb 1999"),
        ("errand", ""),
        ("errand", "withdrawn"),
        ("sex", "?"),
    ],
)
def test_a_refused_form_keeps_everything_that_was_typed(field, value):
    client = client_of()
    said = {"name": "Seruni Umpama", "note": "datang sendiri", "errand": "assisted", field: value}
    answer = client.post(ADDRESS, {**opened(client), **said})
    assert "perlu diperbaiki. Tidak ada yang hilang." in text_of(answer)
    assert "datang sendiri" in answer.content.decode()
    assert not every(Fact).exists()


def test_a_name_without_a_letter_is_refused_by_the_contract_in_its_words():
    client = client_of()
    answer = client.post(ADDRESS, {**opened(client), "name": "???", "errand": "assisted"})
    assert "Isi nama atau sebuah nomor" in text_of(answer)


def test_who_may_be_the_same_is_shown_as_typed():
    kawal_id = seruni()
    shown = client_of().get("/orang/mungkin/", {"name": "seruni umpama", "born": "1999"})
    assert f'value="{kawal_id}"' in shown.content.decode() and "Ini orangnya" in shown.content.decode()
    assert "tahun lahir sama" in text_of(shown)


def test_candidates_are_people_the_officer_may_see():
    kawal_id = seruni()
    stranger = client_of("district", area="99.01", agency="dinsos-9901")
    shown = stranger.get("/orang/mungkin/", {"name": "seruni umpama"})
    assert kawal_id not in shown.content.decode()


def test_without_script_the_same_are_shown_once_and_a_second_press_saves():
    kawal_id = seruni()
    client = client_of()
    said = {**opened(client), "name": "Seruni Umpama", "errand": "assisted"}
    first = client.post(ADDRESS, said)
    assert (
        "Belum tersimpan: orang ini mungkin sudah ada." in text_of(first)
        and kawal_id in first.content.decode()
    )
    assert not every(Fact).filter(kind="assisted").exists()
    assert client.post(ADDRESS, {**said, "ditawarkan": "1"}).status_code == 302
    assert every(Fact).filter(kind="assisted").count() == 1


def test_this_is_the_one_attaches_what_was_typed_to_her():
    kawal_id = seruni()
    client = client_of()
    answer = client.post(
        ADDRESS, {**opened(client), "name": "Sruni", "errand": "assisted", "orang": kawal_id}
    )
    assert answer["Location"] == f"/orang/{kawal_id}/"
    page = text_of(client.get(answer["Location"]))
    assert "Dilayani" in page and "Berangkat menuju Malaysia" in page


def test_a_chosen_person_out_of_scope_is_not_attached_to():
    kawal_id = seruni()
    stranger = client_of("district", area="99.01", agency="dinsos-9901")
    answer = stranger.post(
        ADDRESS, {**opened(stranger), "name": "Sruni", "errand": "assisted", "orang": kawal_id}
    )
    assert answer.status_code == 302 and answer["Location"] != f"/orang/{kawal_id}/"


def test_pressing_twice_registers_once():
    client = client_of()
    said = {**opened(client), "name": "Bunga", "errand": "complained"}
    first, second = client.post(ADDRESS, said), client.post(ADDRESS, {**said, "ditawarkan": "1"})
    assert first["Location"] == second["Location"]
    assert every(Fact).count() == 1


@pytest.mark.parametrize("role", slow_but("district", sorted(ERRANDS)))
def test_every_errand_of_a_role_is_a_fact_that_can_be_recorded(role):
    client = client_of(role)
    address = "/orang/kabarkan/" if role == "village" else ADDRESS
    for errand in ERRANDS[role]:
        assert errand.kind in KINDS
        said = {
            **opened(client, address),
            "name": f"Bunga {errand.kind}",
            "errand": errand.kind,
            "note": "x",
            "ditawarkan": "1",
        }
        assert client.post(address, said).status_code == 302
    kinds = set(every(Fact).values_list("kind", flat=True))
    assert kinds == {errand.kind for errand in ERRANDS[role]}


def test_a_village_announces_but_looks_nobody_up():
    kawal_id = seruni()
    client = client_of("village")
    assert client.get(ADDRESS).status_code == 403
    assert client.get("/orang/mungkin/", {"name": "seruni"}).status_code == 403
    assert client.get("/orang/", {"q": "seruni"}).status_code == 403
    said = {**opened(client, "/orang/kabarkan/"), "name": "Seruni Umpama", "errand": "family_stated"}
    answer = client.post("/orang/kabarkan/", said)
    assert answer.status_code == 302 and kawal_id not in answer.content.decode()


@pytest.mark.parametrize("role", ["analyst", "administrator", "data_protection", "investigator"])
def test_nobody_else_registers(role):
    client = client_of(role, agency="kp2mi", area="") if role != "investigator" else client_of(role)
    assert client.get(ADDRESS).status_code == 403
