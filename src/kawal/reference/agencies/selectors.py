"""Reads of agencies, missions and placement companies."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kawal.reference import knowledge
from kawal.reference.agencies.models import Agency, Company
from kawal.reference.dated import Origin
from kawal.reference.named_search import closest

MISSION_KINDS = ("kbri", "kjri", "kri", "kdei")


@dataclass(frozen=True, slots=True)
class AgencyCard:
    """An office. ``countries`` are alpha-3 codes; an unverified one is still to be confirmed by its owner."""

    code: str
    name: str
    short_name: str
    kind: str
    level: str
    parent: str
    area_code: str
    countries: tuple[str, ...]
    is_state: bool
    is_verified: bool
    is_fictional: bool
    valid_to: date | None

    @property
    def is_mission(self) -> bool:
        return self.kind in MISSION_KINDS


@dataclass(frozen=True, slots=True)
class CompanyCard:
    """A placement company and the state of its licence."""

    code: str
    name: str
    licence: str
    status: str
    status_since: date | None
    seat_area: str
    is_fictional: bool

    def may_place_on(self, day: date) -> bool:
        """Was its licence standing on that day, as far as this list says?"""
        return (
            self.status == Company.Status.ACTIVE or self.status_since is not None and day < self.status_since
        )


def find_agency(code: str) -> AgencyCard | None:
    return _agencies().get(code.strip().lower())


def agencies_named(text: str) -> list[str]:
    """Codes of agencies that are called so: by code, name or short name, whatever the case. From memory."""
    said = text.strip().lower()
    return [
        it.code for it in _agencies().values() if said in (it.code, it.name.lower(), it.short_name.lower())
    ]


def list_agencies(
    *, q: str = "", kind: str = "", level: str = "", area: str = "", country: str = "", limit: int = 300
) -> list[AgencyCard]:
    """Standing agencies; ``area`` keeps to those that serve inside a province or regency code."""
    only = Q(valid_to__isnull=True, area_code__startswith=area)
    only &= Q(kind=kind) if kind else Q()
    only &= Q(level=level) if level else Q()
    only &= Q(countries__contains=[country]) if country else Q()
    if q.strip():
        return [_agency(it) for it in closest(Agency, q, limit=limit, only=only)]
    return [_agency(it) for it in Agency.objects.filter(only).order_by("name_sort", "code")[:limit]]


def agency_label(code: str) -> str:
    """The short name of an agency; an unknown code is its own label. From memory."""
    card = find_agency(code)
    return card.short_name if card else code


def list_missions(*, country: str = "") -> list[AgencyCard]:
    """Missions, or those that serve a country; embassies first. From memory."""
    found = [
        it
        for it in _agencies().values()
        if it.is_mission and not it.valid_to and (not country or country in it.countries)
    ]
    return sorted(found, key=lambda it: (it.kind == "kri", it.kind != "kbri", it.code))


def list_offices_for(*, area: str, kind: str = "") -> list[AgencyCard]:
    """Domestic offices that serve an area: its own, then its regency's, then its province's. From memory."""
    own = [
        it
        for it in _agencies().values()
        if it.area_code and area.startswith(it.area_code) and not it.valid_to
    ]
    return sorted((it for it in own if kind in ("", it.kind)), key=lambda it: (-len(it.area_code), it.code))


def find_company(text: str) -> CompanyCard | None:
    """By our code, its licence or its exact name."""
    row = (
        Company.objects.filter(Q(code=text) | Q(licence=text) | Q(name__iexact=text.strip()))
        .order_by("code")
        .first()
    )
    return _company(row) if row else None


def list_companies(*, q: str = "", status: str = "", limit: int = 100) -> list[CompanyCard]:
    only = Q(valid_to__isnull=True) & (Q(status=status) if status else Q())
    if q.strip():
        return [_company(it) for it in closest(Company, q, limit=limit, only=only)]
    return [_company(it) for it in Company.objects.filter(only).order_by("name_sort", "code")[:limit]]


def _agencies() -> dict[str, AgencyCard]:
    return knowledge.kept(
        "agencies", lambda using: {it.code: _agency(it) for it in Agency.objects.using(using).all()}
    )


def _agency(it: Agency) -> AgencyCard:
    return AgencyCard(
        code=it.code,
        name=it.name,
        short_name=it.short_name,
        kind=it.kind,
        level=it.level,
        parent=it.parent,
        area_code=it.area_code,
        countries=tuple(it.countries),
        is_state=it.is_state,
        is_verified=it.is_verified,
        is_fictional=it.origin == Origin.FICTIONAL,
        valid_to=it.valid_to,
    )


def _company(it: Company) -> CompanyCard:
    fictional = it.origin == Origin.FICTIONAL
    return CompanyCard(it.code, it.name, it.licence, it.status, it.status_since, it.seat_area, fictional)
