"""How agencies misspell people: three measured levels of damage, and none.

Shares of changes follow field reports on spelling variants, default birthdays, missing
mothers and mistyped numbers; the levels are those the matching engine is judged on.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from kawal_simulation.chance import Table


class Level(NamedTuple):
    """Number of changes to a name, and what becomes of each other field.

    `nik` is the share of claims with one where only the level decides; `nik_kept` of those an agency has.
    """

    name_changes: Table[int]
    nickname: float
    birth: Table[str]
    birth_place: Table[str]
    mother: Table[str]
    nik: float
    nik_wrong: float
    nik_kept: float


CLEAN = Level(
    Table({0: 1}),
    0.0,
    Table({"right": 1}),
    Table({"right": 1}),
    Table({"right": 7, "none": 3}),
    0.97,
    0.003,
    1.0,
)
LIGHT = Level(
    Table({0: 40, 1: 60}),
    0.0,
    Table({"right": 85, "digit": 5, "swapped": 3, "near": 2, "false": 3, "year": 2}),
    Table({"right": 85, "misspelt": 5, "neighbour": 2, "none": 8}),
    Table({"none": 40, "right": 30, "damaged": 30}),
    0.60,
    0.08,
    0.93,
)
MEDIUM = Level(
    Table({0: 15, 1: 47, 2: 30, 3: 8}),
    0.0,
    Table({"right": 55, "digit": 8, "swapped": 4, "near": 8, "false": 12, "year": 8, "none": 5}),
    Table({"right": 70, "misspelt": 10, "neighbour": 10, "none": 10}),
    Table({"none": 40, "right": 35, "damaged": 25}),
    0.0,
    0.06,
    0.7,
)
HEAVY = Level(
    Table({1: 30, 2: 40, 3: 30}),
    0.20,
    Table({"right": 10, "digit": 8, "swapped": 4, "near": 8, "false": 32, "year": 26, "none": 12}),
    Table({"right": 45, "misspelt": 10, "neighbour": 17, "none": 28}),
    Table({"none": 65, "right": 10, "damaged": 25}),
    0.0,
    0.1,
    0.3,
)
LEVELS = {"clean": CLEAN, "light": LIGHT, "medium": MEDIUM, "heavy": HEAVY}

CLOSED = {
    "Muhammad": ("Mohammad", "Moh.", "Muh.", "M.", "Mohamad", "Mhd."),
    "Siti": ("St.", "Sitti", "Sity"),
    "Abdul": ("Abd.", "Abdl"),
    "Ahmad": ("Achmad", "Akhmad", "A."),
    "Nur": ("Noor", "Nuur"),
    "Sri": ("Sry",),
    "Maria": ("M.", "Marya"),
    "Yohanes": ("Johanes", "Yohannes"),
    "Yosef": ("Josef", "Yoseph", "Yosep"),
    "Fransiskus": ("Frans", "Fransisco"),
    "Theresia": ("Teresia",),
    "Kristina": ("Cristina", "Christina"),
    "Daeng": ("Dg.",),
    "Petrus": ("Pitrus",),
    "Yuliana": ("Juliana",),
}
OLD_SPELLING = (("u", "oe"), ("j", "dj"), ("c", "tj"), ("y", "j"), ("ny", "nj"), ("sy", "sj"), ("kh", "ch"))
SOUNDS = (
    ("f", "p"),
    ("v", "f"),
    ("z", "s"),
    ("z", "j"),
    ("y", "i"),
    ("i", "y"),
    ("k", "kh"),
    ("h", ""),
    ("d", "t"),
    ("o", "u"),
    ("e", "i"),
    ("sy", "s"),
    ("w", "u"),
    ("b", "p"),
    ("q", "k"),
    ("n", "nn"),
    ("t", "tt"),
    ("a", "ah"),
)
EARS = {
    "malay": (("Muhammad", "Mohd"), ("Abdul", "Abd"), ("c", "ch"), ("u", "oo"), ("y", "i"), ("dj", "j")),
    "arabic": (("p", "b"), ("g", "j"), ("o", "u"), ("e", "a"), ("c", "sh"), ("ng", "nj")),
}
TITLES = ("H.", "Hj.", "Ny.", "Tn.", "Sdr.", "Nn.")


def _replace_one(dice: Random, name: str, pairs: tuple[tuple[str, str], ...]) -> str:
    """One rule that fits, applied once, inside a word."""
    fitting = [pair for pair in pairs if pair[0] in name[1:]]
    if not fitting:
        return name
    old, new = dice.choice(fitting)
    place = name.index(old, 1)
    return name[:place] + new + name[place + len(old) :]


def closed_class(dice: Random, name: str) -> str:
    words = name.split()
    for place, word in enumerate(words):
        if word in CLOSED:
            words[place] = dice.choice(CLOSED[word])
            return " ".join(words)
    return sound(dice, name)


def old_spelling(dice: Random, name: str) -> str:
    return _replace_one(dice, name, OLD_SPELLING)


def sound(dice: Random, name: str) -> str:
    return _replace_one(dice, name, SOUNDS)


def typing(dice: Random, name: str) -> str:
    """One letter dropped, doubled, swapped with the next or hit beside."""
    place = dice.randrange(1, len(name)) if len(name) > 2 else 0
    letter = name[place]
    how = dice.randrange(4)
    if how == 0 and len(name) > 3:
        return name[:place] + name[place + 1 :]
    if how == 1:
        return name[:place] + letter + name[place:]
    if how == 2 and place + 1 < len(name):
        return name[:place] + name[place + 1] + letter + name[place + 2 :]
    return name[:place] + dice.choice("aeiounrstk") + name[place + 1 :]


def joined(dice: Random, name: str) -> str:
    words = name.split()
    if len(words) < 2:
        return typing(dice, name)
    place = dice.randrange(len(words) - 1)
    return " ".join([*words[:place], words[place] + words[place + 1].lower(), *words[place + 2 :]])


def split(dice: Random, name: str) -> str:
    words = name.split()
    place = max(range(len(words)), key=lambda i: len(words[i]))
    word = words[place]
    if len(word) < 6:
        return sound(dice, name)
    cut = dice.randrange(3, len(word) - 2)
    return " ".join([*words[:place], word[:cut], word[cut:].capitalize(), *words[place + 1 :]])


def dropped(dice: Random, name: str) -> str:
    words = name.split()
    if len(words) < 2:
        return sound(dice, name)
    lost = dice.choice((0, len(words) - 1, len(words) - 1))
    return " ".join(word for place, word in enumerate(words) if place != lost)


def order(dice: Random, name: str) -> str:
    words = name.split()
    return typing(dice, name) if len(words) < 2 else " ".join([*words[1:], words[0]])


def title(dice: Random, name: str) -> str:
    return f"{dice.choice(TITLES)} {name}"


def initial(dice: Random, name: str) -> str:
    words = name.split()
    if len(words) < 2:
        return sound(dice, name)
    place = dice.randrange(len(words))
    return " ".join([*words[:place], f"{words[place][0]}.", *words[place + 1 :]])


Change = Callable[[Random, str], str]
CHANGES: Table[Change] = Table(
    [
        (closed_class, 18),
        (old_spelling, 14),
        (sound, 24),
        (typing, 20),
        (joined, 6),
        (split, 3),
        (dropped, 6),
        (order, 3),
        (title, 3),
        (initial, 3),
    ]
)


def spelt(dice: Random, name: str, changes: int, ear: str | None = None) -> str:
    """The name after so many changes, the first of them by a foreign ear if there is one."""
    if ear is not None and dice.random() < 0.6:
        name = _replace_one(dice, f" {name}", EARS[ear]).strip()
    for _ in range(changes):
        name = CHANGES.pick(dice)(dice, name)
    return name or "X"


def written_birth(dice: Random, born: date, how: str) -> str | None:
    """The birth date as a clerk has it: a day, a year alone, or nothing."""
    if how == "none":
        return None
    if how == "year":
        return f"{born.year:04d}"
    return _changed(dice, born, how).isoformat()


def _changed(dice: Random, born: date, how: str) -> date:
    if how == "digit":
        return born + timedelta(days=dice.choice((-10, -1, 1, 3, 10)))
    if how == "swapped" and born.day <= 12:
        return born.replace(month=born.day, day=born.month)
    if how == "near":
        return _in_year(born, born.year + dice.choice((-1, 1)))
    if how == "false":
        year = born.year + dice.choice((-6, -5, -4, -3, 3, 4, 5, 6))
        return date(year, 1, 1) if dice.random() < 0.3 else _in_year(born, year)
    return born


def _in_year(born: date, year: int) -> date:
    return born.replace(year=year, day=min(born.day, 28) if born.month == 2 else born.day)


def mistyped(dice: Random, digits: str) -> str:
    """One digit wrong, never among the first two."""
    place = dice.randrange(2, len(digits))
    return digits[:place] + str((int(digits[place]) + dice.randrange(1, 10)) % 10) + digits[place + 1 :]
