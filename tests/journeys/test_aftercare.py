"""The year after home, on a phone: a visit is saved, a plan begun, the survey answered; the list knows the next visit."""

import os

import pytest
from django.db import transaction

from kawal.facts.ledger.models import Fact
from tests.doors.officers import PASSWORD, officer
from tests.doors.people_pages import every, said, seruni

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]


@pytest.mark.parametrize("width", [390, 1280])
def test_a_social_worker_follows_somebody_home(page, barriers, width):
    with transaction.atomic():
        home = seruni(
            said("returned", "2026-08-01"), said("reached_home", "2026-08-03", source="desa-umpama")
        )
    officer("sri@contoh", role="protection", agency="uptd-ppa-9904", area="99.04")
    page.set_viewport_size({"width": width, "height": 844})

    def seen(name):
        if shots := os.environ.get("KAWAL_SHOTS"):
            page.screenshot(path=f"{shots}/aftercare-{name}-{width}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert barriers(page) == []

    page.goto("/masuk/")
    page.fill("[name=username]", "sri@contoh")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("/")
    page.goto("/sesudah/")
    seen("list")
    page.click("text=Seruni Umpama")
    page.check("[name=safe][value=yes]", force=True)
    page.click("text=Simpan kunjungan")
    page.wait_for_selector("text=Kunjungan tersimpan.")
    page.fill("[name=goal]", "Ingin membuka kios di depan rumah")
    page.click("button:has-text('Mulai rencana')")
    page.wait_for_selector("text=Rencana dimulai.")
    page.click("text=Tawarkan sesuatu")
    page.select_option("[name=what]", "service:training")
    page.fill("[name=provider]", "BLK Umpama")
    page.click("button:has-text('Tawarkan')")
    page.wait_for_selector("text=Tawaran tersimpan.")
    page.click("button:has-text('Diterima')")
    page.wait_for_selector("text=Tersimpan.")
    page.click("button:has-text('Selesai')")
    page.click("a:has-text('Tanyakan')")
    for code in ("earns", "house", "papers", "safe", "support", "health", "enough", "choice", "food"):
        page.check(f"[name=q-{code}] >> nth=0", force=True)
    seen("survey")
    page.click("button:visible:has-text('Simpan jawaban')")
    page.wait_for_selector("text=Jawaban tersimpan.")
    seen("person")
    with transaction.atomic():
        kinds = sorted(
            it.kind
            for it in every(Fact).filter(kind__in=["followed_up", "assisted", "reintegration_surveyed"])
        )
    assert kinds == ["assisted", "followed_up", "reintegration_surveyed"]
    assert home in page.url
