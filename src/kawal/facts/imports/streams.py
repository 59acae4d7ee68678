"""Bytes of a file as lines of UTF-8, in bounded memory whatever the file holds.

Gzip is expanded under limits; UTF-16 and UTF-32 are turned into UTF-8; a line over the limit is passed over, not held.
"""

import codecs
import zlib
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from typing import Protocol

from kawal.facts.imports.rows import Limits

BLOCK = 262_144
_GZIP, _ZIP, _OLE = b"\x1f\x8b", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_BOMS = (  # the longer first: UTF-32 begins like UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TEXT_CONTROLS = frozenset(b"\t\n\r\f\x1a\x1b")


class Readable(Protocol):
    """Bytes from the beginning, in pieces."""

    def read(self, size: int, /) -> bytes: ...


class StreamFault(Exception):
    """The stream cannot be read further; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def container(head: bytes) -> str:
    """gzip, zip, ole (an old workbook) or plain, by the first bytes."""
    for magic, name in ((_GZIP, "gzip"), (_ZIP, "zip"), (b"PK\x05\x06", "zip"), (_OLE, "ole")):
        if head.startswith(magic):
            return name
    return "plain"


def blocks(file: Readable, head: bytes) -> Iterator[bytes]:
    """The file from its start, of which ``head`` was read already."""
    block = head
    while block:
        yield block
        block = read(file, BLOCK)


def read(file: Readable, size: int) -> bytes:
    """:raises StreamFault: the disk or the file system refuses."""
    try:
        return file.read(size)
    except (OSError, ValueError) as error:
        raise StreamFault("file_unreadable") from error


def gunzipped(compressed: Iterator[bytes], limits: Limits) -> Iterator[bytes]:
    """What the gzip members hold.

    :raises StreamFault: truncated, broken, or growing beyond the limits; what came before has been given.
    """
    spent = made = 0
    member = zlib.decompressobj(wbits=31)
    for block in compressed:
        spent += len(block)
        while block:
            if member.eof:
                if not block.strip(b"\0"):
                    return  # padding after the last member
                member = zlib.decompressobj(wbits=31)
            before = member.copy()
            try:
                out = member.decompress(block, BLOCK)
            except zlib.error as error:
                yield from _salvaged(before, block)
                raise StreamFault("file_broken") from error
            made += len(out)
            if made > limits.expanded or (made > limits.harmless and made > spent * limits.ratio):
                raise StreamFault("file_bomb")
            if out:
                yield out
            block = member.unused_data if member.eof else member.unconsumed_tail
            if not out and not member.eof and not block:
                break
    if not member.eof:
        raise StreamFault("file_truncated")


def _salvaged(member: "zlib._Decompress", block: bytes) -> Iterator[bytes]:
    """What a block with damage in it gives up to the damage: an error takes everything of its call with it."""
    with suppress(zlib.error):
        for at in range(len(block)):
            if out := member.decompress(block[at : at + 1]):
                yield out


def peeked(incoming: Iterator[bytes], least: int) -> tuple[bytes, Iterator[bytes]]:
    """At least so many first bytes where there are any, and the whole again; a fault comes at its place.

    :raises StreamFault: before the first byte.
    """
    head = b""
    try:
        while len(head) < least and (more := next(incoming, b"")):
            head += more
    except StreamFault as fault:
        if not head:
            raise
        return head, chain([head], _faulting(fault))
    return head, chain([head], incoming)


def _faulting(fault: StreamFault) -> Iterator[bytes]:
    raise fault
    yield b""


def encoding_of(head: bytes) -> tuple[str, int]:
    """The encoding and the length of its mark. Without a mark: UTF-16 by its zeros, else utf-8 (or read line by line)."""
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name, len(mark)
    sample = head[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    most = len(sample) * 3 // 8  # three of four characters are Latin
    if odd > most and even <= odd // 10:
        return "utf-16-le", 0
    if even > most and odd <= even // 10:
        return "utf-16-be", 0
    return "utf-8", 0


def as_utf8(incoming: Iterator[bytes], encoding: str, mark: int) -> Iterator[bytes]:
    """The blocks without their mark, in UTF-8; bytes of an 8-bit encoding pass unchanged."""
    decoder = None if encoding == "utf-8" else codecs.getincrementaldecoder(encoding)("replace")
    for block in incoming:
        if mark:
            block, mark = block[mark:], 0
        yield decoder.decode(block).encode("utf-8", "replace") if decoder else block
    if decoder:
        yield decoder.decode(b"", final=True).encode("utf-8", "replace")


def is_binary(head: bytes) -> bool:
    """Text has few control characters; one NUL in a line costs that line and not the file."""
    sample = head[:4096]
    controls = sum(byte < 32 and byte not in _TEXT_CONTROLS for byte in sample)
    return controls * 20 > len(sample)


def lines(incoming: Iterator[bytes], limit: int) -> Iterator[bytes | None]:
    """Lines without their ends (LF, CR LF, or CR where the file knows no LF); ``None`` for one over the limit."""
    rest, skipping, end = b"", False, b""
    for block in incoming:
        end = end or (b"\r" if b"\r" in block[:-1] and b"\n" not in block else b"\n")
        *whole, last = block.split(end)
        if whole:
            first = rest + whole[0]
            yield None if skipping or len(first) > limit else first.rstrip(b"\r")
            for line in whole[1:]:
                yield None if len(line) > limit else line.rstrip(b"\r")
            rest, skipping = last, False
        elif not skipping:
            rest += last
        if len(rest) > limit:
            rest, skipping = b"", True
    if skipping:
        yield None
    elif rest:
        yield None if len(rest) > limit else rest.rstrip(b"\r")


def decoded(line: bytes) -> str:
    """UTF-8, else as old spreadsheets write: Windows-1252."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return line.decode("cp1252")
    except UnicodeDecodeError:
        return line.decode("latin-1")
