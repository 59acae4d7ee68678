"""Rows that were not taken in: collected while a file is read, then given back in the sender's own form with a reason.

While reading they lie in a spool, one JSON line each, which an interrupted import cuts back to what was settled. The file
for the sender is made from it at the end, when all its columns are known.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import orjson
import xlsxwriter

from kawal.facts.contract.errors import FactRefused, FieldError
from kawal.facts.contract.wire import object_from
from kawal.facts.imports.flat import REASON, clean
from kawal.facts.imports.keeping import open_private
from kawal.facts.imports.rows import Row
from kawal.facts.imports.streams import decoded

SHEET_ROWS = 1_000_000
_LONGEST_CELL = 32_000


class Refusal(NamedTuple):
    """A row that was not taken in. ``line`` is its text where it came as JSON, ``cells`` its columns where it was of a table."""

    number: int
    sheet: str
    errors: tuple[FieldError, ...]
    cells: dict[str, str]
    line: str | None

    @property
    def reason(self) -> str:
        """All that is wrong, in one text."""
        return " ".join(f"{it.field}: {it.message}" if it.field else it.message for it in self.errors)


class Spool:
    """Where refusals are collected. ``settled`` is how many bytes of an earlier run stand."""

    def __init__(self, path: Path, settled: int) -> None:
        path.touch(mode=0o600)
        self._file: BinaryIO = path.open("r+b")
        self.cut(settled)

    def cut(self, settled: int) -> None:
        """Forget what was added since."""
        self._file.truncate(settled)
        self._file.seek(settled)

    def add(self, row: Row, errors: Iterable[FieldError]) -> None:
        line = decoded(row.line) if row.line is not None else None
        said = [row.number, row.sheet, list(errors), row.cells, line]
        self._file.write(orjson.dumps(said, default=tuple, option=orjson.OPT_APPEND_NEWLINE))

    def settle(self) -> int:
        """Everything is on the disk; how many bytes that is."""
        self._file.flush()
        return self._file.tell()

    def close(self) -> None:
        self._file.close()


def read_spool(path: Path) -> Iterator[Refusal]:
    """Every refusal, in the order of the file; none where nothing was refused."""
    with suppress(FileNotFoundError), path.open("rb") as file:
        for text in file:
            number, sheet, errors, cells, line = orjson.loads(text)
            yield Refusal(number, sheet, tuple(FieldError(*it) for it in errors), cells, line)


def suffix_for(format_: str, count: int) -> str:
    """A workbook goes back as one unless a sheet cannot hold its rows."""
    if format_ == "ndjson" or not format_:
        return ".ndjson"
    return ".xlsx" if format_ == "xlsx" and count < SHEET_ROWS else ".csv"


def give_back(spool: Path, target: Path, *, columns: Iterable[str], delimiter: str) -> None:
    """Write the refused rows in the form that the name of ``target`` asks for."""
    if target.suffix == ".ndjson":
        _as_lines(spool, target)
        return
    names = _names(spool, columns)
    rows = (_cells(refusal, names) for refusal in read_spool(spool))
    if target.suffix == ".xlsx":
        _as_workbook(target, [*names, REASON], rows)
    else:
        _as_csv(target, [*names, REASON], rows, delimiter)


def _as_lines(spool: Path, target: Path) -> None:
    with open_private(target) as file:
        for refusal in read_spool(spool):
            said = {**_object(refusal), REASON: refusal.reason}
            file.write(orjson.dumps(said, option=orjson.OPT_APPEND_NEWLINE))


def _object(refusal: Refusal) -> dict[str, Any]:
    """The row as it came; one that was no object, or said a key twice, whole as text."""
    if refusal.line is None:
        return dict(refusal.cells)
    try:
        return object_from(refusal.line)
    except FactRefused:
        return {"line": refusal.line}


def _names(spool: Path, columns: Iterable[str]) -> list[str]:
    """The sender's columns without an earlier reason, and those that only refused rows have."""
    names = dict.fromkeys(name for name in columns if clean(name) != REASON)
    for refusal in read_spool(spool):
        if not refusal.cells.keys() <= names.keys():
            names |= dict.fromkeys(name for name in refusal.cells if name and clean(name) != REASON)
    return list(names)


def _cells(refusal: Refusal, names: list[str]) -> list[str]:
    """A row that could not be parted into cells stands whole in the first."""
    cells = [refusal.cells.get(name, "") for name in names]
    if names and "" in refusal.cells:
        cells[0] = refusal.cells[""]
    return [*cells, refusal.reason]


def _as_csv(target: Path, header: list[str], rows: Iterable[list[str]], delimiter: str) -> None:
    with io.TextIOWrapper(open_private(target), encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(header)
        writer.writerows(rows)


def _as_workbook(target: Path, header: list[str], rows: Iterable[list[str]]) -> None:
    """Every cell as text, so that numbers keep their digits this time."""
    plain = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with open_private(target) as file, xlsxwriter.Workbook(file, plain) as book:
        sheet = book.add_worksheet("Ditolak")
        for n, row in enumerate(chain([header], rows)):
            for m, text in enumerate(row):
                sheet.write_string(n, m, text[:_LONGEST_CELL])
