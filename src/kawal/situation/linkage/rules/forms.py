"""The normal form of a claim: what two claims are compared by. What was said stays in the claim, as it was said.

Only what identifies is kept, and only if it can be true: *tidak tahu* is no name, sixteen nines are no NIK, and a family
card's number in the place of the NIK is a family card's. A missing value is empty and weighs nothing.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from kawal.facts.contract.subject import phones_of, usable_kk, usable_nik, usable_passport
from kawal.foundation.areas import AreaCode, InvalidArea
from kawal.foundation.moments import InvalidDate, PartialDate
from kawal.foundation.names import ReadName, read_name

FORM_VERSION = (
    1  # raise it when a form of the same claim would differ: stored forms and postings are then made again
)
KNOWN_SEXES = ("female", "male")
MOST_SPELLINGS, MOST_PLACES, MOST_PHONES = 6, 4, 5

type_of_places = Callable[[str], Iterable[str]]
"""Codes of the regencies or provinces that a place written in words may be; nothing where it is not known."""


class Spelling(NamedTuple):
    """One spelling of a name.

    :ivar norm: upper case, new spelling, long forms, no titles, words in the order given.
    :ivar words: its distinct words as they sound, sorted; ``key`` is them in one text.
    """

    norm: str
    words: tuple[str, ...]

    @property
    def key(self) -> str:
        return " ".join(self.words)

    @classmethod
    def of(cls, name: ReadName) -> "Spelling | None":
        return cls(" ".join(name.words), name.sounds) if name.is_known else None


class Form(NamedTuple):
    """A claim in normal form.

    :ivar names: the name first, then aliases.
    :ivar born: ``1999-04-05``, ``1999-04`` or ``1999``.
    :ivar born_in: dotted codes of the regencies the birth place may be (twin names stay ambiguous), else of provinces.
    :ivar home: dotted code of the address, as fine as it was given.
    :ivar refers_to: the `kawal_id` its source knows the person by.
    """

    names: tuple[Spelling, ...] = ()
    father: Spelling | None = None
    mother: Spelling | None = None
    born: str = ""
    born_in: tuple[str, ...] = ()
    sex: str = ""
    nik: str = ""
    kk: str = ""
    passport: str = ""
    phones: tuple[str, ...] = ()
    home: str = ""
    refers_to: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The distinct words of all names as they sound, sorted."""
        return tuple(sorted({word for name in self.names for word in name.words}))

    @property
    def says_nothing(self) -> bool:
        """Nothing in it can be compared: it is like everybody, and so like nobody."""
        return self == _EMPTY

    def without(self, numbers: Collection[str]) -> "Form":
        """The form without these NIKs, cards, passports and phones: used by too many, or refused by the register."""
        if not numbers:
            return self
        return self._replace(
            nik="" if self.nik in numbers else self.nik,
            kk="" if self.kk in numbers else self.kk,
            passport="" if self.passport in numbers else self.passport,
            phones=tuple(phone for phone in self.phones if phone not in numbers),
        )


_EMPTY = Form()


def form_of(subject: Mapping[str, Any], areas: type_of_places = lambda text: ()) -> Form:
    """The form of one claim's subject, whatever its text. The same subject gives the same form.

    :param subject: as the contract of facts has it, in normal form.
    :param areas: reads a place written in words.
    """
    name = read_name(_text(subject, "name"))
    nik, kk = usable_nik(subject.get("nik")), usable_kk(subject.get("kk"))
    return Form(
        names=_spellings(name, subject.get("aliases")),
        father=_father(name, _text(subject, "father_name")),
        mother=_spelling(_text(subject, "mother_name")),
        born=_born(_text(subject, "birth_date")),
        born_in=_regencies(_text(subject, "birth_place"), areas),
        sex=sex if (sex := _text(subject, "sex")) in KNOWN_SEXES else "",
        nik=nik if nik and nik != kk else "",
        kk=kk or "",
        passport=usable_passport(subject.get("passport")) or "",
        phones=tuple(sorted(phones_of(subject)[:MOST_PHONES])),
        home=_home(subject.get("address"), areas),
        refers_to=_text(subject, "kawal_id"),
    )


def _text(subject: Mapping[str, Any], key: str) -> str:
    said = subject.get(key)
    return said if isinstance(said, str) else ""


def _spellings(name: ReadName, aliases: object) -> tuple[Spelling, ...]:
    said = [alias for alias in aliases if isinstance(alias, str)] if isinstance(aliases, list | tuple) else []
    found = [Spelling.of(name), *map(_spelling, said)]
    return tuple(dict.fromkeys(it for it in found if it))[:MOST_SPELLINGS]


def _spelling(said: str) -> Spelling | None:
    return Spelling.of(read_name(said)) if said else None


def _father(name: ReadName, said: str) -> Spelling | None:
    """As he was named, else as he stands after *bin* or *binti*."""
    return _spelling(said) or (Spelling.of(ReadName(name.father)) if name.father else None)


def _born(said: str) -> str:
    try:
        return str(PartialDate.parse(said)) if said else ""
    except InvalidDate:
        return ""


def _regencies(place: str, areas: type_of_places) -> tuple[str, ...]:
    codes = {area.regency or area.dotted for area in _areas(place, areas)}
    finer = {code for code in codes if len(code) > 2}
    found = sorted(finer or codes)
    return tuple(found) if len(found) <= MOST_PLACES else ()


def _home(address: object, areas: type_of_places) -> str:
    said = address.get("area") if isinstance(address, Mapping) else None
    found = {area.dotted for area in _areas(said, areas)} if isinstance(said, str) else set()
    return found.pop() if len(found) == 1 else ""


def _areas(place: str, areas: type_of_places) -> Iterator[AreaCode]:
    found = map(_area, (place, *areas(place))) if place else ()
    return (area for area in found if area)


@lru_cache(131_072)
def _area(code: str) -> AreaCode | None:
    try:
        return AreaCode.parse(code)
    except InvalidArea:
        return None
