"""What one cell may hold. Whatever it may not is a :class:`BadCell` with the reason in Indonesian and English."""

import re
from datetime import date
from typing import Final, NamedTuple

from kawal.reference.context.specs import Column
from kawal.reference.context.tables import ALWAYS, OPEN_END

MOST_MONEY: Final = 10**12
MOST_YEARS, MOST_DAYS = 100, 3660
LONGEST: Final = 300
_NUMBER = re.compile(r"\d{1,15}(?:\.\d{1,6})?")
_WHOLE = re.compile(r"\d{1,5}")
_COUNTRY = re.compile(r"[A-Za-z]{3}")
_EVERY: Final = ("", "*")
STATUSES: Final = {
    "active": "active", "aktif": "active", "berlaku": "active",
    "suspended": "suspended", "dibekukan": "suspended", "ditangguhkan": "suspended",
    "revoked": "revoked", "dicabut": "revoked",
    "expired": "expired", "habis": "expired", "kedaluwarsa": "expired",
}  # fmt: skip


class Reason(NamedTuple):
    """Why something is not taken, for whoever sent it. ``code`` never changes."""

    code: str
    indonesian: str
    english: str


class BadCell(Exception):
    def __init__(self, code: str, indonesian: str, english: str) -> None:
        super().__init__(english)
        self.reason = Reason(code, indonesian, english)


def day(name: str, text: str) -> int:
    """ISO 8601, as an ordinal. An empty first day is since ever, an empty end is open."""
    said = text.strip()
    if not said:
        return ALWAYS if name == "valid_from" else OPEN_END
    try:
        if len(said) != 10:
            raise ValueError(said)
        return date.fromisoformat(said).toordinal()
    except ValueError:
        raise BadCell(
            "bad_date",
            f"{name}: tanggal tidak terbaca; tulis TTTT-BB-HH",
            f"{name}: not a date; write YYYY-MM-DD",
        ) from None


def value(column: Column, text: str) -> str | int | float:
    """The cell as the table holds it: texts trimmed, numbers as numbers, words of a list in their own code."""
    said = " ".join(text.split())
    if len(said) > LONGEST:
        raise BadCell("too_long", f"{column.name}: terlalu panjang", f"{column.name}: too long")
    if column.kind == "any" and said in _EVERY:
        return ""
    if not said and column.kind != "text":
        raise BadCell("empty", f"{column.name}: belum diisi", f"{column.name}: is empty")
    if column.kind in ("key", "any"):
        return _code(column, said)
    if column.kind == "money":
        return _money(column.name, said)
    if column.kind == "age":
        return _whole(column.name, said, MOST_YEARS)
    if column.kind == "days":
        return _whole(column.name, said, MOST_DAYS, least=1 if column.name == "every_days" else 0)
    if column.kind == "status":
        return _status(said)
    return _currency(said) if column.kind == "currency" else said


def text_of(it: str | int | float) -> str:
    """A value as a cell: numbers without needless zeros, never with an exponent."""
    return f"{it:.6f}".rstrip("0").rstrip(".") if isinstance(it, float) else str(it)


def _code(column: Column, said: str) -> str:
    if column.name == "country" and not _COUNTRY.fullmatch(said):
        raise BadCell(
            "bad_country",
            "country: tulis kode negara tiga huruf, misalnya MYS",
            "country: write the country's code of three letters, such as MYS",
        )
    if column.name == "currency":
        return _currency(said)
    if not column.key(said):
        raise BadCell(
            "empty",
            f"{column.name}: tidak berisi apa-apa",
            f"{column.name}: says nothing that can be looked up",
        )
    return column.key(said) if column.name in ("country", "occupation") else said


def _currency(said: str) -> str:
    if not _COUNTRY.fullmatch(said):
        raise BadCell(
            "bad_currency",
            "currency: tulis kode mata uang tiga huruf, misalnya MYR",
            "currency: write the currency's code of three letters, such as MYR",
        )
    return said.upper()


def _money(name: str, said: str) -> float | int:
    if not _NUMBER.fullmatch(said) or float(said) > MOST_MONEY:
        raise BadCell(
            "bad_number",
            f"{name}: bukan angka yang dapat dibaca; tulis angka saja, misalnya 1700 atau 1700.50",
            f"{name}: not a number that can be read; digits only, such as 1700 or 1700.50",
        )
    return float(said) if "." in said else int(said)


def _whole(name: str, said: str, most: int, least: int = 0) -> int:
    if not _WHOLE.fullmatch(said) or not least <= int(said) <= most:
        raise BadCell(
            "bad_number",
            f"{name}: harus bilangan bulat antara {least} dan {most}",
            f"{name}: must be a whole number from {least} to {most}",
        )
    return int(said)


def _status(said: str) -> str:
    status = STATUSES.get(said.lower())
    if status is None:
        raise BadCell(
            "bad_status",
            "status: tulis active, suspended, revoked, atau expired",
            "status: write active, suspended, revoked or expired",
        )
    return status
