"""Short numbers for what is shared, so that networks hold no phone, address or name.

A key is 63 bits; live use passes a keyed digest of its own (:data:`Keyed`). Texts of check-ins become 64-bit simhashes, so
that answers that differ in a word or two lie a few bits apart.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from typing import Final

Keyed = Callable[[str, str], int]  # kind of identifier, its normal form

FEWEST_WORDS: Final = 6  # "saya baik" is said by everybody
NEAR_BITS: Final = 10
BANDS: Final = 5
_BAND_BITS: Final = 13
_BAND: Final = (1 << _BAND_BITS) - 1
_WORDS: Final = re.compile(r"\w+")
_NOT_SIGN: Final = re.compile(r"[^A-Z0-9]")
_LOOKS: Final = str.maketrans("OIL", "011")


@lru_cache(262_144)
def plain_key(kind: str, value: str) -> int:
    """A key without a secret, for replays of files."""
    return int.from_bytes(blake2b(f"{kind}|{value}".encode(), digest_size=8).digest(), "big") >> 1


def number_form(text: str) -> str | None:
    """A number of a paper, voyage or booking without punctuation, letters that look like digits made digits.

    Nothing for what can be nobody's own: too short, without a digit, or one sign over and over.
    """
    plain = _NOT_SIGN.sub("", text.upper()).translate(_LOOKS)
    said = set(plain)
    return plain if len(plain) >= 4 and len(said) > 1 and any(map(str.isdigit, plain)) else None


def near_text(text: str) -> int | None:
    """The simhash of an answer of six words and more, over its words and pairs of words."""
    words = _WORDS.findall(text.lower())
    if len(words) < FEWEST_WORDS:
        return None
    return simhash([*words, *map(" ".join, pairwise(words))])


def simhash(shingles: Iterable[str]) -> int:
    """64 bits; each is the majority of that bit over the hashes of the shingles."""
    counts = [0] * 64
    for shingle in shingles:
        value = int.from_bytes(blake2b(shingle.encode(), digest_size=8).digest(), "big")
        for bit in range(64):
            counts[bit] += 1 if value >> bit & 1 else -1
    return sum(1 << bit for bit, count in enumerate(counts) if count > 0)


def bands(value: int) -> tuple[tuple[int, int], ...]:
    """Parts of a simhash. Two that differ in few bits nearly always have one in common."""
    return tuple((band, value >> band * _BAND_BITS & _BAND) for band in range(BANDS))


def is_near(one: int, other: int) -> bool:
    return (one ^ other).bit_count() <= NEAR_BITS
