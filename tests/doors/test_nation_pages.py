"""The nation, a province, a country: who is told what, how much it costs, and that the files say the same."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from kawal.access import wall
from kawal.access.officers.models import Officer
from kawal.access.scope import ENGINE
from kawal.access.trail.models import Trace
from kawal.facts.feeds.declared import feeds_now
from kawal.facts.feeds.services import FeedDraft, declare_feed
from tests.doors.officers import officer
from tests.rooms.statistics_people import NATIONAL, add_people, refresh

pytestmark = pytest.mark.django_db
ROLES = {
    "national": {"role": "national", "area": "", "agency": "kp2mi"},
    "analyst": {"role": "analyst", "area": "", "agency": "kp2mi"},
    "ntt": {"role": "district", "area": "53", "agency": "bp3mi-ntt"},
    "belu": {"role": "district", "area": "53.04", "agency": "dinas-5304"},
    "kuching": {"role": "mission", "area": "", "agency": "kjri-kuching"},
    "village": {"role": "village", "area": "53.04.05.2001", "agency": "desa-5304052001"},
}


@pytest.fixture
def country(db):
    """Sixty from Belu in Malaysia, eleven of them silent; three from Kupang in trouble in Taiwan; forty from West Java."""
    wall.enter(NATIONAL)
    now = timezone.now()
    add_people(
        49, regency="53.04", country="MYS", mission="kjri-kuching", departed_at=now - timedelta(days=3)
    )
    add_people(11, regency="53.04", country="MYS", mission="kjri-kuching", stay="abroad_silent")
    add_people(3, regency="53.01", country="TWN", mission="kdei-taipei", stay="in_trouble")
    add_people(40, regency="32.01", country="TWN", mission="kdei-taipei")
    refresh(now)


@pytest.fixture
def as_role(client):
    def enter(name: str):
        client.force_login(officer(name, **ROLES[name]))
        return client

    return enter


def text(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def content(client, address: str) -> str:
    return b"".join(client.get(address).streaming_content).decode("utf-8-sig")


def test_the_nation_shows_figures_map_table_and_countries(country, as_role):
    page = text(as_role("national"), "/nasional/")
    for part in (
        "Orang perlu perhatian",
        "dari 103 di luar negeri",
        "Nusa Tenggara Timur: 222 per 1.000, 14 orang",
        "/nasional/53/",
        "Malaysia",
        "/nasional/negara/MYS/",
        "Apa yang dihitung",
        "/nasional/orang/?asal=53",
        "Angka penuh",
    ):
        assert part in page, part


@pytest.mark.slow
def test_an_analyst_is_told_no_small_number_and_led_to_nobody(country, as_role):
    client = as_role("analyst")
    page = text(client, "/nasional/")
    assert "disamarkan" in page and "/nasional/orang/" not in page and "/nasional/negara/" not in page
    province = text(client, "/nasional/53/")
    assert "Kab. Kupang" in province and ">3<" not in province
    assert "tidak disajikan di sini" in province and 'class="fig">–<' in province
    assert client.get("/nasional/negara/MYS/").status_code == 404
    assert client.get("/nasional/orang/").status_code == 403
    said = content(client, "/nasional/53/?bentuk=csv")
    assert "53.01;Kab. Kupang;disamarkan;disamarkan" in said


def test_officers_of_an_area_start_on_their_province(country, as_role):
    client = as_role("belu")
    assert client.get("/nasional/").headers["Location"] == "/nasional/53/"
    page = text(client, "/nasional/53/")
    assert "<h1>Kab. Belu, Nusa Tenggara Timur</h1>" in page and "dari 60 di luar negeri" in page
    assert "Kab. Kupang</th>" not in page
    assert client.get("/nasional/32/").status_code == 404


def test_a_country_is_shown_by_origin_without_flows(country, as_role):
    page = text(as_role("national"), "/nasional/negara/TWN/")
    assert "Jawa Barat" in page and "negara=TWN" in page


def test_a_mission_sees_its_own_people_by_origin(country, as_role):
    client = as_role("kuching")
    page = text(client, "/nasional/")
    assert "dari 60 di luar negeri" in page and "KJRI Kuching" in page
    assert client.get("/nasional/53/").status_code == 404


def test_who_may_not_read_statistics_is_refused(country, as_role):
    client = as_role("village")
    for address in ("/nasional/", "/nasional/53/", "/nasional/negara/MYS/", "/nasional/sumber/"):
        assert client.get(address).status_code == 403


@pytest.mark.parametrize(
    "address", ["/nasional/98/", "/nasional/negara/XXX/", "/nasional/5/", "/nasional/abc/"]
)
def test_places_that_are_none_are_not_found(country, as_role, address):
    assert as_role("national").get(address).status_code == 404


def test_an_unknown_period_is_the_first(country, as_role):
    client = as_role("national")
    assert 'aria-current="true">30 hari' in text(client, "/nasional/?masa=selamanya")
    assert 'aria-current="true">12 bulan' in text(client, "/nasional/?masa=tahun")


def test_before_the_first_counting_the_page_says_so(db, as_role):
    page = text(as_role("national"), "/nasional/")
    assert "Belum dihitung" in page


@pytest.mark.slow
def test_files_say_what_they_count_and_what_the_page_says(country, as_role):
    client = as_role("national")
    areas = content(client, "/nasional/?bentuk=csv")
    assert "Satu baris: satu daerah asal" in areas and "53;Nusa Tenggara Timur;63;14;222,2;49" in areas
    countries = content(client, "/nasional/?tabel=negara&bentuk=csv")
    assert "MYS;Malaysia;60;11;0" in countries
    assert "tabel=negara&amp;bentuk=xlsx" in text(client, "/nasional/")
    assert Trace.objects.filter(action="list.exported").count() == 2


@pytest.mark.slow
def test_behind_a_number_stand_the_people_for_who_may_open_them(country, as_role):
    client = as_role("ntt")
    page = text(client, "/nasional/orang/?asal=53.04&keadaan=senyap")
    assert page.count("data-row") == 11 and "asal Kab. Belu" in page
    first = text(client, "/nasional/orang/?asal=53&keadaan=luar-negeri")
    assert first.count("data-row") == 25 and "sesudah=" in first
    assert (
        len(content(client, "/nasional/orang/?asal=53&keadaan=luar-negeri&bentuk=csv").splitlines()) == 2 + 63
    )
    assert text(client, "/nasional/orang/?asal=32").count("data-row") == 0
    assert client.get("/nasional/orang/?sesudah=nonsense&keadaan=%00").status_code == 200


@pytest.mark.slow
def test_a_page_takes_the_same_queries_whatever_it_shows(country, as_role, django_assert_max_num_queries):
    client = as_role("national")
    text(client, "/nasional/")
    with django_assert_max_num_queries(16):
        text(client, "/nasional/")
    wall.enter(NATIONAL)
    for n in range(1, 9):
        add_people(12, regency=f"35.0{n}", country="SAU")
    refresh(timezone.now())
    with django_assert_max_num_queries(16):
        text(client, "/nasional/")


@pytest.mark.slow
def test_feeds_are_declared_and_ended_on_their_page(db, as_role):
    client = as_role("national")
    page = text(client, "/nasional/sumber/")
    assert "Belum ada sumber yang dinyatakan lengkap" in page
    asked = {"kind": "registered", "source": "siskop2mi", "valid_from": "2026-01-01", "valid_to": ""}
    assert client.post("/nasional/sumber/", asked).status_code == 302
    [feed] = feeds_now()
    assert (feed.kind, feed.declared_by) == ("registered", "national")
    assert (
        f">{Officer.objects.get(login='national').name}<" in client.get("/nasional/sumber/").content.decode()
    )
    client.post(f"/nasional/sumber/{feed.feed_id}/akhiri/", {"on": "2026-02-01"})
    [feed] = feeds_now()
    assert str(feed.valid_to) == "2026-02-01"
    declare_feed(
        scope=ENGINE,
        feed=FeedDraft(source="", kind="departed", valid_from=date(2026, 1, 1)),
        now=timezone.now(),
    )
    page = client.get("/nasional/sumber/").content.decode()
    assert ">Kawal</td>" in page and ">kawal</td>" not in page


def test_a_feed_that_cannot_be_keeps_what_was_typed(db, as_role):
    client = as_role("national")
    asked = {"kind": "registered", "source": "bukan kode", "valid_from": "2026-01-01"}
    answer = client.post("/nasional/sumber/", asked)
    assert answer.status_code == 422 and "bukan kode" in answer.content.decode()
    for on in ("", "kemarin", "1999-01-01"):
        assert client.post("/nasional/sumber/1/akhiri/", {"on": on}).status_code in (302, 404)
    assert feeds_now() == ()


def test_who_may_not_manage_feeds_is_refused(db, as_role):
    client = as_role("ntt")
    assert client.get("/nasional/sumber/").status_code == 403
    assert client.post("/nasional/sumber/1/akhiri/", {"on": "2026-01-01"}).status_code == 403
