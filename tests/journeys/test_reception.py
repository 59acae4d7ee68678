"""A night at the post: people are received by keyboard alone, without a page being loaded again; the list is read in the morning."""

import os
import re

import pytest
from django.db import transaction
from playwright.sync_api import expect

from kawal.facts.ledger.models import Fact
from kawal.response.reception.models import Arrival
from tests.doors.officers import PASSWORD, officer
from tests.doors.people_pages import every

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]


def all_of(model, **which):
    with transaction.atomic():
        return list(every(model).filter(**which).order_by("pk"))


@pytest.fixture
def post(page):
    officer("ratna@contoh", role="border_post", agency="p4mi-sanggau", area="", place="plbn-entikong")
    page.goto("/masuk/")
    page.fill("[name=username]", "ratna@contoh")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("/")
    return page


def begin(page):
    page.goto("/terima/")
    page.fill("[name=about]", "R-2026-0417 dari Kuching")
    page.fill("[name=expected]", "136")
    page.press("[name=expected]", "Enter")
    page.wait_for_url(re.compile("/terima/T-"))


def test_a_row_is_written_by_keyboard_alone_and_the_next_begins_at_once(post, barriers):
    begin(post)
    loads = []
    post.on("load", lambda _page: loads.append(post.url))
    type_ = post.keyboard.type
    for name, age, place, tick in [("Mawar Contoh", "27", "Sambas", "3"), ("Gilang Umpama", "1990", "", "")]:
        post.wait_for_selector("[name=name]:focus")
        type_(name)
        post.keyboard.press("Tab")
        post.keyboard.press("Space")
        post.keyboard.press("Tab")
        type_(age)
        post.keyboard.press("Tab")
        type_(place)
        if tick:
            post.keyboard.press("Tab")
            post.keyboard.press(tick)
        post.keyboard.press("Enter")
        post.wait_for_selector("#meja [role=status]:has-text('Tersimpan')")
        expect(post.locator("[name=name]")).to_have_value("")
    assert loads == []
    rows = all_of(Arrival)
    assert [(it.number, it.needs) for it in rows] == [(1, ["ill"]), (2, [])]
    assert len(all_of(Fact, kind="returned")) == 2
    assert "Orang ke-3" in post.inner_text("h1")
    assert barriers(post) == []


def test_enter_in_the_name_saves_the_row_and_takes_nobody_who_was_only_offered(post):
    begin(post)
    for round_ in (1, 2):
        post.fill("[name=name]", "Mawar Contoh")
        if round_ == 2:
            post.wait_for_selector("#calon button")
            post.fill("[name=born]", "1971")
            post.focus("[name=name]")
        post.keyboard.press("Enter")
        expect(post.locator("[name=name]")).to_have_value("")
    assert len({it.claim_id for it in all_of(Arrival)}) == 2


def test_f2_takes_the_one_on_offer_and_f8_takes_the_last_row_back(post):
    begin(post)
    post.fill("[name=name]", "Mawar Contoh")
    post.keyboard.press("Enter")
    post.wait_for_selector("text=Tersimpan: nomor 001.")
    post.keyboard.press("F8")
    post.wait_for_selector("text=Nomor 001 diurungkan.")
    assert all_of(Arrival, undone_at=None) == []


@pytest.mark.parametrize("width", [390, 1280])
def test_the_counter_and_the_queue_fit_a_phone_and_a_desk(post, barriers, width):
    post.set_viewport_size({"width": width, "height": 844})
    begin(post)
    for name in ("Mawar Contoh", "Seruni Umpama Perumpamaan Rekaan"):
        post.fill("[name=name]", name)
        post.check("[name=needs][value=ill]", force=True)
        post.keyboard.press("Enter")
        expect(post.locator("[name=name]")).to_have_value("")
    for address in (
        post.url,
        f"{post.url}antrean/",
        f"{post.url}daftar/",
        f"{post.url}1/lengkapi/",
        "/terima/",
    ):
        post.goto(address)
        if shots := os.environ.get("KAWAL_SHOTS"):
            post.screenshot(
                path=f"{shots}/reception-{width}-{address.rstrip('/').rpartition('/')[2]}.png", full_page=True
            )
        assert post.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert barriers(post) == []
