"""One worker's whole story as people live it, from recruitment to home: each step in the browser, by the officer whose it is."""

import json
import re
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from kawal.access import wall
from kawal.access.keys.services import issue_key
from kawal.access.scope import ENGINE
from kawal.doors.jobs import figures, imports
from tests.doors.officers import PASSWORD, officer
from tests.pure.import_files import xlsx

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

NAME, PASSPORT, VILLAGE = "Seruni Umpama", "X9904001", "53.04.05.2001"
SERUNI = {
    "name": NAME, "sex": "female", "birth_date": "1999-01-01", "nik": "9904054101990001", "passport": PASSPORT,
    "mother_name": "Kenanga Misal", "address": {"area": VILLAGE},
}  # fmt: skip
UPSTREAM = [
    {"id": "S-1", "kind": "recruited", "occurred_at": "2025-09-02", "place": {"area": VILLAGE},
     "data": {"recruiter": {"name": "Jaka Rekaan"}, "channel": "village_agent"}},
    {"id": "S-2", "kind": "registered", "occurred_at": "2025-10-11", "basis": "document",
     "data": {"system": "siskop2mi", "destination": "MYS"}},
    {"id": "S-3", "kind": "departed", "occurred_at": "2026-01-14", "basis": "document", "place": {"post": "plbn-entikong"},
     "data": {"destination": "MYS", "visa": "visit"}},
]  # fmt: skip
CROSSINGS = [
    ["No", "Nama", "L/P", "Tgl Lahir", "No Paspor", "Tanggal Keberangkatan", "Negara Tujuan"],
    [1, "SERUNI UMPAMA", "P", "01/01/1999", PASSPORT, "14/01/2026", "Malaysia"],
    [2, "WULAN CONTOHARI", "P", "02/03/1998", "X9904002", "14/01/2026", "Malaysia"],
]
OFFICERS = {
    "imigrasi": ("border_post", "imigrasi-perlintasan", "", "plbn-entikong"),
    "kuching": ("mission", "kjri-kuching", "", ""),
    "entikong": ("border_post", "bp3mi-kalbar", "", "plbn-entikong"),
    "bambu": ("shelter", "rptc-bambu-apus", "", "rptc-bambu-apus"),
    "fatuketi": ("village", "desa-5304", VILLAGE, ""),
    "kupang": ("district", "bp3mi-ntt", "53", ""),
    "jakarta": ("national", "kp2mi", "", ""),
    "surabaya": ("district", "bp3mi-jatim", "35", ""),
}


class Story:
    """A browser that changes hands, a calendar that is turned, and the two things no page may do."""

    def __init__(self, page: Any, url: str, barriers: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self.page, self.url, self._barriers = page, url, barriers
        self.now, self.seen = datetime.now(UTC), set[str]()
        monkeypatch.setattr("django.utils.timezone.now", lambda: self.now)
        monkeypatch.setattr(imports, "clock", lambda: self.now)

    def on(self, day: str, hour: str = "09:00") -> None:
        self.now = datetime.fromisoformat(f"{day}T{hour}+07:00").astimezone(UTC)

    def log_in(self, login: str, to: str = "/") -> None:
        """Through the page, as somebody else or on another day: sessions end with the day."""
        self.page.context.clear_cookies()
        self.page.goto(f"/masuk/?next={to}")
        self.page.get_by_label("Nama masuk").fill(login)
        self.page.get_by_label("Kata sandi").fill(PASSWORD)
        self.page.get_by_role("button", name="Masuk").click()
        self.page.wait_for_url(lambda url: "/masuk/" not in url)

    def look(self, name: str) -> None:
        """No barrier, and nothing beyond the edge of a phone."""
        assert self._barriers(self.page) == [], name
        self.page.set_viewport_size({"width": 390, "height": 844})
        wide = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 0, f"{name} is {wide} px too wide for a phone"
        self.page.set_viewport_size({"width": 1280, "height": 800})

    def follow(self, name: str | re.Pattern[str]) -> None:
        self.page.locator("main").get_by_role("link", name=name).locator("visible=true").first.click()

    def press(self, name: str | re.Pattern[str]) -> None:
        self.page.get_by_role("button", name=name).locator("visible=true").first.click()

    def fill(self, **fields: str) -> None:
        """Fields by their name in the form, choices by their code."""
        for name, value in fields.items():
            field = self.page.locator(f"form#isian [name={name}]")
            if field.first.evaluate("it => it.tagName") == "SELECT":
                field.select_option(value)
            elif field.first.get_attribute("type") in ("radio", "checkbox"):
                self.page.locator(f"form#isian [name={name}][value={value}]").check()
            else:
                field.fill(value)

    def reads(self, *texts: str) -> None:
        for text in texts:
            assert text in self.text, f"{text!r} is not on {self.page.url}:\n{self.text}"

    def reads_no(self, *texts: str) -> None:
        assert [text for text in texts if text in self.text] == []

    @property
    def text(self) -> str:
        return " ".join(self.page.locator("main").inner_text().split())

    def status(self, path: str) -> int:
        """What the officer who is logged in would be answered there."""
        return self.page.request.get(path).status

    def call(self, key: str, path: str, body: Any = None) -> Any:
        """The API over real HTTP."""
        sent = json.dumps(body).encode() if body is not None else None
        asked = urllib.request.Request(f"{self.url}/api/v1/{path}", sent, {"Authorization": f"Bearer {key}"})
        asked.add_header("Content-Type", "application/json")
        with urllib.request.urlopen(asked) as answer:
            return json.load(answer)


@pytest.fixture
def story(page, live_server, barriers, monkeypatch, settings, tmp_path) -> Story:
    settings.MEDIA_ROOT = tmp_path
    story = Story(page, live_server.url, barriers, monkeypatch)
    story.on("2026-01-20")
    for login, (role, agency, area, place) in OFFICERS.items():
        officer(login, role=role, agency=agency, area=area, place=place, name=f"{login.capitalize()} Contoh")
    return story


def key_of(agency: str, now: datetime, **more: Any) -> str:
    with engine():
        return issue_key(scope=ENGINE, agency=agency, now=now, **more)


@contextmanager
def engine() -> Iterator[None]:
    with transaction.atomic():
        wall.enter(ENGINE)
        yield


def siskop2mi_sends(story: Story) -> str:
    key = key_of("siskop2mi", story.now)
    sent = [{**fact, "subject": SERUNI} for fact in UPSTREAM]
    said = story.call(key, "facts", {"facts": sent})
    assert (said["accepted"], said["refused"]) == (3, 0)
    return str(said["results"][0]["kawal_id"])


def immigration_uploads_its_list(story: Story) -> None:
    story.log_in("imigrasi", "/kiriman/")
    story.follow("Unggah berkas")
    file = {"name": "perlintasan.xlsx", "mimeType": "application/octet-stream", "buffer": xlsx(CROSSINGS)}
    story.page.set_input_files("input[type=file]", file)
    story.press("Unggah dan cocokkan kolom")
    story.fill(kind="departed", post="plbn-entikong")
    story.press("Lihat contohnya lagi")
    story.reads("perempuan", "1 Jan 1999", "14 Jan 2026", "PLBN Entikong")
    story.look("columns of a file")
    story.press("Terima berkas ini")
    story.reads("Sedang dibaca")
    for job in list(ProcrastinateJob.objects.filter(task_name="kawal.imports.take_in")):  # the worker's part
        imports.take_in(**job.args)
    story.page.reload()
    story.reads("2 diterima", "0 ditolak")


def mission_finds_her_though_misspelt(story: Story) -> None:
    story.log_in("kuching", "/orang/")
    story.page.locator("main [name=q]").fill("Seroeni Oempamma")
    story.press("Cari")
    story.follow(NAME)
    story.reads("Di luar negeri, dalam kontak", "Visa bukan visa kerja (N5)")


def mission_records_her_complaint(story: Story) -> None:
    story.follow("Catat kejadian")
    story.look("kinds of facts")
    story.follow("Mengadu")
    story.fill(day="27 Feb 2026", basis="self", d_channel="office")
    story.page.get_by_label("Dokumen ditahan").check()
    story.page.get_by_label("Kekerasan", exact=True).check()
    story.look("new fact")
    story.press("Simpan kejadian")
    story.reads("Tersimpan: Mengadu.", "Di luar negeri, dalam masalah", "Peringatan T-", "belum diambil")
    story.look("person in trouble")


def mission_takes_the_alert_and_opens_a_case(story: Story) -> str:
    """The address of the case."""
    story.page.goto("/perhatian/")
    story.reads("Darurat", NAME, "Pengaduan berat")
    story.look("alerts")
    story.follow(NAME)
    story.press("Ambil")
    story.reads("Anda pegang.")
    story.look("alert")
    story.follow("Buka kasus")
    story.fill(summary="Paspornya ditahan majikan; ia ingin pulang.")
    story.press("Buka kasus")
    story.reads("dibuka.", "Menunggu KJRI Kuching", "Kuching Contoh")
    story.look("case")
    return str(story.page.url.removeprefix(story.url))


def mission_walks_her_home(story: Story, case: str) -> None:
    plan = {"d_leave_on": "16 Mar 2026", "place": "PLBN Entikong"}
    steps: tuple[tuple[str, str, dict[str, str]], ...] = (
        ("2026-03-03", "Catat permintaan pulang", {"d_by": "self"}),
        ("2026-03-04", "Catat kewarganegaraan", {"d_result": "citizen"}),
        ("2026-03-06", "Catat dokumen perjalanan", {"d_document": "splp"}),
        ("2026-03-10", "Catat izin keluar", {}),
        ("2026-03-12", "Rencanakan kepulangan", plan),
        ("2026-03-16", "Catat keberangkatan pulang", {"kind": "repatriated", "d_travel_document": "splp"}),
    )
    for day, verb, said in steps:
        story.on(day)
        story.log_in("kuching", case)
        story.follow(verb)
        story.fill(**said)
        story.press(verb)
        story.reads("Tersimpan:")
    story.reads("dalam perjalanan", "Menunggu PLBN Entikong", "berangkat 16 Mar 2026", "SPLP")
    story.look("case on the way home")


def post_receives_her_and_sends_her_to_a_shelter(story: Story) -> None:
    story.on("2026-03-17")
    story.log_in("entikong")
    story.reads("Ditunggu tiba", NAME, "berangkat pulang 16 Mar 2026")
    story.look("border post")
    story.follow(f"Tiba: {NAME}")
    story.fill(basis="witnessed")
    story.press("Simpan kejadian")
    story.reads("Tiba di debarkasi PLBN Entikong.")
    story.reads_no("Mengadu", "Kekerasan")
    story.page.goto("/")
    story.follow(f"Ke penampungan: {NAME}")
    story.fill(d_shelter="RPTC Bambu Apus")
    story.press("Simpan kejadian")
    story.page.goto("/")
    story.follow(f"Serah terima: {NAME}")
    story.reads("Diserahkan kepada siapa?")
    story.page.go_back()
    _through = [story.follow(link) for link in (NAME, "Catat kejadian", "Diserahterimakan")]
    story.fill(d_to="social_ministry")
    story.press("Simpan kejadian")
    story.page.goto("/")
    story.reads("Tidak ada yang menunggu serah terima.")


def shelter_has_her_tonight(story: Story) -> None:
    story.on("2026-03-18", "19:00")
    story.log_in("bambu")
    story.reads("Tiba malam ini", NAME)
    story.follow(f"Masuk: {NAME}")
    story.press("Simpan kejadian")
    story.page.goto("/")
    story.reads("1 orang menginap", f"Terima orang {NAME}")
    story.look("shelter")
    story.on("2026-03-20")
    story.log_in("bambu")
    story.follow(f"Melanjutkan perjalanan: {NAME}")
    story.press("Simpan kejadian")
    story.page.goto("/")
    story.reads("0 orang menginap")


def village_signs_and_sees_her_home(story: Story) -> None:
    story.on("2026-03-22")
    story.log_in("fatuketi")
    story.reads("Akan pulang", NAME)
    story.reads_no("Darurat", "peringatan")
    story.look("village")
    story.follow(f"Serah terima: {NAME}")
    story.fill(d_witness="Ketua RT", basis="witnessed")
    story.press("Simpan kejadian")
    story.reads("Di rumah.", "Diserahterimakan kepada keluarga")
    story.follow("Catat kejadian")
    story.follow("Sampai di rumah")
    story.press("Simpan kejadian")
    story.reads("Tersimpan: Sampai di rumah.")
    story.reads_no("Mengadu", "Peringatan", "Kasus", "NIK")
    story.look("person in the village")
    assert [
        story.status(path) for path in ("/perhatian/", "/perhatian/T-000001/", "/kasus/", "/orang/?q=a")
    ] == [403] * 4


def mission_closes_what_it_held(story: Story, case: str) -> None:
    story.on("2026-03-23")
    story.log_in("kuching", case)
    story.reads("sudah di rumah", "14 → berangkat pulang", "1 → tiba di debarkasi", "5 → rumah")
    story.follow("Tutup peringatan")
    story.reads("Reda sejak")
    story.follow("Tutup dengan alasan")
    story.look("closing an alert")
    story.fill(outcome="strong_suspicion", note="Paspor ditahan dan dipukul; kini di rumah.")
    story.press("Tutup peringatan")
    story.page.goto(case)
    story.follow("Tutup kasus")
    story.press("Tutup kasus")
    story.reads("ditutup.")


def district_reads_corrects_and_withdraws(story: Story, kawal_id: str) -> None:
    story.on("2026-03-24")
    story.log_in("kupang", f"/orang/{kawal_id}/")
    story.reads("Di rumah.", "Visa bukan visa kerja (N5)", "→ peringatan", "→ rumah")
    told = story.page.locator("ol.facts > li > div > p:first-child").all_inner_texts()
    assert [told[0], told[2], told[3], told[6], told[-1]] == [
        "Sampai di rumah di Desa Fatuketi.", "Keluar dari penampungan.", "Masuk penampungan RPTC Bambu Apus.",
        "Tiba di debarkasi PLBN Entikong.", "Direkrut oleh Jaka Rekaan lewat calo desa di Desa Fatuketi.",
    ]  # fmt: skip
    story.reads("KJRI Kuching", "Imigrasi perlintasan", "SISKOP2MI", "BP3MI Kalbar", "RPTC Bambu Apus")
    story.look("person at home")
    story.follow("Catat kejadian")
    story.follow("Pekerjaan berubah")
    story.fill(day="1 Feb 2025")
    story.press("Simpan kejadian")
    story.follow(re.compile("^Perbaiki: Pekerjaan"))
    story.fill(day="1 Feb 2026")
    story.press("Simpan perbaikan")
    story.reads("Perbaikan tersimpan", "diganti 24 Mar 2026")
    story.follow(re.compile("^Tarik: Pekerjaan"))
    story.fill(reason="tertukar dengan orang lain")
    story.press("Tarik catatan")
    story.reads("ditarik 24 Mar 2026: tertukar dengan orang lain", "Di rumah.")


def nation_reads_the_days(story: Story, kawal_id: str) -> None:
    figures.refresh(timestamp=0)
    story.log_in("jakarta", "/kepulangan/lama/")
    story.reads("Rata-rata 67 hari dari tanda pertama sampai rumah")
    story.look("days to home")
    story.page.goto("/nasional/")
    story.reads("Tanda pertama sampai di rumah")
    story.look("nation")
    story.page.goto(f"/orang/{kawal_id}/")
    story.reads("Dari 67 hari, 41 hari antara")


def another_province_is_told_nothing(story: Story, kawal_id: str) -> None:
    story.log_in("surabaya")
    hidden, nobody = (story.page.request.get(f"/orang/{it}/") for it in (kawal_id, "k0000000000zz"))
    assert (hidden.status, nobody.status) == (404, 404)
    own = re.compile(r"k[0-9a-z]{12}|[A-Za-z0-9]{64}")  # the address itself, and the token against forgery
    assert own.sub("", hidden.text()) == own.sub("", nobody.text())


def a_machine_reads_the_same(story: Story, kawal_id: str) -> None:
    key = key_of("kp2mi", story.now, area="all", powers=("read", "alerts"))
    said = story.call(key, f"people/{kawal_id}")
    assert said["facets"]["stay"]["value"] == "home"
    assert said["facets"]["departure_procedure"]["value"] == "nonprocedural"
    assert [(it["to"], round(it["days"]), it["holder"]) for it in said["elapsed"]["between"]] == [
        ("first_sign_known_at", 6, None), ("alert_at", 41, "kawal"), ("case_at", 0, "kjri-kuching"),
        ("left_at", 14, "kjri-kuching"), ("arrived_at", 1, "kjri-kuching"), ("home_at", 5, "bp3mi-kalbar"),
    ]  # fmt: skip
    assert said["elapsed"]["total_days"] == 67


def test_a_worker_is_followed_from_recruitment_to_home(story):
    kawal_id = siskop2mi_sends(story)
    immigration_uploads_its_list(story)
    story.on("2026-03-02")
    mission_finds_her_though_misspelt(story)
    story.reads("2 sumber")
    story.look("person abroad")
    mission_records_her_complaint(story)
    case = mission_takes_the_alert_and_opens_a_case(story)
    mission_walks_her_home(story, case)
    post_receives_her_and_sends_her_to_a_shelter(story)
    shelter_has_her_tonight(story)
    village_signs_and_sees_her_home(story)
    mission_closes_what_it_held(story, case)
    district_reads_corrects_and_withdraws(story, kawal_id)
    nation_reads_the_days(story, kawal_id)
    another_province_is_told_nothing(story, kawal_id)
    a_machine_reads_the_same(story, kawal_id)


def test_the_core_path_needs_no_script(story, browser, live_server):
    siskop2mi_sends(story)
    context = browser.new_context(base_url=live_server.url, locale="id-ID", java_script_enabled=False)
    story.page = context.new_page()
    story.on("2026-03-02")
    mission_finds_her_though_misspelt(story)
    story.follow("Catat kejadian")
    story.follow("Memberi kabar")
    story.fill(day="2 Mar 2026", d_safe="yes")
    story.press("Simpan kejadian")
    story.reads("Tersimpan: Memberi kabar.", "Kabar terakhir")
    context.close()
