"""What people type into cells, read: dates in Indonesian, yes and no, sexes, countries. Pure text to text."""

import re
from datetime import date

from kawal.facts.contract.values import as_number

_MONTHS = {
    name: n
    for n, names in enumerate(
        (
            "januari jan january", "februari feb pebruari february peb", "maret mar march", "april apr",
            "mei may",
            "juni jun june", "juli jul july", "agustus agu ags august aug agt", "september sep sept",
            "oktober okt october oct", "november nov nopember nop", "desember des december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
_DAY_FIRST = re.compile(
    r"(\d{1,2})\s*[-/. ]\s*(\d{1,2}|[a-z]+)\.?\s*[-/., ]\s*(\d{4}|\d{2})", re.IGNORECASE | re.ASCII
)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
_MONTH_YEAR = re.compile(r"([a-z]+)\.?\s+(\d{4})|(\d{1,2})[/-](\d{4})", re.IGNORECASE | re.ASCII)
_FLAGS = {
    **dict.fromkeys(("true", "ya", "y", "yes", "1", "benar", "ada", "sudah", "v", "✓", "√"), True),
    **dict.fromkeys(
        ("false", "tidak", "t", "no", "n", "0", "salah", "belum", "tdk", "tidak ada", "x"), False
    ),
}
_SEXES = {
    **dict.fromkeys(
        ("l", "lk", "laki", "laki-laki", "laki laki", "pria", "male", "m", "lelaki", "cowok"), "male"
    ),
    **dict.fromkeys(("p", "pr", "perempuan", "wanita", "female", "f", "w", "cewek", "pr."), "female"),
    **dict.fromkeys(("unknown", "tidak diketahui", "tidak tahu"), "unknown"),
}
_NOTHING = frozenset(
    {"-", "--", "—", "–", "n/a", "na", "nihil", "kosong", "tidak ada", "tdk ada", "#n/a", "null", "none", "."}
)


def is_nothing(text: str) -> bool:
    """Blank, or a dash or word people put where there is nothing to say."""
    return not text.strip() or text.strip().casefold() in _NOTHING


def read_flag(text: str) -> bool | str:
    """Yes or no; any other text as it is."""
    return _FLAGS.get(text.strip().casefold(), text)


def read_sex(text: str) -> str | None:
    return _SEXES.get(text.strip().casefold().replace("  ", " "))


def read_number(text: str) -> int | float | str:
    """A number as it is written here, points between thousands; any other text as it is, for the contract to judge."""
    said = as_number(text)
    return text if said is None else said


def read_day(text: str, latest_year: int | None = None) -> str | None:
    """A date in ISO: full, by month, or by year; day before month as Indonesia writes. Nothing where it is none.

    Years of two digits are taken as the latest that is not after ``latest_year``; without it they are not read.
    """
    if _ISO.fullmatch(text):
        return text
    text = " ".join(text.split())
    if match := _YEAR_FIRST.fullmatch(text):
        return _iso(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_FIRST.fullmatch(text):
        year = _year(match[3], latest_year)
        return _iso(year, _month(match[2]), int(match[1])) if year else None
    if match := _MONTH_YEAR.fullmatch(text):
        month, year = _month(match[1] or match[3]), int(match[2] or match[4])
        return f"{year:04}-{month:02}" if 1 <= month <= 12 else None
    return None


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS.get(text.casefold(), 0)


def _year(text: str, latest: int | None) -> int:
    if len(text) == 4:
        return int(text)
    if latest is None:
        return 0
    year = latest // 100 * 100 + int(text)
    return year if year <= latest else year - 100


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
