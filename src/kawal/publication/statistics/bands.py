"""Streams of people from a country over a post to a province: at most eight are drawn, the rest is one. Pure.

Where small numbers are hidden, a stream of fewer than ten is part of the rest; so is one whose total is hidden, or would leave
fewer than ten of a total that is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kawal.publication.statistics.suppression import FEW

MOST = 8
Stream = tuple[str, str, str]  # country, post, province
Told = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Band:
    """People who came from a country over a post to a province; ``-`` is not known."""

    country: str
    post: str
    province: str
    people: int

    @property
    def route(self) -> str:
        return route_of(self.country, self.post)


@dataclass(frozen=True, slots=True)
class Bands:
    """The largest streams, and how many people are in none of them."""

    bands: tuple[Band, ...]
    rest: int

    @property
    def whole(self) -> int:
        return self.rest + sum(it.people for it in self.bands)


def route_of(country: str, post: str) -> str:
    """`MYS>plbn-entikong`."""
    return f"{country}>{post}"


def bands_of(streams: Mapping[Stream, int], most: int = MOST) -> Bands:
    """All of them, or the largest and a rest, so that never more than ``most`` are drawn."""
    found = [Band(*stream, people) for stream, people in streams.items() if people > 0]
    found.sort(key=lambda it: (-it.people, it.country, it.post, it.province))
    shown = found if len(found) <= most else found[: most - 1]
    return Bands(tuple(shown), sum(it.people for it in found[len(shown) :]))


def told_bands(streams: Mapping[Stream, int], origins: Told, routes: Told, most: int = MOST) -> Bands:
    """What may be told beside these totals: of streams of ten and more those that give none of the small numbers away."""
    whole = sum(streams.values())
    large = {it: n for it, n in streams.items() if n >= FEW and _is_told(it, origins, routes)}
    shown = list(bands_of(large, most).bands)
    if len(shown) == most and sum(it.people for it in shown) < whole:
        shown.pop()
    while shown and (gone := _giving_away(shown, whole, origins, routes)):
        shown.remove(gone)
    return Bands(tuple(shown), whole - sum(it.people for it in shown))


def _is_told(stream: Stream, origins: Told, routes: Told) -> bool:
    country, post, province = stream
    return origins.get(province) is not None and routes.get(route_of(country, post)) is not None


def _giving_away(shown: Sequence[Band], whole: int, origins: Told, routes: Told) -> Band | None:
    """The smallest band of a total of which the bands leave fewer than ten, if there is such a total."""
    groups: list[tuple[int | None, list[Band]]] = [(whole, list(shown))]
    groups += [(total, [it for it in shown if it.province == code]) for code, total in origins.items()]
    groups += [(total, [it for it in shown if it.route == code]) for code, total in routes.items()]
    for total, inside in groups:
        if total is not None and inside and 0 < total - sum(it.people for it in inside) < FEW:
            return min(inside, key=lambda it: it.people)
    return None
