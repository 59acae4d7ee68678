"""One search over all the room: areas, posts, countries, agencies, companies, codes, legal limits."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kawal.reference.agencies.models import Agency, Company
from kawal.reference.areas import selectors as areas
from kawal.reference.codes.models import Code
from kawal.reference.dated import Named, Origin
from kawal.reference.limits import selectors as limits
from kawal.reference.named_search import closest
from kawal.reference.places.models import Country, Post
from kawal.reference.places.selectors import country_label
from kawal.reference.search_text import folded, likeness

KINDS = ("area", "post", "country", "agency", "company", "code", "limit")
_EACH = 8
_CLEAR, _DOUBTFUL = 0.9, 0.7  # with a clear hit at hand, doubtful ones are left out


@dataclass(frozen=True, slots=True)
class Hit:
    """One row found. ``where`` says what else tells it apart: the areas around it, its list, its source.

    It holds from ``valid_from`` until before ``valid_to``; an open end is ``None``.
    """

    kind: str
    code: str
    label: str
    where: str
    is_fictional: bool = False
    valid_from: date | None = None
    valid_to: date | None = None


class _Weighed(NamedTuple):
    hit: Hit
    text: str


def search(q: str, *, kind: str = "", limit: int = 40, language: str = "id") -> list[Hit]:
    """What a text may mean, likeliest first; equally likely rows stand in the order of ``KINDS``.

    ``kind`` keeps to one table and gives up to ``limit`` rows of it; else at most eight of each. 12 queries.
    """
    said = folded(q)
    if not said:
        return []
    each = limit if kind else _EACH
    finders = (_areas, _posts, _countries, _agencies, _companies, _codes, _limits)
    found = [
        it
        for name, find in zip(KINDS, finders, strict=True)
        if kind in ("", name)
        for it in find(q, each, language)
    ]
    weighed = [(round(likeness(said, it.text), 1), it.hit) for it in found]
    best = max((weight for weight, _ in weighed), default=0.0)
    kept = [it for it in weighed if best < _CLEAR or it[0] >= _DOUBTFUL]
    return [hit for _, hit in sorted(kept, key=lambda it: -it[0])][:limit]


def _areas(q: str, most: int, _language: str) -> Iterator[_Weighed]:
    digits = "".join(filter(str.isdigit, q))
    for it in areas.list_areas(q=q, limit=most, include_former=True):
        text = folded(f"{it.full_label} {it.kind} {it.capital}")
        by_code = bool(digits) and it.code.replace(".", "").startswith(digits)
        hit = Hit("area", it.code, it.label, it.where, it.is_fictional, it.valid_from, it.valid_to)
        yield _Weighed(hit, folded(q) if by_code else text)


def _posts(q: str, most: int, _language: str) -> Iterator[_Weighed]:
    rows = closest(Post, q, limit=most)
    labels = areas.area_labels([it.area_code for it in rows], full=True)
    for it in rows:
        where = labels[it.area_code] or Post.Kind(it.kind).label
        yield _Weighed(_hit("post", it, it.code, it.name, where), it.search_text)


def _countries(q: str, most: int, language: str) -> Iterator[_Weighed]:
    for it in closest(Country, q, limit=most):
        names = (it.name_en, it.name_id) if language == "en" else (it.name_id, it.name_en)
        yield _Weighed(_hit("country", it, it.code, *names), it.search_text)


def _agencies(q: str, most: int, language: str) -> Iterator[_Weighed]:
    rows = closest(Agency, q, limit=most)
    labels = areas.area_labels([it.area_code for it in rows])
    for it in rows:
        where = labels[it.area_code] or ", ".join(
            country_label(code, language=language) for code in it.countries
        )
        yield _Weighed(_hit("agency", it, it.code, it.name, where), it.search_text)


def _companies(q: str, most: int, _language: str) -> Iterator[_Weighed]:
    for it in closest(Company, q, limit=most):
        yield _Weighed(_hit("company", it, it.code, it.name, it.licence), it.search_text)


def _codes(q: str, most: int, language: str) -> Iterator[_Weighed]:
    for it in closest(Code, q, limit=most):
        label = it.label_en if language == "en" else it.label_id
        yield _Weighed(_hit("code", it, it.key, label, it.standard or it.source), it.search_text)


def _limits(q: str, most: int, language: str) -> Iterator[_Weighed]:
    said = folded(q)
    for it in limits.list_limits():
        text = folded(f"{it.rule} {it.title_id} {it.title_en} {it.basis}")
        if likeness(said, text) >= _CLEAR and most:
            hit = Hit("limit", it.rule, it.label(language), it.basis, False, it.valid_from, it.valid_to)
            yield _Weighed(hit, text)


def _hit(kind: str, row: Named, code: str, label: str, where: str) -> Hit:
    return Hit(kind, code, label, where, row.origin == Origin.FICTIONAL, row.valid_from, row.valid_to)
