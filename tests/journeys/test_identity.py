"""A consulate's list with known people in it: told apart before it is taken in, decided at the desk, a wrong answer taken back."""

import re
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from kawal import flow
from kawal.access.scope import ENGINE
from kawal.access.wall import enter as behind_wall
from kawal.facts.ledger import bulk
from tests.doors.officers import officer
from tests.doors.people_pages import said
from tests.journeys.test_imports import work
from tests.journeys.test_office import enter, look
from tests.pure.import_files import xlsx
from tests.world import report

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
ROWS, CERTAIN, UNSURE = 200, 4, 3
FIRST = (
    "Bramasta",
    "Cendana",
    "Dewandaru",
    "Elang",
    "Fajarwati",
    "Gumilang",
    "Harumi",
    "Intaniah",
    "Jumantara",
    "Kencana",
)
SECOND = (
    "Lokawigna", "Mahardika", "Nawasena", "Pradipta", "Ranggalawe", "Samudera", "Tirtayasa", "Udayana", "Wirabumi", "Yudistira",
    "Zulaikah", "Abimanyu", "Bagaskara", "Candramawa", "Dananjaya", "Ekawira", "Ganesworo", "Hadikusumo", "Iswara", "Jatmika",
)  # fmt: skip
HEADINGS = ["NO", "NAMA", "L/P", "TANGGAL LAHIR", "NIK", "NAMA IBU"]


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def name(n: int) -> str:
    return f"{FIRST[n // len(SECOND)]} {SECOND[n % len(SECOND)]}"


def born(n: int) -> str:
    return f"{1970 + n % 30}-{1 + n % 12:02}-{1 + n % 28:02}"


def nik(n: int) -> str:
    return f"99040541019{n + 1:05}"


def mother(n: int) -> str:
    return f"Ratih {SECOND[-n]}"


def a_list() -> bytes:
    """Two hundred rows. The first are known for certain; of the next the last letter is another, as of twins, and the mother's
    name alone speaks for them.
    """
    rows = [HEADINGS]
    for n in range(ROWS):
        unsure = CERTAIN <= n < CERTAIN + UNSURE
        written = f"{name(n)[:-1]}o" if unsure else name(n)
        rows.append(
            [n + 1, written.upper(), "P", born(n), "" if unsure else nik(n), mother(n) if unsure else ""]
        )
    return xlsx(rows)


def known_people() -> None:
    """Seven of the two hundred, abroad where the consulate serves."""
    report(
        *(
            said(
                "arrived_abroad",
                "2026-01-06",
                source="imigrasi",
                basis="document",
                place={"country": "MYS"},
                subject={
                    "name": name(n),
                    "sex": "female",
                    "birth_date": born(n),
                    "nik": nik(n),
                    "mother_name": mother(n),
                    "address": {"area": "53.04"},
                },
            )
            for n in range(CERTAIN + UNSURE)
        )
    )
    flow.link_left(now=timezone.now())


@transaction.atomic
def everything() -> dict[str, list[Any]]:
    """Whose each claim is, who there is, and what is believed of everybody."""
    behind_wall(ENGINE)
    rows = bulk.run(
        "select person_id, stay, name, birth_year, keys, facts from picture join person using (person_id) order by 1"
    )
    return {
        "claims": bulk.run("select claim_id, person_id from standing order by 1"),
        "people": bulk.run("select person_id, kawal_id, survivor from person order by 1"),
        "believed": [(*row[:4], sorted(row[4]), row[5]) for row in rows],
    }


def test_a_list_is_matched_three_are_decided_and_a_wrong_answer_is_undone(page, barriers):
    known_people()
    officer("ratna", role="mission", agency="kjri-kuching", area="", name="Ratna Andaikata")
    enter(page, "ratna", "/kiriman/")
    upload(page)
    page.get_by_text(re.compile(r"4 sudah dikenal · 3 perlu diputuskan · 193 orang baru")).wait_for()
    page.locator("button:visible", has_text="Terima berkas ini").last.click()
    page.wait_for_url("**/kiriman/*/")
    work()
    flow.link_left(now=timezone.now())
    flow.rank_proposals(now=timezone.now())

    page.goto("/telaah/")
    look(page, barriers, "review-queue")
    page.get_by_text("3 pasangan menunggu, kira-kira 3 menit").wait_for()
    before = everything()
    page.keyboard.press("e")
    page.get_by_role("heading", name="Apakah ini orang yang sama?").wait_for()
    look(page, barriers, "review-pair")
    first = page.url
    decide(page, "j", first)
    decide(page, "k", page.url)
    assert page.url == first
    decide(page, "s", first)
    page.get_by_text("Orang yang sama. Jawaban disimpan.").wait_for()
    look(page, barriers, "review-next")
    decide(page, "b", page.url)
    page.keyboard.press("y")
    page.wait_for_url("**/telaah/")
    page.get_by_text("Tidak ada pasangan yang menunggu Anda").wait_for()

    page.goto("/telaah/keputusan/")
    look(page, barriers, "review-decisions")
    assert everything() != before
    page.get_by_role("row").filter(has_text="Orang yang sama").get_by_role("button", name="Urungkan").click()
    page.wait_for_url(first)
    page.get_by_text("semuanya seperti semula").wait_for()
    assert everything() == before
    page.goto("/telaah/angka/")
    look(page, barriers, "review-figures")


def upload(page) -> None:
    """The file goes up, its columns are read, and the officer asks who is known before anything is taken in."""
    page.get_by_role("link", name="Unggah").first.click()
    page.set_input_files("input[type=file]", {"name": "daftar.xlsx", "mimeType": "", "buffer": a_list()})
    page.locator("button:visible", has_text="Unggah").last.click()
    page.wait_for_url("**/kolom/")
    page.get_by_label("Kejadian", exact=True).select_option("reported_in")
    page.get_by_label("Tanggal kejadian").first.fill("2 Maret 2026")
    page.get_by_label("Negara").first.select_option("MYS")
    page.locator("button:visible", has_text="Siapa yang sudah dikenal?").last.click()
    page.get_by_role("heading", name="Siapa yang sudah dikenal").wait_for()


def decide(page, key: str, here: str) -> None:
    """One key, and another pair."""
    page.keyboard.press(key)
    page.wait_for_function("here => location.href !== here", arg=here)
    page.wait_for_load_state()


BULAN = {"name": "Bulan Contohwati", "birth_date": "1994-08-17", "mother_name": "Ratih Andaikata", "birth_place": "99.04",
         "address": {"area": "99.04.05.2001"}}  # fmt: skip
ELSEWHERE = {
    **BULAN,
    "name": "Bulan Tjontohwati",
    "birth_date": "1994-08",
    "address": {"area": "99.05.01.2001"},
}


def test_an_owner_is_asked_and_claims_are_parted_on_a_phone(page, barriers):
    numbered = {**BULAN, "nik": nik(1)}
    [outcome] = report(said("departed", subject=numbered, source="dinsos-9904"))
    report(said("departed", subject={**numbered, "birth_date": "1994"}, source="imigrasi"))
    report(said("departed", subject=ELSEWHERE, source="dinsos-9905"))
    flow.link_left(now=timezone.now())
    officer("damar")
    officer("elang", agency="dinsos-9905", area="99.05", name="Elang Misalkan")
    enter(page, "damar", f"/orang/{outcome.kawal_id}/")
    look(page, barriers, "person-with-question")
    page.get_by_role("button", name="Tanyakan").click()
    page.get_by_text("Pertanyaan dikirim").wait_for()
    page.get_by_role("link", name="Pisahkan klaim").click()
    look(page, barriers, "split")
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("checkbox").last.check()
    page.locator("button:visible", has_text="Pisahkan yang dipilih").click()
    page.get_by_role("button", name="Urungkan").first.click()
    page.get_by_text("semuanya seperti semula").wait_for()
    page.context.clear_cookies()
    enter(page, "elang", "/telaah/")
    page.get_by_role("link", name="Bulan Tjontohwati").first.click()
    look(page, barriers, "owner-question")
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator("button:visible", has_text="Belum yakin").click()
    page.get_by_text("Jawaban terkirim").wait_for()
