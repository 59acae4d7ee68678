"""Texts, names, countries and money as whole numbers of at most 31 bits: what the reducer can hold and compare.

``NONE`` stands for whatever was not said, is of another type than it should be, or cannot be.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Final
from zlib import crc32

from kawal.facts.contract.values import as_number
from kawal.foundation.names import TITLES, sound
from kawal.foundation.phones import phone_digits
from kawal.reference.context.tables import Context
from kawal.situation.picture.clocks import whole_date

NONE: Final = -1
MOST: Final = 2_000_000_000  # rupiah in one number; whatever is more is a slip of the currency
_31_BITS: Final = (1 << 31) - 1

# Codes that are kept as their place in the list; 0 is whatever the list has not.
CHANNELS: Final = (
    "",
    "office",
    "village_agent",
    "social_media",
    "messaging",
    "hotline",
    "field_visit",
    "app",
)
VISAS: Final = ("", "work", "visit", "umrah", "hajj", "transit", "student", "trainee", "none")


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LEGAL_FORMS: Final = words(
    """PT CV UD TBK PERSERO LTD LIMITED CO COMPANY CORP CORPORATION INC LLC LLP PLC PTE PTY SDN BHD
 GMBH KK KOPERASI"""
)
OFFICES: Final = words("HR HRD PERSONALIA RECRUITMENT REKRUTMEN DEPT DEPARTMENT BAGIAN")  # within a company
# A name is eleven bits of its numbers and twenty bits set by pairs of letters: two spellings differ in few of them.
LETTER_BITS: Final = 20
_NUMBERS: Final = (1 << 11) - 1


def text_of(value: object) -> str:
    """What was said, without blanks around; empty where it is no text."""
    return value.strip() if isinstance(value, str) else ""


def _bytes(text: str) -> bytes:
    """Half of a pair of signs, which some programs leave behind, is kept as it is."""
    return text.encode(errors="surrogatepass")


@lru_cache(65_536)
def text_code(text: str) -> int:
    """A number of a text, the same everywhere and always."""
    if not text:
        return NONE
    return int.from_bytes(blake2b(_bytes(text), digest_size=4).digest()) & _31_BITS


def place_in(codes: tuple[str, ...], value: object) -> int:
    word = text_of(value).lower()
    return codes.index(word) if word in codes else 0


@lru_cache(4_096)
def country_code(text: str) -> int:
    """Three letters in fifteen bits; 0 for anything else."""
    if len(text) != 3 or not (text.isascii() and text.isalpha()):
        return 0
    code = 0
    for letter in text.upper():
        code = code << 5 | ord(letter) - 64
    return code


def country_text(code: int) -> str | None:
    letters = (code >> 10 & 31, code >> 5 & 31, code & 31)
    return "".join(chr(64 + it) for it in letters) if code > 0 else None


@lru_cache(65_536)
def name_code(text: str) -> int:
    """A person's or company's name, so that two spellings of it are alike (:func:`.moves.is_same_name`).

    Legal forms, offices, titles, punctuation and the order of words do not count, nor how doubled or like-sounding letters
    are written; numbers do.
    """
    words = "".join(sign if sign.isalnum() else " " for sign in text.upper()[:200].replace(".", "")).split()
    letters = numbers = 0
    for word in words:
        if word in LEGAL_FORMS or word in OFFICES or word in TITLES:
            continue
        if any(map(str.isdigit, word)):
            numbers = crc32(_bytes(word), numbers) & 0xFFFFFFFF
            word = "".join(sign for sign in word if not sign.isdigit())
        heard = f" {sound(word)} " if word.isascii() else f" {word} "
        for at in range(len(heard) - 1):
            letters |= 1 << crc32(_bytes(heard[at : at + 2])) % LETTER_BITS
    code = (numbers & _NUMBERS) << LETTER_BITS | letters
    return code or NONE


@lru_cache(65_536)
def phone_code(text: str) -> int:
    return text_code(phone_digits(text) or "")


class Party:
    """Who is named: recruiter, lender or host, as an object or as a text alone."""

    __slots__ = ("licence", "name", "phone")

    def __init__(self, value: object) -> None:
        said: Mapping[str, Any] = value if isinstance(value, Mapping) else {"name": value}
        self.name, self.phone, self.licence = (text_of(said.get(it)) for it in ("name", "phone", "licence"))

    @property
    def is_named(self) -> bool:
        return bool(self.name or self.licence)


def number_of(value: object) -> float | None:
    """The number that was given, also one written as text (``1.200.000``); zero or more."""
    said = as_number(value)
    try:
        given = -1.0 if said is None else float(said)
    except OverflowError:
        return None
    return given if given >= 0 else None


def rupiah(data: Mapping[str, Any], amount: str, context: Context, day: int) -> int:
    """The amount under that name in its ``currency``, in rupiah; ``NONE`` without either, or where it is beyond sense."""
    given = number_of(data.get(amount))
    currency = text_of(data.get("currency"))
    rate = context.rate_idr(currency, day) if given is not None and currency else None
    if given is None or rate is None:
        return NONE
    worth = given * rate
    return round(worth) if worth <= MOST else NONE


def day_said(value: object, near: int, *, years: int = 30) -> int:
    """A full date as an ordinal, within so many years of the fact that says it."""
    said: date | None = whole_date(value)
    if said is None or abs(said.toordinal() - near) > years * 366:
        return NONE
    return said.toordinal()
