"""A morning at the mission: numbers by keyboard alone, a visitor written down, a family that waits for word."""

import os
import re

import pytest
from playwright.sync_api import expect

from kawal.facts.ledger.models import Fact
from kawal.response.desk.models import DeskInquiry, DeskTicket
from tests.doors.officers import PASSWORD, officer
from tests.journeys.test_reception import all_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]


@pytest.fixture
def mission(page):
    officer("sekar@contoh", role="mission", agency="kjri-kuching", area="")
    page.goto("/masuk/")
    page.fill("[name=username]", "sekar@contoh")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("/")
    return page


def give(page, errand, *needs):
    page.check(f"[name=errand][value={errand}]", force=True)
    for need in needs:
        page.check(f"[name=needs][value={need}]", force=True)
    page.press(f"[name=errand][value={errand}]", "Enter")
    page.wait_for_selector("#meja [role=status]:has-text('Nomor')")
    expect(page.locator("[name=errand]:checked")).to_have_count(0)


def test_numbers_are_given_and_called_by_keyboard_alone(mission, barriers):
    mission.goto("/meja/")
    loads = []
    mission.on("load", lambda _page: loads.append(mission.url))
    for key, called in (("1", "001"), ("2", "002")):
        mission.keyboard.press(key)
        mission.keyboard.press("Enter")
        mission.wait_for_selector(f"text=Nomor {called}.")
    mission.keyboard.press("F8")
    mission.wait_for_selector("text=Nomor 002 diurungkan.")
    assert loads == []
    assert [it.errand for it in all_of(DeskTicket, undone_at=None)] == ["report_in"]
    assert barriers(mission) == []
    mission.keyboard.press("F2")
    mission.wait_for_url(re.compile("/meja/M-"))
    mission.keyboard.type("Mawar Contoh")
    mission.keyboard.press("Enter")
    mission.wait_for_url("/meja/")
    assert "Nomor 001 selesai." in mission.inner_text("#kabar")
    assert [it.kind for it in all_of(Fact)] == ["reported_in"]


def complaint(page, name, employer):
    page.goto("/meja/")
    give(page, "complaint", "threatened")
    page.click("text=Panggil berikutnya")
    page.wait_for_url(re.compile("/meja/M-"))
    page.fill("[name=name]", name)
    page.fill("[name=employer]", employer)


def test_who_names_an_employer_is_warned_while_typing(mission, barriers):
    complaint(mission, "Mawar Contoh", "Kedai Rekaan Sejahtera")
    mission.click("main .not-phone >> text=Simpan dan selesai")
    mission.wait_for_url("/meja/")
    complaint(mission, "Melati Misal", "")
    mission.locator("[name=employer]").press_sequentially("kedai rekaan sejahtra", delay=5)
    mission.wait_for_selector("text=1 pekerja yang menyebut nama seperti ini pernah mengadu.")
    assert barriers(mission) == []


@pytest.mark.parametrize("width", [390, 1280])
def test_a_family_waits_until_it_was_told_on_a_phone_and_at_a_desk(mission, barriers, width):
    mission.set_viewport_size({"width": width, "height": 844})
    mission.goto("/meja/")
    give(mission, "report_in")
    give(mission, "complaint", "ill")
    give(mission, "missing", "elderly")
    looked_at(mission, barriers, f"desk-{width}-today")
    mission.click("text=Panggil berikutnya")
    mission.wait_for_url(re.compile("/meja/M-"))
    looked_at(mission, barriers, f"desk-{width}-counter")
    mission.goto("/meja/")
    mission.click("text=Panggil berikutnya")
    mission.wait_for_url(re.compile("/meja/dicari/baru/"))
    mission.fill("[name=name]", "Seruni Umpama")
    mission.fill("[name=asker]", "Kenanga Misal")
    mission.select_option("[name=relation]", "parent")
    mission.fill("[name=last_heard]", "1 Jan 2026")
    looked_at(mission, barriers, f"desk-{width}-look-for")
    mission.press("[name=asker]", "Enter")
    mission.wait_for_url(re.compile("/meja/dicari/C-"))
    looked_at(mission, barriers, f"desk-{width}-inquiry")
    mission.goto("/meja/dicari/")
    looked_at(mission, barriers, f"desk-{width}-inquiries")
    mission.click("text=Beri kabar")
    mission.check("[name=answer][value=safe]", force=True)
    mission.fill("[name=told]", "Ia sudah ditemui dan aman.")
    mission.click("button:has-text('Keluarga sudah diberi kabar')")
    mission.wait_for_url("/meja/dicari/")
    assert [it.answer for it in all_of(DeskInquiry)] == ["safe"]
    mission.goto("/meja/hari/")
    looked_at(mission, barriers, f"desk-{width}-day")


def looked_at(page, barriers, name):
    if shots := os.environ.get("KAWAL_SHOTS"):
        page.screenshot(path=f"{shots}/{name}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    assert barriers(page) == [], name
