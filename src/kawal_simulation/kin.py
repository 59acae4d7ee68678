"""Relatives, namesakes and those who travel on another's papers: the people a careless eye takes for one.

Each is made after the person they resemble, from the same way out, so that origins and destinations keep their
published shares. How many there are is a choice (`Settings.relatives`), and so are the shares of the kinds.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random

from kawal_simulation import figures, fitting, names, numbers, people, places, spelling
from kawal_simulation.chance import Table
from kawal_simulation.people import Persona, Way
from kawal_simulation.settings import Settings

KINDS = Table(
    {
        "sibling": 44,
        "twin": 12,
        "parent": 12,
        "same_name": 10,
        "namesake": 12,
        "borrowed_nik": 8,
        "borrowed_papers": 2,
    }
)
# Whoever passes for another, or bears the same name, is of the same sex.
ONE_SEX = frozenset({"same_name", "namesake", "borrowed_nik", "borrowed_papers"})
OLDER = frozenset({"parent", "same_name"})
BORROWED = frozenset({"borrowed_nik", "borrowed_papers"})
TWINS_OF_ONE_SEX, SAME_COUNTRY, ONE_PHONE, ONE_CARD, ONE_NEW_YEAR = 0.7, 0.5, 0.3, 0.6, 0.06
OLDEST_CHILD_YEARS = 30
YOUNGEST, OLDEST = 18.5, 54.0


def relative_of(dice: Random, settings: Settings, index: int, other: Persona) -> Persona:
    """Somebody near to this other, in one of the ways that records confuse."""
    kind = _kind(dice, settings, other)
    it = people.dressed(dice, settings, index, _way(dice, other, kind))
    _of_one_house(dice, it, other, kind)
    MAKE[kind](dice, settings, it, other)
    if kind != "twin":
        it.nik = it.own_nik()
    it.nickname = names.nickname_of(dice, it.name)
    it.relation = kind, other.index
    it.entangled = other.entangled = True
    return it


def _kind(dice: Random, settings: Settings, other: Persona) -> str:
    """A kind that this other allows; else a brother or sister."""
    kind = KINDS.pick(dice)
    years = (settings.window.first - other.born.toordinal()) / 365.25
    if kind in OLDER and (other.entangled or years > OLDEST_CHILD_YEARS):
        return "sibling"
    if kind in BORROWED and (other.procedural or other.used_nik):
        return "sibling"
    return kind


def _way(dice: Random, other: Persona, kind: str) -> Way:
    """The other's stream and origin; sex and country drawn again where they may differ."""
    if kind in ONE_SEX or (kind == "twin" and dice.random() < TWINS_OF_ONE_SEX):
        sex = other.sex
    else:
        women = (
            1 - figures.MEN_BY_CORRIDOR[other.corridor]
            if other.corridor
            else fitting.women_of(other.home.province)
        )
        sex = "female" if dice.random() < women else "male"
    if sex == other.sex and dice.random() < SAME_COUNTRY:
        country = other.country
    elif other.corridor is None:
        country = fitting.destinations_by_row()[other.home.province, sex].pick(dice)
    else:
        country = people.COUNTRIES[other.corridor].pick(dice)
    home = places.home_near(dice, other.home) if kind == "namesake" else other.home
    return Way(sex, country, other.corridor, home)


def _of_one_house(dice: Random, it: Persona, other: Persona, kind: str) -> None:
    """Parents, birth place, and often the card and the telephone of a family."""
    if kind == "namesake":
        return
    it.mother, it.father, it.birth_place = other.mother, other.father, other.birth_place
    if dice.random() < ONE_CARD:
        it.family_card = other.family_card
    if dice.random() < ONE_PHONE:
        it.phones = [other.phones[0]]


def _sibling(dice: Random, settings: Settings, it: Persona, other: Persona) -> None:
    """Years apart; some families registered all their children at once, on one 1 January."""
    it.born = _years_apart(dice, settings, other, dice.uniform(1.1, 9.0))
    if not other.entangled and dice.random() < ONE_NEW_YEAR:
        other.born = it.born = other.born.replace(month=1, day=1)
        other.nik = other.own_nik()
    it.name = _with_family_name(it.name, other.name)


def _years_apart(dice: Random, settings: Settings, other: Persona, years: float) -> date:
    """So many years older or younger than the other, whichever leaves an age to work at."""
    days = int(365.25 * years) * dice.choice((1, -1))
    age = (settings.window.first - other.born.toordinal() - days) / 365.25
    return date.fromordinal(other.born.toordinal() + (days if YOUNGEST < age < OLDEST else -days))


def _twin(dice: Random, _: Settings, it: Persona, other: Persona) -> None:
    """One day, the next serial, and names of which half is the same."""
    it.born = other.born
    it.name = (
        _half_the_name(dice, it, other) if it.sex == other.sex else _with_family_name(it.name, other.name)
    )
    it.nik = numbers.nik(it.home.village, it.born, it.sex, numbers.serial_of(other.index) + 1)


def _half_the_name(dice: Random, it: Persona, other: Persona) -> str:
    """A rhyme on the first word and the same others, or the same first word and another last."""
    first, *others = other.name.split()
    if others and (first in spelling.CLOSED or len(first) < 4 or dice.random() < 0.5):
        word = names.given_word(dice, it.flavour, it.sex)
        return " ".join([first, *others[:-1], word if word != others[-1] else f"{word}a"])
    stem = first[:-1] if first[-1] in "aiueo" else first
    end = dice.choice([letter for letter in "aiou" if letter != first[-1]])
    return " ".join([stem + end, *others])


def _parent(dice: Random, _: Settings, it: Persona, other: Persona) -> None:
    """The older of two generations: the other's mother or father."""
    it.born = date.fromordinal(other.born.toordinal() - int(365.25 * dice.uniform(17, 24)))
    it.mother = names.full_name(dice, it.flavour, "female")
    it.father = names.full_name(dice, it.flavour, "male")
    if it.sex == "female":
        other.mother = it.name
    else:
        other.father = it.name


def _same_name(dice: Random, settings: Settings, it: Persona, other: Persona) -> None:
    """Father and son, mother and daughter, of the very same name."""
    it.name = other.name
    _parent(dice, settings, it, other)


def _namesake(dice: Random, settings: Settings, it: Persona, other: Persona) -> None:
    """Another of the same name and about the same age in the same kabupaten."""
    it.name = other.name
    it.born = _years_apart(dice, settings, other, dice.uniform(0.1, 5.0))


def _borrowed_nik(dice: Random, settings: Settings, it: Persona, other: Persona) -> None:
    """Own name, and the number of a brother or sister."""
    _sibling(dice, settings, it, other)
    it.used_nik = other.nik


def _borrowed_papers(dice: Random, settings: Settings, it: Persona, other: Persona) -> None:
    """Travels as the brother or sister: name, birth and number are theirs."""
    _borrowed_nik(dice, settings, it, other)
    it.documents_name, it.documents_born = other.name, other.born


def _with_family_name(name: str, other: str) -> str:
    """The last word of the other's name in place of one's own, where both have several."""
    own, family = name.split(), other.split()
    return " ".join([*own[:-1], family[-1]]) if len(own) > 1 and len(family) > 1 else name


MAKE: dict[str, Callable[[Random, Settings, Persona, Persona], None]] = {
    "sibling": _sibling,
    "twin": _twin,
    "parent": _parent,
    "same_name": _same_name,
    "namesake": _namesake,
    "borrowed_nik": _borrowed_nik,
    "borrowed_papers": _borrowed_papers,
}
