"""Recruiters and companies on pages and by the API: found in any spelling, read, answered about, taken away as a file."""

import re

import pytest

from kawal.access.trail.models import Trace
from tests.doors.people_pages import HOME, client_of
from tests.doors.test_api import call  # noqa: F401 -- a fixture
from tests.rooms.parties_world import PHONE, finding, recruited, worker
from tests.world import fact, report

pytestmark = pytest.mark.django_db
LICENCE = "SIP3MI-0001/REKAAN"


def here(n, name, **more):
    """Said of a worker of Umpama Selatan."""
    data = {"recruiter": {"name": name, **more}}
    return fact("recruited", source="desa-umpama", subject=worker(n, HOME), data=data)


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def found(client, q=""):
    return client.get("/perekrut/", {"q": q})


def code_of(client, q):
    return re.search(r"/perekrut/(u\w{12})/", found(client, q).content.decode())[1]


@pytest.mark.slow
def test_a_recruiter_is_found_and_her_page_says_what_reports_say():
    report(here(1, "Surya Misalkan", phone=PHONE, licence=LICENCE), here(2, "SURIA MISALKAN", phone=PHONE))
    client = client_of()
    listed = text_of(found(client, "suria misalkan"))
    assert "Surya Misalkan" in listed and "disebut dalam 2 laporan tentang 2 pekerja" in listed
    shown = client.get(f"/perekrut/{code_of(client, 'surya')}/")
    words = text_of(shown)
    for said in (
        "Apa kata laporan?",
        "SURIA MISALKAN",
        "perekrut",
        "milik PT Rekayasa Mandiri Ibarat 001",
        "izin berlaku",
    ):
        assert said in words
    assert "4101" in words and "0000-4101" not in words and "Melati Umpama A" in words
    assert Trace.objects.filter(action="party.viewed").count() == 1


def test_without_a_question_those_named_last_are_listed_and_nothing_found_is_said_so():
    client = client_of()
    assert "Belum ada laporan" in text_of(found(client))
    report(here(1, "Surya Misalkan"))
    assert "Yang terakhir disebut" in text_of(found(client))
    assert "Tidak ada yang cocok" in text_of(found(client, "zzzzzz"))


@pytest.mark.slow
def test_nobody_is_called_guilty_and_account_numbers_are_not_shown_whole():
    report(here(1, "Surya 800012345678"), finding("Surya 800012345678"))
    client = client_of("national")
    page = text_of(client.get(f"/perekrut/{code_of(client, 'surya')}/"))
    assert "800012345678" not in page + text_of(found(client, "surya"))
    assert "bukan putusan" in page
    for word in ("pelaku", "tersangka", "penjahat"):
        assert word not in page


def test_a_stranger_and_an_unknown_code_get_the_same_answer():
    report(here(1, "Surya Misalkan"))
    code = code_of(client_of(), "surya")
    stranger = client_of("district", area="99.01", agency="dinsos-9901")
    assert stranger.get(f"/perekrut/{code}/").status_code == 404
    assert stranger.get("/perekrut/u222222222222/").status_code == 404
    assert "Surya" not in text_of(found(stranger, "surya")).replace("“surya”", "")


def test_an_officer_answers_same_and_takes_it_back():
    report(here(1, "Surya Misalkan", phone=PHONE), here(2, "Kenanga Andaikan", phone=PHONE))
    client = client_of()
    one, other = code_of(client, "surya"), code_of(client, "kenanga")
    page = text_of(client.get(f"/perekrut/{one}/"))
    assert (
        "Mungkin sama: nomor telepon sama +6, pekerja dari kabupaten yang sama +1. Jumlahnya 7 poin." in page
    )
    said = client.post(f"/perekrut/{one}/sama/{other}/", {"answer": "same"}, follow=True)
    assert "Jawaban disimpan" in text_of(said) and "Disatukan oleh jawaban petugas" in text_of(said)
    assert "disebut dalam 2 laporan" in text_of(found(client, "kenanga"))
    assert "(Anda, " in text_of(said)
    theirs = text_of(client_of("protection").get(f"/perekrut/{one}/"))
    assert "(Damar Misalkan, " in theirs and "@contoh" not in theirs
    again = client.post(f"/perekrut/{one}/sama/{other}/", {"answer": "different"}, follow=True)
    assert "Petugas lain sudah menjawab" in text_of(again)
    undone = client.post(f"/perekrut/{one}/sama/{other}/urungkan/", follow=True)
    assert "Jawaban diurungkan" in text_of(undone) and "disebut dalam 1 laporan" in text_of(undone)
    assert client.post(f"/perekrut/{one}/sama/{other}/", {"answer": "maybe"}).status_code == 404
    assert "Tidak ada jawaban" in text_of(client.post(f"/perekrut/{one}/sama/{other}/urungkan/", follow=True))


def test_the_list_is_taken_away_as_a_file_without_a_whole_number():
    report(here(1, "=Surya Misalkan", phone=PHONE))
    client = client_of()
    answer = client.get("/perekrut/", {"q": "surya", "bentuk": "csv"})
    text = b"".join(answer).decode()
    assert "Disebut sebagai" in text and "perekrut" in text and "4101" not in text and "'=Surya" in text
    assert b"".join(client.get("/perekrut/", {"bentuk": "xlsx"})).startswith(b"PK")


def test_the_timeline_leads_to_whom_its_facts_name_and_the_search_of_people_to_the_search_of_parties():
    [outcome] = report(here(1, "Surya Misalkan"))
    client = client_of()
    page = client.get(f"/orang/{outcome.kawal_id}/").content.decode()
    assert f"/perekrut/{code_of(client, 'surya')}/" in page
    assert "Laporan lain tentang Surya Misalkan" in page
    assert "/perekrut/?q=surya" in client.get("/orang/", {"q": "surya"}).content.decode()


def test_a_reader_who_may_not_search_gets_no_link():
    [outcome] = report(
        here(1, "Surya Misalkan"), fact("return_planned", subject=worker(1, HOME), data={"leave_on": "2026-11-25"})
    )[:1]  # fmt: skip
    page = client_of("village").get(f"/orang/{outcome.kawal_id}/")
    assert "/perekrut/" not in page.content.decode()


@pytest.mark.parametrize("cursor", ["x", "WzFd", "W10", "-1"])
def test_a_cursor_that_is_none_is_refused(cursor):
    assert client_of().get("/perekrut/", {"sesudah": cursor}).status_code in (200, 404)


@pytest.mark.slow
def test_a_page_with_sixty_letters_and_other_scripts_is_drawn():
    report(here(1, "Raden Ajeng " + "Umpama" * 12), here(2, "محمد علي"), here(3, "<b>陈大文</b>"))
    client = client_of()
    listed = found(client).content.decode()
    assert "<b>陈" not in listed and "محمد" in listed
    for code in re.findall(r"/perekrut/(u\w{12})/", listed):
        assert client.get(f"/perekrut/{code}/").status_code == 200


def test_the_api_lists_and_reads_with_reasons_and_no_phone_whole(call):  # noqa: F811 -- the fixture
    report(here(1, "Surya Misalkan", phone=PHONE), here(2, "Kenanga Andaikan", phone=PHONE))
    key = {"agency": "dinsos-9904", "area": "99.04"}
    status, listed = call("/parties?q=suria+misalkan", **key)
    [row] = listed["results"]
    assert (status, row["name"], row["facts"], row["people"], row["roles"]) == (
        200,
        "Surya Misalkan",
        1,
        1,
        ["recruiter"],
    )
    status, read = call(f"/parties/{row['party_id']}", **key)
    assert (
        status == 200 and read["details"][0]["value"].endswith("4101") and "•" in read["details"][0]["value"]
    )
    [other] = read["possibly_same"]
    assert (other["band"], other["reasons"][0]) == ("maybe", {"reason": "same_phone", "points": 6.0})
    assert len(read["kawal_ids"]) == 1
    assert call("/parties/u222222222222", **key)[0] == 404
    assert call(f"/parties/{row['party_id']}", agency="kjri-kuching")[0] == 404
    assert call("/parties?cursor=x", **key)[0] == 400


def test_a_key_without_an_area_sees_what_its_agency_said(call):  # noqa: F811 -- the fixture
    report(
        recruited(1, "Surya Misalkan", source="kjri-kuching"), recruited(2, "Surya Andaikan", source="sbmi")
    )
    _, listed = call("/parties?q=surya")
    assert [row["name"] for row in listed["results"]] == ["Surya Misalkan"]


@pytest.mark.slow
def test_whoever_else_is_named_stands_in_a_paged_list_as_far_as_the_reader_sees():
    said = {"name": "Surya Misalkan", "phone": PHONE, "licence": LICENCE}
    report(*(here(n, **said) for n in range(1, 31)))
    elsewhere = worker(40, "99.05.01.2001")
    report(fact("recruited", source="desa-lain", subject=elsewhere, data={"recruiter": said}))
    client = client_of()
    code = code_of(client, "surya")
    page = client.get(f"/perekrut/{code}/").content.decode()
    assert f'href="/perekrut/{code}/pekerja/"' in page and "dan 5 orang lain" in text_of(
        client.get(f"/perekrut/{code}/")
    )
    first = client.get(f"/perekrut/{code}/pekerja/").content.decode()
    [following] = re.findall(r'rel="next" href="([^"]+)"', first)
    second = client.get(f"/perekrut/{code}/pekerja/{following}").content.decode()
    shown = [set(re.findall(r'href="/orang/(k\w+)/"', it)) for it in (first, second)]
    assert [len(it) for it in shown] == [25, 5] and not shown[0] & shown[1]
    assert 'rel="next"' not in second
    stranger = client_of(agency="dinsos-9901", area="99.01")
    assert stranger.get(f"/perekrut/{code}/pekerja/").status_code == 404
    assert client.get(f"/perekrut/{code}/pekerja/?sesudah=x").status_code == 404


def test_a_recruiters_page_tells_the_record_as_a_share_with_its_interval_and_never_bare():
    proven = fact(
        "case_decided",
        "2026-05-01",
        source="polri-ppa-ppo",
        subject=worker(1, HOME),
        data={"outcome": "proven"},
    )
    report(*(here(n, "Surya Misalkan", phone=PHONE) for n in range(1, 5)), proven)
    client = client_of("protection")
    words = text_of(client.get(f"/perekrut/{code_of(client, 'surya')}/"))
    assert (
        "1 dari 4 pekerja dengan perkara terbukti" in words
        and "Taksiran: 23 dari setiap 1.000 pekerjanya, antara" in words
    )


def test_a_recruiter_who_shares_a_number_with_one_named_in_a_finding_is_told_of():
    report(
        here(1, "Surya Misalkan", phone=PHONE),
        here(2, "Bintang Andaikan", phone=PHONE),
        finding("Bintang Andaikan", phone=PHONE),
    )
    client = client_of("national")
    words = text_of(client.get(f"/perekrut/{code_of(client, 'surya misalkan')}/"))
    assert "dengan nama lain: Bintang Andaikan" in words
