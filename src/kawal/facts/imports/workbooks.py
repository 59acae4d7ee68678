"""Workbooks (XLSX, and old XLS) as grids of text, one sheet after the other.

A workbook is a zip of XML: its parts are expanded and counted before the reader sees them, and so are the rows and
columns a sheet claims, since the reader makes room for every cell between the first and the last.
"""

import io
import math
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from kawal.facts.imports.headers import Merged
from kawal.facts.imports.rows import Limits
from kawal.facts.imports.streams import BLOCK, Readable, StreamFault, read

_MOST_PARTS = 5_000
_LOCAL_HEADER = 30
_CELL = re.compile(rb"<(?:\w+:)?c\s[^<>]*?\br\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,7})[\"']")
_ROW = re.compile(rb"<(?:\w+:)?row\s[^<>]*?\br\s*=\s*[\"'](\d{1,7})[\"']")
_LONGEST_TAG = 100_000
_EXACT = 10**15  # spreadsheets keep fifteen digits of a number: a longer one has lost some


@dataclass(frozen=True, slots=True)
class Sheet:
    """:ivar rows: (row number as shown, cells); :ivar merged: ranges as (row, column) pairs from 0."""

    name: str
    rows: Iterator[tuple[int, list[str]]]
    merged: Merged
    height: int


def sheets(file: Readable, container: str, limits: Limits) -> Iterator[Sheet]:
    """The visible sheets that hold anything.

    :raises StreamFault: not a workbook, locked, broken, or beyond the limits.
    """
    content = read(file, limits.workbook + 1)
    if len(content) > limits.workbook:
        raise StreamFault("file_too_large")
    if container == "zip":
        _refuse_bomb(content, limits)
    elif (
        "EncryptedPackage".encode("utf-16-le") in content
    ):  # a new workbook under a password lies in an old container
        raise StreamFault("workbook_locked")
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            for about in book.sheets_metadata:
                if about.typ == SheetTypeEnum.WorkSheet and not str(about.visible).endswith("Hidden"):
                    sheet = book.get_sheet_by_name(about.name)
                    merged = _shifted(sheet)
                    yield Sheet(about.name, _rows(sheet, merged), merged, sheet.total_height)
    except PasswordError as error:
        raise StreamFault("workbook_locked") from error
    except (CalamineError, ValueError, OSError) as error:
        raise StreamFault("file_broken") from error
    except BaseException as error:
        if (
            type(error).__name__ != "PanicException"
        ):  # the reader's own way of giving up, no subclass of Exception
            raise
        raise StreamFault("file_broken") from error


def _shifted(sheet: CalamineSheet) -> Merged:
    """Merged ranges with the first used column as column 0, as the rows come."""
    left = sheet.start[1] if sheet.start else 0
    ranges = sheet.merged_cell_ranges or ()
    return tuple(((r1, c1 - left), (r2, c2 - left)) for (r1, c1), (r2, c2) in ranges if c1 >= left)


def _rows(sheet: CalamineSheet, merged: Merged) -> Iterator[tuple[int, list[str]]]:
    """Every row from the sheet's first; a cell merged over rows is said again in each of them."""
    begins = {start: end[0] for start, end in merged if start[1] == end[1] and start[0] < end[0]}
    until: dict[int, tuple[int, str]] = {}
    for n, cells in enumerate(sheet.iter_rows()):
        texts = [cell_text(cell) for cell in cells]
        for column in range(len(texts)):
            if (n, column) in begins:
                until[column] = begins[n, column], texts[column]
            elif column in until and not texts[column] and n <= until[column][0]:
                texts[column] = until[column][1]
        yield n + 1, texts


def cell_text(value: object) -> str:
    """A cell as its sender would have typed it in a text file; numbers that lost digits show that they did."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _number_text(value) if math.isfinite(value) else ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, timedelta) else ""


def _number_text(value: float) -> str:
    if abs(value) >= _EXACT:
        digits, _, power = f"{value:.14E}".partition("E")
        return f"{digits.rstrip('0').rstrip('.')}E{power}"
    if value == int(value):
        return str(int(value))
    return repr(float(f"{value:.15g}"))


def _refuse_bomb(content: bytes, limits: Limits) -> None:
    """Expand every part as the reader would, whatever sizes the directory claims, and count."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise StreamFault("file_broken") from error
    names = {part.filename for part in parts}
    if "EncryptedPackage" in names or any(part.flag_bits & 1 for part in parts):
        raise StreamFault("workbook_locked")
    if not any(name.startswith("xl/") for name in names):
        raise StreamFault("file_other_zip")
    if len(parts) > _MOST_PARTS:
        raise StreamFault("file_bomb")
    made = 0
    for part in parts:
        extent = _Extent(limits) if part.filename.startswith("xl/worksheets/") else None
        for block in _expanded(content, part):
            made += len(block)
            if made > limits.unzipped or (made > limits.harmless and made > len(content) * limits.ratio):
                raise StreamFault("file_bomb")
            if extent:
                extent.see(block)


def _expanded(content: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    start = part.header_offset
    header = content[start : start + _LOCAL_HEADER]
    if len(header) < _LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
        raise StreamFault("file_broken")
    begin = (
        start
        + _LOCAL_HEADER
        + int.from_bytes(header[26:28], "little")
        + int.from_bytes(header[28:30], "little")
    )
    compressed = memoryview(content)[begin : begin + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        yield bytes(compressed)
        return
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise StreamFault("file_broken")
    inflate = zlib.decompressobj(-15)
    waiting = bytes(compressed)
    try:
        while waiting and not inflate.eof:
            yield inflate.decompress(waiting, BLOCK)
            waiting = inflate.unconsumed_tail
        yield inflate.flush()
    except zlib.error as error:
        raise StreamFault("file_broken") from error


class _Extent:
    """The rectangle between the first and the last cell a sheet names."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._tail = b""
        self._rows: list[int] = [1 << 30, 0]
        self._columns: list[int] = [1 << 30, 0]

    def see(self, block: bytes) -> None:
        text = self._tail + block
        for letters, row in set(_CELL.findall(text)):
            self._widen(self._rows, int(row))
            self._widen(self._columns, _column(letters.upper()))
        for row in _ROW.findall(text):
            self._widen(self._rows, int(row))
        self._tail = text[text.rfind(b"<") :] if b"<" in text else b""  # a tag cut in two is looked at again
        if len(self._tail) > _LONGEST_TAG and b">" not in self._tail:
            raise StreamFault("file_broken")
        height, width = (max(0, last - first + 1) for first, last in (self._rows, self._columns))
        if height * width > self._limits.cells:
            raise StreamFault("sheet_too_large")

    @staticmethod
    def _widen(extent: list[int], value: int) -> None:
        extent[0], extent[1] = min(extent[0], value), max(extent[1], value)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
