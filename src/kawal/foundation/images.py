"""Pictures as they are kept: of which kind, and without what cameras and programs write beside the picture. Pure.

Where and when it was taken, with what, by whom: none of that is part of a picture of a signature, a thumb or a face. Only what is needed
to show it stays: everything else goes, known to us or not.
"""

from collections.abc import Iterator

_KINDS = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png", b"RIFF": "image/webp"}
# Beside the critical chunks, those without which a picture looks different.
_PNG_SHOWN = {b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD"}
_PNG_CRITICAL = 0x20  # this bit of the first letter is not set in a chunk without which there is no picture
_WEBP_SHOWN = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"}
_WEBP_SAID = 0x08 | 0x04 | 0x20  # VP8X: has EXIF, has XMP, has a colour profile
_START_OF_SCAN, _END, _COMMENT = 0xDA, 0xD9, 0xFE


def kept(image: bytes) -> tuple[str, bytes]:
    """Media type (PNG, JPEG or WebP) and the picture alone; what is cut short or follows its end goes too.

    Both are empty for what is none of them, or has nothing to show.
    """
    needed: tuple[bytes, ...]
    media = next((media for begin, media in _KINDS.items() if image.startswith(begin)), "")
    match media:
        case "image/jpeg":
            parts, needed, head = list(_jpeg_parts(image)), (b"\xff\xda",), b"\xff\xd8"
        case "image/png":
            parts, needed, head = list(_png_chunks(image)), (b"IDAT",), image[:8]
        case "image/webp" if image[8:12] == b"WEBP":
            parts, needed = list(_webp_chunks(image)), (b"VP8 ", b"VP8L", b"ANMF")
            head = b"RIFF" + (sum(map(len, parts)) + 4).to_bytes(4, "little") + b"WEBP"
        case _:
            return "", b""
    begins = 4 if media == "image/png" else 0  # a chunk of a PNG begins with its length
    if not any(part[begins:].startswith(needed) for part in parts):
        return "", b""
    return media, head + b"".join(parts)


def _jpeg_parts(image: bytes) -> Iterator[bytes]:
    """Segments but for APP1 to APP15 and comments, each scan with its data, up to the end of the image."""
    at = 2
    while at + 4 <= len(image) and image[at] == 0xFF and image[at + 1] != _END:
        marker = image[at + 1]
        if marker == 0xFF:  # a marker may be preceded by any number of these
            at += 1
            continue
        end = at + 2 + int.from_bytes(image[at + 2 : at + 4], "big")
        if marker == _START_OF_SCAN:
            end = _scan_end(image, end)
        if not (0xE1 <= marker <= 0xEF or marker == _COMMENT):
            yield image[at:end]
        at = end
    if image[at : at + 2] == b"\xff\xd9":
        yield b"\xff\xd9"


def _scan_end(image: bytes, at: int) -> int:
    """The next marker that is neither an escaped 0xFF nor a restart."""
    while (at := image.find(b"\xff", at)) >= 0:
        following = image[at + 1 : at + 2]
        if following and following[0] != 0 and not 0xD0 <= following[0] <= 0xD7:
            return at
        at += 2
    return len(image)


def _png_chunks(image: bytes) -> Iterator[bytes]:
    at = 8
    while at + 12 <= len(image):
        end = at + 12 + int.from_bytes(image[at : at + 4], "big")
        name = image[at + 4 : at + 8]
        if end > len(image):
            return
        if not name[0] & _PNG_CRITICAL or name in _PNG_SHOWN:
            yield image[at:end]
        if name == b"IEND":
            return
        at = end


def _webp_chunks(image: bytes) -> Iterator[bytes]:
    at, last = 12, min(len(image), 8 + int.from_bytes(image[4:8], "little"))
    while at + 8 <= last:
        name, length = image[at : at + 4], int.from_bytes(image[at + 4 : at + 8], "little")
        end = at + 8 + length + length % 2
        if at + 8 + length > last:
            return
        if name == b"VP8X":
            flags = image[at + 8] & ~_WEBP_SAID
            yield image[at : at + 8] + bytes([flags]) + image[at + 9 : end]
        elif name in _WEBP_SHOWN:
            yield image[at:end]
        at = end
