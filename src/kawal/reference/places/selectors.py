"""Reads of countries, posts and corridors."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kawal.reference import knowledge
from kawal.reference.dated import Origin
from kawal.reference.named_search import closest
from kawal.reference.places.models import Corridor, Country, Post


@dataclass(frozen=True, slots=True)
class CountryCard:
    """A country. ``code`` is ISO 3166-1 alpha-3."""

    code: str
    alpha2: str
    numeric: str
    name_id: str
    name_en: str

    def label(self, language: str = "id") -> str:
        return self.name_en if language == "en" else self.name_id


@dataclass(frozen=True, slots=True)
class PostCard:
    """A border post, airport, seaport or shelter. An unverified one is still to be confirmed by its owner."""

    code: str
    name: str
    kind: str
    kind_label: str
    area_code: str
    country: str
    latitude: float | None
    longitude: float | None
    is_debarkation: bool
    is_border_crossing: bool
    is_verified: bool
    is_fictional: bool
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class CorridorCard:
    """A usual way home: the mission that sends, the post that receives, the first shelter, the way on."""

    code: str
    name: str
    country: str
    mission: str
    post: str
    shelter: str
    onward: str


def find_country(code: str) -> CountryCard | None:
    """By alpha-3, alpha-2 or numeric code, in either case."""
    return _countries().get(code.strip().upper())


def list_countries(*, q: str = "", limit: int = 300) -> list[CountryCard]:
    """All by Indonesian name, or those a text may mean, best first."""
    if not q.strip():
        unique = {card.code: card for card in _countries().values()}
        return sorted(unique.values(), key=lambda card: card.name_id)[:limit]
    exact = find_country(q)
    close = [_country(it) for it in closest(Country, q, limit=limit)]
    return ([exact] if exact else []) + [card for card in close if card != exact][:limit]


def country_label(code: str, *, language: str = "id") -> str:
    """The name of a country; an unknown code is its own label. From memory."""
    card = find_country(code)
    return card.label(language) if card else code


def find_post(code: str) -> PostCard | None:
    return _posts().get(code.strip().lower())


def list_posts(
    *, q: str = "", kind: str = "", area: str = "", only_debarkation: bool = False, limit: int = 300
) -> list[PostCard]:
    """Standing posts; ``area`` keeps to those inside a province or regency code."""
    only = Q(valid_to__isnull=True, area_code__startswith=area)
    only &= Q(kind=kind) if kind else Q()
    only &= Q(is_debarkation=True) if only_debarkation else Q()
    if q.strip():
        return [_post(it) for it in closest(Post, q, limit=limit, only=only)]
    return [_post(it) for it in Post.objects.filter(only).order_by("origin", "name_sort")[:limit]]


def post_label(code: str) -> str:
    """The name of a post; an unknown code is its own label. From memory."""
    card = find_post(code)
    return card.name if card else code


def list_corridors(*, country: str = "") -> list[CorridorCard]:
    """Usual ways home, also those open to every country."""
    rows = Corridor.objects.filter(valid_to__isnull=True).order_by("code")
    rows = rows.filter(Q(country=country) | Q(country="")) if country else rows
    return [
        CorridorCard(it.code, it.name, it.country, it.mission, it.post, it.shelter, it.onward) for it in rows
    ]


def _countries() -> dict[str, CountryCard]:
    """By alpha-3, alpha-2 and numeric code at once: the three never coincide."""
    return knowledge.kept("countries", _read_countries)


def _read_countries(using: str) -> dict[str, CountryCard]:
    cards = [_country(it) for it in Country.objects.using(using).all()]
    return {key: card for card in cards for key in (card.code, card.alpha2, card.numeric)}


def _posts() -> dict[str, PostCard]:
    return knowledge.kept(
        "posts", lambda using: {it.code: _post(it) for it in Post.objects.using(using).all()}
    )


def _country(it: Country) -> CountryCard:
    return CountryCard(it.code, it.alpha2, it.numeric, it.name_id, it.name_en)


def _post(it: Post) -> PostCard:
    return PostCard(
        code=it.code,
        name=it.name,
        kind=it.kind,
        kind_label=Post.Kind(it.kind).label,
        area_code=it.area_code,
        country=it.country,
        latitude=it.latitude,
        longitude=it.longitude,
        is_debarkation=it.is_debarkation,
        is_border_crossing=it.is_border_crossing,
        is_verified=it.is_verified,
        is_fictional=it.origin == Origin.FICTIONAL,
        valid_to=it.valid_to,
    )
