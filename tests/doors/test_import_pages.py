"""Pages of imports: a file is uploaded, its columns are matched, its rows taken in by the job, and the rest given back."""

import io
import re
import zipfile
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from kawal.access import wall
from kawal.access.officers.models import Officer
from kawal.access.scope import ENGINE
from kawal.access.trail.models import Trace
from kawal.doors.jobs import imports as jobs
from kawal.facts.imports import keeping
from kawal.facts.imports.models import ImportJob
from kawal.facts.ledger.models import Fact
from kawal.facts.people.models import Claim
from tests.pure.import_files import fact, ndjson, rows_of, xlsx
from tests.pure.test_import_tables import LIST, MERGED
from tests.world import fact as said_of_her
from tests.world import person_of

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 18, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def officer(
    login: str = "ratna", agency: str = "kjri-kuching", role: str = "mission", **more: str
) -> Officer:
    said = {"name": "Ratna Andaikata", "agency": agency, "role": role, "area": ""} | more
    return Officer.objects.create(login=login, created_at=NOON, **said)


@pytest.fixture
def ratna(client):
    client.force_login(officer())
    return client


def upload(client, content: bytes, name: str = "daftar.xlsx"):
    return client.post(reverse("imports:new"), {"file": SimpleUploadedFile(name, content)})


def queued() -> list[dict[str, str]]:
    """The jobs that wait, and as if a worker had taken them."""
    waiting = list(ProcrastinateJob.objects.filter(task_name="kawal.imports.take_in").order_by("id"))
    return [job.args for job in waiting]


def work() -> None:
    for said in queued():
        jobs.take_in(**said)


def code_of(answer) -> str:
    return answer.headers["Location"].split("/")[2]


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def recorded(model):
    with transaction.atomic():
        wall.enter(ENGINE)
        return list(model.objects.visible_to(ENGINE))


def mapped(client, code: str, act: str = "take", **more):
    """The mapping page sent as it was offered, with these changes."""
    page = client.get(reverse("imports:mapping", args=[code])).content.decode()
    sent = {}
    for name, rest in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', rest)
        sent[name] = chosen[1] if chosen else ""
    for name, value in re.findall(r'<input type="text" name="([^"]+)"(?: value="([^"]*)")?', page):
        sent[name] = value
    return client.post(reverse("imports:mapping", args=[code]), {**sent, "act": act, **more})


def test_a_consulates_list_goes_from_upload_to_the_ledger(ratna):
    answer = upload(ratna, xlsx(LIST, MERGED))
    code = code_of(answer)
    assert answer.headers["Location"] == reverse("imports:mapping", args=[code])
    page = ratna.get(answer.headers["Location"])
    shown = text_of(page)
    assert "Di atas tabel tertulis: DAFTAR WNI YANG DIPULANGKAN; NOMOR 0000/REKAAN/03/2026." in shown
    assert "SERUNI UMPAMA" in shown
    assert "99•• … 0001" in shown
    assert "9904054101990001" not in page.content.decode()
    assert "NIK: Angka NIK hilang" not in shown, "remarks come with what can be taken in"
    assert 'value="0000/REKAAN/03/2026"' in page.content.decode()
    assert recorded(Fact) == [], "nothing is taken in before the columns are confirmed"

    answer = mapped(ratna, code, kind="deported", on="2 Maret 2026", country="MYS", remember="yes")
    assert answer.headers["Location"] == reverse("imports:result", args=[code])
    assert "Sedang dibaca" in text_of(ratna.get(answer.headers["Location"]))
    work()
    shown = text_of(ratna.get(answer.headers["Location"]))
    assert "2 dibaca 2 diterima 0 berulang" in shown
    assert "1 baris: Angka NIK hilang" in shown
    facts = recorded(Fact)
    assert {(it.kind, it.occurred_text, it.data["letter"]) for it in facts} == {
        ("deported", "2026-03-02", "0000/REKAAN/03/2026")
    }
    assert {it.place["country"] for it in facts} == {"MYS"}
    assert {it.subject["name"] for it in recorded(Claim)} == {"SERUNI UMPAMA", "BAYU MISAL"}


@pytest.mark.slow
def test_the_same_headings_are_remembered_for_the_sender_but_not_the_day(ratna):
    code = code_of(upload(ratna, xlsx(LIST, MERGED)))
    columns = {"column-7": "", "remember": "yes"}
    mapped(ratna, code, kind="deported", on="2026-03-02", letter="", **columns)
    again = ratna.get(reverse("imports:mapping", args=[code_of(upload(ratna, xlsx(LIST, MERGED)))]))
    page = again.content.decode()
    assert "seperti kiriman lalu" in page
    assert '<option value="deported" selected' in page
    assert "2026-03-02" not in page
    assert not re.search(
        r'id="column-7".*?selected.*?</select>', page.split('id="column-7"')[1].split("</select>")[0]
    )


@pytest.mark.slow
def test_a_preview_takes_nothing_in_and_shows_what_would_be_refused(ratna):
    code = code_of(upload(ratna, xlsx(LIST, MERGED)))
    answer = mapped(
        ratna,
        code,
        "preview",
        kind="deported",
        on="2026-03-02",
        **{"column-1": "", "column-5": "", "column-6": ""},
    )
    assert answer.status_code == 200
    assert "Orangnya: Isi nama atau sebuah nomor" in text_of(answer)
    assert queued() == []
    shown = text_of(mapped(ratna, code, "preview", kind="deported", on="2026-03-02"))
    assert "9.90405410199E+15" in shown
    assert "NIK: Angka NIK hilang" in shown
    assert "perempuan" in shown
    assert "2 Mar 2026" in shown


@pytest.mark.slow
def test_before_a_file_is_taken_it_says_who_in_it_is_known_and_why(ratna):
    known = {"name": "Bayu Misal", "birth_date": "1994-08-17", "address": {"area": "53.04"}}
    kawal_id = person_of(said_of_her("arrived_abroad", subject=known, place={"country": "MYS"}))
    listed = [
        ["Nama", "Tanggal lahir"],
        ["BAYU MISSAL", "17 Agustus 1994"],
        ["Bulan Rekaan", "1990"],
        ["Bulan Rekaan", "1990"],
    ]
    code = code_of(upload(ratna, xlsx(listed)))
    answer = mapped(ratna, code, "known", kind="deported", on="2026-03-02", country="MYS")
    shown = text_of(answer)
    assert "0 sudah dikenal · 1 perlu diputuskan · 2 orang baru" in shown
    assert f"/orang/{kawal_id}/" in answer.content.decode() and "tanggal lahir sama" in shown
    assert "mirip baris 3" in shown
    assert queued() == [] and len(recorded(Fact)) == 1


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"kind": "", "on": "2026-03-02"}, "Apa yang terjadi pada orang-orang"),
        ({"kind": "deported", "on": ""}, "Isi tanggal kejadian"),
        ({"kind": "deported", "on": "kemarin"}, "Tanggal ini tidak terbaca"),
        ({"kind": "odd", "on": "2026-03-02"}, "Isian untuk semua baris belum lengkap"),
        ({"kind": "deported", "on": "2027-03-02"}, "Belum satu pun baris contoh terbaca"),
        (
            {"kind": "deported", "on": "2026-03-02", "column-1": "", "column-5": "", "column-6": ""},
            "Pilih kolom nama",
        ),
    ],
)
@pytest.mark.slow
def test_what_is_missing_is_said_before_anything_is_taken_in(ratna, said, words):
    code = code_of(upload(ratna, xlsx(LIST, MERGED)))
    answer = mapped(ratna, code, **said)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert queued() == []


def test_facts_in_the_contracts_own_names_start_at_once(ratna):
    answer = upload(ratna, ndjson(fact(1), fact(2, source="kbri")), "facts.ndjson")
    assert answer.headers["Location"] == reverse("imports:result", args=[code_of(answer)])
    work()
    page = ratna.get(answer.headers["Location"])
    assert "2 dibaca 1 diterima" in text_of(page)
    assert "Fakta ini menyebut sumber lain" in text_of(page)
    back = ratna.get(reverse("imports:refused", args=[code_of(answer)]))
    assert back.headers["Content-Disposition"] == 'attachment; filename="facts-ditolak.ndjson"'
    assert b'"reason":"source: Fakta ini' in b"".join(back.streaming_content)
    with transaction.atomic():
        assert Trace.objects.filter(action="import.refused_taken").count() == 1


@pytest.mark.slow
def test_refused_rows_of_a_list_come_back_as_a_list_and_in_again(ratna):
    rows = [*LIST[:6], [2, None, "L", None, None, None, None, "TANPA NAMA"]]
    code = code_of(upload(ratna, xlsx(rows, MERGED)))
    mapped(ratna, code, kind="deported", on="2026-03-02", remember="yes")
    work()
    page = text_of(ratna.get(reverse("imports:result", args=[code])))
    assert "2 dibaca 1 diterima" in page
    back = b"".join(ratna.get(reverse("imports:refused", args=[code])).streaming_content)
    (row,) = rows_of(back)
    assert row.cells["KETERANGAN"] == "TANPA NAMA"
    assert "Isi nama" in row.cells["reason"]
    again = ratna.get(reverse("imports:mapping", args=[code_of(upload(ratna, back))]))
    assert "seperti kiriman lalu" in again.content.decode()
    assert 'name="column-8"' not in again.content.decode(), "the reason is no column to match"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "bukan NDJSON, CSV atau XLSX"),
        (b"PK\x03\x04" + b"\0" * 50, "Berkas rusak"),
        (b"", "Berkas ini kosong"),
        (b"1\n2\n3\n", "Judul kolomnya tidak ditemukan"),
    ],
)
def test_what_is_no_file_of_facts_is_said_at_once_and_not_kept(ratna, content, words):
    answer = upload(ratna, content)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert recorded(ImportJob) == []
    assert list(keeping.folder().iterdir()) == []


@pytest.mark.slow
def test_another_agency_sees_nothing_of_it(client):
    client.force_login(officer())
    code = code_of(upload(client, ndjson(fact(1), fact(2, kind="odd")), "facts.ndjson"))
    work()
    client.force_login(officer("joni", "kjri-johor-bahru"))
    assert "facts.ndjson" not in text_of(client.get(reverse("imports:list")))
    for name in ("result", "numbers", "mapping", "refused"):
        assert client.get(reverse(f"imports:{name}", args=[code])).status_code == 404
    assert client.post(reverse("imports:mapping", args=[code]), {"act": "take"}).status_code == 404


def test_whoever_may_not_import_is_not_let_in(client):
    client.force_login(officer("desa", "dinsos-9904", "village", area="99.04.05.2001"))
    assert client.get(reverse("imports:list")).status_code == 403
    assert upload(client, ndjson(fact(1))).status_code == 403


def test_the_list_shows_each_file_with_its_state(ratna):
    assert "Belum ada berkas" in text_of(ratna.get(reverse("imports:list")))
    upload(ratna, xlsx(LIST, MERGED))
    upload(ratna, ndjson(fact(1)), "facts.ndjson")
    shown = text_of(ratna.get(reverse("imports:list")))
    assert "daftar.xlsx Ratna Andaikata" in shown
    assert "menunggu pencocokan kolom" in shown
    assert "sedang dibaca" in shown


def test_the_list_is_a_file_with_what_it_counts(ratna):
    upload(ratna, xlsx(LIST, MERGED))
    upload(ratna, ndjson(fact(1), fact(2)), "facts.ndjson")
    work()
    assert "bentuk=xlsx" in ratna.get(reverse("imports:list")).content.decode()
    answer = ratna.get(reverse("imports:list"), {"bentuk": "csv"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert "satu baris satu berkas" in lines[0] and len(lines) == 4
    assert ";facts.ndjson;" in lines[2] and ";ratna;selesai;2;2;0;0;0;" in lines[2]
    assert "menunggu pencocokan kolom" in lines[3]
    book = b"".join(ratna.get(reverse("imports:list"), {"bentuk": "xlsx"}).streaming_content)
    assert zipfile.ZipFile(io.BytesIO(book)).testzip() is None


def test_numbers_ask_for_the_whole_page_once_the_file_is_done(ratna):
    code = code_of(upload(ratna, ndjson(fact(1)), "facts.ndjson"))
    running = ratna.get(reverse("imports:numbers", args=[code]))
    assert "HX-Refresh" not in running.headers
    assert "hx-get" in running.content.decode()
    work()
    assert ratna.get(reverse("imports:numbers", args=[code])).headers["HX-Refresh"] == "true"


@pytest.mark.slow
def test_one_that_stopped_goes_on_at_a_press(ratna):
    code = code_of(upload(ratna, ndjson(fact(1)), "facts.ndjson"))
    (job,) = recorded(ImportJob)
    keeping.place(job.path).rename(keeping.place("aside"))
    with pytest.raises(FileNotFoundError):
        work()
    page = ratna.get(reverse("imports:result", args=[code]))
    assert "Berkasnya sudah tidak ada" in text_of(page)
    assert "Lanjutkan" in text_of(page)
    keeping.place("aside").rename(keeping.place(job.path))
    ratna.post(reverse("imports:result", args=[code]))
    assert len(queued()) == 2
    work()
    assert "1 dibaca 1 diterima" in text_of(ratna.get(reverse("imports:result", args=[code])))


def test_a_job_whose_officer_left_takes_nothing_in(ratna):
    upload(ratna, ndjson(fact(1)), "facts.ndjson")
    Officer.objects.filter(login="ratna").update(is_active=False, disabled_at=NOON)
    work()
    assert recorded(Fact) == []


def test_old_files_are_thrown_away_by_a_job(ratna):
    upload(ratna, ndjson(fact(1)), "facts.ndjson")
    work()
    with transaction.atomic(), wall.as_engine():
        ImportJob.unscoped.update(created_at=NOON.replace(year=2025))  # unscoped: a test makes it old
    jobs.forget_files(timestamp=0)
    assert list(keeping.folder().iterdir()) == []


@pytest.mark.slow
def test_a_page_of_the_mapping_costs_the_same_however_many_rows(ratna, django_assert_max_num_queries):
    people = [[n, f"SERUNI {n}", "P", "Atambua", "01-01-1999", None, None, None] for n in range(15)]
    code = code_of(upload(ratna, xlsx([*LIST[:5], *people], MERGED)))
    ratna.get(reverse("imports:mapping", args=[code]))
    with django_assert_max_num_queries(12):
        ratna.get(reverse("imports:mapping", args=[code]))


@pytest.mark.slow
def test_an_upload_that_is_a_zip_bomb_is_named(ratna):
    file = io.BytesIO(xlsx([["NAMA", "NIK"], ["a", "b"]]))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b" " * 60_000_000)
    answer = upload(ratna, file.getvalue())
    assert answer.status_code == 422
    assert "mengembang tidak wajar" in text_of(answer)
