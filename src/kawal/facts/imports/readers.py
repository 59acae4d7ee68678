"""Opening a file of facts, whatever it is: found out by its content, read in bounded memory, never raising for it.

NDJSON (also gzipped), a small JSON document, CSV with any usual delimiter and encoding, XLSX and XLS. Tables that use the
contract's names come as facts; an agency's own columns need a mapping.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from kawal.facts.contract.errors import FactRefused
from kawal.facts.contract.fact import Said, read_checked, read_fact
from kawal.facts.contract.wire import object_from
from kawal.facts.imports import streams
from kawal.facts.imports.delimited import Records
from kawal.facts.imports.flat import REASON
from kawal.facts.imports.jsonlines import document_rows, is_document, json_rows
from kawal.facts.imports.mapping import Interpretation
from kawal.facts.imports.rows import DEFAULT_LIMITS, Limits, Reading, Row, file_fault
from kawal.facts.imports.streams import Readable, StreamFault
from kawal.facts.imports.tables import Source, table_reading
from kawal.facts.imports.workbooks import sheets

_JSON_NAMES = (".ndjson", ".jsonl", ".json", ".ndjson.gz", ".jsonl.gz", ".json.gz")


def open_path(path: Path, *, by: Interpretation | None = None, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """Open a file on the disk: ``with open_path(path) as reading``. What cannot be opened is a row that says so."""
    if path.is_dir():
        return _nothing("file_is_directory")
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return _nothing("file_missing")
    except OSError:
        return _nothing("file_unreadable")
    reading = open_stream(file, name=path.name, by=by, limits=limits)
    reading.file = file
    return reading


def open_stream(
    file: BinaryIO, *, name: str = "", by: Interpretation | None = None, limits: Limits = DEFAULT_LIMITS
) -> Reading:
    """Open a stream of bytes, from its beginning. ``name`` decides only where the content does not."""
    try:
        return _opened(file, name.lower(), by, limits)
    except StreamFault as fault:
        return _nothing(fault.code)


def said_of(row: Row, *, source: str | None, now: datetime) -> Said:
    """The fact of a row, checked. A reason with which it was once given back is ignored.

    :raises FactRefused: the row's own problem, or everything wrong with its fact.
    """
    if row.problem:
        raise FactRefused([row.problem])
    if row.line is None:
        return read_fact(row.raw or {}, source=source, now=now)
    raw = object_from(row.line)
    if REASON in raw:
        del raw[REASON]
        with suppress(KeyError):
            if len(raw) == 1:  # a line that was no JSON is given back whole, as text
                return said_of(Row(row.number, line=str(raw["line"]).encode()), source=source, now=now)
    return read_checked(raw, source=source, now=now)


def _opened(file: BinaryIO, name: str, by: Interpretation | None, limits: Limits) -> Reading:
    head = streams.read(file, streams.BLOCK)
    if not head:
        raise StreamFault("file_empty")
    container = streams.container(head)
    if container in ("zip", "ole"):
        return _workbook(_Rejoined(head, file), container, by, limits)
    incoming = streams.blocks(file, head)
    if container == "gzip":
        head, incoming = streams.peeked(streams.gunzipped(incoming, limits), streams.BLOCK)
        if streams.container(head) != "plain":
            raise StreamFault("file_nested")
    reading = _text(head, incoming, name, by, limits)
    reading.gzipped = container == "gzip"
    return reading


def _text(
    head: bytes, incoming: Iterator[bytes], name: str, by: Interpretation | None, limits: Limits
) -> Reading:
    encoding, mark = streams.encoding_of(head)
    if encoding == "utf-8" and streams.is_binary(head):
        raise StreamFault("file_unknown")
    blocks = streams.as_utf8(incoming, encoding, mark)
    first = next(blocks, b"")
    blocks = chain([first], blocks)
    if not first.strip():
        raise StreamFault("file_empty") if len(head) < streams.BLOCK else StreamFault("file_unknown")
    if is_document(first):
        return Reading("ndjson", document_rows(blocks, limits))
    if first.lstrip().startswith(b"{") or name.endswith(_JSON_NAMES):
        return Reading("ndjson", json_rows(blocks, limits))
    records = Records(blocks, limits)
    reading = table_reading("csv", [Source("", iter(records))], by, limits)
    reading.delimiter = records.delimiter or ","
    return reading


def _workbook(file: Readable, container: str, by: Interpretation | None, limits: Limits) -> Reading:
    found = sheets(file, container, limits)
    first = list(islice(found, 1))  # opens the workbook, so that what is wrong with it is known now
    if not first:
        raise StreamFault("file_empty")
    sources = (Source(it.name, it.rows, it.merged, it.height) for it in chain(first, found))
    return table_reading("xlsx", sources, by, limits)


def _nothing(code: str) -> Reading:
    return Reading("", iter([file_fault(code)]))


class _Rejoined:
    """A stream whose beginning was read already."""

    def __init__(self, head: bytes, file: BinaryIO) -> None:
        self._head, self._read = head, file.read

    def read(self, size: int, /) -> bytes:
        head, self._head = self._head[:size], self._head[size:]
        return head + self._read(size - len(head)) if len(head) < size else head
