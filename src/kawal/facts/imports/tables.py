"""Tables as facts: the header found, totals left out, each row read by the contract's names or by a mapping."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from kawal.facts.imports.flat import is_contract, unflattened
from kawal.facts.imports.guessing import is_known
from kawal.facts.imports.headers import SEARCHED, Header, Merged, find_header, is_total
from kawal.facts.imports.mapping import Interpretation, apply_mapping, signature_of
from kawal.facts.imports.rows import Limits, Reading, Row, fault, file_fault

Record = tuple[int, list[str]]
_SAMPLES = 20


@dataclass(frozen=True, slots=True)
class Source:
    """One sheet, or one text table."""

    name: str
    records: Iterator[Record | Row]
    merged: Merged = ()
    height: int | None = None


@dataclass(slots=True)
class _Table:
    """A table whose header was found. ``head`` is what was read to find it, in order, header and titles left out."""

    name: str
    header: Header
    titles: list[str]
    head: list[Record | Row]
    rest: Iterator[Record | Row]

    def data(self, plain: bool, records: Iterable[Record | Row]) -> Iterator[Record | Row]:
        """Rows that say something of their own: no totals, nor the signatures and places below them."""
        summed = False
        few = len(self.header.columns) // 4
        for item in records:
            if isinstance(item, Row):
                yield item._replace(sheet=self.name)
                continue
            said = sum(bool(cell.strip()) for cell in item[1])
            if not plain and is_total(item[1]):
                summed = True
            elif said and not (summed and said <= few):
                yield item


@dataclass(frozen=True, slots=True)
class _How:
    """How the rows of all sheets are read."""

    columns: tuple[str, ...]
    plain: bool
    by: Interpretation | None
    limits: Limits


def table_reading(
    format_: str, sources: Iterable[Source], by: Interpretation | None, limits: Limits
) -> Reading:
    """A reading of all sheets whose columns are those of the first that has any."""
    waiting = iter(sources)
    for source in waiting:
        table = _begun(source)
        if table is not None:
            break
    else:
        return Reading(format_, iter([file_fault("file_empty")]))
    how = _How(table.header.columns, is_contract(table.header.columns), by, limits)
    further = chain.from_iterable(_further(source, how) for source in waiting)
    return Reading(
        format_,
        chain(_rows(table, how), further),
        how.columns,
        how.plain or by is not None,
        sample=_sample(table, how.plain),
        titles=table.titles,
        expected=source.height,
    )


def _sample(table: _Table, plain: bool) -> list[dict[str, str]]:
    data = (item for item in table.data(plain, table.head) if not isinstance(item, Row))
    return [_cells(table.header.columns, texts) for _, texts in islice(data, _SAMPLES)]


def _begun(source: Source) -> _Table | None:
    """A source with its header, or nothing when it has no row with anything in it."""
    head: list[Record | Row] = []
    grid: list[Record] = []
    for item in islice(source.records, SEARCHED * 4):
        if isinstance(item, Row):
            head.append(item)
        elif any(cell.strip() for cell in item[1]):
            head.append(item)
            grid.append(item)
        if len(grid) >= SEARCHED:
            break
    if not head:
        return None
    header = find_header(grid, is_known, source.merged) or Header(0, ())
    above = {number for number, _ in grid[: header.first]}
    titles = [" ".join(filter(None, texts)) for number, texts in grid if number < header.row]
    left = [item for item in head if isinstance(item, Row) or item[0] not in above]
    return _Table(source.name, header, titles, left, source.records)


def _further(source: Source, how: _How) -> Iterator[Row]:
    table = _begun(source)
    if table is None:
        return
    if signature_of(table.header.columns) != signature_of(how.columns):
        yield file_fault("sheet_other", sheet=source.name)
        return
    yield from _rows(table, how)


def _rows(table: _Table, how: _How) -> Iterator[Row]:
    for item in table.data(how.plain, chain(table.head, table.rest)):
        yield item if isinstance(item, Row) else _row(item, how)._replace(sheet=table.name)


def _row(item: Record, how: _How) -> Row:
    number, texts = item
    columns, most = how.columns, how.limits.columns
    cells = _cells(columns, texts)
    if len(texts) > most or len(columns) > most:
        return Row(number, problem=fault("too_many_columns", limit=most), cells=cells)
    if any(text.strip() for text in texts[len(columns) :]):
        more = {f"Kolom {n}": text for n, text in enumerate(texts[len(columns) :], len(columns) + 1)}
        return Row(number, problem=fault("more_cells"), cells=cells | more)
    if how.plain:
        raw, remarks = unflattened(cells)
    elif how.by:
        raw, remarks = apply_mapping(cells, how.by)
    else:
        return Row(number, problem=fault("columns_unknown"), cells=cells)
    return Row(number, raw=raw, cells=cells, remarks=remarks)


def _cells(columns: tuple[str, ...], texts: list[str]) -> dict[str, str]:
    return dict(zip(columns, [*texts, *[""] * (len(columns) - len(texts))], strict=False))
