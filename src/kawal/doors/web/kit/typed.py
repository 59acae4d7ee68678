"""Days and births as people type them. Pure."""

import re
from datetime import date, time, timedelta

MONTHS = {
    name: at
    for at, names in enumerate(
        (
            "jan januari january", "feb februari february pebruari", "mar maret march", "apr april", "mei may", "jun juni june",
            "jul juli july", "agu ags agt agustus aug august", "sep sept september", "okt oktober oct october",
            "nov nop november nopember", "des desember dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
NEAR = {"hari ini": 0, "today": 0, "kemarin": 1, "yesterday": 1, "kemarin dulu": 2}
OLDEST = 110
Parts = tuple[int, int, int]
_AGE = re.compile(
    r"(?:±|kira-kira|sekitar|kurang lebih|umur|usia)?\s*(\d{1,3})\s*(?:th|thn|tahun|years?)?\.?", re.ASCII
)
_YEAR = re.compile(r"(?:±|kira-kira|sekitar|tahun)?\s*(\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", re.ASCII)
_DAY = re.compile(r"(\d{1,2})[ ./-]+(\d{1,2}|[a-z]+)[ ./-]+(\d{4})", re.ASCII)
_HOUR = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?(?:\s*(?:wib|wita|wit))?", re.ASCII)
_MONTH = re.compile(r"(\d{1,2}|[a-z]+)[ ./-]+(\d{4})", re.ASCII)


class NotUnderstood(ValueError):
    """It is no age, year or date."""


class NoSuchDay(ValueError):
    """It is written as a date, but no such day exists, or it lies ahead."""


def birth_of(text: str, today: date) -> str:
    """``27``, ``±27 tahun``, ``1999``, ``Apr 1999``, ``4 Jun 1999``, ``04/06/1999``, ``1999-06-04`` as the contract writes
    it: ``1999``, ``1999-04`` or ``1999-06-04``. An age gives its year.

    :raises NotUnderstood: none of these.
    :raises NoSuchDay: a day that does not exist, lies ahead, or makes the person older than anybody.
    """
    said = _plain(text)
    if match := _AGE.fullmatch(said):
        year = today.year - int(match[1])
        parts: Parts = (year, 0, 0)
    else:
        parts = _parts(said)
    if _earliest(parts) > today or today.year - parts[0] > OLDEST:
        raise NoSuchDay(text)
    return _written(parts)


def partial_of(text: str, today: date) -> str:
    """A day, or only its month or year, as the contract writes it.

    :raises NotUnderstood: none of these. :raises NoSuchDay: the calendar has no such day.
    """
    said = _plain(text)
    if said in NEAR:
        return day_of(said, today).isoformat()
    parts = _parts(said)
    _earliest(parts)
    return _written(parts)


def day_of(text: str, today: date) -> date:
    """A whole day as people write it: ``19 Nov 2026``, ``19/11/2026``, ``19-11-2026``, ``2026-11-19``, ``kemarin``.

    :raises NotUnderstood: not written as a day. :raises NoSuchDay: the calendar has no such day.
    """
    said = _plain(text)
    if said in NEAR:
        return today - timedelta(days=NEAR[said])
    parts = _parts(said)
    if not parts[2]:
        raise NotUnderstood(text)
    return _earliest(parts)


def hour_of(text: str) -> time:
    """``09.18``, ``9:18`` or ``9``.

    :raises NotUnderstood: no time of a day.
    """
    match = _HOUR.fullmatch(_plain(text))
    if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
        raise NotUnderstood(text)
    return time(int(match[1]), int(match[2] or 0))


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _parts(said: str) -> Parts:
    """Year, month and day; nought for what was not said."""
    if match := _YEAR.fullmatch(said):
        return int(match[1]), 0, 0
    if match := _ISO.fullmatch(said):
        return int(match[1]), int(match[2]), int(match[3] or 0)
    if match := _DAY.fullmatch(said):
        return int(match[3]), _month(match[2]), int(match[1])
    if match := _MONTH.fullmatch(said):
        return int(match[2]), _month(match[1]), 0
    raise NotUnderstood(said)


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    if text not in MONTHS:
        raise NotUnderstood(text)
    return MONTHS[text]


def _earliest(parts: Parts) -> date:
    try:
        return date(parts[0], parts[1] or 1, parts[2] or 1)
    except ValueError as error:
        raise NoSuchDay from error


def _written(parts: Parts) -> str:
    year, month, day = parts
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")
