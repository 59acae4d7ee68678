"""The smallest pictures that are ones, for tests that take some."""

import zlib

PNG_HEAD, SAID = b"\x89PNG\r\n\x1a\n", b"Diambil di Kupang, 19 Nov 2026"


def chunk(name: bytes, data: bytes = b"") -> bytes:
    """A chunk of a PNG."""
    return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")


def segment(marker: int, data: bytes = b"") -> bytes:
    """A segment of a JPEG."""
    return bytes([0xFF, marker]) + (len(data) + 2).to_bytes(2, "big") + data


def a_png(*between: bytes) -> bytes:
    """One grey point; ``between`` are chunks before it."""
    head = chunk(b"IHDR", bytes.fromhex("00000001000000010800000000"))
    return PNG_HEAD + head + b"".join(between) + chunk(b"IDAT", zlib.compress(b"\0\xff")) + chunk(b"IEND")


def a_jpeg(scan: bytes = b"\x12\x34", *between: bytes) -> bytes:
    """With this scan; ``between`` are segments before it."""
    begin = b"\xff\xd8" + segment(0xE0, b"JFIF\0") + segment(0xDB, b"\x10" * 65)
    return begin + b"".join(between) + segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + scan + b"\xff\xd9"
