"""What a claim says of a field, as a reader may see it: numbers masked, codes in words."""

from collections.abc import Callable

from kawal.doors.web import labels
from kawal.doors.web.kit import figures
from kawal.doors.web.people.claims import Subject, birth_of, number_of, sex_of, text_of
from kawal.reference import selectors as reference

NUMBERS = frozenset({"nik", "passport", "kk", "phone"})
BY_WORD = frozenset({"birth", "birth_place", "home", "nik", "passport", "kk", "phone", "kawal_id", "sex"})


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
    "birth": birth_of,
    "mother": text_of("mother_name"),
    "nik": number_of("nik"),
    "birth_place": _birth_place,
    "home": _home,
    "father": text_of("father_name"),
    "sex": sex_of,
    "passport": number_of("passport"),
    "kk": number_of("kk"),
    "phone": _phones,
    "kawal_id": text_of("kawal_id"),
}
