"""Facts as JSON: one a line, or a small document that holds a list of them."""

from collections.abc import Iterator

import orjson

from kawal.facts.imports.rows import Limits, Row, fault, file_fault
from kawal.facts.imports.streams import StreamFault, decoded, lines


def json_rows(blocks: Iterator[bytes], limits: Limits) -> Iterator[Row]:
    """Every line that is not blank. A line that is no UTF-8 is read as Windows-1252."""
    number = 0
    try:
        for number, line in enumerate(lines(blocks, limits.line), 1):
            if line is None:
                yield Row(number, problem=fault("line_too_long", limit=limits.line))
            elif line and not line.isspace():
                yield Row(number, line=line if line.isascii() else decoded(line).encode())
    except StreamFault as stop:
        yield file_fault(stop.code, number + 1)


def is_document(head: bytes) -> bool:
    """A list, or an object over several lines: not one fact a line."""
    text = head.lstrip()
    if text.startswith(b"["):
        return True
    first = text.split(b"\n", 1)[0].rstrip()
    return (
        text.startswith(b"{") and b"\n" in text and first[-1:] in (b"{", b"[", b",") and not _is_json(first)
    )


def document_rows(blocks: Iterator[bytes], limits: Limits) -> Iterator[Row]:
    """The facts of a document that fits the limit: a list, ``{"facts": […]}``, or one fact."""
    text = bytearray()
    try:
        for block in blocks:
            text += block
            if len(text) > limits.document:
                yield file_fault("file_too_large")
                return
        document = orjson.loads(decoded(bytes(text)))
    except StreamFault as stop:
        yield file_fault(stop.code)
        return
    except orjson.JSONDecodeError as error:
        yield Row(error.lineno, line=b"{")  # read later, and refused with its row
        return
    found = document.get("facts", [document]) if isinstance(document, dict) else document
    for number, raw in enumerate(found if isinstance(found, list) else [found], 1):
        yield Row(number, line=orjson.dumps(raw))


def _is_json(text: bytes) -> bool:
    try:
        orjson.loads(text)
    except orjson.JSONDecodeError:
        return False
    return True
