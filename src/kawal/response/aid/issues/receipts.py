"""What proves that somebody got something. Pure."""

from uuid import UUID

RECEIPTS = ("thumb", "signature", "photo", "paper")
IMAGES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"RIFF": "image/webp"}
LARGEST = 400_000  # octets; the database says the same


class BadReceipt(ValueError):
    """The picture is none that we keep, or is too large."""


def fact_of(act: UUID) -> str:
    """The id of the fact that tells of this act."""
    return f"aid-{act}"


def image_kind(image: bytes) -> str:
    """:raises BadReceipt: neither PNG, JPEG nor WebP, or too large."""
    kind = next((kind for mark, kind in IMAGES.items() if image.startswith(mark)), "")
    if not kind or len(image) > LARGEST:
        raise BadReceipt(kind)
    return kind
