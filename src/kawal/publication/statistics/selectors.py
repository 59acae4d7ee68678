"""Reads of the counts: exact within the scope for officers who have people, with small cells hidden for who has none.

A scope with keys of areas counts by these alone, another by its missions: a person may lie in both, and must count once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from kawal.access.scope import NotVisible, Power, Scope
from kawal.publication.statistics.measures import FLOWS, NATION, STOCKS
from kawal.publication.statistics.models import Figure, FiguresDrawn, OpenFigure
from kawal.publication.statistics.periods import NOW, PERIODS, before

Told = dict[str, int | None]
Place = tuple[str, str]  # level and code


@dataclass(frozen=True, slots=True)
class Counts:
    """One place: stocks now, flows of the period and of the span before. ``None`` is hidden, a missing one is not told here.

    ``code`` is an area or a country; ``-`` is not known, ``53.-`` not known within 53, empty the whole.
    """

    code: str
    now: Told = field(default_factory=dict)
    flows: Told = field(default_factory=dict)
    before: Told = field(default_factory=dict)

    def change(self, flow: str) -> int | None:
        """How many more than in the span before; ``None`` where one of the two is hidden or not told."""
        people, earlier = self.flows.get(flow), self.before.get(flow)
        return None if people is None or earlier is None else people - earlier


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts as of a moment (``None``: nothing was counted yet), in one period.

    ``is_exact``: nothing is hidden, and everything is within the scope alone.
    """

    as_of: datetime | None
    period: str
    is_exact: bool
    whole: Counts
    areas: tuple[Counts, ...] = ()
    countries: tuple[Counts, ...] = ()


def is_exact_for(*, scope: Scope) -> bool:
    """Has the scope people of its own to count?"""
    return scope.is_nationwide or bool(_own_keys(scope))


def get_nation(*, scope: Scope, period: str = "30d") -> Figures:
    """By province of origin and by country. Two queries.

    :raises NotAllowed: the scope may not read statistics.
    :raises NotVisible: no such period.
    """
    if scope.is_nationwide:
        return _exact(scope, period, [NATION], area_level="province")
    keys = _own_keys(scope)
    if keys:
        return _exact(scope, period, keys, area_level="province")
    where = Q(level__in=["whole", "province", "country"])
    return _open(scope, period, where, whole=("whole", ""), area_level="province")


def get_province(*, scope: Scope, province: str, period: str = "30d") -> Figures:
    """By regency of origin; by country too where figures are exact. Two queries.

    :raises NotAllowed: the scope may not read statistics.
    :raises NotVisible: no such period, or the scope reaches nobody there by origin.
    """
    if scope.is_nationwide:
        return _exact(scope, period, [f"p:{province}"], area_level="regency")
    keys = _own_keys(scope)
    if keys:
        inside = [key for key in keys if key[0] in "pk" and key[2:4] == province]
        if not inside:
            raise NotVisible(f"figures of {province}")
        return _exact(scope, period, inside, area_level="regency")
    where = Q(level="province", code=province) | Q(level="regency", code__startswith=f"{province}.")
    return _open(scope, period, where, whole=("province", province), area_level="regency")


def get_country(*, scope: Scope, country: str, period: str = "30d") -> Figures:
    """Who is or was last in a country, by province of origin; no flows. Two queries.

    :raises NotAllowed: the scope may not read statistics.
    :raises NotVisible: no such period, or not the nation's scope: that table is not among the open ones.
    """
    if not scope.is_nationwide:
        raise NotVisible(f"figures of {country}")
    return _exact(scope, period, [f"c:{country}"], area_level="province")


def _own_keys(scope: Scope) -> list[str]:
    provinces = [key for key in scope.keys if key[0] == "p"]
    regencies = [key for key in scope.keys if key[0] == "k" and f"p:{key[2:4]}" not in provinces]
    return provinces + regencies or [key for key in scope.keys if key[0] == "m"]


def _exact(scope: Scope, period: str, keys: list[str], *, area_level: str) -> Figures:
    """Counts of several keys added up. An area that is a key by itself is its whole."""
    drawn = _drawn(scope, period)
    if drawn is None:
        return Figures(None, period, True, Counts(""))
    cells = Figure.objects.visible_to(scope).filter(
        key__in=keys, level__in=["whole", area_level, "country"], period__in=[NOW, period, before(period)]
    )
    gathered: dict[Place, Counts] = {}
    for key, level, code, at, measure, people in cells.values_list(
        "key", "level", "code", "period", "measure", "people"
    ):
        _add(gathered, (level, code), at, measure, people)
        own = _area_of(key, area_level) if level == "whole" else ""
        if own:
            _add(gathered, (area_level, own), at, measure, people)
    gathered.setdefault(("whole", ""), Counts(""))
    for place, counts in gathered.items():
        _fill(counts, with_flows=place[0] != "country" and not keys[0].startswith("c:"))
    return _figures(gathered, drawn, period, is_exact=True, whole=("whole", ""), area_level=area_level)


def _open(scope: Scope, period: str, where: Q, *, whole: Place, area_level: str) -> Figures:
    drawn = _drawn(scope, period)
    if drawn is None:
        return Figures(None, period, False, Counts(""))
    cells = OpenFigure.objects.filter(where, period__in=[NOW, period, before(period)])
    gathered: dict[Place, Counts] = {}
    for level, code, at, measure, people in cells.values_list("level", "code", "period", "measure", "people"):
        _add(gathered, (level, code), at, measure, people)
    return _figures(gathered, drawn, period, is_exact=False, whole=whole, area_level=area_level)


def _drawn(scope: Scope, period: str) -> datetime | None:
    scope.require(Power.READ_STATISTICS)
    if period not in PERIODS:
        raise NotVisible(f"period {period}")
    return FiguresDrawn.objects.values_list("as_of", flat=True).first()


def _area_of(key: str, level: str) -> str:
    """The area of that level which a key is, or lies in; nothing where it is wider or of another kind."""
    kind, _mark, digits = key.partition(":")
    if level == "province":
        return digits[:2] if kind in "pk" else ""
    return f"{digits[:2]}.{digits[2:]}" if kind == "k" else ""


def _add(gathered: dict[Place, Counts], place: Place, at: str, measure: str, people: int | None) -> None:
    counts = gathered.setdefault(place, Counts(place[1]))
    told = counts.now if at == NOW else counts.before if at.startswith("before") else counts.flows
    so_far = told.get(measure, 0)
    told[measure] = None if people is None or so_far is None else so_far + people


def _fill(counts: Counts, *, with_flows: bool) -> None:
    """Where counts are exact, what has no cell is nobody. Flows are not counted by country."""
    counts.now.update(dict.fromkeys(STOCKS, 0) | counts.now)
    if with_flows:
        for told in (counts.flows, counts.before):
            told.update(dict.fromkeys(FLOWS, 0) | told)


def _figures(
    gathered: Mapping[Place, Counts],
    as_of: datetime,
    period: str,
    *,
    is_exact: bool,
    whole: Place,
    area_level: str,
) -> Figures:
    def of(level: str) -> tuple[Counts, ...]:
        return tuple(gathered[place] for place in sorted(gathered) if place[0] == level)

    return Figures(
        as_of, period, is_exact, gathered.get(whole, Counts(whole[1])), of(area_level), of("country")
    )
