"""A rule author proposes changes of the dated tables and a rule approver agrees, in a browser, on a phone and at a desk."""

import pytest

from tests.doors.officers import officer
from tests.journeys.test_office import enter, look

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
TABLES = "/acuan/pengawasan/"
WHY = "Surat edaran penempatan, 5 Januari 2026."
HEAD = "licence,name,status,valid_from,valid_to"
LICENCES = f"""{HEAD}
SIP3MI-0001/REKAAN,PT Umpama Jaya Sentosa,active,2020-01-01,2026-06-01
SIP3MI-0001/REKAAN,PT Umpama Jaya Sentosa,suspended,2026-06-01,2026-09-01
SIP3MI-0001/REKAAN,PT Umpama Jaya Sentosa,active,2026-09-01,
SIP3MI-0002/REKAAN,PT Misalan Karya Rekaan,active,2018-01-01,
SIP3MI-0002/REKAAN,PT Lain,active,2021-01-01,
SIP3MI-0003/REKAAN,PT Contohan Abadi,berhenti,2021-01-01,
"""


def log_in(page, login: str) -> None:
    """As somebody else, in the same browser."""
    page.context.clear_cookies()
    enter(page, login, TABLES)


def agree(page, what: str) -> None:
    """The second officer finds the proposal on the tables' page, sees what would change, and agrees."""
    log_in(page, "lestari")
    page.locator("[data-row]").get_by_role("link", name=what).first.click()
    page.get_by_role("button", name="Setuju, lakukan").click()
    page.get_by_text("Disetujui; tabel sudah berubah").wait_for()
    log_in(page, "bimo")


def test_a_table_is_given_read_as_of_a_day_and_changed(page, barriers, tmp_path):
    officer("bimo", role="rule_author", area="", agency="kp2mi")
    officer("lestari", role="rule_approver", area="", agency="kp2mi")
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
    page.get_by_text("nomor izin ini sudah ada di baris 5").wait_for()
    look(page, barriers, "context-preview")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Unduh untuk diperbaiki").click()
    assert taken.value.suggested_filename == "licences-ditolak.csv"
    page.get_by_label("Mengapa perlu diubah").fill(WHY)
    page.get_by_role("button", name="Usulkan").locator("visible=true").click()
    page.get_by_text("Usul ini menunggu petugas kedua").wait_for()
    page.get_by_text("4 baris baru").wait_for()
    look(page, barriers, "context-proposed")
    page.goto(TABLES)
    look(page, barriers, "context-waiting")
    page.goto(f"{TABLES}licences/")
    assert page.get_by_text("SIP3MI-0001/REKAAN").count() == 0, "nothing has changed yet"
    agree(page, "Masukkan berkas")
    page.goto(f"{TABLES}licences/")
    look(page, barriers, "context-rows")
    page.get_by_label("Berlaku pada hari").fill("2026-07-01")
    page.get_by_role("button", name="Tampilkan").click()
    assert page.get_by_text("dibekukan", exact=True).count() == 1
    page.get_by_role("link", name="SIP3MI-0001/REKAAN").click()
    look(page, barriers, "context-row")
    page.goto(f"{TABLES}closed_countries/baru/")
    page.get_by_label("Negara").select_option("SAU")
    look(page, barriers, "context-new")
    page.get_by_label("Mengapa perlu diubah").fill(WHY)
    page.get_by_role("button", name="Usulkan").locator("visible=true").click()
    page.get_by_text("Usul ini menunggu petugas kedua").wait_for()
    agree(page, "Tambah baris")
    page.goto(f"{TABLES}closed_countries/")
    page.get_by_role("link", name="Arab Saudi (SAU)").click()
    page.get_by_text("Berakhir mulai suatu hari").click()
    page.get_by_label("Berakhir sebelum").fill("2031-01-01")
    page.get_by_label("Mengapa perlu diubah").locator("visible=true").fill(WHY)
    look(page, barriers, "context-end")
    page.get_by_role("button", name="Usulkan berakhir").click()
    page.get_by_role("heading", name="Yang berubah").wait_for()
    look(page, barriers, "context-proposed")
    agree(page, "Akhiri baris")
    page.goto(f"{TABLES}closed_countries/")
    page.get_by_role("link", name="Arab Saudi (SAU)").click()
    assert page.get_by_text("diganti oleh").count() == 1
    look(page, barriers, "context-history")


def test_a_second_officer_refuses_with_a_reason_and_its_author_reads_it(page, barriers):
    officer("bimo", role="rule_author", area="", agency="kp2mi")
    officer("lestari", role="rule_approver", area="", agency="kp2mi")
    enter(page, "bimo", TABLES)
    page.goto(f"{TABLES}closed_countries/baru/")
    page.get_by_label("Negara").select_option("SAU")
    page.get_by_label("Mengapa perlu diubah").fill(WHY)
    page.get_by_role("button", name="Usulkan").locator("visible=true").click()
    page.get_by_text("Usul ini menunggu petugas kedua").wait_for()
    log_in(page, "lestari")
    page.get_by_role("heading", name="Menunggu jawaban Anda").wait_for()
    page.locator("[data-row]").get_by_role("link", name="Tambah baris").click()
    look(page, barriers, "context-answer")
    page.get_by_label("Alasan bila menolak").fill("Surat edarannya belum terbit.")
    page.get_by_role("button", name="Tolak").click()
    page.get_by_text("Ditolak; tabel tetap seperti semula.").wait_for()
    log_in(page, "bimo")
    page.get_by_text("Surat edarannya belum terbit.").wait_for()
    look(page, barriers, "context-answered")
