"""Pages of the dated tables: what stands on a day, how a change is proposed and agreed to, and who may."""

import csv
import io
import re
from datetime import date

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kawal.access.officers.models import Officer
from kawal.reference.context import selectors
from kawal.reference.context.store import STORED
from kawal.situation.context.standing import standing_context
from tests.doors.officers import NOON, officer

pytestmark = pytest.mark.django_db
HOME = "/acuan/pengawasan/"
CLOSED = f"{HOME}closed_countries/"
WHY = {"why": "Surat edaran penempatan, 5 Januari 2026."}
LICENCES = (
    "licence,name,status,valid_from,valid_to\nSIP3MI-0001,PT Umpama,active,2020-01-01,2026-06-01\n"
    "SIP3MI-0001,PT Umpama,suspended,2026-06-01,\nSIP3MI-0002,PT Misal,active,2020-01-01,\n"
)


@pytest.fixture
def author(client: Client) -> Client:
    client.force_login(officer("bimo", role="rule_author", agency="kp2mi", area=""))
    return client


@pytest.fixture
def approver() -> Client:
    client = Client()
    client.force_login(officer("lestari", role="rule_approver", agency="kp2mi", area=""))
    return client


def waiting(client: Client) -> list[int]:
    """Proposals that the tables' page shows, the newest first."""
    found = re.findall(r"pengawasan/usul/(\d+)/", text(client.get(HOME)))
    return [int(it) for it in dict.fromkeys(found)]


def answered(client: Client, at: str, answer: str = "confirmed", why: str = "") -> str:
    """The page of the proposal after the answer, given with what the page itself holds."""
    [version] = re.findall(r'name="version" value="(\d+)"', text(client.get(at)))
    said = {"answer": answer, "why": why, "version": version}
    return text(client.post(f"{at}jawab/", said, follow=True))


def agreed(author: Client, approver: Client, address: str, said=None) -> str:
    """Proposed by one officer at an address and agreed to by another; the page of the proposal."""
    answer = author.post(address, {**WHY, **(said or {})})
    assert answer.status_code == 302 and "/usul/" in answer["location"]
    return answered(approver, answer["location"])


def text(response, status=200) -> str:
    assert response.status_code == status
    return response.content.decode()


def queries(client, at: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        text(client.get(at))
    return len(seen)


def upload(client, content: str | bytes, table="licences"):
    raw = content.encode() if isinstance(content, str) else content
    return client.post(f"{HOME}{table}/berkas/", {"file": SimpleUploadedFile("tabel.csv", raw)})


def given(author: Client, approver: Client, content: str, table="licences") -> str:
    data = {"name": "tabel.csv", "content": content, "act": "take"}
    return agreed(author, approver, f"{HOME}{table}/berkas/", data)


def counted(page: str) -> list[str]:
    """What the menu shows beside the tables."""
    return re.findall(r'id="hitung-context"[^>]*>\s*(\d+)', page)


def row_of(table: str, q: str) -> int:
    return selectors.list_rows(table=table, q=q)[0].row_id


@pytest.mark.slow
def test_every_table_stands_in_the_list_and_has_its_page(author):
    page = text(author.get(HOME))
    for table in STORED:
        assert f"{HOME}{table}/" in page
        assert author.get(f"{HOME}{table}/").status_code == 200
        assert author.get(f"{HOME}{table}/baru/").status_code == 200
        assert author.get(f"{HOME}{table}/berkas/").status_code == 200
    assert author.get(f"{HOME}person/").status_code == 404
    assert author.get(f"{HOME}feeds/baru/").status_code == 404


def test_the_list_shows_a_day_and_finds_words(author, approver):
    given(author, approver, LICENCES)
    page = text(author.get(f"{HOME}licences/", {"pada": "2026-05-31"}))
    assert ">berlaku<" in page and ">dibekukan<" not in page
    assert ">dibekukan<" in text(author.get(f"{HOME}licences/", {"pada": "2026-06-01"}))
    assert "Tidak ada baris" in text(author.get(f"{HOME}licences/", {"pada": "2019-01-01"}))
    found = text(author.get(f"{HOME}licences/", {"pada": "semua", "q": "misal"}))
    assert "SIP3MI-0002" in found and "SIP3MI-0001" not in found
    assert "SIP3MI-0001" in text(author.get(f"{HOME}licences/", {"pada": "soon", "sesudah": "x"}))


def test_a_licence_shows_its_periods_and_its_suspension(author, approver):
    given(author, approver, LICENCES)
    page = text(author.get(f"{HOME}licences/{row_of('licences', '0001')}/"))
    assert ">PT Umpama<" in page and ">dibekukan<" in page and ">berlaku<" in page


@pytest.mark.slow
def test_a_row_is_added_ended_changed_and_withdrawn(author, approver):
    said = {**WHY, "country": "SAU", "valid_from": "2026-01-01", "valid_to": ""}
    agreed(author, approver, f"{CLOSED}baru/", said)
    assert standing_context().is_closed("SAU", date(2026, 6, 1).toordinal())
    row = row_of("closed_countries", "sau")
    agreed(author, approver, f"{CLOSED}{row}/akhiri/", {"on": "2026-05-01"})
    assert not standing_context().is_closed("SAU", date(2026, 6, 1).toordinal())
    row = row_of("closed_countries", "sau")
    assert author.get(f"{CLOSED}{row}/ubah/").status_code == 200
    again = {**WHY, "valid_from": "2026-01-01", "valid_to": ""}
    agreed(author, approver, f"{CLOSED}{row}/ubah/", again)
    row = row_of("closed_countries", "sau")
    page = text(author.get(f"{CLOSED}{row}/"))
    assert "Riwayat" in page and "diganti oleh" in page and "disetujui oleh" in page
    agreed(author, approver, f"{CLOSED}{row}/batalkan/")
    assert not standing_context().is_closed("SAU", date(2026, 2, 1).toordinal())
    assert author.post(f"{CLOSED}{row}/batalkan/").status_code == 404
    assert author.get(f"{CLOSED}{row}/ubah/").status_code == 404


@pytest.mark.slow
def test_a_job_is_offered_by_its_plain_name_and_kept_as_the_code_that_facts_write(author, approver):
    page = text(author.get(f"{CLOSED}baru/"))
    assert "<option>Pengurus rumah tangga</option>" in page and "domestic_worker" not in page
    said = {**WHY, "country": "SAU", "occupation": "Pengurus rumah tangga", "valid_from": "2026-01-01"}
    agreed(author, approver, f"{CLOSED}baru/", said)
    assert standing_context().is_closed("SAU", date(2026, 6, 1).toordinal(), "prt")
    assert not standing_context().is_closed("SAU", date(2026, 6, 1).toordinal(), "juru_las")
    assert "Pengurus rumah tangga (domestic_worker)" in text(author.get(CLOSED))
    row = row_of("closed_countries", "sau")
    assert 'value="Pengurus rumah tangga (domestic_worker)"' in text(author.get(f"{CLOSED}{row}/ubah/"))
    again = {**WHY, "valid_from": "2026-03-01", "valid_to": "2026-04-01"}
    agreed(author, approver, f"{CLOSED}{row}/ubah/", again)
    assert not standing_context().is_closed("SAU", date(2026, 6, 1).toordinal(), "prt")


def test_a_job_may_be_named_in_english_or_in_words_that_no_list_has(author, approver):
    day = date(2026, 6, 1).toordinal()
    for job in ("Welder", "Penjahit sepatu"):
        said = {**WHY, "country": "SAU", "occupation": job, "valid_from": "2026-01-01"}
        agreed(author, approver, f"{CLOSED}baru/", said)
    assert standing_context().is_closed("SAU", day, "juru_las")
    assert standing_context().is_closed("SAU", day, "penjahit_sepatu")


@pytest.mark.parametrize(
    ("table", "shown"),
    [
        ("outages", ">Aplikasi pesan</option>"),
        ("outages", ">semua saluran</option>"),
        ("high_risk_exits", ">PLBN Entikong</option>"),
        ("clocks", ">Memberi kabar</option>"),
        ("reference_wages", ">semua negara</option>"),
    ],
)
def test_codes_of_a_new_row_are_chosen_by_name(author, table, shown):
    assert shown in text(author.get(f"{HOME}{table}/baru/"))


@pytest.mark.parametrize("days", [("2026-01-01", "2025-01-01"), ("", ""), ("soon", "")])
def test_a_bad_row_comes_back_with_its_reason(author, days):
    page = author.post(
        f"{CLOSED}baru/", {**WHY, "country": "SAU", "valid_from": days[0], "valid_to": days[1]}
    )
    assert 'aria-invalid="true"' in text(page, 422)


def test_days_that_another_row_has_are_told(author):
    page = author.post(
        f"{CLOSED}baru/", {**WHY, "country": "KHM", "valid_from": "2026-01-01", "valid_to": ""}
    )
    assert "bertumpuk" in text(page, 422)
    row = row_of("closed_countries", "khm")
    assert "sesudah hari mulai" in text(
        author.post(f"{CLOSED}{row}/akhiri/", {**WHY, "on": "2001-01-01"}), 422
    )


def test_a_file_is_previewed_then_proposed_and_only_then_taken_in(author, approver):
    page = text(
        upload(author, f"{LICENCES}SIP3MI-0002,PT Lain,active,2021-01-01,\nSIP3MI-0003,PT Lain,gone,,\n")
    )
    assert "nomor izin ini sudah ada di baris 4" in page and "status: tulis active" in page
    assert selectors.list_rows(table="licences") == []
    done = given(author, approver, LICENCES)
    assert "Disetujui" in done and "3 baris baru" in done
    assert standing_context().licence_status("SIP3MI-0001", "", date(2026, 7, 1).toordinal()) == "suspended"


def test_refused_rows_are_taken_away_with_their_reasons(author):
    content = "country,valid_from,valid_to\nSAU,,\nSaudi,,\n"
    answer = author.post(f"{CLOSED}berkas/", {"name": "a.csv", "content": content, "act": "refused"})
    rows = list(csv.reader(io.StringIO(text(answer))))
    assert rows[0] == ["country", "occupation", "valid_from", "valid_to", "line", "reason"]
    assert rows[1][:4] == ["Saudi", "", "", "3"] and rows[1][4]
    assert not standing_context().is_closed("SAU", date(2026, 6, 1).toordinal())


@pytest.mark.parametrize("content", [b"\xff\xfe", b"country\nSAU\n", b'country,valid_from,valid_to\n"SAU'])
def test_a_file_that_cannot_be_read_is_told_beside_its_field(author, content):
    assert 'aria-invalid="true"' in text(upload(author, content, "closed_countries"), 422)


def test_what_is_taken_away_may_be_given_again_and_changes_nothing(author, approver):
    given(author, approver, LICENCES)
    raw = text(author.get(f"{HOME}licences/unduh/", {"pada": "semua"}))
    assert "0 baris baru, 3 tetap" in given(author, approver, raw)
    file = author.get(f"{HOME}licences/", {"bentuk": "csv"})
    assert b"SIP3MI-0002" in b"".join(file.streaming_content)


@pytest.mark.parametrize("role", ["rule_approver", "analyst", "supervisor"])
def test_who_reads_rules_reads_the_tables_and_changes_nothing(client, role):
    area = "99.04" if role == "supervisor" else ""
    client.force_login(officer("tari", role=role, agency="kp2mi" if not area else "dinsos-9904", area=area))
    assert "baru/" not in text(client.get(CLOSED))
    row = row_of("closed_countries", "khm")
    assert "batalkan" not in text(client.get(f"{CLOSED}{row}/"))
    for address in (f"{CLOSED}baru/", f"{CLOSED}berkas/", f"{CLOSED}{row}/ubah/"):
        assert client.get(address).status_code == 403
    assert client.post(f"{CLOSED}{row}/batalkan/").status_code == 403
    assert client.post(f"{CLOSED}{row}/akhiri/", {"on": "2026-01-01"}).status_code == 403


@pytest.mark.parametrize("role", ["village", "shelter", "administrator"])
def test_others_do_not_open_them(client, role):
    client.force_login(officer("ratna", role=role))
    assert client.get(CLOSED).status_code == 403


@pytest.mark.slow
def test_many_rows_take_no_more_queries_than_one_and_go_page_by_page(author, approver):
    head = "licence,name,status,valid_from,valid_to\n"
    given(author, approver, f"{head}SIP3MI-0001,PT Umpama,active,,\n")
    queries(author, f"{HOME}licences/")
    few = queries(author, f"{HOME}licences/")
    given(author, approver, head + "".join(f"SIP3MI-{n:04d},PT Umpama,active,,\n" for n in range(1, 121)))
    queries(author, f"{HOME}licences/")
    assert queries(author, f"{HOME}licences/") == few
    page = text(author.get(f"{HOME}licences/"))
    assert "SIP3MI-0050" in page and "SIP3MI-0051" not in page and "sesudah=50" in page
    assert "SIP3MI-0120" in text(author.get(f"{HOME}licences/", {"sesudah": "100"}))


def test_a_proposal_shows_what_would_change_and_changes_nothing(author, approver):
    row = row_of("closed_countries", "khm")
    page = text(author.post(f"{CLOSED}{row}/akhiri/", {**WHY, "on": "2031-01-01"}, follow=True))
    assert "Tabel belum berubah" in page and "Sekarang" in page and "Sesudahnya" in page
    assert page.count("<mark>") == 1 and "1 Jan 2031</mark>" in page, "only the end of the row changes"
    assert "Tarik usul" in page and "Setuju, lakukan" not in page
    [it] = waiting(approver)
    seen = text(approver.get(f"{HOME}usul/{it}/"))
    assert "Setuju, lakukan" in seen and "Tarik usul" not in seen
    assert WHY["why"] in seen and "Damar Misalkan, " in seen and "Dijawab sebelum" in seen
    assert "1 usul menunggu persetujuan" in text(approver.get(CLOSED))
    assert row_of("closed_countries", "khm") == row


def test_whoever_proposes_says_why_and_loses_nothing_by_forgetting(author):
    row = row_of("closed_countries", "khm")
    said = {"country": "SAU", "valid_from": "2026-01-01", "valid_to": "", "why": "begitu"}
    page = text(author.post(f"{CLOSED}baru/", said), 422)
    assert 'aria-invalid="true"' in page and "begitu</textarea>" in page and "selected>Arab Saudi" in page
    for act, more in (("akhiri", {"on": "2031-01-01"}), ("batalkan", {})):
        page = text(author.post(f"{CLOSED}{row}/{act}/", more), 422)
        assert '<details class="after-s" open>' in page and "Tulis satu kalimat." in page
    page = text(
        author.post(f"{HOME}licences/berkas/", {"name": "a.csv", "content": LICENCES, "act": "take"}), 422
    )
    assert "Tulis satu kalimat." in page and "PT Misal" in page
    assert waiting(author) == []


def test_the_menu_and_the_start_of_an_approver_say_what_waits_for_her(author, approver):
    assert approver.get("/")["location"] == HOME
    assert "Tidak ada usul perubahan yang menunggu Anda." in text(approver.get(HOME))
    for country in ("SAU", "KWT"):
        author.post(f"{CLOSED}baru/", {**WHY, "country": country, "valid_from": "2026-01-01", "valid_to": ""})
    cache.clear()
    page = text(approver.get(HOME))
    assert "Menunggu jawaban Anda" in page and counted(page) == ["2"]
    assert counted(text(author.get(HOME))) == []


def test_who_may_propose_no_more_leaves_nothing_to_agree_to(author, approver):
    author.post(f"{CLOSED}baru/", {**WHY, "country": "SAU", "valid_from": "2026-01-01", "valid_to": ""})
    [it] = waiting(approver)
    at = f"{HOME}usul/{it}/"
    [version] = re.findall(r'name="version" value="(\d+)"', text(approver.get(at)))
    Officer.objects.filter(login="bimo").update(is_active=False, disabled_at=NOON)
    page = text(approver.get(at))
    assert "pengusulnya tidak lagi berwenang" in page and "Setuju, lakukan" not in page
    told = approver.post(f"{at}jawab/", {"answer": "confirmed", "version": version}, follow=True)
    assert "Usul ini gugur: pengusulnya tidak lagi berwenang" in text(told)
    assert not standing_context().is_closed("SAU", date(2026, 6, 1).toordinal())


def test_the_same_change_waits_once(author):
    said = {**WHY, "country": "SAU", "valid_from": "2026-01-01", "valid_to": ""}
    for _ in range(2):
        page = text(author.post(f"{CLOSED}baru/", said, follow=True))
    assert "sudah menunggu petugas kedua" in page
    assert len(waiting(author)) == 1


def test_a_refusal_wants_its_reason_and_shows_it(author, approver):
    author.post(f"{CLOSED}baru/", {**WHY, "country": "SAU", "valid_from": "2026-01-01", "valid_to": ""})
    [it] = waiting(approver)
    at = f"{HOME}usul/{it}/"
    page = approver.post(f"{at}jawab/", {"answer": "refused", "why": "tidak", "version": "1"})
    assert 'aria-invalid="true"' in text(page, 422)
    assert "Ditolak" in answered(approver, at, "refused", "Surat edarannya belum terbit.")
    assert "Surat edarannya belum terbit." in text(author.get(HOME))
    assert "sudah dijawab" in text(
        approver.post(f"{at}jawab/", {"answer": "confirmed", "version": "1"}, follow=True)
    )
    assert not standing_context().is_closed("SAU", date(2026, 6, 1).toordinal())


def test_its_author_takes_a_proposal_back_and_nobody_else(author):
    author.post(f"{CLOSED}baru/", {**WHY, "country": "SAU", "valid_from": "2026-01-01", "valid_to": ""})
    [it] = waiting(author)
    other = Client()
    other.force_login(officer("wira", role="national", agency="kp2mi", area=""))
    assert "hanya ia yang menariknya" in text(other.post(f"{HOME}usul/{it}/tarik/", follow=True))
    assert "Usul ditarik" in text(author.post(f"{HOME}usul/{it}/tarik/", follow=True))
    assert "ditarik pengusulnya" in text(author.get(HOME))


def test_what_fits_no_longer_is_told_before_and_after_the_answer(author, approver):
    said = {**WHY, "country": "SAU", "valid_from": "2026-01-01", "valid_to": ""}
    author.post(f"{CLOSED}baru/", said)
    author.post(f"{CLOSED}baru/", {**said, "valid_from": "2025-01-01"})
    second, first = waiting(approver)
    [old] = re.findall(r'name="version" value="(\d+)"', text(approver.get(f"{HOME}usul/{first}/")))
    answered(approver, f"{HOME}usul/{second}/")
    at = f"{HOME}usul/{first}/"
    moved = approver.post(f"{at}jawab/", {"answer": "confirmed", "version": old}, follow=True)
    assert "Tabel berubah sejak Anda membukanya" in text(moved)
    assert "tidak cocok lagi" in text(approver.get(at)) and "bertumpuk" in text(approver.get(at))
    assert "bertumpuk" in answered(approver, at)
    assert first in waiting(approver)


def test_a_row_that_was_replaced_meanwhile_is_told(author, approver):
    row = row_of("closed_countries", "khm")
    author.post(f"{CLOSED}{row}/batalkan/", WHY)
    [it] = waiting(approver)
    agreed(author, approver, f"{CLOSED}{row}/akhiri/", {"on": "2031-01-01"})
    assert "Barisnya sudah diganti" in text(approver.get(f"{HOME}usul/{it}/"))
    assert "Barisnya sudah diganti" in answered(approver, f"{HOME}usul/{it}/")


def test_who_reads_the_tables_reads_proposals_and_answers_none(author):
    author.post(f"{CLOSED}baru/", {**WHY, "country": "SAU", "valid_from": "2026-01-01", "valid_to": ""})
    [it] = waiting(author)
    reader = Client()
    reader.force_login(officer("tari", role="analyst", agency="kp2mi", area=""))
    page = text(reader.get(f"{HOME}usul/{it}/"))
    assert "Setuju, lakukan" not in page and "Tarik usul" not in page
    for client, act in ((reader, "jawab"), (reader, "tarik"), (author, "jawab")):
        assert (
            client.post(f"{HOME}usul/{it}/{act}/", {"answer": "confirmed", "version": "1"}).status_code == 403
        )
    assert reader.get(f"{HOME}usul/999999/").status_code == 404


def test_many_proposals_take_no_more_queries_than_one(author):
    said = {**WHY, "valid_from": "2026-01-01", "valid_to": ""}
    author.post(f"{CLOSED}baru/", {**said, "country": "SAU"})
    queries(author, HOME)
    few = queries(author, HOME)
    for country in ("KWT", "QAT", "BHR", "OMN"):
        author.post(f"{CLOSED}baru/", {**said, "country": country})
    assert len(waiting(author)) == 5
    queries(author, HOME)
    assert queries(author, HOME) == few
