"""Claims that have no number in common, and yet are one person's: a replay has no officers to ask, so only what is plain counts.

The whole birth or the village agrees, the name but for a slip of the pen, and something a stranger would not share: mother,
telephone, family card, village, or a NIK that is a slip away. Where nothing but name and birthday is known they must be whole,
and nobody else may fit. Where no birthday was said, a name of two words on the same telephone tells, or one with the same
mother in the same district. Ambiguous means nobody.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kawal.situation.linkage.rules.comparing import (
    BIRTH_MAY_BE_ONE,
    DIFFERENT,
    FIELDS,
    LEVELS,
    MISSING,
    NEAR_DIGITS,
    Levels,
    compare,
)
from kawal.situation.linkage.rules.forms import Form, form_of

MOST_CLAIMS = 60  # of one key: what so many share finds nobody
_AT = {field: n for n, field in enumerate(FIELDS)}
_SLIP, _SOUND = (LEVELS["name"].index(code) for code in ("slip", "sound"))
_BORN = LEVELS["birth"].index("exact")
_MOTHER = LEVELS["mother"].index("sound")
_VILLAGE, _DISTRICT = (LEVELS["home"].index(code) for code in ("village", "district"))
_NEAR = LEVELS["nik"].index("near")
_WHOLE_VILLAGE = 13  # letters of a dotted code
_NEW_YEAR = "-01-01"  # who does not know the day is written down on it


class Likeness:
    """Forms of all claims in matching, by what they are looked up by."""

    def __init__(self) -> None:
        self._forms: dict[int, Form] = {}
        self._by_key: defaultdict[str, list[int]] = defaultdict(list)

    def read(self, subject: Mapping[str, Any]) -> Form:
        return form_of(subject)

    def add(self, claim: int, form: Form) -> None:
        self._forms[claim] = form
        for key in _keys(form):
            self._by_key[key].append(claim)

    def remove(self, claim: int) -> None:
        for key in _keys(self._forms.pop(claim)):
            self._by_key[key].remove(claim)

    def same(self, form: Form, person_of: Mapping[int, int], own: Iterable[int] = ()) -> int | None:
        """The person that this is, other than its own; nothing where it is nobody, or may be two."""
        mine, found = set(own), set[int]()
        for claim in self._candidates(form):
            person = person_of[claim]
            if person not in mine and person not in found and is_one(form, self._forms[claim]):
                found.add(person)
        return found.pop() if len(found) == 1 else None

    def _candidates(self, form: Form) -> list[int]:
        found: dict[int, None] = {}
        for key in _keys(form):
            claims = self._by_key.get(key, ())
            if 0 < len(claims) <= MOST_CLAIMS:
                found |= dict.fromkeys(claims)
        return list(found)


def is_one(one: Form, other: Form) -> bool:
    """Whether two claims are one person's by what they say beside numbers."""
    levels = compare(one, other)
    name, birth, home = levels[_AT["name"]], levels[_AT["birth"]], levels[_AT["home"]]
    if name < _SLIP or _contradicted(levels) or _digits(one) != _digits(other):
        return False
    shared = _shared(levels)
    if birth == _BORN:
        return shared or home == _VILLAGE or (name >= _SOUND and home != DIFFERENT and _is_telling(one))
    if birth != MISSING and birth < BIRTH_MAY_BE_ONE:
        return False
    return name >= _SOUND and shared and (home == _VILLAGE or _is_hers(one, levels))


def _digits(form: Form) -> list[str]:
    """Figures in a name are no letters to slip on: Worker 1001 is not Worker 1101."""
    return sorted({word for name in form.names for word in name.norm.split() if any(map(str.isdigit, word))})


def _contradicted(levels: Levels) -> bool:
    return any(levels[_AT[field]] == DIFFERENT for field in ("sex", "nik", "kawal_id"))


def _shared(levels: Levels) -> bool:
    """Something that strangers do not have in common."""
    return (
        levels[_AT["mother"]] >= _MOTHER
        or levels[_AT["phone"]] > DIFFERENT
        or levels[_AT["kk"]] > DIFFERENT
        or levels[_AT["nik"]] >= _NEAR
    )


def _is_hers(form: Form, levels: Levels) -> bool:
    """Who calls a hotline gives a name and a number, and no birthday: the same two words on the same telephone, or with the
    same mother in the same district, and nothing that speaks against it."""
    mother, home = levels[_AT["mother"]], levels[_AT["home"]]
    if not _has_two_words(form) or DIFFERENT in (mother, home):
        return False
    return levels[_AT["phone"]] > DIFFERENT or (mother >= _MOTHER and home >= _DISTRICT)


def _is_telling(form: Form) -> bool:
    """Two words of a name and a day that somebody knew."""
    return not form.born.endswith(_NEW_YEAR) and _has_two_words(form)


def _has_two_words(form: Form) -> bool:
    return any(len(name.words) > 1 for name in form.names)


def no_two_niks(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether the NIKs of two people may all be one's: equal, or slips of each other."""
    ones, others = [it for it in one if it], [it for it in other if it]
    return not ones or not others or any(_near(a, b) for a in ones for b in others)


def _near(one: str, other: str) -> bool:
    return sum(a != b for a, b in zip(one, other, strict=False)) <= NEAR_DIGITS


def _keys(form: Form) -> Iterator[str]:
    village = form.home if len(form.home) >= _WHOLE_VILLAGE else ""
    if len(form.born) == 10:
        for name in form.names:
            yield f"{form.born}|{name.key}"
        yield from (f"{form.born}|{phone}" for phone in form.phones)
        if village:
            yield f"{form.born}|{village}"
        if form.mother:
            yield f"{form.born}|{form.mother.key}"
    for name in form.names:
        if village:
            yield f"{village}|{name.key}"
        if len(name.words) > 1:
            yield from (f"{phone}|{name.key}" for phone in form.phones)
            if form.mother:
                yield f"{form.mother.key}|{name.key}"
