"""The subject of a fact: one source's claim about who it is. Checked, put into normal form, and its numbers read."""

from collections.abc import Mapping
from typing import Any

from kawal.facts.contract import values
from kawal.facts.contract.codes import SEXES
from kawal.facts.contract.values import Check, Fault
from kawal.foundation.nik import InvalidNik, Nik
from kawal.foundation.phones import phone_digits

NAME_LONGEST, NUMBER_LONGEST, MOST_ALIASES, MOST_PHONES = 200, 50, 20, 20

ADDRESS: dict[str, Check] = {"area": NUMBER_LONGEST, "line": values.TEXT_LONGEST}
SUBJECT: dict[str, Check] = {
    "name": NAME_LONGEST,
    "sex": values.one_of(SEXES),
    "birth_date": values.birth,
    "birth_place": NAME_LONGEST,
    "mother_name": NAME_LONGEST,
    "father_name": NAME_LONGEST,
    "aliases": values.list_of(NAME_LONGEST, MOST_ALIASES),
    "nik": NUMBER_LONGEST,
    "kk": NUMBER_LONGEST,
    "passport": NUMBER_LONGEST,
    "kawal_id": NUMBER_LONGEST,
    "phones": values.list_of(NUMBER_LONGEST, MOST_PHONES),
    "address": values.object_of(ADDRESS),
    "citizenship": values.country,
    "education": values.TEXT_LONGEST,
}
NUMBERS = ("nik", "passport", "kk")
SUBJECT_KEYS, ADDRESS_KEYS = SUBJECT.keys(), ADDRESS.keys()

subject_normal = values.without_empty

_LETTERS_FOR_DIGITS = str.maketrans("OoIl|", "00111", " .-'\u00a0\u200b")


def subject_faults(subject: dict[str, Any], *, may_be_empty: bool) -> list[Fault] | None:
    """What is wrong with a subject in normal form."""
    found = values.faults_in(subject, SUBJECT)
    if found or (may_be_empty and not subject) or names_someone(subject):
        return found
    return [("", "nobody", {})]


def names_someone(subject: dict[str, Any]) -> bool:
    """It has a name with at least one letter, or a number."""
    name = subject.get("name")
    if name and any(map(str.isalpha, name)):
        return True
    if "kawal_id" in subject:
        return True
    return any(any(map(str.isdigit, subject.get(number, ""))) for number in NUMBERS)


def mended(number: str) -> str:
    """A number without what stands between its digits, and with the letters O and I read as the digits they replace."""
    if number.isascii() and number.isdigit():
        return number
    return number.translate(_LETTERS_FOR_DIGITS)


def usable_nik(text: object) -> str | None:
    """The 16 digits of a NIK that can be one; nothing for what cannot identify anybody."""
    if not isinstance(text, str):
        return None
    try:
        return Nik.parse(mended(text)).digits
    except InvalidNik:
        return None


def usable_kk(text: object) -> str | None:
    """The 16 digits of a family card: its day is the day of registration, never that of a woman's NIK."""
    digits = usable_nik(text)
    return digits if digits and not Nik(digits).is_woman else None


def usable_passport(text: object) -> str | None:
    """Letters and digits only, upper case: 5 to 15 with at least four digits that are not all the same."""
    if not isinstance(text, str):
        return None
    plain = "".join(filter(str.isalnum, text.upper()))
    digits = [c for c in plain if c.isdigit()]
    if plain.isascii() and 5 <= len(plain) <= 15 and len(digits) >= 4 and len(set(digits)) > 1:
        return plain
    return None


def numbers_of(subject: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """The numbers a person may be recognised by, as (kind, normal value); unusable ones are left out."""
    found = (
        ("nik", usable_nik(subject.get("nik"))),
        ("passport", usable_passport(subject.get("passport"))),
        ("kk", usable_kk(subject.get("kk"))),
    )
    return tuple((kind, value) for kind, value in found if value)


def phones_of(subject: Mapping[str, Any]) -> tuple[str, ...]:
    """International digits of every phone that can be one, each once, in the order given."""
    phones = subject.get("phones") or ()
    return tuple(dict.fromkeys(digits for phone in phones if (digits := phone_digits(phone))))
