"""A night in a house, on a phone and a tablet: received in three presses, looked after, gone with everything that was hers."""

import re

import pytest

from kawal.access.officers.models import Officer
from tests.doors.test_shelter_pages import AT, arrived, officer, opened, sent
from tests.journeys.test_handover import draw
from tests.journeys.test_office import LONG, enter, look

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
TABLET, PHONE = {"width": 820, "height": 1180}, {"width": 390, "height": 844}
PASSWORD = "tenun ikat rekaan 7"


@pytest.fixture
def house(page):
    """A social worker who is logged in; a house with people in it, one of them with a long name."""
    made = officer()
    made.set_password(PASSWORD)
    made.save()
    beds = opened(rooms=(("Melati", "female", 3), ("Jati", "male", 2), ("Keluarga", "family", 4)))
    arrived(sent(LONG), beds["Melati-1"])
    arrived(sent("Bakung Umpama"))
    sent("Seruni Umpama")
    page.set_viewport_size(PHONE)
    page.goto(f"/masuk/?next={AT}")
    page.get_by_label("Nama masuk").fill(made.login)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(f"**{AT}")
    return beds


def test_a_new_arrival_is_in_bed_after_three_presses_on_a_phone(page, barriers, house):
    look(page, barriers, "shelter-roster")
    page.set_viewport_size(PHONE)
    page.get_by_role("link", name="Terima orang").click()
    look(page, barriers, "shelter-arrivals")
    page.set_viewport_size(PHONE)
    page.get_by_role("link", name="Pilih tempat tidur: Seruni Umpama").click()
    look(page, barriers, "shelter-beds")
    page.set_viewport_size(PHONE)
    page.get_by_role("button", name="Melati 2", exact=True).click()
    page.get_by_role("status").get_by_role("button", name="Urungkan").wait_for()
    page.get_by_role("link", name="Seruni Umpama").wait_for()
    page.get_by_role("link", name="Beri tempat tidur: Bakung Umpama").click()
    page.get_by_role("button", name="Keluarga 1", exact=True).click()
    assert "0 belum mendapat tempat tidur" in page.locator("p.load").inner_text()


def test_a_bed_of_others_asks_for_a_reason_in_the_page(page, barriers, house):
    page.get_by_role("link", name="Beri tempat tidur: Seruni Umpama").click()
    page.get_by_text("Kamar lain, dengan alasan").click()
    page.get_by_role("button", name="Jati 1", exact=True).click()
    page.get_by_role("alert").wait_for()
    look(page, barriers, "shelter-beds-refused")
    page.get_by_label("Alasannya").fill("Mendampingi ayahnya yang sakit.")
    page.get_by_role("button", name="Jati 1", exact=True).click()
    page.get_by_role("link", name="Seruni Umpama").click()
    page.get_by_text("Mendampingi ayahnya yang sakit.").wait_for()


def test_she_is_looked_after_and_leaves_with_everything_that_was_hers(page, barriers, house):
    page.set_viewport_size(TABLET)
    page.get_by_role("link", name=LONG).click()
    page.get_by_role("link", name="Terima titipan").click()
    page.get_by_label("Dokumen").check(force=True)
    page.get_by_label("Apa yang dititipkan").fill("Paspor")
    look(page, barriers, "shelter-keep")
    draw(page)
    page.get_by_role("button", name="Terima titipan").click()
    page.get_by_role("img", name="Tanda tangan di layar: Paspor").wait_for()
    page.get_by_role("link", name="Pemeriksaan kesehatan").click()
    look(page, barriers, "shelter-health")
    page.get_by_label("perlu dokter").check()
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("link", name="Bermalam di luar").click()
    page.get_by_role("button", name="Catat di luar").click()
    look(page, barriers, "shelter-resident")
    page.get_by_role("link", name="Ia keluar").click()
    page.get_by_label("Dijemput keluarga").check()
    page.get_by_role("button", name="Catat keluar").click()
    assert page.get_by_role("link", name=re.compile("Paspor")).is_visible(), (
        "the summary leads to what is not answered"
    )
    look(page, barriers, "shelter-leave-refused")
    page.get_by_label("Paspor", exact=True).select_option("returned:paper")
    page.get_by_role("button", name="Catat keluar").click()
    page.wait_for_url(f"**{AT}")
    page.get_by_role("status").get_by_role("button", name="Urungkan").wait_for()
    assert page.get_by_role("link", name=LONG).count() == 0


def test_every_other_page_of_the_house_can_be_used(page, barriers, house):
    page.set_viewport_size(TABLET)
    for name, at in (("presence", "hadir/"), ("rounds", "putaran/?putaran=dinner"), ("checks", "periksa/"), ("guests", "tamu/"),
                     ("guest", "tamu/baru/"), ("incident", "kejadian/baru/"), ("complain", "adukan/"), ("rooms", "kamar/"),
                     ("address", "kamar/alamat/")):  # fmt: skip
        page.goto(AT + at)
        look(page, barriers, f"shelter-{name}")
    page.goto(f"{AT}putaran/?putaran=dinner")
    page.get_by_label(re.compile("Bakung Umpama")).check()
    page.get_by_role("button", name="Simpan centang").click()
    page.get_by_text("1 orang dicentang").wait_for()
    page.goto(f"{AT}periksa/")
    page.get_by_role("button", name=re.compile("Selesai: Pintu darurat")).click()
    page.get_by_text("1 dari 12 selesai").wait_for()
    page.goto("/penampungan/aduan/")
    look(page, barriers, "shelter-complaints")
    page.goto("/")
    look(page, barriers, "shelter-home")


def test_a_district_sees_where_there_is_room_and_nobody_s_name(page, barriers, house):
    officer("district", agency="dinsos-5304", place="", area="53.04")
    made = Officer.objects.get(login="district-dinsos-5304")
    made.set_password(PASSWORD)
    made.save()
    page.context.clear_cookies()
    enter(page, made.login, "/penampungan/angka/")
    look(page, barriers, "shelter-numbers")
    assert page.get_by_text("Rumah rumah").is_visible() and page.get_by_text("Umpama").count() == 0
