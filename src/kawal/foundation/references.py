"""References that leave the house on paper: random, signed by this instance, short enough to be typed. Pure.

Twenty-four signs of Crockford's base 32: two that mark the instance, sixteen at random (80 bits), six that are a keyed digest of
the others (30 bits). They say nothing to whoever finds them, and none can be made or altered without the instance's secret.
"""

import re
import secrets

from kawal.foundation.digests import keyed

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MARK, RANDOM, TAG = 2, 16, 6
LENGTH = MARK + RANDOM + TAG
GROUP = 4
_LOOK_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BETWEEN = re.compile(r"[\s\-_.–]+")


class BadReference(ValueError):
    """What was read or typed is no reference of this instance."""


class Foreign(BadReference):
    """It has another shape, or another instance made it."""


class WrongLength(BadReference):
    """It begins like ours, but signs are missing or too many. ``count`` says how many there are."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class Altered(BadReference):
    """It looks like ours, but the signs do not belong together: misread, mistyped or made up."""


def draw() -> str:
    """The random part of a new reference, as it is kept."""
    return "".join(secrets.choice(SIGNS) for _ in range(RANDOM))


def sign(secret: bytes, use: str, drawn: str) -> str:
    """The whole reference; one made for another ``use`` is never taken for it.

    :raises ValueError: the secret is empty.
    """
    begun = _signs(keyed(secret, b"instance"), MARK) + drawn
    return begun + _tag(secret, use, begun)


def read(secret: bytes, use: str, text: str) -> str:
    """The random part of a reference as scanned or typed: small letters, spaces, dashes and look-alikes are forgiven.

    :raises BadReference: one of its kinds, each with a sentence of its own at the door.
    """
    said = _BETWEEN.sub("", text.strip().upper()).translate(_LOOK_ALIKE)
    if not said.startswith(_signs(keyed(secret, b"instance"), MARK)) or not said.isalnum():
        raise Foreign
    if len(said) != LENGTH:
        raise WrongLength(len(said))
    if not set(said) <= set(SIGNS) or said[-TAG:] != _tag(secret, use, said[:-TAG]):
        raise Altered
    return said[MARK:-TAG]


def grouped(reference: str) -> str:
    """In groups of four, as it stands on paper."""
    return "-".join(reference[at : at + GROUP] for at in range(0, len(reference), GROUP))


def _tag(secret: bytes, use: str, begun: str) -> str:
    return _signs(keyed(secret, b"reference", use.encode(), begun.encode()), TAG)


def _signs(digest: bytes, count: int) -> str:
    number = int.from_bytes(digest, "big")
    return "".join(SIGNS[number >> 5 * at & 31] for at in range(count))
