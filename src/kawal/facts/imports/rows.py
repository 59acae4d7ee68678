"""A row of a file on its way to being a fact, the limits of reading, and what can be wrong with a file."""

import os
from dataclasses import dataclass, field
from typing import Any, BinaryIO, NamedTuple, Self

from kawal.facts.contract.errors import FieldError, Remark

NOTHING: dict[str, str] = {}


class Row(NamedTuple):
    """One row. Exactly one of ``raw``, ``line``, ``problem`` is set, unless the columns still await a mapping.

    :ivar number: as a spreadsheet or editor shows it, from 1; 0 for the file as a whole.
    :ivar raw: the fact as an object, not yet checked.
    :ivar line: the JSON of a fact, not yet read.
    :ivar cells: the sender's own columns, in their order.
    :ivar remarks: what had to be interpreted to read the row.
    """

    number: int
    raw: dict[str, Any] | None = None
    problem: FieldError | None = None
    cells: dict[str, str] = NOTHING
    line: bytes | None = None
    remarks: tuple[Remark, ...] = ()
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost.

    :ivar line: bytes of one line or record.
    :ivar expanded: bytes a compressed file may become.
    :ivar ratio: how many times larger it may become, once it is over ``harmless`` bytes.
    :ivar document: bytes of a file that must be read whole (a JSON array).
    :ivar workbook: bytes of a workbook as it lies on the disk.
    :ivar cells: cells of one sheet, empty ones between them included.
    """

    line: int = 1_000_000
    expanded: int = 50_000_000_000
    ratio: int = 250
    harmless: int = 50_000_000
    document: int = 32_000_000
    workbook: int = 60_000_000
    unzipped: int = 600_000_000
    cells: int = 6_000_000
    columns: int = 500


DEFAULT_LIMITS = Limits()

SENTENCES = {
    "file_missing": "Berkas tidak ditemukan.",
    "file_is_directory": "Ini map, bukan berkas.",
    "file_unreadable": "Berkas tidak dapat dibuka.",
    "file_empty": "Berkas ini kosong.",
    "file_unknown": "Isi berkas ini bukan NDJSON, CSV atau XLSX.",
    "file_other_zip": "Berkas ZIP ini bukan buku kerja XLSX.",
    "file_nested": "Berkas terkompresi di dalam berkas terkompresi tidak dibaca.",
    "file_truncated": "Berkas terpotong; baris sesudah ini tidak terbaca.",
    "file_broken": "Berkas rusak mulai dari sini; baris sesudah ini tidak terbaca.",
    "file_bomb": "Berkas terkompresi ini mengembang tidak wajar dan tidak dibaca lebih jauh.",
    "file_too_large": "Berkas ini terlalu besar untuk dibaca sekaligus; kirim sebagai NDJSON atau CSV, satu fakta sebaris.",
    "workbook_locked": "Buku kerja ini dikunci dengan kata sandi.",
    "sheet_too_large": "Lembar ini terlalu besar; bagi menjadi beberapa berkas atau kirim sebagai CSV.",
    "sheet_other": "Lembar ini tidak dibaca: judul kolomnya lain daripada lembar pertama.",
    "line_too_long": "Baris ini terlalu panjang (paling banyak {limit} byte).",
    "quote_open": "Tanda kutip pada baris ini tidak ditutup.",
    "too_many_columns": "Kolomnya terlalu banyak (paling banyak {limit}).",
    "more_cells": "Baris ini berisi lebih banyak kolom daripada judulnya.",
    "columns_unknown": "Judul kolom berkas ini belum dipetakan ke isian fakta.",
}
REMARKS = {
    "date_read": "Tanggal tidak ditulis menurut ISO 8601; dibaca hari/bulan/tahun.",
    "date_unreadable": "Tanggal ini tidak terbaca; disimpan apa adanya.",
    "zone_assumed": "Waktu tanpa zona dibaca sebagai WIB.",
    "area_unresolved": "Nama wilayah ini tidak dapat dipastikan kodenya; disimpan sebagai alamat.",
    "country_unresolved": "Nama negara ini tidak dikenal; disimpan sebagai keterangan tempat.",
    "value_unresolved": "Isian ini tidak dapat diterjemahkan; disimpan apa adanya.",
}


def fault(code: str, field: str = "", **values: object) -> FieldError:
    """A fault of a file or row, with its sentence filled in."""
    return FieldError(field, code, SENTENCES[code].format(**values))


def file_fault(code: str, number: int = 0, sheet: str = "") -> Row:
    return Row(number, problem=fault(code), sheet=sheet)


def interpreted(code: str, field: str) -> Remark:
    return Remark(code, field, REMARKS[code])


@dataclass(slots=True)
class Reading:
    """A file that has been opened.

    :ivar format: ndjson, csv, xlsx; empty where the file is none.
    :ivar columns: the sender's own columns of a table, in order.
    :ivar is_contract: the columns are those of the contract or were mapped, so rows come with ``raw``.
    :ivar sample: cells of the first rows, for a preview.
    :ivar titles: what stands above the header.
    :ivar expected: rows of the first sheet of a workbook, about; nothing for text, which is read as it comes.
    :ivar file: closed when the reading ends as a context.
    """

    format: str
    rows: Any
    columns: tuple[str, ...] = ()
    is_contract: bool = True
    gzipped: bool = False
    delimiter: str = ","
    sample: list[dict[str, str]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    expected: int | None = None
    file: BinaryIO | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self.file:
            self.file.close()

    @property
    def share(self) -> float | None:
        """How much of the file has been read, 0 to 1, where its size is known."""
        if self.file is None or self.file.closed or self.expected is not None:
            return None
        size = os.fstat(self.file.fileno()).st_size
        return min(1.0, self.file.tell() / size) if size else 1.0
