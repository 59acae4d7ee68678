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


@dataclass(slots=True)
class _Table:
    name: str
    header: Header
    head: list[Record]
    problems: list[Row]
    rest: Iterator[Record | Row]


def table_reading(
    format_: str, sources: Iterable[Source], by: Interpretation | None, limits: Limits
) -> Reading:
    """A reading of all sheets whose columns are those of the first that has any."""
    waiting = iter(sources)
    for source in waiting:
        table = _begun(source, limits)
        if table is not None:
            break
    else:
        return Reading(format_, iter([file_fault("file_empty")]))
    columns = table.header.columns
    plain = is_contract(columns)
    reading = Reading(format_, iter(()), columns, plain or by is not None)
    reading.sample = [
        _cells(columns, row) for _, row in table.head[table.header.first :][:_SAMPLES] if not is_total(row)
    ]
    reading.titles = [" ".join(filter(None, cells)) for n, cells in table.head if n < table.header.row]
    reading.rows = chain(
        _rows(table, plain, by, limits),
        chain.from_iterable(_further(source, columns, plain, by, limits) for source in waiting),
    )
    return reading


def _begun(source: Source, limits: Limits) -> _Table | None:
    """A source with its header, or nothing when it has no row with anything in it."""
    head: list[Record] = []
    problems: list[Row] = []
    records = source.records
    for item in islice(records, SEARCHED * 4):
        if isinstance(item, Row):
            problems.append(item._replace(sheet=source.name))
        elif any(cell.strip() for cell in item[1]):
            head.append(item)
        if len(head) >= SEARCHED:
            break
    header = find_header(head, is_known, source.merged)
    if header is None and not head and not problems:
        return None
    return _Table(source.name, header or Header(0, ()), head, problems, records)


def _further(
    source: Source, columns: tuple[str, ...], plain: bool, by: Interpretation | None, limits: Limits
) -> Iterator[Row]:
    table = _begun(source, limits)
    if table is None:
        return
    if signature_of(table.header.columns) != signature_of(columns):
        yield file_fault("sheet_other", sheet=source.name)
        return
    yield from _rows(table, plain, by, limits)


def _rows(table: _Table, plain: bool, by: Interpretation | None, limits: Limits) -> Iterator[Row]:
    columns, summed = table.header.columns, False
    yield from table.problems
    for item in chain(table.head[table.header.first :], table.rest):
        if isinstance(item, Row):
            yield item._replace(sheet=table.name)
            continue
        said = sum(bool(cell.strip()) for cell in item[1])
        if not plain and is_total(item[1]):
            summed = True
        elif said and not (summed and said <= len(columns) // 4):  # below a total stand signatures and places
            yield _row(item, columns, plain, by, limits)._replace(sheet=table.name)


def _row(
    item: Record, columns: tuple[str, ...], plain: bool, by: Interpretation | None, limits: Limits
) -> Row:
    number, texts = item
    cells = _cells(columns, texts)
    if len(texts) > limits.columns or len(columns) > limits.columns:
        return Row(number, problem=fault("too_many_columns", limit=limits.columns), cells=cells)
    if any(text.strip() for text in texts[len(columns) :]):
        return Row(number, problem=fault("more_cells"), cells=cells)
    if plain:
        raw, remarks = unflattened(cells)
    elif by:
        raw, remarks = apply_mapping(cells, by)
    else:
        return Row(number, problem=fault("columns_unknown"), cells=cells)
    return Row(number, raw=raw, cells=cells, remarks=remarks)


def _cells(columns: tuple[str, ...], texts: list[str]) -> dict[str, str]:
    return dict(zip(columns, [*texts, *[""] * (len(columns) - len(texts))], strict=False))
