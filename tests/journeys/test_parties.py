"""Recruiters and companies in a real browser: found, read, answered about, at three widths, with axe."""

import pytest

from tests.doors.officers import officer
from tests.doors.people_pages import HOME
from tests.journeys.test_office import LONG, enter, look
from tests.rooms.parties_world import OTHER_PHONE, PHONE, worker
from tests.world import fact, report

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def said(kind, n, at="2026-03-02", source="desa-umpama", **data):
    return fact(kind, at, source=source, subject=worker(n, HOME), data=data)


def a_village_of_reports():
    recruiter = {
        "name": "Surya Misalkan",
        "phone": PHONE,
        "licence": "SIP3MI-0001/REKAAN",
        "owner": "Haji Bintang Andai",
    }
    report(
        said("recruited", 1, recruiter=recruiter),
        said("recruited", 2, "2026-04-02", recruiter={"name": "Pak Suria Misalkan", "phone": PHONE}),
        said("lent", 2, "2026-04-09", "sbmi", lender={"name": "Suria Misalkan"}, amount=4_000_000),
        said("fee_paid", 1, "2026-03-09", "sbmi", payee="BRI 800012345678 a.n. Surya Misalkan", amount=9_000_000),
        said("accommodated", 3, by={"name": "Surya Misalkan", "phone": PHONE}, address="Gang Misal 12 RT 3"),
        said("recruited", 3, "2026-05-02", recruiter={"name": "Kenanga Andaikan", "phone": PHONE}),
        said("recruited", 4, "2026-06-02", recruiter={"name": "PT Umpama Jaya Abadi", "licence": "SIP3MI-0777/REKAAN"}),
        said("recruited", 5, "2026-06-03", recruiter={"name": "CV Umpama Djaja", "licence": "0777 Rekaan"}),
        said("registered", 6, "2026-06-05", "siskop2mi", p3mi="SIP3MI-0001/REKAAN", employer="Umpama Plantation Sdn Bhd"),
        said("recruited", 7, "2026-06-07", recruiter={"name": LONG, "phone": OTHER_PHONE}),
    )  # fmt: skip


def test_a_recruiter_is_found_under_two_names_which_an_officer_brings_together(page, barriers):
    a_village_of_reports()
    officer("damar")
    enter(page, "damar", "/orang/")
    page.get_by_role("link", name="Cari perekrut atau perusahaan").click()
    look(page, barriers, "parties")
    page.get_by_role("searchbox", name="Nama, izin, HP atau alamat").fill("suria misalkan")
    page.get_by_role("main").get_by_role("button", name="Cari").click()
    look(page, barriers, "parties-found")
    page.get_by_role("link", name="Surya Misalkan", exact=True).first.click()
    look(page, barriers, "party")
    answers = page.get_by_role("form", name="Jawaban tentang Kenanga Andaikan")
    answers.get_by_role("button", name="Sama", exact=True).click()
    page.get_by_text("Jawaban disimpan").wait_for()
    look(page, barriers, "party-same")
    page.get_by_role("button", name="Urungkan jawaban tentang Kenanga Andaikan").click()
    page.get_by_text("Jawaban diurungkan").wait_for()
    page.get_by_role("link", name="Melati Umpama A").first.click()
    page.get_by_role("link", name="Laporan lain tentang Surya Misalkan").first.click()
    assert page.get_by_role("heading", level=1, name="Surya Misalkan").count() == 1
    page.goto("/perekrut/?q=umpama+jaya+abadi")
    page.get_by_role("link", name="PT Umpama Jaya Abadi").click()
    assert page.get_by_text("izin sama").count() == 1
    look(page, barriers, "party-company")
    page.goto("/perekrut/?q=zzzz")
    look(page, barriers, "parties-none")
