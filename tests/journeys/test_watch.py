"""The watch as officers live with it: a ring noticed before anybody left, a silence that reaches the mission, a threshold tried."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from kawal import flow
from kawal.access.scope import ENGINE
from kawal.access.wall import enter
from tests.doors.officers import PASSWORD, officer
from tests.world import fact, report

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NAMES = ("Melati Umpama", "Budi Hartono", "Yohanes Leki", "Wulan Cempaka", "Ferdinand Tahu", "Siti Rohmah")
HANDLER = {"name": "Rahmat Contoh", "phone": "+62 800-0000-41001"}
COORDINATOR = {"name": "Ibu Kades Andai", "phone": "+62 800-0000-41002"}
WIDTHS = (1280, 390)


def who(n: int) -> dict[str, Any]:
    return {
        "name": NAMES[n],
        "sex": "female" if n % 2 else "male",
        "birth_date": f"199{n}-04-0{n + 1}",
        "nik": f"990405410199{n:04d}",
        "address": {"area": "53.04.05.2001"},
    }


def days_ago(days: float, now: datetime) -> str:
    return (now - timedelta(days=days)).isoformat()


def recruited(n: int, days: float, now: datetime) -> list[dict[str, Any]]:
    """Taken in by the handler: housed, money advanced to the family, the passport kept."""
    told = {
        "recruiter": HANDLER,
        "channel": "village_agent",
        "promised": {"occupation": "plantation_worker", "country": "MYS"},
    }
    papers = {"document": "passport", "status": "held_by_other", "held_by": "recruiter"}
    return [
        fact("recruited", days_ago(days, now), subject=who(n), source="desa-5304", data=told),
        fact("accommodated", days_ago(days - 1, now), subject=who(n), source="desa-5304",
             data={"by": "recruiter", "address": "Gang Misal 7", "papers_complete": False}),
        fact("advanced", days_ago(days - 1, now), subject=who(n), source="desa-5304",
             data={"payer": HANDLER["name"], "payee": "family", "amount": 5_000_000, "currency": "IDR"}),
        fact("document_seen", days_ago(days - 1, now), subject=who(n), source="sbmi", data=papers),
    ]  # fmt: skip


def neighbours(n: int, now: datetime) -> list[dict[str, Any]]:
    """Neighbours who prepare together, registered and with their papers, reached by one coordinator."""
    told = {
        "recruiter": COORDINATOR,
        "channel": "village_agent",
        "promised": {"occupation": "plantation_worker", "country": "MYS"},
    }
    return [
        fact("recruited", days_ago(20, now), subject=who(n), source="desa-5304", data=told),
        fact("registered", days_ago(15, now), subject=who(n), source="siskop2mi",
             data={"system": "siskop2mi", "destination": "MYS", "family_permission": True, "village_informed": True}),
        fact("family_stated", days_ago(14, now), subject=who(n), source="desa-5304", data={"by": "wife", "knows": True, "consents": True}),
        fact("document_seen", days_ago(10, now), subject=who(n), source="siskop2mi",
             data={"document": "medical", "status": "valid", "number": f"M-{n}"}),
    ]  # fmt: skip


def later(now: datetime) -> None:
    """What the worker does in between."""
    flow.draw_rings(now=now)
    with transaction.atomic():
        enter(ENGINE)
        flow.wake(now=now)


def log_in(page, login: str, to: str) -> None:
    page.context.clear_cookies()
    page.goto(f"/masuk/?next={to}")
    page.fill("[name=username]", login)
    page.fill("[name=password]", PASSWORD)
    page.click("main form button")


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_the_third_recruit_raises_the_ring_before_anybody_left_and_two_officers_act(page, barriers):
    now = timezone.now()
    with transaction.atomic():
        officer("ratna", role="district", agency="disnaker-5304", area="53.04")
        officer("galih", role="supervisor", agency="disnaker-5304", area="53.04")
        report(*(it for n in (3, 4, 5) for it in neighbours(n, now)), now=now)
        report(*(it for n in (0, 1) for it in recruited(n, 6, now)), now=now)
    later(now)
    log_in(page, "ratna", "/perhatian/?keadaan=semua")
    assert page.get_by_text("Peringatan tentang sebuah jaringan").count() == 0, "two recruits are no ring yet"

    with transaction.atomic():
        report(*recruited(2, 3, now), now=now)
    later(now)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto("/perhatian/?keadaan=semua")
        ring = page.locator("[data-row]").filter(has_text="Peringatan tentang sebuah jaringan")
        assert ring.count() == 1
        assert (barriers(page), fits(page)) == ([], True)
        ring.locator("h3 a").click()
        page.get_by_text("3 orang terhubung kuat oleh pengurus").wait_for()
        page.get_by_text("tanda dikuasai orang lain").wait_for()
        assert (barriers(page), fits(page)) == ([], True)
    page.get_by_role("link", name="Lihat jaringannya").click()
    for name in NAMES[:3]:
        page.get_by_text(name).first.wait_for()
    for name in NAMES[3:]:
        assert page.get_by_text(name).count() == 0, "the neighbours stay out of it"
    assert (barriers(page), fits(page)) == ([], True)
    page.go_back()
    page.get_by_role("button", name="Ambil").first.click()
    page.get_by_text("Anda pegang").first.wait_for()


def test_a_silence_reaches_the_mission_on_the_day_word_was_due(page):
    now = timezone.now()
    said = {"channel": "app", "by": "self", "safe": "yes"}
    with transaction.atomic():
        officer("sekar", role="mission", agency="kjri-kuching", area="")
        report(
            fact("departed", days_ago(120, now), subject=who(1), data={"destination": "MYS"}),
            fact("arrived_abroad", days_ago(119, now), subject=who(1), place={"country": "MYS"}),
            *(fact("checked_in", days_ago(days, now), subject=who(1), source="kjri-kuching", place={"country": "MYS"}, data=said)
              for days in (100, 60, 31)),
            now=now - timedelta(days=31),
        )  # fmt: skip
    later(now - timedelta(days=2))
    log_in(page, "sekar", "/perhatian/?keadaan=semua")
    assert page.get_by_text(NAMES[1]).count() == 0, "word is not due yet"
    later(now)
    page.reload()
    row = page.locator("[data-row]").filter(has_text=NAMES[1])
    assert row.count() == 1
    row.locator("h3 a").click()
    page.get_by_text("Kabar yang dijadwalkan").wait_for()


def test_a_threshold_is_tried_before_anybody_changes_it(page, barriers):
    now = timezone.now()
    said = {"channel": "app", "by": "self", "safe": "yes"}
    with transaction.atomic():
        officer("bimo", role="rule_author", agency="kp2mi", area="")
        report(
            fact("departed", days_ago(120, now), subject=who(1), data={"destination": "MYS"}),
            *(fact("checked_in", days_ago(days, now), subject=who(1), place={"country": "MYS"}, data=said) for days in (60, 45)),
            now=now - timedelta(days=45),
        )  # fmt: skip
    later(now)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        log_in(page, "bimo", "/pengawasan/L00/")
        page.fill("[name=high_after_days]", "5")
        page.get_by_role("button", name="Coba").click()
        page.get_by_text("Hasil percobaan").wait_for()
        row = page.locator("tr").filter(has_text="Tinggi")
        assert row.get_by_role("cell").all_inner_texts()[:2] == ["0", "1"], "nobody was high; now one is"
        assert page.get_by_text(NAMES[1]).count() == 0, "a trial names nobody"
        assert (barriers(page), fits(page)) == ([], True)
