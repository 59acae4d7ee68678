"""Other names, ages and papers under which a true person also appears.

A recruiter makes someone older or younger (day and month kept) or changes a name in the
passport; people use a nickname or a husband's name; whoever comes back has a second passport,
now and then with another name.
"""

from __future__ import annotations

from datetime import date
from random import Random

from kawal_simulation import names, numbers
from kawal_simulation.chance import Table
from kawal_simulation.days import add_years
from kawal_simulation.people import Persona, Printed

# About 30 % of passports held wrong data in the 2015 consular check (a minister's guess);
# far fewer are wrong by years.
AGE_CHANGED, NAME_CHANGED, SECOND_NAME_CHANGED = 0.05, 0.025, 0.25
AGE_CHANGED_INSIDE_THE_SYSTEM = 0.01
YEARS_CHANGED = Table({-6: 2, -5: 3, -4: 2, -3: 2, 3: 2, 4: 2, 5: 1})  # most are made older, as minors are
USES_NICKNAME, USES_HUSBANDS_NAME = 0.12, 0.12
MARRIED_FROM = 21


def disguise(dice: Random, it: Persona, first_day: int) -> None:
    """Give some people an alias or a husband's name, and change the papers of some workers."""
    if dice.random() < USES_NICKNAME:
        it.alias = it.nickname
    old_enough = it.born.year + MARRIED_FROM <= date.fromordinal(first_day).year
    if it.sex == "female" and old_enough and dice.random() < USES_HUSBANDS_NAME:
        it.husband = names.full_name(dice, it.flavour, "male")
    if it.documents_born is None:
        _changed_papers(dice, it)


def _changed_papers(dice: Random, it: Persona) -> None:
    if dice.random() < (AGE_CHANGED_INSIDE_THE_SYSTEM if it.procedural else AGE_CHANGED):
        it.documents_born = add_years(it.born, YEARS_CHANGED.pick(dice))
    if it.procedural:
        return
    if dice.random() < NAME_CHANGED:
        it.documents_name = other_name(dice, it)
    if dice.random() < SECOND_NAME_CHANGED:
        again = numbers.passport(it.index, numbers.RENEWED)
        it.printed[again] = Printed(other_name(dice, it), add_years(it.born, YEARS_CHANGED.pick(dice)))


def other_name(dice: Random, it: Persona) -> str:
    """One word of the name kept, the others another's."""
    other = names.full_name(dice, it.flavour, it.sex).split()
    return " ".join(dict.fromkeys([it.name.split()[0], *other[-1:]]))
