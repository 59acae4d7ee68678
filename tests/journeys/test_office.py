"""The pages of logging in, of the administrator and of data protection, in a real browser."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from kawal.access.scopes import scope_of_officer
from kawal.access.trail import services as trail
from tests.doors.officers import PASSWORD, administrator, officer

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WIDTHS = (1280, 390, 320)
LONG = "Raden Ajeng Umpama Seandainya Misalkan Contohnya Kartika Rekaan"


def look(page, barriers, name: str) -> None:
    """At each width: no barrier, nothing beyond the edge. Pictures where KAWAL_SHOTS names a folder."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844 if width < 992 else 800})
        assert barriers(page) == [], f"{name} at {width}"
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{name} at {width} is {wide} px too wide"
        if os.environ.get("KAWAL_SHOTS"):
            page.screenshot(path=Path(os.environ["KAWAL_SHOTS"]) / f"{name}-{width}.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 800})


def enter(page, login: str, to: str) -> None:
    page.goto(f"/masuk/?next={to}")
    page.get_by_label("Nama masuk").fill(login)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(f"**{to}")


def test_an_administrator_invites_somebody_who_then_comes_in(page, barriers):
    administrator()
    officer("lama", name=LONG)
    page.goto("/petugas/")
    look(page, barriers, "login")
    enter(page, "surya", "/petugas/")
    look(page, barriers, "officers")
    page.get_by_role("link", name="Undang petugas").click()
    look(page, barriers, "invite")
    page.get_by_label("Nama", exact=True).fill("Bulan Andai")
    page.get_by_label("Nama masuk").fill("bulan")
    page.get_by_label("Peran").select_option("district")
    page.get_by_role("button", name="Buat undangan").click()
    look(page, barriers, "invite-refused")
    page.get_by_label("Kode wilayah").fill("99.04")
    page.get_by_role("button", name="Buat undangan").click()
    look(page, barriers, "invited")
    link = page.get_by_label("Tautan").input_value()
    page.goto("/petugas/")
    page.get_by_role("link", name=f"Pindahkan: {LONG}").click()
    look(page, barriers, "move")
    page.locator("summary.me").click()
    page.get_by_role("button", name="Keluar").click()
    look(page, barriers, "logged-out")
    page.goto(link)
    look(page, barriers, "choose-password")
    for label in ("Kata sandi baru", "Kata sandi baru, sekali lagi"):
        page.get_by_label(label, exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Simpan kata sandi").click()
    look(page, barriers, "password-chosen")
    enter(page, "bulan", "/akun/")
    look(page, barriers, "account")
    page.get_by_role("link", name="Ganti kata sandi").click()
    look(page, barriers, "password")


def test_five_wrong_passwords_lock_and_the_page_says_until_when(page, barriers):
    for _ in range(5):
        page.goto("/masuk/")
        page.get_by_label("Nama masuk").fill("siapa")
        page.get_by_label("Kata sandi").fill("salah")
        page.get_by_role("button", name="Masuk").click()
        page.get_by_role("alert").or_(page.get_by_text("tidak cocok")).first.wait_for()
        if _ == 0:
            look(page, barriers, "login-refused")
    assert "Coba lagi sesudah" in page.get_by_role("alert").inner_text()
    look(page, barriers, "login-locked")


def test_a_key_is_issued_copied_and_revoked(page, barriers):
    administrator()
    enter(page, "surya", "/petugas/kunci/")
    look(page, barriers, "keys-empty")
    page.get_by_role("button", name="Buat kunci").click()
    look(page, barriers, "key-new")
    assert page.get_by_label("Kunci", exact=True).input_value().startswith("kw")
    page.goto("/petugas/kunci/")
    page.get_by_role("button", name="Cabut").click()
    look(page, barriers, "keys")
    assert "dicabut" in page.get_by_role("status").inner_text()


def test_data_protection_reads_the_log(page, barriers):
    who = officer()
    for number in range(60):
        at = timezone.now() - timedelta(minutes=number)
        trail.record(scope=scope_of_officer(who), action="person.viewed", now=at, person=f"kw-{number:012}")
    officer("intan", name="Intan Seandainya", role="data_protection", area="")
    enter(page, "intan", "/jejak/")
    look(page, barriers, "log")
    page.get_by_role("link", name="Berikutnya").click()
    look(page, barriers, "log-next")
    page.get_by_label("Kode orang").fill("kw-000000000003")
    page.get_by_role("button", name="Cari").click()
    assert page.locator("tbody tr").count() == 1
