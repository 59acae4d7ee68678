"""Other names, ages and papers under which a true person also appears.

A recruiter makes someone older or younger (day and month kept) or changes a name in the
passport; people use a nickname; whoever comes back after years has a second passport.
"""

from __future__ import annotations

from random import Random

from kawal_simulation import names
from kawal_simulation.days import add_years
from kawal_simulation.people import Persona

# About 30 % of passports held wrong data in the 2015 consular check (a minister's guess);
# far fewer are wrong by years.
AGE_CHANGED, NAME_CHANGED = 0.05, 0.025
USES_NICKNAME = 0.12


def disguise(dice: Random, it: Persona) -> None:
    """Change the papers of some nonprocedural workers, and give some people an alias."""
    if dice.random() < USES_NICKNAME:
        it.alias = it.nickname
    if it.procedural or it.documents_born is not None:
        return
    if dice.random() < AGE_CHANGED:
        it.documents_born = add_years(it.born, dice.choice((-6, -5, -4, -3, 3, 4, 5)))
    if dice.random() < NAME_CHANGED:
        it.documents_name = _other_name(dice, it)


def _other_name(dice: Random, it: Persona) -> str:
    """One word of the name kept, the others another's."""
    other = names.full_name(dice, it.flavour, it.sex).split()
    return " ".join(dict.fromkeys([it.name.split()[0], *other[-1:]]))
