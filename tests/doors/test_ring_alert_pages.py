"""The alert about a ring: its members are warned by two officers, and the ring and its alert lead to each other."""

import pytest

from tests.doors.people_pages import HOME, client_of, said
from tests.doors.test_ring_pages import codes, ring, words_of
from tests.rooms.alerting import write
from tests.rooms.test_rings import subject
from tests.world import fact, report

pytestmark = pytest.mark.django_db
WHY = "Tiga tetangga dibawa pengurus yang sama; yang lain belum berangkat."
WARN = "Peringatkan anggota jaringan"


def the_alert() -> str:
    [(code,)] = write("select code from alert where ring_id is not null and state <> 'closed'")
    return code


def proposed(client) -> tuple[str, str]:
    """The alert, taken, with a proposal to warn its ring; and where it is answered."""
    code = the_alert()
    client.post(f"/perhatian/{code}/ambil/")
    client.post(f"/perhatian/{code}/usul/warn_ring/", {"why": WHY})
    [(act,)] = write("select act_id from alert_act")
    return code, f"/perhatian/{code}/usul/{act}/jawab/"


@pytest.mark.slow
def test_the_holder_of_a_ring_alert_proposes_and_a_second_officer_confirms():
    ring(1, 2, 3)
    client, code = client_of(), the_alert()
    at = f"/perhatian/{code}/usul/warn_ring/"
    assert at not in client.get(f"/perhatian/{code}/").content.decode(), "nobody holds it yet"
    client.post(f"/perhatian/{code}/ambil/")
    assert at in client.get(f"/perhatian/{code}/").content.decode()
    asked = words_of(client.get(at))
    assert WARN in asked and "dalam 72 jam" in asked and "Perekrutnya tidak diberi tahu" in asked
    code, answer = proposed(client)
    waiting = client.get(f"/perhatian/{code}/")
    assert "Menunggu petugas kedua" in words_of(waiting) and at not in waiting.content.decode()
    assert client.post(answer, {"answer": "confirmed"}).status_code == 403

    second = client_of("supervisor")
    asked = words_of(second.get(answer))
    assert WHY in asked and f"{WARN}: setuju?" in asked and "Petugas menghubungi setiap anggota" in asked
    second.post(answer, {"answer": "confirmed"})
    shown = client.get(f"/perhatian/{code}/")
    [found] = codes(client)
    assert "Disetujui" in words_of(shown) and f'/jaringan/{found}/#anggota"' in shown.content.decode()
    assert write("select answer, answered_agency from alert_act") == [("confirmed", "dinsos-9904")]


def test_what_is_said_of_several_members_stands_once_and_leads_to_no_one_of_them():
    ring(1, 2, 3)
    page = client_of().get(f"/perhatian/{the_alert()}/").content.decode()
    why = page.partition('<ol class="why">')[2].partition("</ol>")[0]
    assert "· 3 ×" in why and why.count("Direkrut, 5 Jan 2026") == 1 and "/orang/" not in why


@pytest.mark.slow
def test_what_two_refuse_leads_to_nobody():
    ring(1, 2, 3)
    client = client_of()
    code, answer = proposed(client)
    client_of("supervisor").post(answer, {"answer": "refused", "why": "Rombongan keluarga."})
    shown = client.get(f"/perhatian/{code}/")
    assert "Ditolak" in words_of(shown) and "#anggota" not in shown.content.decode()


@pytest.mark.slow
def test_an_alert_of_a_member_leads_from_its_reason_to_the_ring():
    ring(1, 2, 3)
    told = {"channel": "app", "by": "self", "safe": "no", "distress": True}
    report(
        fact("checked_in", "2026-04-02", subject=subject(1, HOME), source="imigrasi-perlintasan", data=told)
    )
    client = client_of()
    [found] = codes(client)
    [(code,)] = write("select code from alert where ring_id is null and state <> 'closed'")
    page = client.get(f"/perhatian/{code}/").content.decode()
    reason = page.partition("Jaringan mencurigakan")[2].partition("</p>")[0]
    assert f'href="/jaringan/{found}/"' in reason and page.count("/jaringan/u") == 1
    with_ring = client.get(f"/perhatian/{the_alert()}/").content.decode()
    assert with_ring.count(f'href="/jaringan/{found}/"') == 1, "the alert about a ring leads to it once"


@pytest.mark.slow
def test_an_alert_about_one_person_has_no_ring_to_warn():
    report(said("departed", "2026-01-05", source="imigrasi", data={"destination": "MYS"}),
           said("checked_in", "2026-04-02", source="imigrasi", data={"by": "self", "safe": "no", "distress": True}))  # fmt: skip
    client = client_of()
    [(code,)] = write("select code from alert")
    client.post(f"/perhatian/{code}/ambil/")
    at = f"/perhatian/{code}/usul/warn_ring/"
    assert at not in client.get(f"/perhatian/{code}/").content.decode()
    client.post(at, {"why": WHY})
    assert "Usul ini tidak mungkin" in words_of(client.get(f"/perhatian/{code}/"))
    assert write("select 1 from alert_act") == []


@pytest.mark.slow
def test_the_ring_leads_to_its_open_alert_for_those_who_read_alerts():
    ring(1, 2, 3)
    client = client_of()
    [found], code = codes(client), the_alert()
    assert f"/perhatian/{code}/" in client.get(f"/jaringan/{found}/").content.decode()
    client.post(f"/perhatian/{code}/ambil/")
    assert "Triase, Anda" in words_of(client.get(f"/jaringan/{found}/"))
    note = {"outcome": "wrong_data", "note": "Rombongan keluarga, sudah dicek."}
    client.post(f"/perhatian/{code}/tutup/", note)
    assert f"/perhatian/{code}/" not in client.get(f"/jaringan/{found}/").content.decode()


@pytest.mark.slow
def test_the_ring_lists_open_cases_of_the_own_agency_alone():
    ring(1, 2, 3)
    client = client_of()
    [found] = codes(client)
    members = write(
        "select kawal_id from ring_member join person using (person_id) order by person_id limit 2"
    )
    (one,), (other,) = members
    client.post(f"/kasus/buka/{one}/", {"summary": "Mencari keterangan keluarganya."})
    client_of("protection").post(f"/kasus/buka/{other}/", {"summary": "Pendampingan."})
    (mine,), (theirs,) = write("select code from case_file order by case_id")
    page = client.get(f"/jaringan/{found}/").content.decode()
    assert "Kasus terbuka anggotanya" in page and f"/kasus/{mine}/" in page and theirs not in page
