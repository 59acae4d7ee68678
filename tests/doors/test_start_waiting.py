"""Start pages of those who receive: what waits at a post now, and who is on the way to a village or district."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.doors.officers import officer
from tests.doors.test_batch_pages import mission, opened, post_officer, press, text_of, with_people
from tests.doors.test_reception_pages import begun, send
from tests.rooms.handing_over import OWN, plan, prepare
from tests.rooms.handing_over import POST as GIVING_POST
from tests.world import SERUNI, fact, person_of

pytestmark = pytest.mark.django_db
TELLING = "perempuan, 1999"


def seruni(**more):
    return person_of(fact("returned", "2026-11-18", place={"post": "plbn-entikong"}, **more))


def arriving(client, minutes):
    """A batch of three that is on its way to Entikong and comes in so many minutes."""
    code = with_people(mission(client))
    press(client, code, "naik", semua="1")
    with connection.cursor() as cursor:
        from kawal.access import wall
        from kawal.access.scope import ENGINE

        wall.enter(ENGINE)
        cursor.execute(
            "update return_leg set departs_at = %s, arrives_at = %s where batch = %s",
            [timezone.now() - timedelta(hours=9), timezone.now() + timedelta(minutes=minutes), code],
        )
    return code


@pytest.mark.slow
def test_whoever_may_not_wait_stands_first_and_large(client):
    post_officer(client)
    counter = begun(client)
    send(client, counter, name="Mawar Contoh", sex="female", born="27", origin="", needs=["ill"])
    page = text_of(client.get("/"))
    assert "Mulai dari sini" in page and "Dahulukan 1 orang di R-2026-0417 dari Kuching" in page
    assert "Belum ada yang diterima hari ini." not in page and page.count("Mawar Contoh</a>") == 2
    assert "1 datang dari 3 · 1 belum lengkap" in page and f"{counter}antrean/?yang=first" in page


@pytest.mark.slow
def test_a_batch_that_comes_today_is_a_line_with_its_clock(client):
    code = arriving(client, 50)
    page = text_of(post_officer(client).get("/"))
    assert f"Terima rombongan {code}" in page and "3 direncanakan · 3 naik" in page and "sisa" in page
    assert "Mulai dari sini" not in page


@pytest.mark.slow
def test_people_missing_on_a_leg_come_before_what_has_a_clock(client):
    code = arriving(client, -60)
    post_officer(client)
    begun(client)
    page = text_of(client.get("/"))
    assert f"Cari 3 orang dari {code}" in page
    assert page.index("Cari 3 orang") < page.index("Terima R-2026-0417")


@pytest.mark.slow
def test_hand_overs_that_wait_are_told_and_those_of_another_agency_are_not(client):
    code = prepare(plan(seruni(), giver=OWN), scope=GIVING_POST)
    client.force_login(
        officer("pandu", agency="bp3mi-kalbar", role="border_post", area="", place="plbn-entikong")
    )
    assert f"{code} · menunggu tanda tangan" in text_of(client.get("/"))
    client.force_login(
        officer("lain", agency="bp3mi-kepri", role="border_post", area="", place="pelabuhan-batam-centre")
    )
    assert code not in text_of(client.get("/"))


def test_a_post_with_nothing_to_do_is_told_so_and_led_to_receiving_and_scanning(client):
    page = text_of(post_officer(client).get("/"))
    assert "Tidak ada penerimaan, rombongan, atau serah terima yang menunggu." in page
    assert 'href="/terima/"' in page and 'href="/pindai/"' in page


@pytest.mark.slow
def test_a_post_asks_as_often_for_many_as_for_few(client):
    def asked():
        with CaptureQueriesContext(connection) as found:
            client.get("/")
        return len(found)

    opened(mission(client))
    post_officer(client)
    begun(client)
    few = asked()
    for _ in range(3):
        begun(client)
    assert asked() <= few


@pytest.mark.slow
def test_a_district_reads_who_comes_when_and_how(client):
    code = arriving(client, 90)
    client.force_login(officer("sari", agency="dinsos-6101", role="district", area="61.01"))
    page = text_of(client.get("/"))
    assert "Dalam perjalanan ke sini" in page and "Ayu Rekaan" in page and "Citra Rekaan" not in page
    assert TELLING in page and "naik, belum tiba · ke PLBN Entikong" in page and "hamil" not in page
    assert code not in page and 'href="/rombongan/ke-sini/"' in page


@pytest.mark.slow
def test_a_district_elsewhere_and_the_nation_have_no_such_list(client):
    arriving(client, 90)
    for more in (
        {"area": "35.07", "agency": "dinas-3507"},
        {"role": "national", "area": "", "agency": "kp2mi"},
    ):
        client.force_login(officer(f"o{len(more)}", **more))
        assert "Dalam perjalanan ke sini" not in text_of(client.get("/"))


def test_a_village_is_told_ahead_of_a_hand_over_once_with_when_and_how(client):
    prepare(plan(seruni(), transport="Satu mobil"))
    client.force_login(officer("joko", role="village", agency="desa-5304", area="53.04.05.2001"))
    page = text_of(client.get("/"))
    assert page.count("Seruni Umpama</a>") == 1
    assert "Satu mobil" in page and "diserahkan BP3MI NTT" in page and "Rumah keluarga" in page
    assert SERUNI["nik"] not in page


def test_another_village_is_not_told(client):
    prepare(plan(seruni(), transport="Satu mobil"))
    client.force_login(officer("jauh", role="village", agency="desa-lain", area="53.04.05.2002"))
    assert "Satu mobil" not in text_of(client.get("/"))


@pytest.mark.slow
def test_a_post_shows_the_eight_most_pressing_and_the_way_to_all(client):
    for n in range(11):
        her = {**SERUNI, "name": f"Kenanga {chr(65 + n)}", "nik": f"99040541019900{n + 10}"}
        came = (timezone.now() - timedelta(hours=30 - n)).isoformat()
        person_of(fact("returned", came, subject=her, place={"post": "plbn-entikong"}), now=timezone.now())
    post = post_officer(client)
    page = text_of(post.get("/"))
    names = [f"Kenanga {chr(65 + n)}" for n in range(11)]
    assert [it for it in names if it in page] == names[:8], "whose time runs out first"
    assert 'href="?semua=serah#serah">Semua 11 orang</a>' in page
    whole = text_of(post.get("/?semua=serah"))
    assert all(it in whole for it in names) and 'href="?#serah">Delapan pertama saja' in whole
    assert "Semua 11 orang" not in text_of(post.get("/?semua=ditunggu")).partition("Ditunggu tiba")[2]
