"""Lists as files: what they say of themselves, what no cell may do, and that a long one costs no memory."""

import io
import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.test import RequestFactory
from python_calamine import CalamineWorkbook

from kawal.access.roles import ROLES
from kawal.access.scope import NotAllowed, Scope
from kawal.access.trail.models import Trace
from kawal.doors.web import exports

DISTRICT = Scope(
    actor="damar",
    agency="bp3mi-ntt",
    keys=("p:53",),
    powers=ROLES["district"].powers,
    role="district",
    area="53",
)
VILLAGE = Scope(actor="yosef", agency="desa", keys=("v:5304052001",), powers=ROLES["village"].powers)
COUNTS = "Satu baris: satu orang."


@dataclass(frozen=True)
class Row:
    name: object
    days: object = 1


COLUMNS = [("Nama", lambda row: row.name), ("Hari", lambda row: row.days)]


def asked(query: str = "bentuk=csv", scope: Scope = DISTRICT):
    request = RequestFactory().get(f"/orang/?{query}")
    request.scope = scope
    return request


def file_of(rows, shape: str = "csv") -> bytes:
    answer = exports.export(asked(f"bentuk={shape}"), name="Orang", counts=COUNTS, columns=COLUMNS, rows=rows)
    assert answer is not None
    with answer.file_to_stream:
        return answer.getvalue()


def lines_of(rows) -> list[str]:
    return file_of(rows).decode("utf-8-sig").split("\r\n")


def cells_of(rows) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(file_of(rows, "xlsx")))
    return book.get_sheet_by_name("Data").to_python()


def test_a_page_asked_for_as_a_page_stays_one_and_reads_no_rows():
    def untouched() -> Iterator[Row]:
        raise AssertionError("nobody asked for rows")
        yield

    for query in ("", "bentuk=", "bentuk=pdf"):
        assert (
            exports.export(asked(query), name="Orang", counts=COUNTS, columns=COLUMNS, rows=untouched())
            is None
        )


@pytest.mark.django_db
@pytest.mark.parametrize("shape", ["csv", "xlsx"])
def test_a_file_says_what_it_counts_when_by_whom_and_for_which_area(shape):
    content = file_of([Row("Seruni")], shape)
    if shape == "csv":
        said = content.decode("utf-8-sig").split("\r\n")[0]
    else:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Keterangan")
        said = str(sheet.to_python())
    for part in ("Satu baris: satu orang", "WIB", "damar", "Nusa Tenggara Timur", "Data rekaan"):
        assert part in said


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    ["=1+1", "+62", "-2", "@SUM(A1)", " =1", "\t=1", "\r=1", "\n@x", "＝1", "＋1", '=HYPERLINK("http://x")'],
)
def test_a_text_that_looks_like_a_formula_is_only_text(text):
    assert lines_of([Row(text)])[2].lstrip('"').startswith("'")
    assert str(cells_of([Row(text)])[1][0]).strip() == text.strip()
    book = file_of([Row(text)], "xlsx")
    assert b"<f>" not in sheet_xml(book) and b'quotePrefix="1"' in sheet_xml(book, "xl/styles.xml")


def sheet_xml(content: bytes, name: str = "xl/worksheets/sheet2.xml") -> bytes:
    import zipfile

    return zipfile.ZipFile(io.BytesIO(content)).read(name)


@pytest.mark.django_db
def test_plain_text_is_left_as_it_is():
    assert lines_of([Row("Seruni; Umpama"), Row("a=b")])[2:4] == ['"Seruni; Umpama";1', "a=b;1"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "value", ["9904054101990001", "NIK 9904 0541 0199 0001", 9904054101990001, "9904.0541.0199.0001,"]
)
def test_no_file_holds_a_whole_nik(value):
    for content in (file_of([Row(value)]), sheet_xml(file_of([Row(value)], "xlsx"))):
        text = content.decode("utf-8")
        assert "05410199" not in text.replace(" ", "").replace(".", "") and "0001" in text


@pytest.mark.django_db
def test_strange_characters_spoil_no_file():
    strange = [
        "\x00\x01\x0b",
        "\ud800",
        "😀",
        "a\u202eb",
        "é\u0301",
        "x" * 40_000,
        "baris\nkedua",
        '"',
        "\ufeff",
    ]
    assert len(cells_of([Row(text) for text in strange])) == len(strange) + 1
    assert lines_of([Row(text) for text in strange])


@pytest.mark.django_db
def test_cells_keep_their_kind():
    values = [
        3,
        Decimal("2.5"),
        date(2026, 11, 19),
        datetime(2026, 11, 19, 2, 18, 9, tzinfo=UTC),
        True,
        None,
        float("nan"),
        date(1890, 1, 1),
    ]
    rows = [Row("x", value) for value in values]
    assert [line.partition(";")[2] for line in lines_of(rows)[2:-1]] == [
        "3",
        "2,5",
        "2026-11-19",
        "2026-11-19 09:18",
        "ya",
        "",
        "",
        "1890-01-01",
    ]
    assert [row[1] for row in cells_of(rows)[1:]] == [
        3.0,
        2.5,
        date(2026, 11, 19),
        datetime(2026, 11, 19, 9, 18),  # noqa: DTZ001 -- cells know no zone
        "ya",
        "",
        "",
        "1890-01-01",
    ]


@pytest.mark.django_db
def test_taking_a_list_away_is_written_down():
    file_of([Row("Seruni"), Row("Bayu")])
    trace = Trace.objects.get()
    assert (trace.actor, trace.action, trace.subject) == ("damar", "list.exported", "Orang.csv: 2")


@pytest.mark.django_db
def test_who_may_not_export_gets_neither_file_nor_link():
    with pytest.raises(NotAllowed):
        exports.export(asked(scope=VILLAGE), name="Orang", counts=COUNTS, columns=COLUMNS, rows=[])
    assert exports.export_links(asked(scope=VILLAGE), COUNTS) is None
    assert not Trace.objects.exists()


def test_the_links_keep_the_filters_and_leave_the_place_in_the_list():
    links = exports.export_links(asked("tingkat=high&sesudah=abc"), COUNTS)
    assert links is not None
    assert links.xlsx_url == "/orang/?tingkat=high&bentuk=xlsx"
    assert links.csv_url == "/orang/?tingkat=high&bentuk=csv"


def test_every_row_of_every_page_is_read_once():
    pages = {None: SimpleNamespace(results=[1, 2], next="b"), "b": SimpleNamespace(results=[3], next=None)}
    assert list(exports.every(pages.__getitem__)) == [1, 2, 3]


@pytest.mark.django_db
def test_a_long_list_goes_on_in_a_further_sheet(monkeypatch):
    monkeypatch.setattr(exports, "SHEET_ROWS", 2)
    book = CalamineWorkbook.from_filelike(io.BytesIO(file_of([Row(n) for n in range(5)], "xlsx")))
    assert book.sheet_names == ["Keterangan", "Data", "Data 2", "Data 3"]
    assert book.get_sheet_by_name("Data 3").to_python() == [["Nama", "Hari"], [4.0, 1.0]]


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("shape", ["csv", "xlsx"])
def test_ten_times_the_rows_take_no_more_memory(shape):
    def peak(rows: int) -> int:
        answer = asked(f"bentuk={shape}")
        made = (Row(f"Seruni Umpama {n}", n) for n in range(rows))
        tracemalloc.start()
        exports.export(answer, name="Orang", counts=COUNTS, columns=COLUMNS, rows=made).file_to_stream.close()
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(20_000) < 1.5 * peak(2_000) + 1_000_000
