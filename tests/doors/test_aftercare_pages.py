"""After home: who is due for a visit, one person's year, her plan, her answers."""

import re

import pytest

from kawal.facts.ledger.models import Fact
from kawal.response.aftercare.models import SurveyAnswer
from kawal.response.aftercare.survey import instrument
from tests.doors.people_pages import client_of, every, said, seruni
from tests.doors.test_person_page import text_of

pytestmark = pytest.mark.django_db
QUESTIONS = instrument("reintegrasi").questions


@pytest.fixture
def home():
    return seruni(said("returned", "2026-08-01"), said("reached_home", "2026-08-03", source="desa-umpama"))


@pytest.fixture
def social():
    return client_of("protection")


def act_of(client, address):
    return re.findall(r'name="act" value="([^"]+)"', client.get(address).content.decode())[-1]


@pytest.mark.slow
def test_who_is_home_stands_on_the_list_with_the_visit_that_is_due(home, social):
    page = text_of(social.get("/sesudah/"))
    assert "Seruni Umpama" in page and "lewat" in page
    assert "1 orang = 1 di rumah" in page


@pytest.mark.slow
def test_her_page_says_since_when_she_is_home_and_when_the_next_visit_is_due(home, social):
    page = text_of(social.get(f"/sesudah/{home}/"))
    assert "Di rumah sejak 3 Agu 2026." in page and "Kunjungan berikut: lewat" in page
    assert f'href="/sesudah/{home}/">Batal</a>' in social.get(f"/sesudah/{home}/tanya/").content.decode()


def test_a_visit_is_saved_once_however_often_it_is_sent(home, social):
    act = act_of(social, f"/sesudah/{home}/")
    for _twice in range(2):
        answer = social.post(
            f"/sesudah/{home}/kunjungan/", {"act": act, "months": "3", "safe": "yes", "employed": "no"}
        )
        assert answer.status_code == 302
    assert [it.data for it in every(Fact).filter(kind="followed_up")] == [
        {"months": 3, "safe": True, "employed": False}
    ]


@pytest.mark.slow
def test_a_plan_is_begun_in_her_words_and_its_offers_are_answered(home, social):
    assert "Tulis keinginannya" in text_of(social.post(f"/sesudah/{home}/rencana/", {"goal": ""}))
    social.post(f"/sesudah/{home}/rencana/", {"goal": "Ingin membuka kios"})
    page = social.get(f"/sesudah/{home}/").content.decode()
    plan = re.search(r"/rencana/(\d+)/tawarkan/", page)[1]
    said = {"act": act_of(social, f"/sesudah/{home}/"), "what": "programme:prakerja", "provider": "Disnaker"}
    acts = re.findall(r'name="act" value="([^"]+)"', page)
    social.post(f"/sesudah/{home}/rencana/{plan}/tawarkan/", {**said, "act": acts[0]})
    page = social.get(f"/sesudah/{home}/").content.decode()
    assert "Kartu Prakerja" in page and "ditawarkan" in page
    offer = re.search(r"/tawaran/(\d+)/", page)[1]
    social.post(f"/sesudah/{home}/tawaran/{offer}/", {"state": "accepted"})
    assert [it.data["answer"] for it in every(Fact).filter(kind="programme_offered")] == ["accepted"]
    assert "Tawaran ini sudah dijawab lain" in text_of(
        social.post(f"/sesudah/{home}/tawaran/{offer}/", {"state": "declined"}, follow=True)
    )


@pytest.mark.slow
def test_the_survey_says_that_its_weights_are_provisional_and_keeps_what_was_answered(home, social):
    address = f"/sesudah/{home}/tanya/"
    assert "Bobotnya masih sementara." in text_of(social.get(address))
    act = act_of(social, address)
    assert "Belum ada jawaban yang terbaca" in text_of(social.post(address, {"act": act, "months": "3"}))
    answers = {f"q-{it.code}": it.options[-1].code for it in QUESTIONS}
    assert social.post(address, {"act": act, "months": "3", **answers}).status_code == 302
    assert every(SurveyAnswer).get().scores["whole"] == 1.0
    page = text_of(social.get(f"/sesudah/{home}/"))
    assert "100 %" in page and "sudah baik" in page and "Bobotnya masih sementara." in page


def test_an_answer_that_is_none_is_refused_in_words(home, social):
    address = f"/sesudah/{home}/tanya/"
    answer = social.post(address, {"act": act_of(social, address), "months": "3", "q-earns": "perhaps"})
    assert (answer.status_code, every(SurveyAnswer).count()) == (422, 0)


def test_the_list_is_a_file_without_numbers(home, social):
    file = b"".join(social.get("/sesudah/?bentuk=csv").streaming_content).decode("utf-8-sig")
    assert "Seruni Umpama" in file and "9904054101990001" not in file


def test_a_village_sees_whom_to_visit_and_neither_plan_nor_survey(home, social):
    social.post(f"/sesudah/{home}/rencana/", {"goal": "Ingin membuka kios"})
    village = client_of("village")
    page = village.get(f"/sesudah/{home}/")
    if page.status_code == 200:
        assert "kios" not in text_of(page) and "Tanyakan" not in text_of(page)
    assert village.get(f"/sesudah/{home}/tanya/").status_code in (403, 404)


def test_another_district_finds_nobody(home):
    other = client_of("protection", agency="dinsos-malang", area="35.07")
    assert "Seruni" not in text_of(other.get("/sesudah/"))
    for address in (f"/sesudah/{home}/", f"/sesudah/{home}/tanya/"):
        assert other.get(address).status_code == 404
