"""What is asked of the figures of returns: period, country, post, origin, as an address says them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from kawal.access.scope import Scope
from kawal.doors.web.kit import times
from kawal.doors.web.nation.words import PERIOD_WORDS
from kawal.doors.web.returns import tables
from kawal.publication.statistics.homeward import Asked, Homeward
from kawal.publication.statistics.periods import spans_at
from kawal.reference import selectors as reference

FIRST = "year"


@dataclass(frozen=True, slots=True)
class Choice:
    """One list to choose from; the first option asks for all."""

    name: str
    label: str
    every: str
    options: list[tuple[str, str]]
    chosen: str


def reach(scope: Scope, period: str) -> Asked:
    """All that the reader has: officers of one area count its kabupaten."""
    return Asked(period, origin=scope.area[:2] if scope.area and not scope.is_nationwide else "")


def asked_of(request: HttpRequest, scope: Scope, *, is_exact: bool) -> Asked:
    """Unknown words ask for all. Whose numbers have small cells hidden chooses the period alone."""
    said = request.GET.get("masa", "")
    period = next((code for code, word in PERIOD_WORDS.items() if word == said), FIRST)
    if not is_exact:
        return Asked(period)
    whole = reach(scope, period)
    country, post, origin = (request.GET.get(name, "")[:40] for name in ("negara", "pos", "asal"))
    found = reference.find_country(country) if country else None
    area = reference.find_area(origin) if origin else None
    return replace(
        whole,
        country=found.code if found else "",
        post=post if post and reference.find_post(post) else "",
        origin=origin if area and area.level in (1, 2) else whole.origin,
    )


def address(asked: Asked) -> str:
    said = {
        "masa": PERIOD_WORDS[asked.period],
        "negara": asked.country,
        "pos": asked.post,
        "asal": asked.origin,
    }
    return f"?{urlencode({name: text for name, text in said.items() if text})}"


def choices(every: Homeward, asked: Asked) -> list[Choice]:
    """Countries, posts and areas that the period holds, by name, and what is chosen now."""
    pairs = [code.split(">") for code in every.routes]
    countries = _options({it[0] for it in pairs} | {asked.country}, tables.country_name)
    posts = _options({it[1] for it in pairs} | {asked.post}, tables.post_name)
    areas = _options({*every.origins, asked.origin}, tables.area_name)
    return [
        Choice("negara", _("Negara"), _("Semua negara"), countries, asked.country),
        Choice("pos", _("Pos masuk"), _("Semua pos"), posts, asked.post),
        Choice("asal", _("Asal"), _("Semua asal"), areas, asked.origin),
    ]


def _options(codes: Iterable[str], name_of: "tables.Namer") -> list[tuple[str, str]]:
    known = [(code, name_of(code)) for code in codes if code and not code.endswith("-")]
    return sorted(known, key=lambda it: it[1])


def in_words(found: Homeward, asked: Asked) -> str:
    """`Tiba kembali 1 Nov 2025 sampai 31 Okt 2026, dari Malaysia, lewat Entikong, asal Nusa Tenggara Timur.`"""
    last = found.span.last - timedelta(microseconds=1)
    parts = [
        _("Tiba kembali %(first)s sampai %(last)s")
        % {"first": times.day(found.span.first), "last": times.day(last)}
    ]
    if asked.country:
        parts.append(_("dari %(country)s") % {"country": tables.country_name(asked.country)})
    if asked.post:
        parts.append(_("lewat %(post)s") % {"post": tables.post_name(asked.post)})
    if asked.origin:
        parts.append(_("asal %(area)s") % {"area": reference.area_label(asked.origin, full=True)})
    return f"{', '.join(parts)}."


def period_label(found: Homeward, code: str) -> str:
    if code == "30d":
        return _("30 hari")
    if code == "year":
        return _("12 bulan")
    at = found.as_of or timezone.now()
    return times.month(next(span.first for span in spans_at(at) if span.period == code))


def days_note(*, is_exact: bool) -> str:
    """What the days do not follow of what was asked."""
    return "" if is_exact else _("Seluruh Indonesia, setahun terakhir, apa pun periode yang dipilih.")
