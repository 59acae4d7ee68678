"""Reads of areas: by code, by name however spelt, by parent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kawal.foundation.areas import AreaCode, InvalidArea
from kawal.reference import knowledge
from kawal.reference.areas import searching
from kawal.reference.areas.models import Area
from kawal.reference.areas.names import display_name
from kawal.reference.areas.query import dotted, read_query
from kawal.reference.dated import Origin

MOST_VILLAGES = 10_000  # kept in memory


@dataclass(frozen=True, slots=True)
class AreaCard:
    """An area as shown. ``label`` tells twins apart; ``where`` names the areas around it, nearest first."""

    code: str
    name: str
    label: str
    where: str
    kind: str
    level: int
    parent_code: str
    latitude: float | None
    longitude: float | None
    population: int | None
    utc_offset: int | None
    capital: str
    valid_from: date
    valid_to: date | None
    successor: str
    is_fictional: bool

    @property
    def full_label(self) -> str:
        return f"{self.label}, {self.where}" if self.where else self.label

    @property
    def is_former(self) -> bool:
        """The code was dropped from the list; ``successor`` is the code of that area today, if known."""
        return self.valid_to is not None


def find_area(code: str) -> AreaCard | None:
    """The area of a code of any level, dotted or not, present or former."""
    try:
        key = AreaCode.parse(code).dotted
    except InvalidArea:
        return None
    area = knowledge.upper_areas().get(key) if len(key) < 13 else Area.objects.filter(pk=key).first()
    return card_of(area) if area else None


def list_areas(
    *, q: str, level: int | None = None, parent: str = "", limit: int = 20, include_former: bool = False
) -> list[AreaCard]:
    """Areas that a typed text may mean, best first: code, exact name, beginning, a word inside, misspelling.

    ``parent`` keeps to what lies inside that code. One or two queries whatever the number of matches.
    """
    asked = read_query(q)
    inside = dotted(parent) if parent else ""
    if asked.code:
        rows = Area.objects.filter(code__startswith=asked.code).filter(code__startswith=inside)
        rows = rows.filter(level=level) if level else rows
        rows = (
            rows
            if include_former
            else rows.exclude(valid_to__isnull=False, level__gt=asked.code.count(".") + 1)
        )
        return [card_of(area) for area in rows.order_by("level", "code")[:limit]]
    if not asked.whole:
        return []
    codes = searching.codes_named(
        asked, level=level, inside=inside, limit=limit, include_former=include_former
    )
    areas = Area.objects.in_bulk(codes)
    return [card_of(areas[code]) for code in codes]


def list_children(code: str = "", *, include_fictional: bool = False) -> list[AreaCard]:
    """The standing areas right below a code, by name; the provinces for an empty code."""
    rows = Area.objects.filter(parent_code=dotted(code) if code else "", valid_to__isnull=True)
    if not code and not include_fictional:
        rows = rows.exclude(origin=Origin.FICTIONAL)
    return [card_of(area) for area in rows.order_by("name_sort", "code")]


def area_labels(codes: Iterable[str], *, full: bool = False) -> dict[str, str]:
    """Labels by code as given; an unknown code is its own label. At most one query however many codes."""
    wanted = {code: dotted(code) if code else "" for code in codes}
    uppers = knowledge.upper_areas()
    villages = _met([key for key in wanted.values() if len(key) == 13])
    areas = {code: uppers.get(key) or villages.get(key) for code, key in wanted.items()}
    return {code: _label(area, full) if area else code for code, area in areas.items()}


def _met(codes: list[str]) -> dict[str, Area]:
    """Villages among those a process has met: few of 83,000 are asked for, and those again and again."""
    met = knowledge.kept("villages", lambda _using: dict[str, Area]())
    if missing := [code for code in codes if code not in met]:
        if len(met) > MOST_VILLAGES:
            met.clear()
        met.update(Area.objects.in_bulk(missing))
    return met


def _label(area: Area, full: bool) -> str:
    return card_of(area).full_label if full else display_name(area.kind, area.name)


def area_label(code: str, *, full: bool = False) -> str:
    """``Kab. Kupang``, or with the areas around it. From memory; one query for a village."""
    return area_labels([code], full=full)[code]


def card_of(area: Area) -> AreaCard:
    return AreaCard(
        code=area.code,
        name=area.name,
        label=display_name(area.kind, area.name),
        where=", ".join(display_name(it.kind, it.name) for it in _parents(area.code)),
        kind=area.kind,
        level=area.level,
        parent_code=area.parent_code,
        latitude=area.latitude,
        longitude=area.longitude,
        population=area.population,
        utc_offset=_offset(area),
        capital=area.capital,
        valid_from=area.valid_from,
        valid_to=area.valid_to,
        successor=area.successor,
        is_fictional=area.origin == Origin.FICTIONAL,
    )


def _parents(code: str) -> list[Area]:
    uppers = knowledge.upper_areas()
    return [uppers[it] for it in reversed(AreaCode.parse(code).parents) if it in uppers]


def _offset(area: Area) -> int | None:
    """Hours ahead of UTC, of the regency or province an area lies in."""
    if area.utc_offset is not None:
        return area.utc_offset
    return next((it.utc_offset for it in _parents(area.code) if it.utc_offset is not None), None)
