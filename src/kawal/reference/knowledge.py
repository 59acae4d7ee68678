"""What a process keeps in memory of the reference data, and when it asks again.

Facts are checked by the million, so the sets of known codes are read once a process. Each cache holds the
fingerprint of the data it was made from; the fingerprint is asked again after ``ASK_AGAIN`` s, or at once
after ``forget()``.
"""

from collections.abc import Callable
from time import monotonic
from typing import Any, Final, NamedTuple, TypeVar

from django.db import connections

from kawal.reference.models import Area, Country, Post, ReferenceLoad

ASK_AGAIN: Final = 60.0
T = TypeVar("T")


class _Kept(NamedTuple):
    fingerprint: str
    value: Any


_kept: dict[tuple[str, str], _Kept] = {}
_fingerprints: dict[str, tuple[float, str]] = {}


def forget() -> None:
    """Drop every cache of this process: the data have changed."""
    _kept.clear()
    _fingerprints.clear()


def fingerprint(using: str = "default") -> str:
    """One text that changes whenever any table of the room does. One small query a minute."""
    asked_at, known = _fingerprints.get(using, (-ASK_AGAIN, ""))
    if monotonic() - asked_at >= ASK_AGAIN:
        rows = (
            ReferenceLoad.objects.using(using)
            .order_by("table")
            .values_list("table", "digest", "local_changes")
        )
        known = ";".join(f"{table}:{digest[:12]}:{changes}" for table, digest, changes in rows)
        _fingerprints[using] = (monotonic(), known)
    return known


def kept(name: str, make: Callable[[str], T], using: str = "default") -> T:
    """The value that ``make(using)`` gave for the present data."""
    now = fingerprint(using)
    found = _kept.get((name, using))
    if found is None or found.fingerprint != now:
        found = _kept[(name, using)] = _Kept(now, make(using))
    value: T = found.value
    return value


def loaded_rows(using: str = "default") -> int:
    """How many rows the lists hold together; for the doctor."""
    return sum(ReferenceLoad.objects.using(using).values_list("rows", flat=True))


class Known:
    """Which codes exist, now or formerly. Answers from memory; never asks the database."""

    def __init__(self, areas: frozenset[str], posts: frozenset[str], countries: frozenset[str]) -> None:
        self._areas, self._posts, self._countries = areas, posts, countries

    def has_area(self, code: str) -> bool:
        """Dotted code of any level. Former codes count: old papers and old numbers name them."""
        return code in self._areas

    def has_post(self, code: str) -> bool:
        return code in self._posts

    def has_country(self, code: str) -> bool:
        """ISO 3166-1 alpha-3."""
        return code in self._countries


def known(using: str = "default") -> Known:
    """The known codes; the first call in a process reads about 99,000 of them (0.2 s), later ones none."""
    return kept("known", _read_known, using)


def _read_known(using: str) -> Known:
    with connections[using].cursor() as cursor:
        cursor.execute("select code from area")
        areas = frozenset(code for (code,) in cursor.fetchall())
    posts = frozenset(Post.objects.using(using).values_list("code", flat=True))
    return Known(areas, posts, frozenset(Country.objects.using(using).values_list("code", flat=True)))


def upper_areas(using: str = "default") -> dict[str, Area]:
    """Provinces, regencies and districts by code, former ones too: about 8,400, kept in memory."""
    return kept("upper areas", lambda alias: Area.objects.using(alias).filter(level__lte=3).in_bulk(), using)
