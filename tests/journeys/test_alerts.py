"""An officer works through the list by keys, takes one, reads why, and closes it: in a real browser, at three widths."""

import pytest
from django.db import transaction

from kawal.access.scope import ENGINE
from kawal.access.wall import as_engine
from kawal.situation.pictures.services import grant_key
from tests.doors.officers import PASSWORD, officer
from tests.rooms.alerting import NOON, a_person, an_alert, overdue, reviewed, write

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
HERE = ("p:99", "k:9904", "m:kjri-kuching")
WIDTHS = (1280, 390, 320)


@pytest.fixture
def logged_in(page):
    with transaction.atomic():
        officer()
        for name in ("Seruni Umpama", "Wulan Contohari"):
            an_alert(name, HERE)
        person, claim, _ = a_person("Kemuning Andai dengan Nama yang Panjang Sekali Sampai Enam Puluh", HERE)
        reviewed(person, claim, overdue(claim), keys=HERE)
        stay_visible()
    page.goto("/masuk/?next=/perhatian/")
    page.fill("[name=username]", "damar")
    page.fill("[name=password]", PASSWORD)
    page.click("main form button")
    return page


def stay_visible():
    """Taking and releasing draws a person again, and these have no facts that would say where they belong."""
    for (person,) in write("select person_id from person"):
        with as_engine():
            for key in HERE:
                grant_key(scope=ENGINE, person_id=person, key=key, cause="uji", now=NOON)


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("width", WIDTHS)
def test_list_alert_and_closing_fit_and_have_no_barriers(logged_in, barriers, width):
    page = logged_in
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/perhatian/")
    assert (barriers(page), fits(page)) == ([], True)
    page.locator("[data-row] h3 a").first.click()
    assert (barriers(page), fits(page)) == ([], True)
    page.get_by_role("link", name="Tutup dengan alasan").click()
    page.wait_for_url("**/tutup/")  # with its sheet: before that both buttons are visible
    page.locator("main form button:visible, .actbar button:visible").first.click()
    page.get_by_text("Pilih satu hasil.").first.wait_for()
    assert (barriers(page), fits(page)) == ([], True)


def test_keys_move_take_undo_and_open(logged_in):
    page = logged_in
    page.goto("/perhatian/?keadaan=semua")
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator("[data-row]").nth(1)
    assert page.evaluate("document.activeElement.closest('[data-row]').id") == second.get_attribute("id")
    page.keyboard.press("a")
    second.get_by_text("Anda", exact=True).wait_for()
    assert page.locator("[data-row] button").count() == 2, "the other rows are still free"
    assert page.evaluate("document.activeElement.closest('[data-row]')?.id") == second.get_attribute("id")

    page.keyboard.press("u")
    page.get_by_text("dilepas; rekan lain dapat mengambilnya").wait_for()
    assert page.locator("[data-row] button").count() == 3

    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="mungkin dalam bahaya sekarang").wait_for()
    page.keyboard.press("a")
    page.get_by_text("Anda pegang.").wait_for()


def row_at(page) -> str:
    return page.evaluate("document.activeElement.closest('[data-row]')?.id") or ""


def test_triage_goes_by_keys_alone_and_no_key_acts_while_typing(logged_in):
    page = logged_in
    page.goto("/perhatian/?keadaan=semua")
    rows = [it.get_attribute("id") for it in page.locator("[data-row]").all()]
    page.keyboard.press("j")
    assert row_at(page) == rows[0]
    page.keyboard.press("t")
    page.locator("[data-row]").first.get_by_text("Anda", exact=True).wait_for()

    page.keyboard.press("c")
    page.get_by_role("heading", name="Bagaimana akhirnya?").wait_for()
    assert rows[0] in page.url
    page.fill("textarea", "")
    page.locator("textarea").press_sequentially("tcs jk ?")
    assert page.input_value("textarea") == "tcs jk ?" and page.url.endswith("/tutup/")

    page.goto("/perhatian/?keadaan=semua")
    for _row in rows:
        page.keyboard.press("j")
    assert row_at(page) == rows[-1]
    page.keyboard.press("s")
    page.get_by_role("heading", name="Tunda sampai kapan?").wait_for()
    page.get_by_label("3 hari").check()
    page.get_by_role("button", name="Tunda").first.click()
    page.get_by_text("ditunda sampai").first.wait_for()
    page.keyboard.press("u")
    page.get_by_text("kembali ke daftar").first.wait_for()

    page.goto(f"/perhatian/{rows[0]}/")
    page.keyboard.press("j")
    page.wait_for_url(f"**/perhatian/{rows[1]}/")
    page.keyboard.press("k")
    page.wait_for_url(f"**/perhatian/{rows[0]}/")
    page.keyboard.press("?")
    assert page.locator("#tombol[open]").count() == 1


@pytest.mark.parametrize("width", WIDTHS)
def test_putting_aside_recusing_and_quality_fit_and_have_no_barriers(logged_in, barriers, width):
    page = logged_in
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/perhatian/?keadaan=semua")
    last = page.locator("[data-row]").last.get_attribute("id")
    for part in ("", "tunda/", "bukan-saya/"):
        page.goto(f"/perhatian/{last}/{part}")
        assert (barriers(page), fits(page)) == ([], True), part
    with transaction.atomic():
        officer("ana", role="analyst", area="", name="Ana Umpama")
    page.context.clear_cookies()
    page.goto("/masuk/?next=/perhatian/mutu/")
    page.fill("[name=username]", "ana")
    page.fill("[name=password]", PASSWORD)
    page.click("main form button")
    page.get_by_role("heading", name="Seberapa sering tanda bahaya benar").wait_for()
    assert (barriers(page), fits(page)) == ([], True)
