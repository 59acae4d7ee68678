"""Signatures: drawn on a screen, or a photo of paper or thumb. What may be kept of them, and what is left out. Pure."""

import re
from dataclasses import dataclass
from typing import Literal

DRAWING_LONGEST, IMAGE_LARGEST = 20_000, 4_000_000
WIDTH, HEIGHT = 600, 200  # of a drawing
_DRAWING = re.compile(r"(?:M\d{1,3} \d{1,3}(?:L\d{1,3} \d{1,3})+)+")
_MEDIA = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
SignerRole = Literal["giver", "taker", "witness", "person"]


class BadSignature(ValueError):
    """What was sent is no signature: ``code`` is empty, too_long, not_drawn, not_image, too_large, no_name."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature as it comes from a device.

    :ivar act_id: made on the device; the same again changes nothing.
    :ivar drawing: an SVG path of whole numbers within 600 × 200, or empty. :ivar image: a JPEG or PNG, where there is no drawing.
    :ivar line: of the person who refuses, with role ``person``; else 0.
    """

    act_id: str
    role: SignerRole
    name: str
    office: str = ""
    drawing: str = ""
    image: bytes = b""
    line: int = 0

    @property
    def way(self) -> str:
        return "drawn" if self.drawing else "photo"


def check(signature: Signature) -> tuple[Signature, str]:
    """The signature as it is kept, and the media type of its image.

    :raises BadSignature: saying what is wrong.
    """
    name, office = signature.name.strip(), signature.office.strip()
    if not name or len(name) > 200 or len(office) > 200:
        raise BadSignature("no_name" if not name else "too_long")
    if signature.drawing:
        if len(signature.drawing) > DRAWING_LONGEST:
            raise BadSignature("too_long")
        if not _DRAWING.fullmatch(signature.drawing):
            raise BadSignature("not_drawn")
        return _kept(signature, name, office, b""), ""
    if not signature.image:
        raise BadSignature("empty")
    if len(signature.image) > IMAGE_LARGEST:
        raise BadSignature("too_large")
    media = next((it for begin, it in _MEDIA.items() if signature.image.startswith(begin)), "")
    if not media:
        raise BadSignature("not_image")
    return _kept(signature, name, office, without_marks(signature.image)), media


def without_marks(image: bytes) -> bytes:
    """A JPEG without the segments in which cameras write where and with what it was taken; anything else as it is."""
    if not image.startswith(b"\xff\xd8\xff"):
        return image
    kept, at = bytearray(image[:2]), 2
    while at + 4 <= len(image) and image[at] == 0xFF and image[at + 1] != 0xDA:
        length = 2 + int.from_bytes(image[at + 2 : at + 4], "big")
        if not (0xE1 <= image[at + 1] <= 0xEF or image[at + 1] == 0xFE):
            kept += image[at : at + length]
        at += length
    return bytes(kept + image[at:])


def _kept(signature: Signature, name: str, office: str, image: bytes) -> Signature:
    return Signature(signature.act_id, signature.role, name, office, signature.drawing, image, signature.line)
