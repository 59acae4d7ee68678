"""CSV files into tables: every good row is kept, every other one comes back with its file, line and reason."""

import csv
import io
from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final, NamedTuple

from kawal.reference.context import cells
from kawal.reference.context.cells import BadCell, Reason
from kawal.reference.context.specs import DATES, SPECS, Spec
from kawal.reference.context.tables import Context, Key, Row, build

MOST_BYTES: Final = 64 * 1024 * 1024
DATA = resources.files("kawal.reference") / "data" / "context"


class Refused(NamedTuple):
    """A row not taken. ``line`` is its first line in the file, the header being 1; ``cells`` are as they were sent."""

    table: str
    file: str
    line: int
    reason: Reason
    cells: Key = ()


class Unreadable(Exception):
    """A file of which nothing can be taken; what stood before it stays."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(f"{refused.file}, line {refused.line}: {refused.reason.english}")
        self.refused = refused


@dataclass(frozen=True, slots=True)
class TableRead:
    """One file: its good rows in its own order with their lines, and what was refused."""

    spec: Spec
    file: str
    rows: tuple[Row, ...]
    lines: tuple[int, ...]
    refused: tuple[Refused, ...]

    @property
    def read(self) -> int:
        """Rows of the file, the header and refused columns left out."""
        return len(self.rows) + sum(it.line > 1 for it in self.refused)


@dataclass(frozen=True, slots=True)
class Reading:
    """A folder: the context it makes with the built-in tables, table by table, and every refusal.

    :ivar ignored: names of files that are no context table.
    """

    context: Context
    tables: Mapping[str, TableRead] = field(default_factory=dict)
    refused: tuple[Refused, ...] = ()
    ignored: tuple[str, ...] = ()


def read_folder(folder: Path) -> Reading:
    """Tables that are there replace the built-in ones; an empty one says "none"; an unreadable one leaves the built-in.

    :raises NotADirectoryError: there is no such folder.
    """
    read, refused, ignored = read_tables(folder)
    rows = {**built_in_rows(), **{name: it.rows for name, it in read.items()}}
    return Reading(build(rows, complete=read), read, refused, ignored)


def read_tables(
    folder: Path, rates: frozenset[str] | None = None
) -> tuple[dict[str, TableRead], tuple[Refused, ...], tuple[str, ...]]:
    """Tables by name, refusals, and files that are none. Rates first: wages and caps need them.

    ``rates`` are the currencies known where the folder holds no table of rates; without it the built-in ones.
    """
    if not folder.is_dir():
        raise NotADirectoryError(str(folder))
    files = {it.stem: it for it in sorted(folder.glob("*.csv"))}
    read: dict[str, TableRead] = {}
    refused: list[Refused] = []
    for name in SPECS:
        if name not in files:
            continue
        try:
            content = _content_of(SPECS[name], files[name])
            read[name] = read_table(name, content, files[name].name, rates=rates_of(read, rates))
        except Unreadable as error:
            refused.append(error.refused)
        else:
            refused += read[name].refused
    return read, tuple(refused), tuple(it.name for stem, it in files.items() if stem not in SPECS)


def rates_of(read: Mapping[str, TableRead], known: frozenset[str] | None = None) -> frozenset[str]:
    """Currencies that can be turned into rupiah: of the rates given, else those known, else the built-in ones."""
    if "rates" not in read and known is not None:
        return known
    rows = read["rates"].rows if "rates" in read else built_in_rows()["rates"]
    return frozenset(it.key[0] for it in rows)


@cache
def built_in_rows() -> Mapping[str, tuple[Row, ...]]:
    """The tables that come with Kawal: only what a source says, and rates and wages marked as provisional."""
    rates = read_table("rates", _content(DATA, "rates"), "rates.csv").rows
    known = frozenset(it.key[0] for it in rates)
    return {name: read_table(name, _content(DATA, name), f"{name}.csv", rates=known).rows for name in SPECS}


@cache
def built_in() -> Context:
    """The context of an installation that was given no tables."""
    return build(built_in_rows())


def read_table(name: str, content: bytes, file: str, *, rates: Iterable[str] = ()) -> TableRead:
    """One file of the table ``name``; ``rates`` are the currencies that can be turned into rupiah.

    :raises Unreadable: not CSV in UTF-8, or without its columns.
    """
    spec, known = SPECS[name], frozenset(rates)
    lines = _lines(spec, content, file)
    header = next(lines, (1, ()))[1]
    at, refused = _places(spec, header, file)
    rows: list[Row] = []
    good: list[int] = []
    taken: dict[Key, list[tuple[int, int, int]]] = {}
    for line, said in lines:
        try:
            row = _row(spec, at, said, len(header), known)
            _take(spec, row, line, taken)
        except BadCell as error:
            refused.append(Refused(name, file, line, error.reason, tuple(said)))
        else:
            rows.append(row)
            good.append(line)
    return TableRead(spec, file, tuple(rows), tuple(good), tuple(refused))


def row_of(spec: Spec, said: Mapping[str, str], rates: Iterable[str] | None = None) -> Row:
    """One row from named cells, as a form sends them; without ``rates`` any currency will do.

    :raises BadCell: what is wrong with it.
    """
    names = (*spec.names, *DATES)
    at = {name: place for place, name in enumerate(names)}
    return _row(
        spec,
        at,
        [said.get(name, "") for name in names],
        len(names),
        None if rates is None else frozenset(rates),
    )


def _content_of(spec: Spec, path: Path) -> bytes:
    """:raises Unreadable: it cannot be opened, or is no file."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(
            spec, path.name, 1, "not_readable", "berkas tidak dapat dibuka", "the file cannot be opened"
        ) from error


def _content(folder: Traversable, name: str) -> bytes:
    return (folder / f"{name}.csv").read_bytes()


def _lines(spec: Spec, content: bytes, file: str) -> Iterator[tuple[int, Sequence[str]]]:
    """First line of each row and its cells; a file of a spreadsheet may part them by semicolons."""
    if len(content) > MOST_BYTES:
        raise _unreadable(spec, file, 1, "too_big", "berkas terlalu besar", "the file is too big")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _unreadable(
            spec, file, 1, "not_utf8", "berkas bukan teks UTF-8", "the file is not text in UTF-8"
        ) from None
    first = text.partition("\n")[0]
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=";" if ";" in first and "," not in first else ",",
        strict=True,
    )
    line = 1
    try:
        for said in reader:
            if any(map(str.strip, said)):
                yield line, said
            line = reader.line_num + 1
    except csv.Error:
        raise _unreadable(
            spec, file, line, "not_csv", "berkas bukan CSV yang utuh", "the file is not whole CSV"
        ) from None


def _places(spec: Spec, header: Sequence[str], file: str) -> tuple[dict[str, int], list[Refused]]:
    """Where each column stands; what is not a column of the table is told once and not read."""
    wanted = (*spec.names, *DATES)
    at: dict[str, int] = {}
    refused = []
    for place, said in enumerate(header):
        name = said.strip().lower()
        if name in wanted and name not in at:
            at[name] = place
        elif name:
            reason = Reason(
                "unknown_column",
                f"kolom {name[:40]} tidak dikenal dan tidak dibaca",
                f"column {name[:40]} is not known and was not read",
            )
            refused.append(Refused(spec.name, file, 1, reason, tuple(header)))
    may_lack = {it.name for it in spec.columns if it.may_lack}
    missing = [name for name in wanted if name not in at and name not in may_lack]
    if missing:
        said = ", ".join(missing)
        raise _unreadable(
            spec, file, 1, "missing_column", f"kolom {said} tidak ada", f"there is no column {said}"
        )
    return at, refused


def _unreadable(spec: Spec, file: str, line: int, code: str, indonesian: str, english: str) -> Unreadable:
    return Unreadable(Refused(spec.name, file, line, Reason(code, indonesian, english)))


def _row(
    spec: Spec, at: Mapping[str, int], said: Sequence[str], width: int, rates: frozenset[str] | None
) -> Row:
    if len(said) > width:
        raise BadCell(
            "too_wide", "baris ini berisi lebih banyak kolom", "the row has more columns than the header"
        )
    told = {name: said[place] if place < len(said) else "" for name, place in at.items()}
    values = {column.name: cells.value(column, told.get(column.name, "")) for column in spec.columns}
    since, until = (cells.day(name, told[name]) for name in DATES)
    if until <= since:
        raise BadCell(
            "ends_too_early",
            "valid_to: harus sesudah valid_from",
            "valid_to: must be after valid_from",
        )
    currency = values.get("currency") if rates is not None and spec.name != "rates" else None
    if rates is not None and currency not in (None, "IDR") and currency not in rates:
        raise BadCell(
            "no_rate",
            f"kurs {currency} tidak ada dalam tabel kurs",
            f"there is no rate for {currency} in the table of rates",
        )
    key = tuple(it.key(str(values[it.name])) for it in spec.columns if it.name in spec.keyed_by)
    return Row(tuple(cells.text_of(values[it]) for it in spec.names), key, _value(spec, values), since, until)


def _value(spec: Spec, values: Mapping[str, Any]) -> Any:
    rest = tuple(values[it.name] for it in spec.columns if it.name not in spec.keyed_by and it.kind != "text")
    return True if not rest else rest[0] if len(rest) == 1 else rest


def _take(spec: Spec, row: Row, line: int, taken: dict[Key, list[tuple[int, int, int]]]) -> None:
    """Remember a row's days, or refuse it because an earlier row of its key has some of them."""
    periods = taken.setdefault(row.key, [])
    place = bisect_right(periods, (row.since, row.until, line))
    near = periods[max(place - 1, 0) : place + 1]
    clash = next((it for it in near if it[0] < row.until and row.since < it[1]), None)
    if clash is None:
        insort(periods, (row.since, row.until, line))
        return
    if spec.name == "licences":
        raise BadCell(
            "licence_twice",
            f"nomor izin ini sudah ada di baris {clash[2]} untuk hari yang sama",
            f"the licence number already stands in line {clash[2]} for the same days",
        )
    raise BadCell(
        "overlap",
        f"masa berlakunya bertumpuk dengan baris {clash[2]}",
        f"its days overlap those of line {clash[2]}",
    )
