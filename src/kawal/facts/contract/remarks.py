"""Warnings about a fact that is kept as it was said: unknown codes and keys, numbers that cannot be one, contradictions.

A remark never repeats a value. Region 99, the fictional country's, draws none.
"""

from collections.abc import Callable, Collection, Iterator
from functools import lru_cache
from typing import Any, Protocol

from kawal.facts.contract.errors import Remark
from kawal.facts.contract.fact import PLACE, Said
from kawal.facts.contract.fields import Field
from kawal.facts.contract.kinds import KINDS
from kawal.facts.contract.remarks_identity import identity_remarks
from kawal.facts.contract.remarks_text import remark
from kawal.facts.contract.subject import ADDRESS_KEYS, SUBJECT_KEYS
from kawal.foundation.areas import FICTIONAL, AreaCode, InvalidArea
from kawal.foundation.moments import day_of


class Known(Protocol):
    """What the reference tables know, asked at the day of the fact or of today."""

    def has_post(self, code: str) -> bool: ...

    def has_area(self, code: str) -> bool:
        """``code`` is dotted."""
        ...

    def has_country(self, code: str) -> bool: ...


def remarks_of(said: Said, known: Known) -> tuple[Remark, ...]:
    """Every remark on one fact, in the order of its fields."""
    subject, place, data = said.subject, said.place, said.data
    found: list[Remark] = []
    if said.more:
        found += _unknown_keys(said.more, "", frozenset())
    if subject:
        found += identity_remarks(subject, day_of(said.at))
        found += _subject_codes(subject, known)
    if place:
        found += _place(place, known)
    if data:
        found += _data(data, said.kind, known)
    return tuple(found)


def _unknown_keys(value: dict[str, Any], above: str, known: Collection[str]) -> Iterator[Remark]:
    return (remark("unknown_key", f"{above}{key}"[:200]) for key in value if key not in known)


def _subject_codes(subject: dict[str, Any], known: Known) -> Iterator[Remark]:
    address, citizenship = subject.get("address"), subject.get("citizenship")
    if not subject.keys() <= SUBJECT_KEYS:
        yield from _unknown_keys(subject, "subject.", SUBJECT_KEYS)
    if address:
        yield from _area(address.get("area"), "subject.address.area", known)
        if not address.keys() <= ADDRESS_KEYS:
            yield from _unknown_keys(address, "subject.address.", ADDRESS_KEYS)
    if citizenship and not known.has_country(citizenship):
        yield remark("country_unknown", "subject.citizenship")


def _place(place: dict[str, Any], known: Known) -> Iterator[Remark]:
    if not place.keys() <= PLACE.keys():
        yield from _unknown_keys(place, "place.", PLACE.keys())
    if (post := place.get("post")) and not known.has_post(post):
        yield remark("post_unknown", "place.post")
    yield from _area(place.get("area"), "place.area", known)
    if (country := place.get("country")) and not known.has_country(country):
        yield remark("country_unknown", "place.country")
    if ("lat" in place) != ("lon" in place):
        yield remark("half_position", "place")


def _area(code: str | None, field: str, known: Known) -> Iterator[Remark]:
    if not code or code.startswith(FICTIONAL):
        return
    dotted = _dotted(code)
    if dotted is None or not known.has_area(dotted):
        yield remark("area_unknown", field)


@lru_cache(65_536)
def _dotted(code: str) -> str | None:
    try:
        return AreaCode.parse(code).dotted
    except InvalidArea:
        return None


def _data(data: dict[str, Any], kind: str, known: Known) -> Iterator[Remark]:
    fields = KINDS[kind].data
    if not data.keys() <= fields.keys():
        yield from _unknown_keys(data, "data.", fields.keys())
    for key, field in _WATCHED[kind]:
        if value := data.get(key):
            yield from _typed(value, field, f"data.{key}", known)


def _typed(value: Any, field: Field, path: str, known: Known) -> Iterator[Remark]:
    if field.parts and isinstance(value, dict):
        inner = {part.name: part for part in field.parts}
        for key, item in value.items():
            if key not in inner:
                yield remark("unknown_key", f"{path}.{key}"[:200])
            elif item:
                yield from _typed(item, inner[key], f"{path}.{key}", known)
    elif look := _LOOKS.get(field.type):
        yield from look(value, field, path, known)


def _code(value: Any, field: Field, path: str, known: Known) -> Iterator[Remark]:
    if field.codes and any(
        code not in field.codes for code in (value if isinstance(value, list) else [value])
    ):
        yield remark("code_unknown", path)


def _country(value: Any, field: Field, path: str, known: Known) -> Iterator[Remark]:
    if not known.has_country(value):
        yield remark("country_unknown", path)


def _currency(value: str, field: Field, path: str, known: Known) -> Iterator[Remark]:
    if not (len(value) == 3 and value.isalpha() and value.isupper()):
        yield remark("code_unknown", path)


def _number(value: Any, field: Field, path: str, known: Known) -> Iterator[Remark]:
    if isinstance(value, str):
        yield remark("number_as_text", path)


_LOOKS: dict[str, Callable[[Any, Field, str, Known], Iterator[Remark]]] = {
    "code": _code,
    "codes": _code,
    "country": _country,
    "currency": _currency,
    "number": _number,
}
_ALWAYS = _LOOKS.keys() - {"code", "codes"}  # an open list of codes knows every code
# The fields of each kind that a remark can be about; the others are not looked at.
_WATCHED = {
    name: tuple(
        (key, field)
        for key, field in kind.data.items()
        if field.parts or field.codes or field.type in _ALWAYS
    )
    for name, kind in KINDS.items()
}
