"""Pages of the dated tables: what stands on a day, how it is changed, and who may."""

import csv
import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kawal.reference.context import selectors
from kawal.reference.context.store import STORED
from kawal.situation.context.standing import standing_context
from tests.doors.officers import officer

pytestmark = pytest.mark.django_db
HOME = "/acuan/pengawasan/"
CLOSED = f"{HOME}closed_countries/"
LICENCES = (
    "licence,name,status,valid_from,valid_to\nSIP3MI-0001,PT Umpama,active,2020-01-01,2026-06-01\n"
    "SIP3MI-0001,PT Umpama,suspended,2026-06-01,\nSIP3MI-0002,PT Misal,active,2020-01-01,\n"
)


@pytest.fixture
def author(client: Client) -> Client:
    client.force_login(officer("bimo", role="rule_author", agency="kp2mi", area=""))
    return client


def text(response, status=200) -> str:
    assert response.status_code == status
    return response.content.decode()


def upload(client, content: str | bytes, table="licences"):
    raw = content.encode() if isinstance(content, str) else content
    return client.post(f"{HOME}{table}/berkas/", {"file": SimpleUploadedFile("tabel.csv", raw)})


def given(client, content: str, table="licences"):
    data = {"name": "tabel.csv", "content": content, "act": "take"}
    return client.post(f"{HOME}{table}/berkas/", data, follow=True)


def row_of(table: str, q: str) -> int:
    return selectors.list_rows(table=table, q=q)[0].row_id


def test_every_table_stands_in_the_list_and_has_its_page(author):
    page = text(author.get(HOME))
    for table in STORED:
        assert f"{HOME}{table}/" in page
        assert author.get(f"{HOME}{table}/").status_code == 200
        assert author.get(f"{HOME}{table}/baru/").status_code == 200
        assert author.get(f"{HOME}{table}/berkas/").status_code == 200
    assert author.get(f"{HOME}person/").status_code == 404
    assert author.get(f"{HOME}feeds/baru/").status_code == 404


def test_the_list_shows_a_day_and_finds_words(author):
    given(author, LICENCES)
    page = text(author.get(f"{HOME}licences/", {"pada": "2026-05-31"}))
    assert ">berlaku<" in page and ">dibekukan<" not in page
    assert ">dibekukan<" in text(author.get(f"{HOME}licences/", {"pada": "2026-06-01"}))
    assert "Tidak ada baris" in text(author.get(f"{HOME}licences/", {"pada": "2019-01-01"}))
    found = text(author.get(f"{HOME}licences/", {"pada": "semua", "q": "misal"}))
    assert "SIP3MI-0002" in found and "SIP3MI-0001" not in found
    assert "SIP3MI-0001" in text(author.get(f"{HOME}licences/", {"pada": "soon", "sesudah": "x"}))


def test_a_licence_shows_its_periods_and_its_suspension(author):
    given(author, LICENCES)
    page = text(author.get(f"{HOME}licences/{row_of('licences', '0001')}/"))
    assert ">PT Umpama<" in page and ">dibekukan<" in page and ">berlaku<" in page


def test_a_row_is_added_ended_changed_and_withdrawn(author):
    said = {"country": "SAU", "valid_from": "2026-01-01", "valid_to": ""}
    assert author.post(f"{CLOSED}baru/", said).status_code == 302
    assert standing_context().is_closed("SAU", date(2026, 6, 1).toordinal())
    row = row_of("closed_countries", "sau")
    assert author.post(f"{CLOSED}{row}/akhiri/", {"on": "2026-05-01"}).status_code == 302
    assert not standing_context().is_closed("SAU", date(2026, 6, 1).toordinal())
    row = row_of("closed_countries", "sau")
    assert author.get(f"{CLOSED}{row}/ubah/").status_code == 200
    again = {"valid_from": "2026-01-01", "valid_to": ""}
    assert author.post(f"{CLOSED}{row}/ubah/", again).status_code == 302
    row = row_of("closed_countries", "sau")
    page = text(author.get(f"{CLOSED}{row}/"))
    assert "Riwayat" in page and "diganti oleh" in page
    assert author.post(f"{CLOSED}{row}/batalkan/").status_code == 302
    assert not standing_context().is_closed("SAU", date(2026, 2, 1).toordinal())
    assert author.post(f"{CLOSED}{row}/batalkan/").status_code == 404
    assert author.get(f"{CLOSED}{row}/ubah/").status_code == 404


def test_a_job_is_offered_by_its_plain_name_and_kept_as_the_code_that_facts_write(author):
    page = text(author.get(f"{CLOSED}baru/"))
    assert "<option>Pengurus rumah tangga</option>" in page and "domestic_worker" not in page
    said = {"country": "SAU", "occupation": "Pengurus rumah tangga", "valid_from": "2026-01-01"}
    assert author.post(f"{CLOSED}baru/", said).status_code == 302
    assert standing_context().is_closed("SAU", date(2026, 6, 1).toordinal(), "prt")
    assert not standing_context().is_closed("SAU", date(2026, 6, 1).toordinal(), "juru_las")
    assert "Pengurus rumah tangga (domestic_worker)" in text(author.get(CLOSED))
    row = row_of("closed_countries", "sau")
    assert 'value="Pengurus rumah tangga (domestic_worker)"' in text(author.get(f"{CLOSED}{row}/ubah/"))
    again = {"valid_from": "2026-03-01", "valid_to": "2026-04-01"}
    assert author.post(f"{CLOSED}{row}/ubah/", again).status_code == 302
    assert not standing_context().is_closed("SAU", date(2026, 6, 1).toordinal(), "prt")


def test_a_job_may_be_named_in_english_or_in_words_that_no_list_has(author):
    day = date(2026, 6, 1).toordinal()
    for job in ("Welder", "Penjahit sepatu"):
        said = {"country": "SAU", "occupation": job, "valid_from": "2026-01-01"}
        assert author.post(f"{CLOSED}baru/", said).status_code == 302
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
    page = author.post(f"{CLOSED}baru/", {"country": "SAU", "valid_from": days[0], "valid_to": days[1]})
    assert 'aria-invalid="true"' in text(page, 422)


def test_days_that_another_row_has_are_told(author):
    page = author.post(f"{CLOSED}baru/", {"country": "KHM", "valid_from": "2026-01-01", "valid_to": ""})
    assert "bertumpuk" in text(page, 422)
    row = row_of("closed_countries", "khm")
    assert "sesudah hari mulai" in text(
        author.post(f"{CLOSED}{row}/akhiri/", {"on": "2001-01-01"}, follow=True)
    )


def test_a_file_is_previewed_and_only_then_taken_in(author):
    page = text(
        upload(author, f"{LICENCES}SIP3MI-0002,PT Lain,active,2021-01-01,\nSIP3MI-0003,PT Lain,gone,,\n")
    )
    assert "nomor izin ini sudah ada di baris 4" in page and "status: tulis active" in page
    assert selectors.list_rows(table="licences") == []
    done = text(given(author, LICENCES))
    assert "3 baris baru" in done
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


def test_what_is_taken_away_may_be_given_again_and_changes_nothing(author):
    given(author, LICENCES)
    raw = text(author.get(f"{HOME}licences/unduh/", {"pada": "semua"}))
    assert "0 baris baru, 3 tetap" in text(given(author, raw))
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


def test_many_rows_take_no_more_queries_than_one_and_go_page_by_page(author):
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            text(author.get(f"{HOME}licences/"))
        return len(seen)

    head = "licence,name,status,valid_from,valid_to\n"
    given(author, f"{head}SIP3MI-0001,PT Umpama,active,,\n")
    queries()
    few = queries()
    given(author, head + "".join(f"SIP3MI-{n:04d},PT Umpama,active,,\n" for n in range(1, 121)))
    queries()
    assert queries() == few
    page = text(author.get(f"{HOME}licences/"))
    assert "SIP3MI-0050" in page and "SIP3MI-0051" not in page and "sesudah=50" in page
    assert "SIP3MI-0120" in text(author.get(f"{HOME}licences/", {"sesudah": "100"}))
