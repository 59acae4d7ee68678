"""Putting an alert aside, climbing, the next steps with what is known filled in, and acts of two officers: on the pages."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from kawal.access.wall import as_engine
from kawal.decisions.alerts import services
from kawal.decisions.rules.document import picture_row
from tests.doors.officers import officer
from tests.doors.test_alert_pages import HERE, here, shown, silent
from tests.rooms.alerting import NOON, a_fact, a_person, overdue, reviewed, write

pytestmark = pytest.mark.django_db
WHY = "Belum ada kontrak, dan keluarganya tidak tahu."


@pytest.fixture
def damar(client):
    cache.clear()
    client.force_login(officer())
    return client


def logged_in(login: str, **more: str) -> Client:
    client = Client()
    client.force_login(officer(login, **more))
    return client


def preparing() -> str:
    """Somebody before her departure with an alert, as a row that only the engine would draw."""
    person, claim, _ = a_person("Cempaka Misal", HERE)
    told = {"distress_at": [a_fact(claim, "registered")]}
    reviewed(
        person, claim, picture_row({"stay": "preparing", "distress_at": NOON}) | {"because": told}, keys=HERE
    )
    stay_visible()
    return write("select code from alert where person_id = %s", person)[0][0]


def stay_visible() -> None:
    """Each decision draws its person again, and these have no facts that would say where they belong."""
    grant = "insert into key_grant (person_id, key, cause, since) select person_id, 'k:9904', 'uji', %s from person"
    write(grant, NOON)


def test_an_alert_is_put_aside_said_and_undone(damar):
    code = silent()
    stay_visible()
    page = shown(damar.get(f"/perhatian/{code}/tunda/"))
    assert "14 hari" in page and "30 hari" not in page
    assert "Pilih satu waktu." in shown(damar.post(f"/perhatian/{code}/tunda/", {"why": ""}))
    damar.post(f"/perhatian/{code}/tunda/", {"days": "3", "why": "balasan perwakilan"})
    page = shown(damar.get(f"/perhatian/{code}/"))
    assert "Ditunda sampai" in page and "balasan perwakilan" in page and f"/perhatian/{code}/bangun/" in page
    assert "Kemuning Andai" not in shown(damar.get("/perhatian/?keadaan=semua"))
    assert "1 ditunda" in shown(damar.get("/perhatian/"))
    assert "Kemuning Andai" in shown(damar.get("/perhatian/?keadaan=ditunda"))
    damar.post(f"/perhatian/{code}/bangun/")
    assert "Kemuning Andai" in shown(damar.get("/perhatian/?keadaan=semua"))


@pytest.mark.slow
def test_an_emergency_offers_no_putting_aside(damar):
    code = here()
    assert "tunda/" not in shown(damar.get(f"/perhatian/{code}/"))
    assert damar.get(f"/perhatian/{code}/tunda/").status_code == 404


@pytest.mark.slow
def test_putting_aside_what_a_colleague_took_meanwhile_is_told_and_changes_nothing(damar):
    code = silent()
    stay_visible()
    logged_in("ratna").post(f"/perhatian/{code}/ambil/")
    page = shown(damar.post(f"/perhatian/{code}/tunda/", {"days": "3", "why": ""}, follow=True))
    assert "sudah berubah sementara itu" in page and "Ditunda sampai" not in page


@pytest.mark.slow
def test_what_is_written_about_an_alert_that_a_colleague_closed_meanwhile_is_not_lost(damar):
    code = silent()
    stay_visible()
    note = "Keluarganya sudah dihubungi, ia baik-baik saja."
    ended = {"outcome": "irregular_only", "note": "Sudah dihubungi petugas lain kemarin."}
    logged_in("ratna").post(f"/perhatian/{code}/tutup/", ended)
    page = shown(damar.post(f"/perhatian/{code}/tutup/", {"outcome": "unreachable", "note": note}))
    assert "sudah ditutup petugas lain" in page and note in page
    page = shown(damar.post(f"/perhatian/{code}/tunda/", {"days": "3", "why": ""}, follow=True))
    assert "sudah berubah sementara itu" in page


def test_the_next_steps_open_forms_with_what_is_known(client):
    code = here()
    client.force_login(officer("wira", role="protection"))
    client.post(f"/perhatian/{code}/ambil/")
    page = shown(client.get(f"/perhatian/{code}/"))
    assert "/catat/checked_in/?d_by=self" in page
    assert "/catat/screened/?d_indicators=6" in page
    assert "/catat/return_requested/?d_by=" in page
    [screening] = [it for it in page.split('"') if "/catat/screened/" in it]
    assert re.search(r'value="6"[^>]*checked', shown(client.get(screening)))


@pytest.mark.slow
def test_a_district_that_may_not_screen_is_not_offered_it(damar):
    code = here()
    damar.post(f"/perhatian/{code}/ambil/")
    assert "/catat/screened/" not in shown(damar.get(f"/perhatian/{code}/"))


@pytest.mark.slow
def test_delaying_a_departure_is_proposed_by_one_and_confirmed_by_another(damar):
    code = preparing()
    damar.post(f"/perhatian/{code}/ambil/")
    page = shown(damar.get(f"/perhatian/{code}/"))
    assert f"/perhatian/{code}/usul/defer_departure/" in page and "Kawal tidak pernah melarang" in page
    assert "/catat/departure_deferred/" not in page, "nobody tells alone what takes two"
    assert "Tulis satu kalimat." in shown(damar.post(f"/perhatian/{code}/usul/defer_departure/", {"why": ""}))
    damar.post(f"/perhatian/{code}/usul/defer_departure/", {"why": WHY})
    page = shown(damar.get(f"/perhatian/{code}/"))
    assert "Menunggu petugas kedua" in page and WHY in page and "Setujui atau tolak" not in page

    lead = logged_in("laksmi", role="supervisor")
    [at] = [it for it in shown(lead.get(f"/perhatian/{code}/")).split('"') if it.endswith("/jawab/")]
    page = shown(lead.get(at))
    assert WHY in page and "Damar Misalkan, " in page and "Keberangkatannya tidak ditunda." in page
    assert "Penundaan tercatat pada garis waktunya" in page and "Dijawab sebelum" in page
    cache.clear()
    page = shown(lead.get("/"))
    assert "Setujui atau tolak: Minta tunda keberangkatan" in page and WHY in page and at in page
    assert "Mulai dari sini" in page, "nothing else waits, so the answer leads the page"
    assert re.findall(r'id="hitung-alerts"[^>]*>(\d+)', page) == ["1"]
    assert "Setujui atau tolak" not in shown(damar.get("/"))
    assert damar.post(at, {"answer": "confirmed"}).status_code == 403
    assert "Pilih satu jawaban." in shown(lead.post(at, {"why": ""}))
    assert "Tulis kalimat yang utuh" in shown(lead.post(at, {"answer": "refused", "why": ""}))
    lead.post(at, {"answer": "confirmed"})
    assert "Disetujui" in shown(lead.get(f"/perhatian/{code}/"))
    [(kind, text)] = write("select kind, data->>'text' from fact where kind = 'departure_deferred'")
    assert text == WHY
    lead.post(at, {"answer": "refused"})
    assert "sudah dijawab atau gugur" in shown(lead.get(f"/perhatian/{code}/"))


def test_the_plain_form_of_a_delay_leads_to_the_alert_where_two_decide(damar):
    code = preparing()
    [(kawal_id,)] = write("select kawal_id from person")
    page = shown(damar.get(f"/orang/{kawal_id}/catat/departure_deferred/"))
    assert f"/perhatian/{code}/" in page and "hanya yang sudah terjadi" in page
    assert "hanya yang sudah terjadi" not in shown(damar.get(f"/orang/{kawal_id}/catat/departed/"))


def test_who_does_not_hold_the_alert_is_told_so_before_writing_a_proposal(damar):
    code = preparing()
    at = f"/perhatian/{code}/usul/defer_departure/"
    page = shown(damar.get(at, follow=True))
    assert "hanya yang memegangnya dapat mengusulkan" in page and "<textarea" not in page
    damar.post(f"/perhatian/{code}/ambil/")
    assert "<textarea" in shown(damar.get(at))


@pytest.mark.slow
def test_a_supervisor_does_not_answer_her_own_proposal():
    code = preparing()
    lead = logged_in("laksmi", role="supervisor")
    lead.post(f"/perhatian/{code}/ambil/")
    lead.post(f"/perhatian/{code}/usul/defer_departure/", {"why": WHY})
    [(act,)] = write("select act_id from alert_act")
    lead.post(f"/perhatian/{code}/usul/{act}/jawab/", {"answer": "confirmed"})
    assert "Pengusul tidak dapat menjawab" in shown(lead.get(f"/perhatian/{code}/"))
    assert write("select answer from alert_act") == [("",)]
    assert write("select 1 from fact where kind = 'departure_deferred'") == []


def test_what_nobody_took_says_that_it_climbed(damar):
    code = here()
    with as_engine():
        services.climb(now=NOON + timedelta(hours=1))
    page = shown(damar.get(f"/perhatian/{code}/"))
    assert "kini juga tugas pusat" in page and "naik ke jenjang berikutnya: pusat" in page


@pytest.mark.slow
def test_the_day_shows_what_can_be_worked_and_the_rest_waits_without_pressing(damar):
    lead = logged_in("laksmi", role="supervisor")
    assert damar.get("/perhatian/daya/").status_code == 403
    assert "Paling sedikit 1 sehari." in shown(lead.post("/perhatian/daya/", {"per_day": "0"}))
    lead.post("/perhatian/daya/", {"per_day": "1"})
    names = ("Kemuning Andai", "Cempaka Misal", "Seruni Umpama")
    for name in names:
        person, claim, _ = a_person(name, HERE)
        reviewed(person, claim, {**overdue(claim), "stay": "abroad_silent"}, keys=HERE)
    write("update alert set desk = 'home'")
    write("select list_alerts_again(array_agg(alert_id)) from alert")
    page = shown(damar.get("/perhatian/"))
    assert sum(name in page for name in names) == 1
    assert (
        "Hari ini 1 dari 1 yang masih sanggup dikerjakan unit" in page and "Atur daya kerja unit" not in page
    )
    whole = shown(damar.get("/perhatian/?keadaan=semua"))
    assert all(name in whole for name in names) and "tidak mendesak" in whole
    assert "Atur daya kerja unit" in shown(lead.get("/perhatian/"))


@pytest.mark.parametrize("path", ["tunda/", "bangun/", "usul/defer_departure/", "usul/1/jawab/"])
def test_elsewhere_none_of_it_is_there(client, path):
    code = here()
    client.force_login(officer("jauh", role="supervisor", area="99.05", agency="dinsos-9905"))
    assert client.post(f"/perhatian/{code}/{path}", {"days": "1"}).status_code == 404
