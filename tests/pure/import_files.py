"""Files of facts made for tests: workbooks with xlsxwriter, old and locked ones byte by byte."""

import io
import struct
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import orjson
import xlsxwriter

from kawal.facts.contract.errors import FactRefused
from kawal.facts.contract.fact import Said
from kawal.facts.imports.mapping import Interpretation
from kawal.facts.imports.readers import open_stream, said_of
from kawal.facts.imports.rows import DEFAULT_LIMITS, Limits, Reading, Row

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
SECTOR = 512


def fact(number: int = 1, **more: Any) -> dict[str, Any]:
    return {
        "id": f"F-{number}",
        "source": "kjri-kuching",
        "kind": "deported",
        "occurred_at": "2026-03-02",
        "subject": {"name": "Seruni Umpama", "nik": "9904054101990001"},
        **more,
    }


def ndjson(*facts: Mapping[str, Any]) -> bytes:
    return b"".join(orjson.dumps(it) + b"\n" for it in facts)


def opened(
    content: bytes, name: str = "", *, by: Interpretation | None = None, limits: Limits = DEFAULT_LIMITS
) -> Reading:
    return open_stream(io.BytesIO(content), name=name, by=by, limits=limits)


def rows_of(
    content: bytes, name: str = "", *, by: Interpretation | None = None, limits: Limits = DEFAULT_LIMITS
) -> list[Row]:
    return list(opened(content, name, by=by, limits=limits).rows)


def outcomes(rows: Iterable[Row], source: str | None = None) -> list[Said | tuple[int, str, str]]:
    """What each row says, or (row, field, code) of its first fault."""
    found: list[Said | tuple[int, str, str]] = []
    for row in rows:
        try:
            found.append(said_of(row, source=source, now=NOW))
        except FactRefused as refused:
            assert all(error.message.endswith(".") or "." in error.message for error in refused.errors)
            found.append((row.number, refused.errors[0].field, refused.errors[0].code))
    return found


def problems(content: bytes, name: str = "", **more: Any) -> list[tuple[int, str]]:
    """(row, code) of every row that could not be read."""
    return [(row.number, row.problem.code) for row in rows_of(content, name, **more) if row.problem]


def xlsx(
    rows: Sequence[Sequence[object]],
    merged: Sequence[str] = (),
    *,
    first_row: int = 0,
    first_column: int = 0,
    more_sheets: Mapping[str, Sequence[Sequence[object]]] = {},
) -> bytes:
    """A workbook; ``merged`` holds ranges like ``D4:E4`` whose cells stand in ``rows`` at their upper left."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        for name, content in {"Daftar": rows, **more_sheets}.items():
            sheet = book.add_worksheet(name)
            for n, row in enumerate(content):
                for m, value in enumerate(row):
                    if value is not None:
                        sheet.write(first_row + n, first_column + m, value)
            for cells in merged if name == "Daftar" else ():
                at = xlsxwriter.utility.xl_cell_to_rowcol(cells.partition(":")[0])
                sheet.merge_range(cells, rows[at[0] - first_row][at[1] - first_column])
    return file.getvalue()


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file of Microsoft's (version 3) with these streams, each at least a sector long."""
    padded = {name: content + b"\0" * (-len(content) % 4096 or 0) for name, content in streams.items()}
    fat, body, entries = [], b"", [_entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)]
    for n, (name, content) in enumerate(padded.items(), 1):
        start, count = len(body) // SECTOR, len(content) // SECTOR
        fat += [*range(start + 1, start + count), 0xFFFFFFFE]
        body += content
        right = n + 1 if n < len(padded) else 0xFFFFFFFF
        entries.append(_entry(name, 2, start, len(content), right=right))
    entries += [b"\0" * 64 + struct.pack("<HBBIII", 0, 0, 0, *[0xFFFFFFFF] * 3) + b"\0" * 48] * (
        -len(entries) % 4
    )
    directory = len(fat)
    sectors = len(entries) * 128 // SECTOR
    fat += [*range(directory + 1, directory + sectors), 0xFFFFFFFE, 0xFFFFFFFD]
    fat += [0xFFFFFFFF] * (SECTOR // 4 - len(fat))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += b"\0" * 6 + struct.pack("<IIIIIIIII", 0, 1, directory, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", directory + sectors) + b"\xff" * (108 * 4)
    return header + body + b"".join(entries) + struct.pack(f"<{SECTOR // 4}I", *fat)


def _entry(
    name: str, kind: int, start: int, size: int, *, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF
) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(text), kind, 1, 0xFFFFFFFF, right, child)
        + b"\0" * 36
        + struct.pack("<IQ", start, size)
    )


def xls(rows: Sequence[Sequence[str]]) -> bytes:
    """An Excel 97 workbook of texts."""

    def record(kind: int, content: bytes) -> bytes:
        return struct.pack("<HH", kind, len(content)) + content

    bof = struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6)
    sheet = record(0x0809, bof.replace(b"\x05\x00", b"\x10\x00", 1))
    for n, row in enumerate(rows):
        for m, text in enumerate(row):
            sheet += record(0x0204, struct.pack("<HHHHB", n, m, 0, len(text), 1) + text.encode("utf-16-le"))
    sheet += record(0x000A, b"")
    name = "Daftar"
    named = struct.pack("<HBB", 0, len(name), 0) + name.encode()
    start = len(record(0x0809, bof)) + len(record(0x0085, b"\0" * 4 + named)) + len(record(0x000A, b""))
    book = record(0x0809, bof) + record(0x0085, struct.pack("<I", start) + named) + record(0x000A, b"")
    return compound({"Workbook": book + sheet})


def locked() -> bytes:
    """A workbook that wants a password: its parts lie encrypted in a compound file."""
    return compound({"EncryptionInfo": b"\4\0\4\0\x40\0\0\0" + b"x" * 500, "EncryptedPackage": b"x" * 5000})
