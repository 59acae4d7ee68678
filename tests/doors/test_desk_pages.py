"""The desk in the browser: numbers, counters, families who look for somebody, warnings about employers."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kawal.access.trail.models import Trace
from kawal.facts.ledger.models import Fact
from kawal.facts.people.models import Person
from kawal.response.desk.models import DeskInquiry, DeskTicket
from tests.doors.people_pages import client_of, every, said
from tests.doors.test_person_page import text_of
from tests.doors.test_reception_pages import HX, act_of
from tests.world import report

pytestmark = pytest.mark.django_db


@pytest.fixture
def mission():
    return client_of("mission")


def take(client, errand="report_in", *needs):
    """A number at the door; its code."""
    form = {"act": act_of(client.get("/meja/")), "errand": errand, "needs": needs}
    client.post("/meja/", form, headers=HX)
    return every(DeskTicket).order_by("pk").last().code


def serve(client, code, **said):
    return client.post(f"/meja/{code}/", {"act": act_of(client.get(f"/meja/{code}/")), **said})


def kinds():
    return {it.kind for it in every(Fact)}


def test_a_press_gives_a_number_and_the_next_form(mission):
    form = {"act": act_of(mission.get("/meja/")), "errand": "complaint", "needs": ["ill"]}
    for _twice in range(2):
        answer = mission.post("/meja/", form, headers=HX)
    page = text_of(answer)
    assert answer.content.decode().lstrip().startswith('<div id="meja">')
    assert "Nomor 001." in page and "Panggil berikutnya · 001" in page and "sakit" in page
    assert every(DeskTicket).count() == 1


def test_without_script_the_desk_is_a_page(mission):
    answer = mission.post("/meja/", {"act": act_of(mission.get("/meja/")), "errand": "documents"})
    assert (answer.status_code, answer["Location"]) == (302, "/meja/")
    assert "Urus dokumen" in text_of(mission.get("/meja/"))
    assert "Nomor 001." in mission.get("/meja/").content.decode()


def test_a_number_without_an_errand_says_what_is_missing(mission):
    answer = mission.post("/meja/", {"act": act_of(mission.get("/meja/"))}, headers=HX)
    assert "Pilih dulu datang untuk apa." in text_of(answer)
    assert every(DeskTicket).count() == 0


def test_the_last_number_is_taken_back(mission):
    code = take(mission)
    assert "Nomor 001 diurungkan." in text_of(mission.post(f"/meja/{code}/batalkan/", headers=HX))
    assert "Tidak ada yang menunggu." in text_of(mission.get("/meja/"))


def test_the_next_to_be_called_is_who_may_not_wait(mission):
    take(mission)
    urgent = take(mission, "complaint", "threatened")
    answer = mission.post("/meja/panggil/")
    assert answer["Location"] == f"/meja/{urgent}/"
    page = text_of(mission.get("/meja/"))
    assert "Sedang dilayani" in page and "Damar Misalkan" in page


def test_nobody_waits_and_the_page_says_so(mission):
    answer = mission.post("/meja/panggil/", follow=True)
    assert "Tidak ada yang menunggu." in text_of(answer)


def test_a_visitor_is_written_down_with_the_errand_and_the_employer(mission):
    code = take(mission, "complaint", "ill")
    mission.post("/meja/panggil/")
    answer = serve(
        mission, code, name="Mawar Contoh", sex="female", phone="+62 812 0000 9999",
        employer="Kedai Rekaan", problems=["unpaid_wages"], note="Upah tiga bulan.",
    )  # fmt: skip
    assert answer["Location"] == "/meja/"
    assert kinds() == {"complained", "needs_seen", "employment_changed"}
    assert every(Fact).get(kind="complained").data["problems"] == ["unpaid_wages"]
    page = text_of(mission.get("/meja/"))
    assert "Nomor 001 selesai." in page and "1 selesai" in page


@pytest.mark.slow
def test_who_came_to_the_desk_stands_on_the_start_page(mission):
    serve(mission, take(mission), name="Mawar Contoh")
    assert "Mawar Contoh" in text_of(mission.get("/"))


def test_lapor_diri_says_which_mission(mission):
    serve(mission, take(mission), name="Mawar Contoh")
    assert every(Fact).get(kind="reported_in").data == {"mission": "kjri-kuching"}


def test_a_name_that_is_missing_says_so_and_loses_nothing(mission):
    answer = serve(mission, take(mission), name="", note="datang sendiri")
    assert answer.status_code == 422
    assert "Tulis namanya, satu kata pun boleh." in text_of(answer) and "datang sendiri" in text_of(answer)
    assert kinds() == set()


@pytest.mark.slow
def test_the_visit_is_taken_back_and_the_form_is_open_again(mission):
    code = take(mission)
    serve(mission, code, name="Mawar Contoh")
    answer = mission.post(f"/meja/{code}/urungkan/")
    assert answer["Location"] == f"/meja/{code}/"
    assert "withdrawn" in kinds()
    serve(mission, code, name="Melati Contoh")
    assert "Melati Contoh" in text_of(mission.get("/meja/hari/"))


@pytest.mark.parametrize(
    ("act", "state"),
    [("pergi", "Pergi sebelum dilayani"), ("selesai", "Selesai"), ("kembali", "Menunggu")],
)
def test_a_number_ends_or_waits_again(mission, act, state):
    code = take(mission)
    mission.post("/meja/panggil/")
    assert mission.post(f"/meja/{code}/{act}/")["Location"] == "/meja/"
    row = re.search(r"<tbody>.*?</tbody>", mission.get("/meja/hari/").content.decode(), re.DOTALL)[0]
    assert state in row


def test_a_number_that_another_counter_called_says_so(mission):
    code = take(mission)
    mission.post(f"/meja/{code}/panggil/")
    colleague = client_of("mission", name="Teman Misalkan")
    answer = colleague.post(f"/meja/{code}/panggil/", follow=True)
    assert "Nomor 001 sudah dipanggil loket lain." in text_of(answer)


@pytest.mark.slow
def test_the_day_is_a_list_with_chips_and_a_file(mission):
    serve(mission, take(mission), name="Mawar Contoh")
    take(mission, "documents")
    served = mission.get("/meja/hari/?yang=served").content.decode().split("<tbody>")[1]
    assert "Mawar Contoh" in served and "Urus dokumen" not in served
    file = b"".join(mission.get("/meja/hari/?bentuk=csv").streaming_content).decode("utf-8-sig")
    assert "001;Lapor diri" in file and "Mawar Contoh" in file
    assert "Tidak ada nomor pada hari itu." in text_of(mission.get("/meja/hari/?hari=2020-01-01"))
    assert mission.get("/meja/hari/?hari=besok&mulai=x").status_code == 200


def look_for(client, at="/meja/dicari/baru/", **more):
    form = {
        "act": act_of(client.get(at)), "name": "Seruni Umpama", "asker": "Kenanga Misal", "relation": "parent",
        "asker_phone": "0812 0000 1234", "last_heard": "1 Jan 2026", "note": "Terakhir di Kuching.",
    }  # fmt: skip
    return client.post(at, {**form, **more})


@pytest.mark.slow
def test_a_family_that_looks_for_somebody_has_a_thread_until_it_was_told(mission):
    code = take(mission, "missing")
    at = mission.get(f"/meja/{code}/")["Location"]
    answer = look_for(mission, at)
    assert every(Fact).get().data["what"] == "missing"
    assert every(DeskTicket).get().served_at is not None
    page = mission.get(answer["Location"]).content.decode()
    assert "Kenanga Misal, orang tua" in page and 'href="tel:0812 0000 1234"' in page
    assert "Beri kabar" in text_of(mission.get("/meja/dicari/"))
    form = {
        "act": act_of(mission.get(answer["Location"])),
        "answer": "safe",
        "told": "Aman.",
        "told_on": "kemarin",
    }
    mission.post(answer["Location"], form)
    assert "Tidak ada keluarga yang menunggu kabar." in text_of(mission.get("/meja/dicari/"))
    page = text_of(mission.get("/meja/dicari/?yang=terjawab"))
    assert "Ditemukan, aman" in page
    assert "checked_in" in kinds()
    mission.post(f"{answer['Location']}tunggu-lagi/")
    assert "Beri kabar" in text_of(mission.get("/meja/dicari/"))


def test_an_answer_that_told_nothing_or_will_be_told_tomorrow_is_no_answer(mission):
    at = look_for(mission)["Location"]
    answer = mission.post(at, {"answer": "safe", "told": "", "told_on": "1 Jan 2099"})
    page = text_of(answer)
    assert answer.status_code == 422
    assert "pencarian baru selesai bila keluarga diberi tahu" in page and "Hari itu belum tiba." in page
    assert every(DeskInquiry).get().answered_at is None


def test_a_family_without_a_name_cannot_be_told(mission):
    answer = look_for(mission, asker="", last_heard="entah")
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Tulis nama yang mencari, supaya bisa dikabari." in page
    assert "Tulis harinya, misalnya 19 Nov 2026." in page


@pytest.mark.slow
def test_an_inquiry_made_by_mistake_is_taken_back(mission):
    at = look_for(mission)["Location"]
    assert "diurungkan" in text_of(mission.post(f"{at}urungkan/", follow=True))
    assert mission.get(at).status_code == 404


def test_reading_a_familys_thread_is_written_down(mission):
    mission.get(look_for(mission)["Location"])
    assert Trace.objects.filter(action="inquiry.read").count() == 1


def complained(client, name, employer):
    serve(client, take(client, "complaint"), name=name, employer=employer, problems=["unpaid_wages"])


@pytest.mark.slow
def test_who_names_an_employer_sees_what_reports_say_of_it(mission):
    complained(mission, "Mawar Contoh", "Kedai Rekaan Sejahtera")
    complained(mission, "Melati Contoh", "Kedai Rekaan Sejahtera")
    page = text_of(mission.get("/meja/disebut/", {"employer": "kedai rekaan sejahtra"}, headers=HX))
    assert "2 pekerja yang menyebut nama seperti ini pernah mengadu" in page
    assert "bukan berarti bersalah" in page
    assert text_of(mission.get("/meja/disebut/", {"employer": "ke"})).strip() == ""
    assert "Belum ada laporan" in text_of(mission.get("/meja/disebut/", {"employer": "Zebra Umpama"}))


@pytest.mark.slow
def test_a_complaint_that_was_taken_back_warns_of_nobody(mission):
    complained(mission, "Mawar Contoh", "Kedai Rekaan Sejahtera")
    mission.post(f"/meja/{every(DeskTicket).get().code}/urungkan/")
    page = text_of(mission.get("/meja/disebut/", {"employer": "kedai rekaan sejahtera"}))
    assert "pernah mengadu" not in page


def test_complaints_elsewhere_are_not_told(mission):
    complained(mission, "Mawar Contoh", "Kedai Rekaan Sejahtera")
    other = client_of("mission", agency="kbri-riyadh")
    page = text_of(other.get("/meja/disebut/", {"employer": "Kedai Rekaan Sejahtera"}))
    assert "Belum ada laporan" in page and "mengadu" not in page


def on_record(client, *kawal_ids):
    return text_of(client.get("/meja/disebut/catatan/", {"ditolak": kawal_ids}, headers=HX))


@pytest.mark.slow
def test_an_agent_is_not_an_employer(mission):
    serve(mission, take(mission), name="Mawar Contoh", employer="Kedai Rekaan", agent="Agensi Umpama")
    said = every(Fact).get(kind="employment_changed").data
    assert said == {"employer": "Kedai Rekaan", "agent": {"name": "Agensi Umpama"}}
    page = text_of(mission.get("/meja/disebut/", {"agent": "agensi umpama"}, headers=HX))
    assert "Agensi Umpama" in page and "Kedai Rekaan" not in page


@pytest.mark.slow
def test_the_record_of_who_walks_in_warns_of_whom_others_complained(mission):
    complained(mission, "Mawar Contoh", "PT Kedai Rekaan Sejahtera")
    serve(mission, take(mission), name="Melati Umpama", agent="PT Kedai Rekaan Sejahtera")
    known = every(Person).order_by("pk").last().kawal_id
    page = on_record(mission, known)
    assert "Tercatat pada Melati Umpama" in page and "PT Kedai Rekaan Sejahtera agen" in page
    assert "1 pekerja lain yang menyebutnya pernah mengadu." in page and "bukan berarti bersalah" in page
    answer = serve(mission, take(mission, "documents"), name="Melati", orang=known)
    assert "1 pekerja lain yang menyebutnya" in text_of(mission.get(answer["Location"]))


def test_her_own_complaint_warns_her_of_nobody(mission):
    complained(mission, "Mawar Contoh", "PT Kedai Rekaan Sejahtera")
    assert on_record(mission, every(Person).get().kawal_id).strip() == ""


@pytest.mark.slow
def test_the_record_of_whom_one_does_not_see_warns_of_nothing(mission):
    complained(mission, "Mawar Contoh", "PT Kedai Rekaan Sejahtera")
    serve(mission, take(mission), name="Melati Umpama", agent="PT Kedai Rekaan Sejahtera")
    known = [it.kawal_id for it in every(Person)]
    other = client_of("mission", agency="kbri-riyadh")
    assert on_record(other, *known).strip() == "" and on_record(other, "kzzzzzzzzzzzz").strip() == ""


def test_every_errand_has_its_key(mission):
    page = mission.get("/meja/").content.decode()
    assert re.findall(r'class="pick" data-key="(.)"', page) == list("1234567")
    assert "tombol 1 sampai 7" in page


def test_another_mission_finds_no_number_and_no_family(mission):
    code, at = take(mission), look_for(mission)["Location"]
    other = client_of("mission", agency="kbri-riyadh")
    for page in (f"/meja/{code}/", at):
        assert other.get(page).status_code == 404
    assert other.post(f"/meja/{code}/pergi/").status_code == 404
    assert "Seruni" not in text_of(other.get("/meja/dicari/"))


@pytest.mark.slow
def test_who_was_picked_among_the_offered_is_the_same_person(mission):
    report(said("checked_in", "2026-03-02"))
    known = every(Person).get().kawal_id
    code = take(mission)
    serve(mission, code, name="Sruni", orang=known)
    assert {it.kawal_id for it in every(Person)} == {known}
    serve(mission, take(mission), name="Melati Contoh", orang="kzzzzzzzzzzzz")
    assert every(Person).count() == 2, "somebody out of sight is not picked"


@pytest.mark.slow
def test_as_many_queries_for_one_who_waits_as_for_many(mission):
    counted = []
    for more in (1, 4):
        for _number in range(more):
            take(mission, "complaint", "ill")
        mission.post("/meja/panggil/")
        with CaptureQueriesContext(connection) as queries:
            mission.get("/meja/")
        counted.append(len(queries))
    assert counted[0] == counted[1]
