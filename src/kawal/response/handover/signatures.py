"""Signatures: drawn on a screen, or a photo of paper or thumb. What may be kept of them, and what is left out. Pure."""

from dataclasses import dataclass
from typing import Literal

from kawal.foundation import drawn
from kawal.foundation.images import kept

IMAGE_LARGEST = 4_000_000
MEDIA = ("image/jpeg", "image/png")
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
        if len(signature.drawing) > drawn.LONGEST:
            raise BadSignature("too_long")
        if not drawn.is_drawn(signature.drawing):
            raise BadSignature("not_drawn")
        return _kept(signature, name, office, b""), ""
    if not signature.image:
        raise BadSignature("empty")
    if len(signature.image) > IMAGE_LARGEST:
        raise BadSignature("too_large")
    media, picture = kept(signature.image)
    if media not in MEDIA:
        raise BadSignature("not_image")
    return _kept(signature, name, office, picture), media


def _kept(signature: Signature, name: str, office: str, image: bytes) -> Signature:
    return Signature(signature.act_id, signature.role, name, office, signature.drawing, image, signature.line)
