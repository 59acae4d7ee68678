"""Tables in text: the delimiter found out, quotes closed or refused row by row, records over several lines."""

import csv
import re
from collections import deque
from collections.abc import Iterator

from kawal.facts.imports.rows import Limits, Row, fault, file_fault
from kawal.facts.imports.streams import StreamFault, decoded, lines

DELIMITERS = ",;\t|"
_MOST_LINES = 50  # of one record: more is a quote that was never closed
_QUOTE = '"'
_SEP_LINE = re.compile(r"sep=(.)\s*", re.IGNORECASE)


def delimiter_of(header: str) -> str:
    """The sign that parts most cells of the header, outside quotes; a comma where none does."""
    outside = "".join(header.split(_QUOTE)[0::2])
    counts = {sign: outside.count(sign) for sign in DELIMITERS}
    best = max(counts, key=lambda sign: counts[sign])
    return best if counts[best] else ","


class Records:
    """The records of a text table, one pass: (number of the first line, cells), or a row that says what is wrong.

    A quote that is not closed within fifty lines costs its own line and no other.
    """

    def __init__(self, blocks: Iterator[bytes], limits: Limits) -> None:
        self._lines = lines(blocks, limits.line)
        self._limits = limits
        self._waiting: deque[tuple[int, str | None]] = deque()
        self._read = 0
        self.delimiter = ""

    def __iter__(self) -> Iterator[tuple[int, list[str]] | Row]:
        try:
            while (item := self._next()) is not None:
                yield from self._record(*item)
        except StreamFault as stop:
            yield file_fault(stop.code, self._read + 1)

    def _next(self) -> tuple[int, str | None] | None:
        if self._waiting:
            return self._waiting.popleft()
        try:
            line = next(self._lines)
        except StopIteration:
            return None
        self._read += 1
        return self._read, None if line is None else decoded(line)

    def _record(self, number: int, text: str | None) -> Iterator[tuple[int, list[str]] | Row]:
        if text is None:
            yield Row(number, problem=fault("line_too_long", limit=self._limits.line))
            return
        if not text.strip():
            return
        if not self.delimiter and self._is_first(text):
            return
        if _QUOTE in text and self._is_open(text, within=False):
            whole = self._joined(text)
            if whole is None:
                yield Row(number, problem=fault("quote_open"), cells={"": text[:1000]})
                return
            text = whole
        yield number, next(csv.reader(text.splitlines(keepends=True), delimiter=self.delimiter), [])

    def _is_first(self, text: str) -> bool:
        """Learn the delimiter; true for a line that says nothing else."""
        said = _SEP_LINE.fullmatch(text)
        self.delimiter = said[1] if said else delimiter_of(text)
        return said is not None

    def _joined(self, first: str) -> str | None:
        """The record with the lines that close its quote; nothing, and those lines put back, where none does."""
        taken: list[tuple[int, str | None]] = []
        size, is_open = len(first), True
        while is_open and len(taken) < _MOST_LINES and size <= self._limits.line:
            item = self._next()
            if item is None:
                break
            taken.append(item)
            if item[1] is None:
                break
            size += len(item[1])
            is_open = self._is_open(item[1], within=True)
        if not is_open:
            return "\n".join([first, *(text or "" for _, text in taken)])
        self._waiting.extendleft(reversed(taken))
        return None

    def _is_open(self, text: str, *, within: bool) -> bool:
        """Does the line end inside quotes, having begun inside or outside them?"""
        sign = re.escape(self.delimiter)
        if within:
            closing = re.match(rf'(?:[^"]|"")*"(?!")[^{sign}]*', text)
            if closing is None:
                return True
            text = text[closing.end() :]
        closed = re.sub(rf'(^|{sign})"(?:[^"]|"")*"(?!")[^{sign}]*', r"\1", text)
        return re.search(rf'(?:^|{sign})"', closed) is not None
