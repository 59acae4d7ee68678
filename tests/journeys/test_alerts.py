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
    page.locator("main form button:visible, .actbar button:visible").first.click()
    assert page.get_by_text("Pilih satu hasil.").first.is_visible()
    assert (barriers(page), fits(page)) == ([], True)


def test_keys_move_take_undo_and_open(logged_in):
    page = logged_in
    page.goto("/perhatian/")
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
