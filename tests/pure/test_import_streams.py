"""Whatever file comes, every problem is a row with a sentence, memory stays small, and the rest is read."""

import gzip
import io
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kawal.facts.imports.readers import open_path, open_stream
from kawal.facts.imports.rows import Limits
from tests.pure.import_files import fact, locked, ndjson, opened, outcomes, problems, rows_of, xls, xlsx

CSV = "id,source,kind,occurred_at,subject.name\nA,kjri-kuching,deported,2026-03-02,Seruni Umpama\n"


class Endless(io.RawIOBase):
    """A file that is made while it is read: nothing of it lies in memory."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._rest = pieces, b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while len(self._rest) < size and (more := next(self._pieces, b"")):
            self._rest += more
        out, self._rest = self._rest[:size], self._rest[size:]
        return out


def test_facts_come_one_a_line_and_blank_lines_say_nothing():
    content = ndjson(fact(1)) + b"\n   \n" + ndjson(fact(2)).rstrip()
    said = outcomes(rows_of(content))
    assert [it.id for it in said] == ["F-1", "F-2"]
    assert [row.number for row in rows_of(content)] == [1, 4]


def test_a_broken_line_costs_itself_alone():
    content = ndjson(fact(1)) + b'{"id": "F-2", \n[1]\n"text"\n' + ndjson(fact(3))
    found = outcomes(rows_of(content))
    assert [found[0].id, found[-1].id] == ["F-1", "F-3"]
    assert found[1:4] == [(2, "", "json_malformed"), (3, "", "not_fact"), (4, "", "not_fact")]


def test_gzip_is_read_also_in_several_members():
    content = gzip.compress(ndjson(fact(1))) + gzip.compress(ndjson(fact(2)))
    reading = opened(content, "anything")
    assert reading.gzipped
    assert [it.id for it in outcomes(reading.rows)] == ["F-1", "F-2"]


def test_a_gzip_that_was_cut_off_gives_what_came_before():
    lines = ndjson(*(fact(n, more=str(n) * 50) for n in range(3000)))
    content = gzip.compress(lines)
    rows = rows_of(content[: len(content) // 2])
    assert len(rows) > 500
    assert rows[-1].problem.code == "file_truncated"
    assert rows[-1].number > 500


def test_damage_inside_a_gzip_gives_what_came_before():
    packer = zlib.compressobj(wbits=31)
    content = packer.compress(ndjson(fact(1))) + packer.flush(zlib.Z_SYNC_FLUSH) + b"\xff" * 100
    rows = rows_of(content)
    assert [it.id for it in outcomes(rows[:1])] == ["F-1"]
    assert rows[-1].problem.code == "file_broken"


def test_a_gzip_within_a_gzip_is_not_read():
    assert problems(gzip.compress(gzip.compress(ndjson(fact(1))))) == [(0, "file_nested")]
    assert problems(gzip.compress(xlsx([["a", "b"]]))) == [(0, "file_nested")]


@pytest.mark.slow
def test_a_gzip_bomb_is_put_down_early():
    packer = zlib.compressobj(9, wbits=31)
    bomb = packer.compress(ndjson(fact(1)))
    bomb += b"".join(packer.compress(b" " * 999_999 + b"\n") for _ in range(300)) + packer.flush()
    tracemalloc.start()
    found = problems(bomb, limits=Limits(harmless=10_000_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [code for _, code in found] == ["file_bomb"]
    assert peak < 30_000_000


@pytest.mark.slow
def test_a_line_of_ten_gigabytes_is_passed_over():
    """Scaled to the test's patience: the stream is made on the way, and memory does not grow with it."""
    block = b"x" * 1_000_000
    pieces = iter([ndjson(fact(1)), *[block] * 1000, b"\n", ndjson(fact(2))])
    tracemalloc.start()
    rows = list(open_stream(Endless(pieces)).rows)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [row.problem.code if row.problem else "" for row in rows] == ["", "line_too_long", ""]
    assert rows[1].number == 2
    assert "1000000" in rows[1].problem.message
    assert peak < 10_000_000


def test_a_table_with_an_endless_line_keeps_its_other_rows():
    content = (
        CSV.encode() + b'"' + b"x," * 800_000 + b"\n" + b"B,kjri-kuching,deported,2026-03-02,Bayu Misal\n"
    )
    found = outcomes(rows_of(content))
    assert (found[0].id, found[2].id) == ("A", "B")
    assert found[1] == (3, "", "line_too_long")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"   \n \n", "file_empty"),
        (b"\xef\xbb\xbf", "file_empty"),
        (gzip.compress(b"", mtime=0), "file_empty"),
        (b"PK\x03\x04" + b"\0" * 100, "file_broken"),
        (b"PK\x05\x06" + b"\0" * 18, "file_other_zip"),
        (xlsx([["a", "b"]])[:-900], "file_broken"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 4000, "file_broken"),
        (locked(), "workbook_locked"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10, "file_unknown"),
        (b"%PDF-1.4\n" + b"\0\1\2\3" * 500, "file_unknown"),
        (b"\0" * 5000, "file_unknown"),
        (b"\x1f\x8b\x08", "file_truncated"),
        (b"[1,", "json_malformed"),
    ],
    ids=lambda it: it if isinstance(it, str) else "bytes",
)
def test_a_file_that_is_none_says_so(content, code):
    found = outcomes(rows_of(content))
    assert [it[2] for it in found] == [code]


def test_a_zip_that_is_no_workbook_says_so():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("facts.ndjson", ndjson(fact(1)))
    assert problems(file.getvalue()) == [(0, "file_other_zip")]


@pytest.mark.slow
def test_a_zip_bomb_is_put_down_before_the_workbook_is_opened():
    file = io.BytesIO(xlsx([["id", "kind"], ["A", "deported"]]))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b" " * 80_000_000)
    assert problems(file.getvalue(), limits=Limits(harmless=1_000_000)) == [(0, "file_bomb")]


def test_a_sheet_that_claims_a_million_columns_of_air_is_not_laid_out():
    book = xlsx([["id", "kind"], ["A", "deported"]])
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                far = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
                text = text.replace(b"</sheetData>", far)
            new.writestr(name, text)
    assert problems(file.getvalue()) == [(0, "sheet_too_large")]


def test_paths_that_are_no_files_say_so(tmp_path):
    assert [row.problem.code for row in open_path(tmp_path).rows] == ["file_is_directory"]
    assert [row.problem.code for row in open_path(tmp_path / "none").rows] == ["file_missing"]
    with open_path(Path("/proc/self/mem")) as reading:
        assert [row.problem.code for row in reading.rows] == ["file_unreadable"]


def test_a_nul_inside_a_line_is_named_with_its_field():
    content = (
        ndjson(fact(1))
        + rb'{"id":"F-2","source":"kjri-kuching","kind":"deported","occurred_at":"2026-03-02",'
    )
    content += (
        rb'"subject":{"name":"Seru\u0000ni"}}' + b"\n" + ndjson(fact(3)).replace(b"Seruni", b"Seru\0ni")
    )
    found = outcomes(rows_of(content + ndjson(fact(4)), "facts.ndjson"))
    assert found[0].id == "F-1"
    assert found[1] == (2, "subject.name", "bad_characters")
    assert found[2][::2] == (3, "json_malformed")
    assert found[3].id == "F-4"


def test_nuls_inside_a_table_are_named_with_their_row():
    content = (
        CSV.encode()
        + b"B,kjri-kuching,deported,2026-03-02,Seru\0ni\nC,kjri-kuching,deported,2026-03-02,Bayu\n"
    )
    found = outcomes(rows_of(content))
    assert [getattr(it, "id", it) for it in found] == ["A", (3, "subject.name", "bad_characters"), "C"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_tables_are_read_in_every_usual_encoding(encoding):
    text = CSV + "B,kjri-kuching,deported,2026-03-02,José Umpama\n"
    found = outcomes(rows_of(text.encode(encoding)))
    assert [it.id for it in found] == ["A", "B"]
    assert found[1].subject["name"] == "José Umpama"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_lines_of_facts_are_read_in_every_usual_encoding(encoding):
    line = '{"id":"F-1","source":"s","kind":"reached_home","occurred_at":"2026-03-02","subject":{"name":"José Umpama"}}\n'
    (said,) = outcomes(rows_of(line.encode(encoding), "a.ndjson"))
    assert said.subject == {"name": "José Umpama"}


def test_half_a_character_of_utf_16_is_no_exception():
    assert outcomes(rows_of(CSV.encode("utf-16-le")[:-1]))


def test_a_document_may_hold_a_list_of_facts_or_one():
    import orjson

    for document in ([fact(1), fact(2)], {"facts": [fact(1), fact(2)]}):
        content = orjson.dumps(document, option=orjson.OPT_INDENT_2)
        assert [it.id for it in outcomes(rows_of(content))] == ["F-1", "F-2"]
    (one,) = outcomes(rows_of(orjson.dumps(fact(1), option=orjson.OPT_INDENT_2)))
    assert one.id == "F-1"


def test_a_document_that_must_be_read_whole_has_a_limit():
    assert problems(b"[" + b"1," * 10_000, limits=Limits(document=1000)) == [(0, "file_too_large")]


def test_a_document_nested_too_deeply_is_a_row_with_a_reason():
    found = outcomes(rows_of(b"[" * 100_000))
    assert [it[2] for it in found] == ["json_malformed"]


def test_an_old_workbook_is_read():
    rows = [
        ["id", "source", "kind", "occurred_at", "subject.name"],
        ["A", "kjri-kuching", "deported", "2026-03-02", "Bayu"],
    ]
    (said,) = outcomes(rows_of(xls(rows)))
    assert said.subject == {"name": "Bayu"}


def test_a_workbook_larger_than_the_limit_is_not_read():
    assert problems(xlsx([["a", "b"]]), limits=Limits(workbook=1000)) == [(0, "file_too_large")]
