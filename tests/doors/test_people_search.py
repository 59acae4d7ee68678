"""Looking for people: forgiving, with the reason of each hit, within the officer's own reach."""

import re

import pytest

from kawal import flow
from tests.doors.people_pages import client_of, crowd, said, seruni
from tests.doors.test_person_page import text_of
from tests.rooms.alerting import write
from tests.world import NOW

pytestmark = pytest.mark.django_db
NIK_SEARCHED = "9904054101990001"


def found(client, **query):
    return client.get("/orang/", query)


@pytest.mark.parametrize(
    ("q", "why"),
    [
        ("Seruni Umpama", "nama terdengar sama"),
        ("sruni umpama", "ejaan namanya mirip"),
        ("9904054101990001", "NIK sama"),
        ("9904 0541 0199 0001", "NIK sama"),
        ("seruni, umpama selatan", "nama terdengar sama"),
        ("pama", "nama mengandung potongan itu"),
        ("suruni umpamo", "ejaan namanya mirip"),
        ("umpama siruni 1999", "nama dan kelahiran cocok"),
        ("seruni 01/01/1999", "nama dan kelahiran cocok"),
        ("seruni umpama selatan", "ejaan namanya mirip"),
        ("Hj. seruni binti Fulan", "nama terdengar sama"),
        ("101990001", "nomornya memuat potongan itu"),
    ],
)
def test_she_is_found_however_she_is_asked_for(q, why):
    kawal_id = seruni()
    flow.link_left(now=NOW)
    response = found(client_of(), q=q)
    assert f"/orang/{kawal_id}/" in response.content.decode()
    assert why in text_of(response) and "perempuan, 1999" in text_of(response)


def test_her_own_code_finds_her():
    kawal_id = seruni()
    assert "kode sama" in text_of(found(client_of(), q=kawal_id))


def test_nothing_found_says_what_to_try_and_offers_to_register_with_what_was_typed():
    response = found(client_of(), q="zzzzz")
    assert "Tidak ada yang cocok dalam wewenang Anda." in text_of(response)
    assert "/orang/daftar/?nama=zzzzz" in response.content.decode()


def test_a_number_that_was_not_found_is_never_put_into_an_address():
    response = found(client_of(), q="9904054101990009")
    assert "nama=" not in response.content.decode()


def test_before_anything_is_asked_nobody_is_listed():
    kawal_id = seruni()
    response = found(client_of())
    assert "Siapa yang Anda cari?" in text_of(response) and kawal_id not in response.content.decode()


def test_only_people_of_the_own_reach_are_found():
    kawal_id = seruni()
    stranger = client_of("district", area="99.01", agency="dinsos-9901")
    assert kawal_id not in found(stranger, q="seruni").content.decode()


def test_a_filter_by_stay_works_with_and_without_words():
    kawal_id = seruni(said("complained", "2026-11-10", data={"problems": ["debt"]}))
    client = client_of()
    for query in ({"keberadaan": "in_trouble"}, {"keberadaan": "in_trouble", "q": "seruni"}):
        assert kawal_id in found(client, **query).content.decode()
    for query in ({"keberadaan": "home"}, {"keberadaan": "home", "q": "seruni"}):
        assert kawal_id not in found(client, **query).content.decode()


@pytest.mark.slow
def test_a_filter_by_procedure_works_with_words_and_stay_and_keeps_them():
    kawal_id = seruni()
    write("update picture set procedure = 'nonprocedural'")
    client = client_of()
    for query in ({}, {"q": "seruni"}, {"keberadaan": "abroad_in_contact"}):
        there = found(client, prosedur="nonprocedural", **query)
        assert kawal_id in there.content.decode()
        assert kawal_id not in found(client, prosedur="procedural", **query).content.decode()
    kept = found(
        client, q="seruni", prosedur="nonprocedural", keberadaan="abroad_in_contact"
    ).content.decode()
    assert 'href="/orang/?q=seruni&amp;keberadaan=home&amp;prosedur=nonprocedural"' in kept
    assert 'href="/orang/?q=seruni&amp;keberadaan=abroad_in_contact&amp;prosedur=unknown"' in kept


def test_a_filter_by_procedure_goes_along_to_the_next_page_and_the_file():
    crowd(27)
    client = client_of()
    page = found(client, q="melati", prosedur="unknown").content.decode()
    assert re.search(r'rel="next" href="[^"]*prosedur=unknown', page)
    assert re.search(r'href="[^"]*prosedur=unknown[^"]*bentuk=csv', page)
    file = found(client, q="melati", prosedur="unknown", keberadaan="abroad_in_contact", bentuk="csv")
    lines = b"".join(file.streaming_content).decode("utf-8-sig").splitlines()
    assert (
        "Pencarian: melati; Keberadaan: Di luar negeri, dalam kontak; Prosedur keberangkatan: Belum diketahui"
        in lines[0]
    )
    assert len(lines) == 2 + 27 and lines[2].endswith(";Belum diketahui")
    secret = found(client, q=f"{NIK_SEARCHED}", bentuk="csv")
    assert NIK_SEARCHED.encode() not in b"".join(secret.streaming_content)


@pytest.mark.parametrize(
    "query", [{"q": "melati umpama"}, {"keberadaan": "abroad_in_contact"}, {"prosedur": "unknown"}]
)
def test_a_long_list_goes_on_page_by_page_and_shows_everybody_once(query):
    people = crowd(30)
    client = client_of()
    seen, address = [], "/orang/"
    page = found(client, **query).content.decode()
    while True:
        seen += re.findall(r'<h3><a href="/orang/(k[0-9a-z]+)/"', page)
        onward = re.search(r'rel="next" href="([^"]+)"', page)
        if not onward:
            break
        page = client.get(onward[1].replace("&amp;", "&")).content.decode()
    assert sorted(seen) == sorted(people) and address


def test_a_cursor_of_somebody_elses_making_is_no_page():
    assert found(client_of(), q="seruni", sesudah="rubbish").status_code == 404


@pytest.mark.parametrize("count", [0, 1, 25])
def test_a_list_asks_as_often_for_many_as_for_few_and_stays_light(count, django_assert_max_num_queries):
    crowd(count)
    client = client_of()
    found(client, q="melati")
    with django_assert_max_num_queries(
        14 if count else 20
    ):  # who finds nobody is asked once more, forgivingly
        response = found(client, q="melati umpama")
    assert len(re.findall("data-row", response.content.decode())) == count
    assert len(response.content) <= 40_000


def test_no_number_is_in_a_list_or_its_file():
    crowd(3)
    client = client_of("national")
    for answer in (found(client, q="melati"), found(client, q="melati", bentuk="csv")):
        body = answer.getvalue() if answer.streaming else answer.content
        assert b"99040541" not in body


def test_the_list_is_exported_with_what_it_counts():
    crowd(27)
    answer = found(client_of(), q="melati umpama", bentuk="csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert "satu baris satu orang" in lines[0] and len(lines) == 2 + 27


@pytest.mark.parametrize(
    "q", ["'; drop table person; --", "%", "\\", "x" * 5000, "\x00", "١٢٣", "👩🏽", "a,b,c,,,", "  "]
)
def test_odd_text_finds_nobody_and_breaks_nothing(q):
    assert found(client_of(), q=q).status_code in (200, 404)


@pytest.mark.slow
def test_a_piece_of_a_number_is_no_way_to_guess_it_without_the_power_to_see_it():
    kawal_id = seruni()
    flow.link_left(now=NOW)
    post = client_of("border_post", place="batam-centre")
    for part in ("9904", "05410199", "101990001"):
        assert kawal_id not in found(post, q=part).content.decode()
    stranger = client_of("district", area="99.01", agency="dinsos-9901")
    assert kawal_id not in found(stranger, q="101990001").content.decode()
    assert kawal_id not in found(stranger, q="suruni umpamo").content.decode()
