"""A rule author keeps the dated tables, in a browser, on a phone and at a desk."""

import pytest

from tests.doors.officers import officer
from tests.journeys.test_office import enter, look

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
TABLES = "/acuan/pengawasan/"
HEAD = "licence,name,status,valid_from,valid_to"
LICENCES = f"""{HEAD}
SIP3MI-0001/REKAAN,PT Umpama Jaya Sentosa,active,2020-01-01,2026-06-01
SIP3MI-0001/REKAAN,PT Umpama Jaya Sentosa,suspended,2026-06-01,2026-09-01
SIP3MI-0001/REKAAN,PT Umpama Jaya Sentosa,active,2026-09-01,
SIP3MI-0002/REKAAN,PT Misalan Karya Rekaan,active,2018-01-01,
SIP3MI-0002/REKAAN,PT Lain,active,2021-01-01,
SIP3MI-0003/REKAAN,PT Contohan Abadi,berhenti,2021-01-01,
"""


def test_a_table_is_given_read_as_of_a_day_and_changed(page, barriers, tmp_path):
    officer("bimo", role="rule_author", area="", agency="kp2mi")
    enter(page, "bimo", "/pengawasan/")
    page.goto(TABLES)
    look(page, barriers, "context-tables")
    page.get_by_role("link", name="Izin perusahaan penempatan").click()
    page.get_by_role("link", name="Masukkan berkas").click()
    file = tmp_path / "licences.csv"
    file.write_text(LICENCES, encoding="utf-8")
    page.get_by_label("Berkas").set_input_files(file)
    look(page, barriers, "context-file")
    page.get_by_role("button", name="Lihat perubahannya").locator("visible=true").click()
    assert page.get_by_text("nomor izin ini sudah ada di baris 5").is_visible()
    look(page, barriers, "context-preview")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Unduh untuk diperbaiki").click()
    assert taken.value.suggested_filename == "licences-ditolak.csv"
    page.get_by_role("button", name="Masukkan").locator("visible=true").click()
    page.get_by_text("4 baris baru").wait_for()
    look(page, barriers, "context-rows")
    page.get_by_label("Berlaku pada hari").fill("2026-07-01")
    page.get_by_role("button", name="Tampilkan").click()
    assert page.get_by_text("dibekukan", exact=True).count() == 1
    page.get_by_role("link", name="SIP3MI-0001/REKAAN").click()
    look(page, barriers, "context-row")
    page.goto(f"{TABLES}closed_countries/baru/")
    page.get_by_label("Negara").select_option("SAU")
    look(page, barriers, "context-new")
    page.get_by_role("button", name="Tambah baris").locator("visible=true").click()
    page.get_by_role("link", name="Arab Saudi (SAU)").click()
    page.get_by_label("Berakhir sebelum").fill("2031-01-01")
    page.get_by_role("button", name="Akhiri").click()
    page.get_by_role("link", name="Arab Saudi (SAU)").click()
    assert page.get_by_text("diganti oleh").count() == 1
    look(page, barriers, "context-history")
