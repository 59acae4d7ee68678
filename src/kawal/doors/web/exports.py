"""Every list as a file: `?bentuk=xlsx` or `?bentuk=csv` at the list's own address.

    file = export(request, name="perhatian", counts=COUNTS, columns=COLUMNS, rows=every(page_of))
    return file or render(request, …, {"export": export_links(request, COUNTS)})

A file says first what it counts, when it was made, by whom and for which area, because files travel without
their page. It is written whole before the answer begins: rows read later would be read outside the
transaction, where the wall shows nothing, and a half-made file must become an error page and not a download.
On disk, row by row, so that memory does not grow with the list.

CSV is parted by semicolons and begins with a BOM: a spreadsheet set to Indonesian, where the comma belongs to
decimals, opens only that in columns, and only with the BOM reads accents rightly.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from tempfile import TemporaryFile
from types import MappingProxyType
from typing import IO, Any, Protocol

import xlsxwriter
from django.conf import settings
from django.http import FileResponse, HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext as _

from kawal.access.scope import Power, Scope
from kawal.access.trail import services as trail
from kawal.doors.web.front_desk import scope_of
from kawal.doors.web.kit import figures, times
from kawal.doors.web.kit.cards.shell import Export
from kawal.reference import selectors as reference

SHAPE = "bentuk"
XLSX, CSV = "xlsx", "csv"
TYPES = {
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    CSV: "text/csv; charset=utf-8",
}
CURSORS = ("sesudah", "sebelum", "cursor")  # a file holds the whole list, wherever the reader is in it
SHEET_ROWS = 1_000_000  # a sheet ends at 1,048,576
CELL_LENGTH = 32_000  # a cell ends at 32,767, and the library drops a longer text silently
_FORMULA = re.compile(r"^[\s\u0000-\u001f]*[=+\-@＝＋－＠]|^[\t\r\n]")
_NIK = re.compile(r"(?<!\d)(?:\d{16}|\d{4}(?:[ .-]\d{4}){3})(?!\d)")
_EXACT = 10**15  # a spreadsheet keeps fifteen digits of a number
_FIRST_YEAR = 1900  # and knows no earlier day

Cell = str | int | float | date | None
Column = tuple[str | Promise, Callable[[Any], Any]]
Facts = list[tuple[str, str]]


class _Page(Protocol):
    """What lists give: some rows, and where to go on."""

    @property
    def results(self) -> Sequence[Any]: ...
    @property
    def next(self) -> str | None: ...


def export(
    request: HttpRequest,
    *,
    name: str,
    counts: str,
    columns: Sequence[Column],
    rows: Iterable[Any],
    power: Power = Power.EXPORT,
) -> FileResponse | None:
    """The list as a file, or None when the page itself was asked for; `rows` is then not touched.

    `counts` says in words what one row is; a column is its label and what it takes from a row: text, whole
    numbers, floats, days, moments, truth or None. Numbers of people stay as masked as the row has them, and
    sixteen digits are masked whatever the row says. Writes the access log. `power` is another for figures
    that hold no people.

    :raises NotAllowed: without the power.
    """
    shape = request.GET.get(SHAPE, "")
    if shape not in TYPES:
        return None
    scope = scope_of(request)
    scope.require(power)
    now = timezone.now()
    about = _about(scope, name=name, counts=counts, now=now)
    labels, getters = [str(label) for label, _get in columns], [get for _label, get in columns]
    cells = ([_cell(get(row)) for get in getters] for row in rows)
    with ExitStack() as stack:
        file = stack.enter_context(TemporaryFile())
        written = (_write_xlsx if shape == XLSX else _write_csv)(file, about, labels, cells)
        trail.record(scope=scope, action="list.exported", now=now, subject=f"{name}.{shape}: {written}")
        stack.pop_all()  # from here on the answer closes it
    file.seek(0)
    answer = FileResponse(
        file,
        as_attachment=True,
        filename=f"kawal-{slugify(name)}-{times.machine(now, with_hour=False)}.{shape}",
        content_type=TYPES[shape],
    )
    answer["Cache-Control"] = "private, no-store"
    return answer


def export_links(
    request: HttpRequest,
    counts: str,
    *,
    power: Power = Power.EXPORT,
    also: Mapping[str, str] = MappingProxyType({}),
) -> Export | None:
    """The two links below a list, with its own filters; None for those who may not export.

    `also` says which list, where a page has several.
    """
    if not scope_of(request).may(power):
        return None
    query = request.GET.copy()
    for parameter in CURSORS:
        query.pop(parameter, None)
    for parameter, value in also.items():
        query[parameter] = value
    addresses = {}
    for shape in TYPES:
        query[SHAPE] = shape
        addresses[shape] = f"{request.path}?{query.urlencode()}"
    return Export(addresses[XLSX], addresses[CSV], counts)


def every(page_of: Callable[[str | None], _Page]) -> Iterator[Any]:
    """All rows of a list that is read in pages: `every(lambda cursor: list_alerts(…, cursor=cursor))`."""
    cursor: str | None = None
    while True:
        page = page_of(cursor)
        yield from page.results
        cursor = page.next
        if cursor is None:
            return


def _about(scope: Scope, *, name: str, counts: str, now: datetime) -> Facts:
    about = [
        (_("Daftar"), name),
        (_("Yang dihitung"), counts),
        (_("Dibuat"), f"{times.day(now)} {times.hour(now)}"),
        (_("Oleh"), f"{scope.actor}, {reference.agency_label(scope.agency)}"),
        (_("Wilayah"), _reach(scope)),
    ]
    return [*about, (_("Perhatian"), _("Data rekaan, bukan orang sungguhan."))] if settings.DEMO else about


def _reach(scope: Scope) -> str:
    """In words, what the rows are all the rows of."""
    if scope.is_nationwide:
        return _("seluruh Indonesia dan luar negeri")
    if scope.area:
        return reference.area_label(scope.area, full=True)
    return _("yang menjadi wewenang %(agency)s") % {"agency": reference.agency_label(scope.agency)}


def _cell(value: Any) -> Cell:
    """A value as a cell may hold it; moments in the reader's zone, without it."""
    match value:
        case None:
            return None
        case bool():
            return _("ya") if value else _("tidak")
        case int() if abs(value) < _EXACT:
            return value
        case float() | Decimal():
            return float(value) if isfinite(value) else None
        case datetime():
            here = timezone.localtime(value) if timezone.is_aware(value) else value
            return here.replace(tzinfo=None, second=0, microsecond=0)
        case date() if value.year >= _FIRST_YEAR:
            return value
        case _:
            return _text(str(value))


def _text(text: str) -> str:
    """Without half characters, without whole numbers of people, no longer than a cell."""
    safe = text.encode("utf-8", "replace").decode()
    safe = _NIK.sub(lambda found: figures.masked(re.sub(r"\D", "", found.group())), safe)
    return safe if len(safe) <= CELL_LENGTH else f"{safe[:CELL_LENGTH]}…"


def _is_formula(text: str) -> bool:
    """Would a spreadsheet take this text for something to compute?"""
    return _FORMULA.match(text) is not None


def _write_csv(file: IO[bytes], about: Facts, labels: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    write = csv.writer(text, delimiter=";").writerow
    write([". ".join(f"{label}: {said.rstrip('.')}" for label, said in about) + "."])
    write(map(_for_csv, labels))
    count = 0
    for row in rows:
        write(map(_for_csv, row))
        count += 1
    text.detach()
    return count


def _for_csv(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return f"'{cell}" if _is_formula(cell) else cell
        case float():
            return f"{cell:.12g}".replace(".", ",")
        case datetime():
            return f"{cell:%Y-%m-%d %H:%M}"
        case _:
            return str(cell)


def _write_xlsx(file: IO[bytes], about: Facts, labels: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_urls": False})
    first = book.add_worksheet(_("Keterangan"))
    bold = book.add_format({"bold": True})
    formats = _Formats(book)
    count = 0
    sheet = _sheet(book, labels, bold, 1)
    for row in rows:
        if count and count % SHEET_ROWS == 0:
            sheet = _sheet(book, labels, bold, count // SHEET_ROWS + 1)
        for column, cell in enumerate(row):
            formats.write(sheet, count % SHEET_ROWS + 1, column, cell)
        count += 1
    for at, (label, said) in enumerate([*about, (_("Baris"), figures.number(count))]):
        first.write_string(at, 0, label, bold)
        first.write_string(at, 1, said)
    first.set_column(0, 0, 16)
    first.set_column(1, 1, 90)
    book.close()
    return count


def _sheet(book: Any, labels: Sequence[str], bold: Any, number: int) -> Any:
    sheet = book.add_worksheet(_("Data") if number == 1 else _("Data %(number)s") % {"number": number})
    for column, label in enumerate(labels):
        sheet.set_column(column, column, max(12, min(40, len(label) + 4)))
        sheet.write_string(0, column, label, bold)
    sheet.freeze_panes(1, 0)
    return sheet


class _Formats:
    """Writes a cell by its type. Text is written as text; what looks like a formula also stays text when edited."""

    def __init__(self, book: Any) -> None:
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self._quoted = book.add_format({"quote_prefix": True})

    def write(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        match cell:
            case None:
                return
            case str():
                sheet.write_string(row, column, cell, self._quoted if _is_formula(cell) else None)
            case datetime():
                sheet.write_datetime(row, column, cell, self._moment)
            case date():
                sheet.write_datetime(row, column, cell, self._day)
            case _:
                sheet.write_number(row, column, cell)
