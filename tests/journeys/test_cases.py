"""From an open case to home, and the board of returns, in a real browser at three widths."""

import pytest

from tests.doors.officers import officer
from tests.doors.test_case_pages import days, someone
from tests.journeys.test_office import LONG, enter, look
from tests.world import fact

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def returning(name, *more, year="1999"):
    subject = {"name": name, "sex": "female", "birth_date": year, "address": {"area": "53.04.05.2001"}}
    return someone(*({**it, "subject": subject} for it in more), subject=subject)


@pytest.fixture
def people():
    """Four on the way home, one of them missing, one with a long name."""
    returning(
        "Wira Andaikan",
        fact("return_planned", days(9), data={"leave_on": days(6)[:10]}),
        fact("repatriated", days(6)),
    )
    returning(
        LONG,
        fact("return_requested", days(20), data={"by": "family"}),
        fact("travel_document_issued", days(4)),
    )
    returning(
        "Kemuning", fact("deported", days(3)), fact("returned", days(1), place={"post": "plbn-entikong"})
    )
    return returning("Seruni Umpama", fact("return_requested", days(9), data={"by": "self"}))


def test_an_officer_opens_a_case_and_walks_it_a_step(page, barriers, people):
    officer("ratna", name="Ratna Andaikata", agency="dinsos-5304", area="53.04")
    page.goto("/kasus/")
    enter(page, "ratna", "/kasus/")
    look(page, barriers, "cases-empty")
    page.goto(f"/kasus/buka/{people}/")
    look(page, barriers, "case-open")
    page.get_by_role("button", name="Buka kasus").click()
    assert page.get_by_role("link", name="Apa yang perlu ditangani").is_visible(), (
        "the summary leads to the field"
    )
    look(page, barriers, "case-open-refused")
    page.get_by_label("Apa yang perlu ditangani?").fill(
        "Gaji tidak dibayar enam bulan, majikan menahan paspor."
    )
    page.get_by_role("button", name="Buka kasus").click()
    look(page, barriers, "case")
    page.get_by_role("link", name="Catat kewarganegaraan").click()
    look(page, barriers, "case-step")
    page.get_by_label("Hasil").select_option("citizen")
    page.get_by_role("button", name="Catat kewarganegaraan").click()
    page.get_by_role("status").get_by_role("button", name="Urungkan").wait_for()
    page.get_by_label("Tambah catatan").fill("Ibunya minta dijemput di Atambua.")
    page.get_by_role("button", name="Simpan catatan").click()
    look(page, barriers, "case-noted")
    page.goto("/kasus/")
    look(page, barriers, "cases")
    page.get_by_role("link", name="Seruni Umpama: catat dokumen perjalanan", exact=True).click()
    page.get_by_role("link", name="Tutup kasus").click()
    look(page, barriers, "case-close")
    page.get_by_label("Belum bersedia dibantu").check()
    page.get_by_role("button", name="Tutup kasus").click()
    page.goto("/kasus/?keadaan=closed")
    page.get_by_role("link", name="Seruni Umpama: Belum bersedia dibantu", exact=True).click()
    look(page, barriers, "case-closed")


def test_a_case_of_somebody_who_is_back_shows_the_days_and_who_had_them(page, barriers, people):
    officer("ratna", name="Ratna Andaikata", agency="dinsos-5304", area="53.04")
    page.goto("/kepulangan/?tahap=hand_over")
    enter(page, "ratna", "/kepulangan/")
    page.goto("/kepulangan/?tahap=hand_over")
    page.get_by_role("link", name="Kemuning", exact=True).click()
    page.goto(page.url.replace("/orang/", "/kasus/buka/"))
    page.get_by_label("Apa yang perlu ditangani?").fill("Antar sampai desa.")
    page.get_by_role("button", name="Buka kasus").click()
    page.get_by_role("heading", name="antara").wait_for()
    look(page, barriers, "case-days")


def test_the_days_to_home_are_told_with_what_cannot_be_counted(page, barriers):
    sign = fact("checked_in", days(15), data={"safe": "no", "distress": True, "by": "self"})
    returning("Seruni Umpama", sign)
    returning(
        "Seruni Umpama",
        fact("repatriated", days(5)),
        fact("returned", days(4)),
        fact("reached_home", days(2)),
    )
    officer("ratna", name="Ratna Andaikata", agency="dinsos-5304", area="53.04")
    page.goto("/kepulangan/lama/")
    enter(page, "ratna", "/kepulangan/lama/")
    assert page.locator("tbody tr").count() == 7
    look(page, barriers, "returns-days")


def test_the_board_of_returns_leads_to_the_step_that_waits(page, barriers, people):
    officer("ratna", name="Ratna Andaikata", agency="dinsos-5304", area="53.04")
    page.goto("/kepulangan/")
    enter(page, "ratna", "/kepulangan/")
    look(page, barriers, "returns")
    page.get_by_role("link", name="dalam perjalanan").first.click()
    look(page, barriers, "returns-stage")
    assert page.locator("tbody tr").count() == 1
    page.get_by_role("link", name="Catat kedatangan: Wira Andaikan").click()
    assert page.url.endswith("/catat/returned/")
