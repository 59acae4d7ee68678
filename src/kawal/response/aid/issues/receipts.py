"""What proves that somebody got something. Pure."""

from uuid import UUID

from kawal.foundation.drawn import is_drawn, svg_of
from kawal.foundation.images import kept

RECEIPTS = ("thumb", "signature", "photo", "paper")
DRAWN = "image/svg+xml"
LARGEST = 400_000  # octets; the database says the same


class BadReceipt(ValueError):
    """The picture or drawing is none that we keep, or is too large."""


def fact_of(act: UUID) -> str:
    """The id of the fact that tells of this act."""
    return f"aid-{act}"


def picture_of(image: bytes, drawing: str) -> tuple[str, bytes]:
    """The media type and the picture as it is kept; both empty where there is neither picture nor drawing.

    :raises BadReceipt: neither PNG, JPEG nor WebP, too large, or no drawing.
    """
    if drawing:
        if not is_drawn(drawing):
            raise BadReceipt(DRAWN)
        return DRAWN, svg_of(drawing).encode()
    kind, picture = kept(image)
    if image and (not kind or len(image) > LARGEST):
        raise BadReceipt(kind)
    return kind, picture
