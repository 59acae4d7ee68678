"""The start page of each role: what must be done now, and nothing a role may not see."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.doors.people_pages import ROLES, UMPAMA, client_of, crowd, said, seruni
from tests.doors.test_person_page import text_of
from tests.world import report

pytestmark = pytest.mark.django_db


def day(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def start(role, **more):
    return client_of(role, **more).get("/")


def recorded(*facts):
    return report(*facts, now=timezone.now())


@pytest.mark.parametrize("role", sorted(ROLES))
def test_every_role_has_a_start_that_is_right_with_nothing_to_do(role):
    response = start(role)
    assert response.status_code == 200 and "<h1" in response.content.decode()


@pytest.mark.parametrize(
    ("role", "address"),
    [("administrator", "/petugas/"), ("data_protection", "/jejak/"), ("analyst", "/nasional/")],
)
def test_roles_without_people_start_at_their_own_desk(role, address):
    response = start(role, agency="kp2mi", area="")
    assert response.status_code == 302 and response["Location"] in (address, "/bantuan/")


def test_a_stranger_is_sent_to_the_door(client):
    assert client.get("/")["Location"].startswith("/masuk/")


def test_a_village_sees_who_comes_who_goes_and_whom_to_visit_and_never_an_alert():
    home = {**UMPAMA, "name": "Kenanga Misal", "nik": "9904054101990002"}
    leaving = {**UMPAMA, "name": "Melati Andai", "nik": "9904054101990003"}
    recorded(
        said("departed", "2026-01-05"),
        said("complained", "2026-11-01", data={"problems": ["violence"]}),
        said("return_planned", day(-1), data={"leave_on": day(2)}),
        said("departed", "2026-01-05", subject=home),
        said("reached_home", day(-25), subject=home),
        said("registered", day(-3), subject=leaving, source="desa-umpama"),
    )
    response = start("village")
    shown = text_of(response)
    for words in (
        "Akan pulang",
        "Seruni Umpama",
        "Serah terima",
        "Sampai di rumah",
        "Melati Andai",
        "Kenanga Misal",
        "Catat kunjungan",
    ):
        assert words in shown
    for hidden in ("violence", "kekerasan", "Mengadu", "peringatan", "Perlu perhatian"):
        assert hidden not in shown


def test_the_buttons_of_a_village_open_forms_filled_beforehand():
    recorded(said("departed", "2026-01-05"), said("return_planned", day(-1), data={"leave_on": day(2)}))
    client = client_of("village")
    [hand_over] = re.findall(r'href="(/orang/[^"]*handed_over[^"]*)"', client.get("/").content.decode())
    form = client.get(hand_over.replace("&amp;", "&")).content.decode()
    assert re.search(r'<option value="family" selected>', form)


def test_a_village_signs_a_hand_over_and_she_is_home():
    recorded(said("departed", "2026-01-05"), said("return_planned", day(-1), data={"leave_on": day(0)}))
    client = client_of("village")
    [at_home] = re.findall(r'href="(/orang/[^"]*reached_home[^"]*)"', client.get("/").content.decode())
    page = client.get(at_home)
    sent = {name: value for name, value in page.context["form"].initial.items() if value}
    assert client.post(at_home, sent).status_code == 302
    assert "Seruni Umpama" not in text_of(client.get("/")).partition("Akan berangkat")[0]


def test_a_border_post_sees_who_is_coming_and_who_waits_to_be_handed_over():
    arrived = {**UMPAMA, "name": "Kenanga Misal", "nik": "9904054101990002"}
    recorded(
        said("return_planned", day(-1), data={"leave_on": day(1)}, place={"post": "plbn-entikong"}),
        said("returned", day(0), subject=arrived, place={"post": "plbn-entikong"}, source="imigrasi"),
    )
    shown = text_of(start("border_post"))
    here, _mark, coming = shown.partition("Ditunggu tiba")
    assert (
        "Kenanga Misal" in here and "Serah terima" in here and "Seruni Umpama" in coming and "Tiba" in coming
    )


def test_the_button_of_a_post_opens_the_signed_record_and_not_a_bare_fact():
    recorded(said("returned", day(0), place={"post": "plbn-entikong"}, source="imigrasi"))
    client = client_of("border_post")
    page = client.get("/").content.decode()
    assert "catat/handed_over" not in page
    [at] = re.findall(r'href="(/serah-terima/baru/[^"]*)"', page)
    assert "Diserahkan kepada siapa?" in text_of(client.get(at))


@pytest.mark.slow
def test_a_district_is_led_to_its_people_who_wait_abroad():
    home = {**UMPAMA, "name": "Kenanga Misal", "nik": "9904054101990002"}
    recorded(
        said("departed", "2026-01-05"),
        said("return_requested", day(-3)),
        said("departed", "2026-01-05", subject=home),
        said("returned", day(-1), subject=home, source="imigrasi"),
    )
    client = client_of("district")
    assert "1 warga daerah ini menunggu pulang di luar negeri" in text_of(client.get("/"))
    assert 'href="/kepulangan/?luar=1"' in client.get("/").content.decode()
    board = text_of(client.get("/kepulangan/?luar=1"))
    assert "Seruni Umpama" in board and "Kenanga Misal" not in board


def test_a_shelter_sees_tonights_list():
    coming = {**UMPAMA, "name": "Kenanga Misal", "nik": "9904054101990002"}
    recorded(
        said("sheltered", day(-2), data={"shelter": "rptc-bambu-apus"}),
        said("left_shelter", day(0), subject=coming, data={"shelter": "x", "destination": "rptc-bambu-apus"}),
    )
    shown = text_of(start("shelter"))
    staying, _mark, arriving = shown.partition("Tiba malam ini")
    assert "Seruni Umpama" in staying and "1 orang menginap" in staying and "Kenanga Misal" in arriving
    assert "1 ditunggu · 0 keluar hari ini" in staying


@pytest.mark.slow
def test_a_shelter_counts_who_left_today_once_and_not_yesterdays():
    stay = {"source": "rptc-bambu-apus", "data": {"shelter": "rptc-bambu-apus"}}
    gone = {**UMPAMA, "name": "Kenanga Misal", "nik": "9904054101990002"}
    recorded(
        said("sheltered", day(-2), **stay),
        said("sheltered", day(-2), **{**stay, "subject": gone}),
        said("left_shelter", day(-1), **{**stay, "subject": gone}),
    )
    assert "0 keluar hari ini" in text_of(start("shelter"))
    recorded(
        said("left_shelter", day(0), **stay),
        said("handed_over", day(0), **{**stay, "data": {"to": "province"}}),
    )
    assert "0 orang menginap malam ini · 0 ditunggu · 1 keluar hari ini" in text_of(
        start("shelter", name="Intan")
    )


@pytest.mark.slow
def test_a_mission_sees_who_walked_in_today():
    client = client_of("mission")
    client.post("/orang/daftar/", {"name": "Bunga", "errand": "reported_in", "id": "web-1"})
    shown = text_of(client.get("/"))
    assert "Datang ke loket hari ini" in shown and "Bunga" in shown and "Lapor diri" in shown


def test_a_district_reads_what_changed_since_yesterday():
    recorded(said("departed", "2026-01-05"), said("complained", day(0), data={"problems": ["debt"]}))
    shown = text_of(start("district"))
    assert "1 orang mengabarkan masalah." in shown


def test_investigators_see_only_whom_a_referral_names():
    seruni()
    assert "Belum ada rujukan yang berlaku" in text_of(start("investigator"))


@pytest.mark.parametrize("count", [0, 25])
def test_a_start_page_asks_as_often_for_many_as_for_few(count, django_assert_max_num_queries):
    crowd(count)
    client = client_of()
    client.get("/")
    with django_assert_max_num_queries(26):
        response = client.get("/")
    assert len(response.content) <= 40_000


@pytest.mark.slow
def test_whom_a_post_sends_is_expected_in_the_shelter_until_it_takes_her_in():
    stay = {"shelter": "rptc-bambu-apus"}
    recorded(said("returned", day(0), source="bp3mi-kalbar", place={"post": "plbn-entikong"}))
    assert "Ke penampungan" in text_of(start("border_post"))
    recorded(said("sheltered", day(0), source="bp3mi-kalbar", data=stay))
    staying, _mark, arriving = text_of(start("shelter")).partition("Tiba malam ini")
    assert "0 orang menginap" in staying and "Seruni Umpama" in arriving
    recorded(said("sheltered", day(0), source="rptc-bambu-apus", data=stay))
    staying, _mark, arriving = text_of(start("shelter", name="Intan")).partition("Tiba malam ini")
    assert "1 orang menginap" in staying and "Seruni Umpama" not in arriving
