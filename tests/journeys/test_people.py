"""People in a real browser: found, read, registered, written about; every page at three widths, with axe."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.doors.officers import officer
from tests.doors.people_pages import HOME, UMPAMA, crowd, said, seruni
from tests.journeys.test_office import LONG, enter, look
from tests.world import report

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def day(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def a_whole_story() -> str:
    """From recruitment to the way home, with a silence, a complaint, a claim that differs and a line struck through."""
    other = {**UMPAMA, "name": "Seruni Umpami", "birth_date": "2001-01-01", "mother_name": "Kenanga"}
    kawal_id = seruni(
        said("recruited", "2025-11-10", basis="self", data={"recruiter": {"name": "Jaka Misal"}, "channel": "messaging"}),
        said("registered", "2025-12-01", id="R-1", source="dinsos-9904", basis="document"),
        said("remitted", "2026-04-09", source="desa-umpama", basis="hearsay", data={"amount": 1_200_000, "currency": "IDR"}),
        said(
            "complained", "2026-11-09T19:05:00+08:00", subject=other, basis="self", place={"country": "MYS"},
            data={"problems": ["documents_withheld", "unpaid_wages"], "text": "Saya mau pulang, disuruh bayar dulu.", "blok": "C-14"},
        ),
        said("deported", "2026-11-18", source="imigrasi", basis="witnessed", data={"travel_document": "splp"}, place={"country": "MYS"}),
        said("returned", "2026-11-18", source="dinsos-9904", basis="witnessed", place={"post": "plbn-entikong"}),
        said("screened", "2026-11-19", source="uptd-ppa-9904", data={"outcome": "indicated", "assessor": "RPTC Rekaan"}),
        said("complained", "2026-11-10", subject={**UMPAMA, "name": "Kenanga Misal"}, data={"problems": ["debt"]}),
        said("remitted", "2026-04-09", source="desa-umpama", data={"amount": 3}),
    )  # fmt: skip
    report(
        said(
            "withdrawn",
            "2026-11-19",
            subject={},
            corrects="R-1",
            source="dinsos-9904",
            data={"reason": "salah orang"},
        )
    )
    return kawal_id


def test_a_person_is_found_read_written_about_and_the_writing_undone(page, barriers):
    kawal_id = a_whole_story()
    officer("ratna", role="national", agency="kp2mi", area="", name="Ratna Andaikata")
    enter(page, "ratna", "/orang/")
    look(page, barriers, "search-start")
    page.get_by_role("searchbox", name="Nama, NIK, paspor, HP, atau desa").fill("sruni umpama")
    page.get_by_role("button", name="Cari").click()
    look(page, barriers, "search")
    page.get_by_role("link", name="Seruni Umpama").click()
    page.wait_for_url(f"**/orang/{kawal_id}/")
    look(page, barriers, "person")
    page.get_by_role("button", name="Tampilkan NIK").click()
    page.get_by_text("9904 0541 0199 0001").wait_for()
    page.get_by_role("link", name=re.compile(r"Bandingkan \d+ klaim")).click()
    look(page, barriers, "claims")
    page.goto(f"/orang/{kawal_id}/dilihat/")
    look(page, barriers, "viewers")
    page.goto(f"/orang/{kawal_id}/")
    page.get_by_role("link", name="Catat kejadian").first.click()
    look(page, barriers, "new-fact")
    page.get_by_role("link", name="Mengadu").click()
    look(page, barriers, "fact-form")
    page.get_by_label("Kapan: tanggal").fill("31 Feb 2026")
    page.get_by_role("button", name="Simpan kejadian").first.click()
    look(page, barriers, "fact-refused")
    page.get_by_label("Kapan: tanggal").fill("kemarin")
    page.get_by_label("Utang").check()
    page.get_by_role("button", name="Simpan kejadian").first.click()
    look(page, barriers, "fact-saved")
    page.get_by_role("button", name="Urungkan").first.click()
    page.get_by_text("Catatan diurungkan.").wait_for()
    look(page, barriers, "fact-undone")


def test_a_number_is_shown_without_script_on_a_page_of_its_own(browser, live_server, barriers):
    kawal_id = seruni()
    officer("damar")
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    enter(page, "damar", f"/orang/{kawal_id}/")
    page.get_by_role("button", name="Tampilkan NIK").click()
    page.get_by_text("9904 0541 0199 0001").wait_for()
    assert page.url.endswith("/tampilkan/nik/") and "9904" not in page.title()
    context.close()


def test_somebody_walks_in_and_is_recognised_while_her_name_is_typed(page, barriers):
    kawal_id = seruni()
    officer("damar")
    enter(page, "damar", "/orang/daftar/")
    look(page, barriers, "register")
    page.get_by_label("Nama, seperti diucapkan").press_sequentially("Sruni Umpama")
    page.get_by_role("button", name=re.compile("Ini orangnya")).wait_for()
    page.get_by_role("textbox", name="Keterangan").fill("Minta dijemput.")
    page.get_by_label("Asal: kabupaten atau kota").press_sequentially("umpama sel")
    page.locator("datalist option").first.wait_for(state="attached")
    look(page, barriers, "register-candidates")
    page.get_by_role("button", name=re.compile("Ini orangnya")).click()
    page.wait_for_url(f"**/orang/{kawal_id}/")
    page.get_by_text("Minta dijemput.").wait_for()


def test_a_wrong_line_is_corrected_and_another_withdrawn(page, barriers):
    kawal_id = seruni(
        said("remitted", "2026-04-09", source="dinsos-9904", data={"amount": 5}),
        said("reached_home", "2026-04-10", source="dinsos-9904"),
    )
    officer("damar")
    enter(page, "damar", f"/orang/{kawal_id}/")
    page.get_by_role("link", name=re.compile("Perbaiki: Mengirim uang")).click()
    look(page, barriers, "fact-correct")
    page.get_by_label("Jumlah uang").fill("1.200.000")
    page.get_by_role("button", name="Simpan perbaikan").first.click()
    page.get_by_text("Perbaikan tersimpan").wait_for()
    page.get_by_role("link", name=re.compile("Tarik: Sampai di rumah")).click()
    look(page, barriers, "fact-withdraw")
    page.get_by_label("Mengapa ditarik").fill("salah orang")
    page.get_by_role("button", name="Tarik catatan ini").first.click()
    page.get_by_text("Catatan ditarik.").wait_for()
    look(page, barriers, "person-corrected")


@pytest.mark.parametrize("role", ["district", "village", "border_post", "shelter", "mission"])
def test_each_role_starts_with_its_own_question(page, barriers, role):
    coming = {**UMPAMA, "name": LONG, "nik": "9904054101990002"}
    staying = {**UMPAMA, "name": "Bunga", "nik": "9904054101990003"}
    report(
        said("departed", "2026-01-05"),
        said("complained", day(0), data={"problems": ["violence"]}, place={"country": "MYS"}),
        said(
            "return_planned",
            day(-1),
            subject=coming,
            data={"leave_on": day(1)},
            place={"post": "plbn-entikong"},
        ),
        said("returned", day(-1), subject=staying, place={"post": "plbn-entikong"}, source="imigrasi"),
        said("sheltered", day(0), subject=staying, data={"shelter": "rptc-bambu-apus"}),
        said("registered", day(-1), subject={**UMPAMA, "name": "Melati Andai", "nik": "9904054101990004"}),
        now=timezone.now(),
    )
    crowd(25)
    places = {
        "district": {}, "village": {"area": HOME, "agency": "desa-umpama"},
        "border_post": {"place": "plbn-entikong", "area": "", "agency": "bp3mi-kalbar"},
        "shelter": {"place": "rptc-bambu-apus", "area": "", "agency": "rptc-bambu-apus"},
        "mission": {"area": "", "agency": "kjri-kuching"},
    }  # fmt: skip
    officer("siapa", role=role, **places[role])
    enter(page, "siapa", "/")
    look(page, barriers, f"home-{role}")


def test_pages_with_nothing_and_with_everything_stay_whole(page, barriers):
    officer("damar", name=LONG)
    officer("intan", role="national", agency="kp2mi", area="")
    crowd(26)
    [bare] = [
        str(
            report({**said("contact_lost"), "subject": {"name": LONG, "address": {"area": HOME}}})[0].kawal_id
        )
    ]
    enter(page, "damar", f"/orang/{bare}/")
    look(page, barriers, "person-bare")
    page.goto("/orang/?q=zzzz")
    look(page, barriers, "search-empty")
    page.goto("/orang/?q=melati")
    look(page, barriers, "search-full")
    page.goto("/bantuan/")
    look(page, barriers, "help")


def test_claims_of_many_sources_scroll_by_themselves_and_the_page_does_not(page, barriers):
    officer("damar")
    sources = (
        "dinsos-9904",
        "desa-umpama",
        "imigrasi",
        "uptd-ppa-9904",
        "dukcapil",
        "bpjs-tk",
        "sarkes",
        "siapkerja",
        "portal-p3mi",
    )
    kawal_id = seruni(
        *(
            said("remitted", "2026-04-09", source=it, subject={**UMPAMA, "address": {"area": HOME}})
            for it in sources
        )
    )
    enter(page, "damar", f"/orang/{kawal_id}/klaim/")
    look(page, barriers, "claims")
