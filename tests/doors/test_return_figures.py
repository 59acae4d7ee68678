"""The page of figures of returns: what is told to whom, filters, the drawing, files."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.doors.officers import officer
from tests.doors.test_nation_pages import ROLES, content, text
from tests.rooms.homeward_people import came, travelled
from tests.rooms.statistics_people import refresh

pytestmark = pytest.mark.django_db
PAGE = "/kepulangan/angka/"


@pytest.fixture
def country(db):
    at = timezone.now() - timedelta(days=70)
    belu = came(14, at=at)
    came(3, regency="53.01", post="pelabuhan-tunon-taka", at=at)
    came(20, regency="32.01", country="TWN", post="bandara-soekarno-hatta", mission="kdei-taipei", at=at)
    travelled(belu, ("mission", 1_000_000, 1_250_000))
    refresh(timezone.now())


@pytest.fixture
def as_role(client):
    def enter(name: str):
        client.force_login(officer(name, **ROLES[name]))
        return client

    return enter


@pytest.mark.slow
def test_the_nation_reads_origin_route_payer_cost_and_streams_with_their_definitions(country, as_role):
    page = text(as_role("national"), PAGE)
    for part in (
        "Siapa yang pulang, lewat mana, atas biaya siapa?",
        "Alur terbesar: Taiwan",
        '<svg class="arus"',
        "Jawa Barat: 20 orang",
        "Rp\u00a01.250.000",
        "dari 14 orang · median",
        "Belum diketahui",
        "Apa yang dihitung",
        "Angka penuh",
        'name="negara"',
    ):
        assert part in page, part


@pytest.mark.slow
def test_filters_keep_one_another_and_narrow_every_table(country, as_role):
    page = text(as_role("national"), f"{PAGE}?negara=MYS&pos=plbn-entikong&asal=53")
    assert "Kab. Belu" in page and "Jawa Barat" not in page.split("Menurut asal")[1].split("Menurut jalur")[0]
    assert "?masa=30hari&amp;negara=MYS&amp;pos=plbn-entikong&amp;asal=53" in page
    assert '<option value="TWN">Taiwan' in page
    assert "Tidak dibagi menurut pos" not in page, "the days follow the post too"


@pytest.mark.slow
def test_a_word_that_is_none_asks_for_all(country, as_role):
    page = text(as_role("national"), f"{PAGE}?masa=abad&negara=XX'&pos=--&asal=zz")
    assert "Jawa Barat: 20 orang" in page


@pytest.mark.slow
def test_a_district_counts_its_own_and_has_no_map_of_the_nation(country, as_role):
    page = text(as_role("belu"), PAGE)
    assert "Kab. Belu" in page and "Jawa Barat" not in page and 'class="petak"' not in page


@pytest.mark.slow
def test_a_province_has_a_map_of_its_kabupaten_that_says_it_is_no_official_boundary(country, as_role):
    for page in (text(as_role("belu"), PAGE), text(as_role("national"), f"{PAGE}?asal=53")):
        assert 'class="petak outlines"' in page and "Perkiraan, bukan batas resmi." in page
        assert "<title>Kab. Belu: 14 orang</title>" in page
        assert "Orang tiba kembali menurut kabupaten asal" in page


@pytest.mark.slow
def test_an_analyst_reads_no_small_number_and_cannot_narrow(country, as_role):
    page = text(as_role("analyst"), f"{PAGE}?negara=MYS&asal=53")
    assert "disamarkan" in page and 'name="negara"' not in page and "Karena itu tidak dapat disaring" in page
    assert "Jawa Barat" in page and "pelabuhan-tunon-taka: 3" not in page and ">3<" not in page


@pytest.mark.slow
def test_each_table_is_a_file(country, as_role):
    client = as_role("national")
    streams = content(client, f"{PAGE}?tabel=alur&bentuk=csv")
    assert (
        "Jawa Barat;20" in streams
        and "Nusa Tenggara Timur;14" in streams
        and "Nusa Tenggara Timur;3" in streams
    )
    assert ";1250000;14" in content(client, f"{PAGE}?tabel=pembayar&bentuk=csv")
    for table in ("asal", "jalur", "bulan"):
        assert b"".join(client.get(f"{PAGE}?tabel={table}&bentuk=xlsx").streaming_content)[:2] == b"PK"


def test_the_file_of_an_analyst_hides_as_the_page_does(country, as_role):
    client = as_role("analyst")
    assert ";3" not in content(client, f"{PAGE}?tabel=alur&bentuk=csv").split("Orang", 1)[1]
    assert "disamarkan" in content(client, f"{PAGE}?tabel=jalur&bentuk=csv")


def test_nothing_to_count_is_said_and_not_drawn(as_role):
    page = text(as_role("national"), PAGE)
    assert "Tidak ada alur yang dapat ditunjukkan" in page and '<svg class="arus"' not in page


def test_a_village_has_no_figures(as_role):
    assert as_role("village").get(PAGE).status_code == 403


def test_the_board_of_returns_and_the_report_lead_here(country, as_role):
    client = as_role("national")
    assert PAGE in text(client, "/kepulangan/") and PAGE in text(client, "/nasional/")
