"""How days, hours and spans of time are written: `19 Nov 2026`, `09.18 WITA`, `3 hari lagi`."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kawal.doors.web.kit import figures

State = Literal["ok", "soon", "late"]

MONTHS = {
    "id": ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
LONG_MONTHS = {
    "id": (
        "Januari", "Februari", "Maret", "April", "Mei", "Juni",
        "Juli", "Agustus", "September", "Oktober", "November", "Desember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
WEEKDAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
ZONE_NAMES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
    "Asia/Kuala_Lumpur": "MYT",
    "Asia/Kuching": "MYT",
    "Asia/Singapore": "SGT",
    "Asia/Hong_Kong": "HKT",
    "Asia/Brunei": "BNT",
    "Asia/Bangkok": "ICT",
    "Asia/Phnom_Penh": "ICT",
    "Asia/Tokyo": "JST",
    "Asia/Seoul": "KST",
    "Asia/Riyadh": "AST",
    "Asia/Dubai": "GST",
}


@dataclass(frozen=True, slots=True)
class ClockCard:
    """A term in words. `state` chooses colour and sign; `at` is the term itself, in UTC."""

    text: str
    state: State = "ok"
    at: datetime | None = None


def _language() -> str:
    return "en" if (translation.get_language() or "id").startswith("en") else "id"


def day(value: date) -> str:
    """`19 Nov 2026`. A datetime is read in the reader's zone first."""
    value = _local(value)
    return f"{value.day} {MONTHS[_language()][value.month - 1]} {value.year}"


def short_day(value: date) -> str:
    """`19 Nov`, for a day whose year is plain from what stands round it."""
    value = _local(value)
    return f"{value.day} {MONTHS[_language()][value.month - 1]}"


def long_day(value: date) -> str:
    """`Kamis, 19 November 2026`, for headings."""
    value = _local(value)
    return f"{WEEKDAYS[_language()][value.weekday()]}, {value.day} {LONG_MONTHS[_language()][value.month - 1]} {value.year}"


def month(value: date) -> str:
    """`November 2026`."""
    return f"{LONG_MONTHS[_language()][value.month - 1]} {value.year}"


def months(earlier: date, later: date) -> str:
    """`Apr 2026`, `Apr–Nov 2026` or `Nov 2025–Mar 2026`."""
    first, last = _local(earlier), _local(later)
    names = MONTHS[_language()]
    end = f"{names[last.month - 1]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return end
    begin = names[first.month - 1] if first.year == last.year else f"{names[first.month - 1]} {first.year}"
    return f"{begin}–{end}"


def hour(at: datetime, place: str = "") -> str:
    """`09.18 WITA`; with another place's zone `19.05 MYT (18.05 WIB)`."""
    reader = timezone.get_current_timezone()
    here = f"{at.astimezone(reader):%H.%M} {zone_name(reader, at)}"
    if not place or zone_name(ZoneInfo(place), at) == zone_name(reader, at):
        return here
    there = ZoneInfo(place)
    return f"{at.astimezone(there):%H.%M} {zone_name(there, at)} ({here})"


def zone_name(zone: tzinfo, at: datetime) -> str:
    """The short name people use; for zones without one `UTC+3`."""
    known = ZONE_NAMES.get(str(zone))
    if known:
        return known
    offset = at.astimezone(zone).utcoffset()
    hours = (offset.total_seconds() if offset else 0.0) / 3600
    return "UTC" if hours == 0 else f"UTC{hours:+g}"


def days_between(earlier: datetime, later: datetime) -> int:
    """Whole calendar days in the reader's zone; negative when `later` comes first."""
    zone = timezone.get_current_timezone()
    return (later.astimezone(zone).date() - earlier.astimezone(zone).date()).days


def span(days: int) -> str:
    return ngettext("%(count)s hari", "%(count)s hari", days) % {"count": figures.number(days)}


def until(due: datetime, now: datetime, *, soon: int = 3, what: str = "") -> ClockCard:
    """A term seen from now: `sisa 22 menit`, `3 hari lagi`, `hari ini`, `lewat 1 hari`.

    `soon` is the number of days from which the term is shown as near; `what` is a verb put before.
    """
    days = days_between(now, due)
    minutes = int((due - now).total_seconds() // 60)
    if days < 0 or minutes < 0:
        text, state = _passed(days, minutes), "late"
    elif minutes < 90:
        text, state = _("sisa %(count)d menit") % {"count": minutes}, "late"
    elif days == 0:
        text, state = _("hari ini"), "soon"
    else:
        text, state = _("%(days)s lagi") % {"days": span(days)}, "soon" if days <= soon else "ok"
    return ClockCard(f"{what} {text}".strip(), state, due)  # type: ignore[arg-type]  # one of three words


def _passed(days: int, minutes: int) -> str:
    """A term of a day is told in days, whatever the hour; within the first hour everything is told in minutes."""
    if 0 < -minutes < 60:
        return _("lewat %(count)d menit") % {"count": -minutes}
    if days < 0:
        return _("lewat %(days)s") % {"days": span(-days)}
    return _("lewat %(count)d jam") % {"count": -minutes // 60}


def since(at: datetime, now: datetime) -> str:
    """`2 jam lalu`, `kemarin`, `12 hari lalu`; always shown beside the day itself."""
    minutes = int((now - at).total_seconds() // 60)
    days = days_between(at, now)
    if minutes < 1:
        return _("baru saja")
    if minutes < 60:
        return _("%(count)d menit lalu") % {"count": minutes}
    if days == 0:
        return _("%(count)d jam lalu") % {"count": minutes // 60}
    if days == 1:
        return _("kemarin")
    return _("%(days)s lalu") % {"days": span(days)}


def machine(value: date, *, with_hour: bool = True) -> str:
    """The value of `<time datetime>`; a day alone never gains an hour."""
    if isinstance(value, datetime) and with_hour:
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")
    return _local(value).strftime("%Y-%m-%d")


def _local(value: date) -> date:
    if isinstance(value, datetime):
        return value.astimezone(timezone.get_current_timezone())
    return value
