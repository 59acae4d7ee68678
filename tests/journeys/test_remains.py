"""Somebody who died abroad is brought home, in a real browser: recorded by name, flown, claimed for."""

import pytest

from tests.doors.officers import officer
from tests.journeys.test_office import enter, look

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_mission_records_a_death_and_walks_the_first_steps(page, barriers):
    officer("sekar", name="Sekar Contoh", role="mission", agency="kjri-kuching", area="")
    page.goto("/jenazah/")
    enter(page, "sekar", "/jenazah/")
    look(page, barriers, "remains-empty")
    page.get_by_role("link", name="Catat yang meninggal").click()
    look(page, barriers, "remains-new")
    page.get_by_role("button", name="Catat dan mulai").click()
    assert page.get_by_role("link", name="Nama").first.is_visible(), "the summary leads to the field"
    page.get_by_label("Nama", exact=True).fill("Kenanga Perumpamaan")
    page.get_by_label("Meninggal di negara").fill("MYS")
    page.get_by_role("button", name="Catat dan mulai").click()
    look(page, barriers, "remains-page")
    page.get_by_role("link", name="Catat surat kematian").click()
    page.get_by_label("Nomor surat keterangan").fill("SKK-REKA-1")
    page.get_by_label("Penyebab").select_option("illness")
    look(page, barriers, "remains-step")
    page.get_by_role("button", name="Catat surat kematian").click()
    page.get_by_role("button", name="Urungkan").wait_for()
    page.get_by_role("link", name="Tambah hak keluarga").click()
    page.get_by_label("Upah yang belum dibayar").check()
    page.get_by_label("Ditagih kepada").fill("Majikan Contoh")
    look(page, barriers, "remains-claim")
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("link", name="Perbarui keadaannya").click()
    page.get_by_label("diajukan", exact=True).check()
    page.get_by_role("button", name="Simpan").click()
    look(page, barriers, "remains-going-on")
    page.goto("/jenazah/")
    look(page, barriers, "remains")
    page.get_by_role("link", name="Kenanga Perumpamaan").wait_for()
