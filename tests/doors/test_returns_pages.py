"""The board of returns in the browser: who waits on what, since when, whose turn it is."""

import re

import pytest
from django.conf import settings

from kawal.access.trail.models import Trace
from kawal.reference.places.selectors import country_label
from tests.doors.test_case_pages import days, officer, opened, someone, text_of
from tests.world import fact

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(officer())
    return client


def named(name, *more, village="53.04.05.2001"):
    subject = {"name": name, "sex": "female", "birth_date": "1999", "address": {"area": village}}
    return someone(*(({**it, "subject": subject}) for it in more), subject=subject)


def requested(days_ago=9, **more):
    return fact("return_requested", days(days_ago), data={"by": "self"}, **more)


def test_a_row_says_where_it_stands_whom_it_waits_for_and_since_when(desk):
    kawal_id = named("Seruni Umpama", requested())
    page = text_of(desk.get("/kepulangan/"))
    assert f'href="/orang/{kawal_id}/">Seruni Umpama</a>' in page
    assert "perempuan, 1999 · Kab. Belu" in page
    assert "tunggu kewarganegaraan" in page
    assert ">9 hari<" in page
    assert f"/orang/{kawal_id}/catat/nationality_verified/" in page


def test_the_order_of_the_board_is_told_to_who_sees_danger_and_hidden_from_who_does_not(client):
    named("Seruni Umpama", requested())
    client.force_login(officer())
    assert "yang terancam dulu" in text_of(client.get("/kepulangan/"))
    client.force_login(officer("village", agency="desa-5304052001", area="53.04.05.2001"))
    page = text_of(client.get("/kepulangan/"))
    assert "Menunggu, terlama dulu" in page and "terancam" not in page


def test_the_button_leads_into_the_case_of_the_unit_where_there_is_one(desk):
    kawal_id = named("Seruni Umpama", requested())
    code = opened(desk, kawal_id)
    page = text_of(desk.get("/kepulangan/"))
    assert f"/kasus/{code}/kewarganegaraan/" in page


@pytest.mark.slow
def test_the_stages_add_up_and_each_is_a_filter(desk):
    named("Orang Satu", requested())
    named("Orang Dua", requested(), fact("repatriated", days(1)))
    page = text_of(desk.get("/kepulangan/"))
    assert "<b>2</b> orang =" in page
    filtered = text_of(desk.get("/kepulangan/?tahap=arrive"))
    assert "Orang Dua" in filtered
    assert "Orang Satu" not in filtered
    assert "Orang Satu" in text_of(desk.get("/kepulangan/?tahap=terbang")), "an unknown stage filters nothing"


def test_countries_are_filters_where_there_are_several(desk):
    named("Orang Satu", requested())
    named("Orang Dua", requested(), fact("checked_in", days(5), place={"country": "SAU"}))
    page = text_of(desk.get("/kepulangan/"))
    assert country_label("SAU") in page
    assert "Orang Satu" not in text_of(desk.get("/kepulangan/?negara=SAU"))


def test_a_wait_past_its_legal_limit_climbs_and_says_on_what_the_limit_rests(desk):
    named("Orang Satu", requested(3))
    named("Orang Dua", requested(9))
    named("Orang Tiga", requested(30))
    page = text_of(desk.get("/kepulangan/?lewat=1"))
    assert "T1, UU 21/2007 Pasal 52" in page
    assert "Orang Satu" not in page
    assert re.search(r"Orang Dua.*naik ke penyelia", page) and re.search(
        r"Orang Tiga.*naik ke nasional", page
    )
    assert page.index("Orang Tiga") < page.index("Orang Dua"), "the longest waiting first"
    file = desk.get("/kepulangan/?lewat=1&bentuk=csv").getvalue().decode()
    assert "naik ke nasional" in file and "Orang Satu" not in file


def test_the_board_in_english_cites_the_law_in_english(desk):
    named("Orang Dua", requested(9))
    desk.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "T1, Law 21/2007 Article 52" in text_of(desk.get("/kepulangan/?lewat=1"))


@pytest.mark.slow
def test_a_wait_that_climbed_stands_on_the_start_page_of_whom_it_climbed_to(client):
    named("Orang Dua", requested(9))
    for role, more, count in (
        ("supervisor", {}, 1),
        ("national", {"agency": "kp2mi", "area": ""}, 0),
        ("district", {}, 0),
    ):
        client.force_login(officer(role, **more))
        assert ("1 orang menunggu pulang melewati batas" in text_of(client.get("/", follow=True))) == count
    named("Orang Tiga", requested(30))
    client.force_login(officer("national", agency="kp2mi", area="", login="laras"))
    assert "1 orang menunggu pulang melewati batas" in text_of(client.get("/", follow=True))


@pytest.mark.slow
def test_the_board_is_narrowed_to_whose_turn_it_is_and_to_a_mission(desk):
    named("Orang Satu", requested(3))
    named("Orang Dua", requested(9), fact("travel_document_issued", days(2)))
    assert "Orang Satu" not in text_of(desk.get("/kepulangan/?giliran=host"))
    assert "Orang Dua" in text_of(desk.get("/kepulangan/?giliran=host"))
    assert "Orang Satu" in text_of(desk.get("/kepulangan/?giliran=siapa")), "no such turn filters nothing"
    assert "Orang Satu" not in text_of(desk.get("/kepulangan/?perwakilan=kbri-riyadh"))


def test_each_line_says_the_days_from_the_first_sign(desk, client):
    named("Seruni Umpama", fact("checked_in", days(15), data={"safe": "no", "distress": True, "by": "self"}))
    named("Seruni Umpama", requested(3))
    assert "15 hari sejak tanda pertama" in text_of(desk.get("/kepulangan/"))
    client.force_login(officer("village", agency="desa-5304052001", area="53.04.05.2001"))
    assert "tanda pertama" not in text_of(client.get("/kepulangan/"))


def test_whoever_left_and_did_not_arrive_is_said_first(desk):
    named("Wira Andaikan", fact("repatriated", days(6)))
    named("Orang Dua", fact("repatriated", days(1)))
    page = text_of(desk.get("/kepulangan/"))
    assert "1 orang belum terhitung." in page
    assert "Wira Andaikan berangkat pulang" in page
    assert "Sudah 6 hari." in page


@pytest.mark.slow
def test_the_days_to_home_have_a_page_for_those_who_read_statistics(desk, client):
    assert "Belum ada peringatan dalam setahun ini" in text_of(desk.get("/kepulangan/lama/"))
    sign = fact("checked_in", days(15), data={"safe": "no", "distress": True, "by": "self"})
    way = [fact("repatriated", days(5)), fact("returned", days(4)), fact("reached_home", days(2))]
    named("Seruni Umpama", sign)
    named("Seruni Umpama", *way)
    assert 'href="/kepulangan/lama/"' in text_of(desk.get("/kepulangan/"))
    page = text_of(desk.get("/kepulangan/lama/"))
    assert "1 orang dengan peringatan pertama sejak" in page
    assert re.search(r"tanda pertama → rumah</th>.{0,60}>13,0<", page)
    other = "Kasus instansi lain tidak dihitung di sini; angka nasional menghitungnya."
    assert other in page
    client.force_login(officer("national", agency="kp2mi", area=""))
    whole = text_of(client.get("/kepulangan/lama/"))
    assert "1 orang dengan peringatan pertama" in whole and other not in whole
    assert "Belum ada" in text_of(desk.get("/kepulangan/lama/?negara=XXX"))
    client.force_login(officer("border_post", agency="plbn", area="", place="plbn-entikong"))
    assert client.get("/kepulangan/lama/").status_code == 403


def test_nobody_on_the_way_is_said_with_the_hour_it_was_checked(desk):
    page = text_of(desk.get("/kepulangan/"))
    assert "Tidak ada yang sedang menunggu pulang. Terakhir diperiksa" in page


def test_the_file_holds_what_the_board_holds_and_says_what_it_counts(desk):
    named("Orang Satu", requested())
    named("Orang Dua", fact("repatriated", days(1)))
    file = desk.get("/kepulangan/?tahap=verify&bentuk=csv").getvalue().decode()
    assert "Satu baris satu orang dalam perjalanan pulang" in file
    assert "Orang Satu" in file
    assert "Orang Dua" not in file
    assert Trace.objects.filter(action="list.exported").count() == 1


def test_a_border_post_records_the_arrival_of_whom_it_expects(client):
    plan = fact("return_planned", days(3), place={"post": "plbn-entikong"}, data={"leave_on": days(2)[:10]})
    kawal_id = named("Seruni Umpama", plan, fact("deported", days(2)))
    client.force_login(officer("border_post", agency="plbn", area="", place="plbn-entikong"))
    page = text_of(client.get("/kepulangan/"))
    assert "Seruni Umpama" in page
    assert f"/orang/{kawal_id}/catat/returned/" in page
    client.force_login(officer("border_post", agency="plbn-2", area="", place="plbn-aruk"))
    assert "Seruni Umpama" not in text_of(client.get("/kepulangan/"))


def test_a_village_records_that_somebody_reached_home(client):
    kawal_id = named("Seruni Umpama", fact("returned", days(2), place={"post": "plbn-entikong"}),
                     fact("handed_over", days(1), data={"to": "district"}))  # fmt: skip
    client.force_login(officer("village", agency="desa", area="53.04.05.2001"))
    page = text_of(client.get("/kepulangan/"))
    assert "Seruni Umpama" in page
    assert f"/orang/{kawal_id}/catat/reached_home/" in page


def test_people_elsewhere_are_not_on_the_board(client):
    named("Seruni Umpama", requested())
    client.force_login(officer(agency="dinsos-3507", area="35.07"))
    assert "Seruni" not in text_of(client.get("/kepulangan/"))


@pytest.mark.parametrize("at", ["/kepulangan/?sesudah=xyz", "/kepulangan/?sesudah=WzFd"])
def test_a_cursor_that_is_none_of_ours_is_not_found(desk, at):
    assert desk.get(at).status_code == 404


def test_the_page_needs_the_power_to_hand_over(client):
    client.force_login(officer("analyst", agency="kp2mi", area=""))
    assert client.get("/kepulangan/").status_code == 403


@pytest.mark.parametrize("count", [1, 5])
@pytest.mark.slow
def test_the_board_takes_the_same_queries_however_long(desk, count, django_assert_num_queries):
    for n in range(count):
        opened(desk, named(f"Umpama Orang{n}", requested(n + 1)))
    desk.get("/kepulangan/")
    with django_assert_num_queries(12):
        assert text_of(desk.get("/kepulangan/")).count("data-row") == count
