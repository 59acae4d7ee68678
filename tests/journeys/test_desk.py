"""A morning at the mission: numbers by keyboard alone, a visitor written down, a family that waits for word."""

import os
import re

import pytest
from playwright.sync_api import expect

from kawal.facts.ledger.models import Fact
from kawal.response.desk.models import DeskInquiry, DeskTicket
from tests.doors.officers import PASSWORD, officer
from tests.doors.test_case_pages import days
from tests.doors.test_returns_pages import named, requested
from tests.journeys.test_reception import all_of
from tests.world import fact

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
    mission.goto(
        "/meja/", wait_until="networkidle"
    )  # a key pressed before the script is there loads the page
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


@pytest.mark.parametrize("width", [390, 1280])
def test_the_board_says_who_waits_past_a_limit_and_leads_to_the_next_step(mission, barriers, width):
    mission.set_viewport_size({"width": width, "height": 844})
    abroad = {"place": {"country": "MYS"}}
    kawal_id = named(
        "Seruni Umpama", fact("checked_in", days(40), data={"safe": "yes"}, **abroad), requested(30)
    )
    named("Mawar Contoh", fact("checked_in", days(40), data={"safe": "yes"}, **abroad), requested(3))
    mission.goto("/kepulangan/")
    looked_at(mission, barriers, f"board-{width}")
    mission.goto("/kepulangan/?lewat=1")
    assert "Mawar Contoh" not in mission.inner_text("main")
    assert "naik ke nasional" in mission.inner_text("main")
    mission.click("main tbody a.btn")
    mission.wait_for_url(re.compile(f"/orang/{kawal_id}/catat/nationality_verified/"))


def test_the_nation_narrows_the_board_to_a_mission(page, barriers):
    officer("laras@contoh", role="national", agency="kp2mi", area="")
    named("Seruni Umpama", requested(30))
    page.goto("/masuk/")
    page.fill("[name=username]", "laras@contoh")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_selector("text=1 orang menunggu pulang melewati batas")
    page.goto("/kepulangan/?lewat=1")
    looked_at(page, barriers, "board-nation")
    page.select_option("[name=perwakilan]", "kbri-riyadh")
    page.click("main form >> text=Saring")
    page.wait_for_url(re.compile("perwakilan=kbri-riyadh"))
    assert "lewat=1" in page.url and "Seruni" not in page.inner_text("main")


def looked_at(page, barriers, name):
    if shots := os.environ.get("KAWAL_SHOTS"):
        page.screenshot(path=f"{shots}/{name}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    assert barriers(page) == [], name
