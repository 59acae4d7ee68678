"""What a claim says of a field, as a reader may see it: numbers masked, codes in words."""

from collections.abc import Callable
from typing import Any

from kawal.doors.web import labels
from kawal.doors.web.kit import figures
from kawal.doors.web.kit.words import SEXES, word
from kawal.doors.web.people.facets import partial_day
from kawal.reference import selectors as reference

Subject = dict[str, Any]
NUMBERS = frozenset({"nik", "passport", "kk", "phone"})
BY_WORD = frozenset({"birth", "birth_place", "home", "nik", "passport", "kk", "phone", "kawal_id", "sex"})


def _text(name: str) -> Callable[[Subject], str]:
    return lambda subject: str(subject.get(name) or "")


def _number(name: str) -> Callable[[Subject], str]:
    return lambda subject: figures.masked_short(str(subject[name])) if subject.get(name) else ""


def _birth(subject: Subject) -> str:
    return partial_day(str(subject.get("birth_date") or ""))


def _birth_place(subject: Subject) -> str:
    said = str(subject.get("birth_place") or "")
    return labels.place_name(said) if said else ""


def _phones(subject: Subject) -> str:
    return ", ".join(figures.masked_short(str(it)) for it in subject.get("phones") or ())


def _home(subject: Subject) -> str:
    address = subject.get("address") or {}
    area = str(address.get("area") or "")
    places = dict.fromkeys([reference.area_label(area), labels.home_label(area)] if area else ())
    return ", ".join(filter(None, [str(address.get("line") or ""), *places]))


def _names(subject: Subject) -> str:
    aliases = ", ".join(str(it) for it in subject.get("aliases") or ())
    name = str(subject.get("name") or "")
    return f"{name} ({aliases})" if name and aliases else name or aliases


SAID: dict[str, Callable[[Subject], str]] = {
    "name": _names,
    "birth": _birth,
    "mother": _text("mother_name"),
    "nik": _number("nik"),
    "birth_place": _birth_place,
    "home": _home,
    "father": _text("father_name"),
    "sex": lambda subject: word(SEXES, str(subject.get("sex") or "")),
    "passport": _number("passport"),
    "kk": _number("kk"),
    "phone": _phones,
    "kawal_id": _text("kawal_id"),
}
