"""Three measured levels of damage to an identity claim, and none.

The shares are those the matching engine is judged on; they follow field reports on spelling variants, default
birthdays, missing mothers and mistyped numbers. `spelling.py` has the changes to names.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random
from typing import NamedTuple

from kawal_simulation.chance import Table
from kawal_simulation.days import add_years


class Level(NamedTuple):
    """Number of changes to a name, and what becomes of each other field.

    `swapped` is the share of claims with day and month swapped; `birth` says what becomes of the others. `nik` is the
    share of claims with one where only the level decides; `nik_kept` of those an agency has.
    """

    name_changes: Table[int]
    nickname: float
    swapped: float
    birth: Table[str]
    birth_place: Table[str]
    mother: Table[str]
    nik: float
    nik_wrong: float
    nik_kept: float
    wrong_sex: float


CLEAN = Level(
    Table({0: 1}),
    0.0,
    0.0,
    Table({"right": 1}),
    Table({"right": 1}),
    Table({"right": 1}),
    nik=1.0,
    nik_wrong=0.003,
    nik_kept=1.0,
    wrong_sex=0.002,
)
LIGHT = Level(
    Table({0: 40, 1: 60}),
    0.0,
    0.03,
    Table({"right": 85, "digit": 5, "near": 2, "false": 3, "year": 2}),
    Table({"right": 84, "misspelt": 5, "neighbour": 2, "far": 1, "none": 8}),
    Table({"none": 40, "right": 30, "damaged": 30}),
    nik=0.60,
    nik_wrong=0.08,
    nik_kept=0.93,
    wrong_sex=0.003,
)
MEDIUM = Level(
    Table({0: 15, 1: 47, 2: 30, 3: 8}),
    0.0,
    0.04,
    Table({"right": 55, "digit": 8, "near": 8, "false": 12, "year": 8, "none": 5}),
    Table({"right": 68, "misspelt": 10, "neighbour": 10, "far": 2, "none": 10}),
    Table({"none": 40, "right": 35, "damaged": 25}),
    nik=0.0,
    nik_wrong=0.06,
    nik_kept=0.7,
    wrong_sex=0.006,
)
HEAVY = Level(
    Table({1: 30, 2: 40, 3: 30}),
    0.20,
    0.04,
    Table({"right": 10, "digit": 8, "near": 8, "false": 32, "year": 26, "none": 12}),
    Table({"right": 42, "misspelt": 10, "neighbour": 17, "far": 3, "none": 28}),
    Table({"none": 65, "right": 10, "damaged": 25}),
    nik=0.0,
    nik_wrong=0.1,
    nik_kept=0.3,
    wrong_sex=0.015,
)
LEVELS = {"clean": CLEAN, "light": LIGHT, "medium": MEDIUM, "heavy": HEAVY}
SWAPPABLE = 11 * 12 / 365.25  # days of a year that make another real day when day and month change places
YEARS_MOVED = (-6, -5, -4, -3, 3, 4, 5, 6)
NEW_YEAR_OF_A_FALSE_YEAR = 0.3
TURNED_ROUND = 0.15


def written_birth(dice: Random, born: date, level: Level) -> str | None:
    """The birth date as a clerk has it: a day, a year alone, or nothing."""
    if born.day <= 12 and born.day != born.month and dice.random() < level.swapped / SWAPPABLE:
        return born.replace(month=born.day, day=born.month).isoformat()
    how = level.birth.pick(dice)
    if how == "none":
        return None
    if how == "year":
        return f"{born.year:04d}"
    return BIRTHS[how](dice, born).isoformat()


def _right(_: Random, born: date) -> date:
    return born


def _digit(dice: Random, born: date) -> date:
    """One digit of the day, the month or the decade typed wrong, so that a real date is left."""
    digits = born.isoformat()
    while True:
        place = dice.choice((2, 5, 6, 8, 9, 9))
        try:
            wrong = date.fromisoformat(digits[:place] + str(dice.randrange(10)) + digits[place + 1 :])
        except ValueError:
            continue
        if wrong != born and 1930 < wrong.year < 2012:
            return wrong


def _near(dice: Random, born: date) -> date:
    return add_years(born, dice.choice((-1, 1)))


def _false(dice: Random, born: date) -> date:
    """Made older or younger by years, day and month kept, or 1 January of such a year."""
    moved = add_years(born, dice.choice(YEARS_MOVED))
    return moved.replace(month=1, day=1) if dice.random() < NEW_YEAR_OF_A_FALSE_YEAR else moved


BIRTHS: dict[str, Callable[[Random, date], date]] = {
    "right": _right,
    "digit": _digit,
    "near": _near,
    "false": _false,
}


def mistyped(dice: Random, digits: str) -> str:
    """One digit wrong or, less often, two neighbours turned round; never among the first two."""
    place = dice.randrange(2, len(digits))
    if place + 1 < len(digits) and digits[place] != digits[place + 1] and dice.random() < TURNED_ROUND:
        return digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    return digits[:place] + str((int(digits[place]) + dice.randrange(1, 10)) % 10) + digits[place + 1 :]


def odd_number(dice: Random, digits: str) -> str:
    """A NIK that is none any more: letters for digits, one digit lost or doubled, or the end lost in a spreadsheet."""
    place = dice.randrange(2, len(digits))
    how = dice.randrange(4)
    if how == 0:
        return digits[:2] + digits[2:].replace("0", "O").replace("1", "I", 1)
    if how == 1:
        return digits[:place] + digits[place + 1 :]
    if how == 2:
        return digits[:place] + digits[place] + digits[place:]
    return f"{digits[:15]}0"
