"""How a name changes between a mouth, an ear and a keyboard: one function a kind of change.

The kinds and their weights are those found in Indonesian lists: closed classes, old spelling (before the reform of
1972), sounds, typing, words joined, split, lost or turned round, titles and fathers, initials.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from kawal_simulation.chance import Table

CLOSED = {
    "Muhammad": ("Mohammad", "Moh.", "Muh.", "M.", "Mohamad", "Mhd.", "Mohd."),
    "Siti": ("St.", "Sitti", "Sity", "Sti"),
    "Abdul": ("Abd.", "Abd", "Abdl"),
    "Ahmad": ("Achmad", "Akhmad", "A."),
    "Nur": ("Noor", "Nuur", "Nurul"),
    "Sri": ("Sry", "Srie"),
    "Maria": ("M.", "Marya"),
    "Yohanes": ("Johanes", "Yohannes", "Johannes"),
    "Yosef": ("Josef", "Yoseph", "Yosep", "Joseph"),
    "Fransiskus": ("Frans", "Fransisco"),
    "Theresia": ("Teresia",),
    "Kristina": ("Cristina", "Christina"),
    "Daeng": ("Dg.",),
    "Petrus": ("Pitrus",),
    "Yuliana": ("Juliana",),
    "Wayan": ("Wyn.", "W."),
    "Nyoman": ("Nym.", "Komang"),
    "Ketut": ("Kt.", "Ktut"),
}
OLD_SPELLING = (("u", "oe"), ("j", "dj"), ("c", "tj"), ("y", "j"), ("ny", "nj"), ("sy", "sj"), ("kh", "ch"))
SOUNDS = (
    ("f", "p"), ("v", "f"), ("z", "s"), ("z", "j"), ("y", "i"), ("i", "y"), ("k", "kh"), ("h", ""),
    ("d", "t"), ("o", "u"), ("e", "i"), ("sy", "s"), ("w", "u"), ("b", "p"), ("q", "k"), ("a", "ah"),
    ("n", "nn"), ("t", "tt"), ("s", "ss"), ("m", "mm"), ("l", "ll"),
    ("iyah", "iah"), ("iah", "iyah"), ("oh", "uh"), ("kh", "h"), ("dz", "z"), ("uddin", "udin"),
)  # fmt: skip
EARS = {
    "malay": (("Muhammad", "Mohd"), ("Abdul", "Abd"), ("c", "ch"), ("u", "oo"), ("y", "i"), ("dj", "j")),
    "arabic": (("p", "b"), ("g", "j"), ("o", "u"), ("e", "a"), ("c", "sh"), ("ng", "nj")),
}
TITLES = {
    "female": Table({"Hj.": 5, "Ny.": 3, "Nn.": 1, "Sdri.": 1}),
    "male": Table({"H.": 5, "Tn.": 3, "Sdr.": 2}),
}
DEGREES = ("S.Pd.", "S.Pd.I", "A.Md.", "S.E.")
DEGREE_SHARE, FATHER_SHARE, MALAY_FATHER_SHARE = 0.15, 0.35, 0.15
KEYS_BESIDE = "aeiounrstk"
TRIES = 4


class About(NamedTuple):
    """What a change may need besides the name: whose it is, their father, and the ear that hears."""

    sex: str = "female"
    father: str = ""
    ear: str | None = None


NOBODY = About()
Change = Callable[[Random, str, About], str]


def _replace_one(dice: Random, name: str, pairs: tuple[tuple[str, str], ...]) -> str:
    """One rule that fits, applied once, inside a word; the name itself where none fits."""
    fitting = [pair for pair in pairs if pair[0] in name[1:]]
    if not fitting:
        return name
    old, new = dice.choice(fitting)
    place = name.index(old, 1)
    return name[:place] + new + name[place + len(old) :]


def closed_class(dice: Random, name: str, about: About) -> str:
    """Siti as St., Muhammad as Moh.; where no such word is, a sound."""
    words = name.split()
    for place, word in enumerate(words):
        if word in CLOSED:
            words[place] = dice.choice(CLOSED[word])
            return " ".join(words)
    return sound(dice, name, about)


def old_spelling(dice: Random, name: str, _: About) -> str:
    return _replace_one(dice, name, OLD_SPELLING)


def sound(dice: Random, name: str, _: About) -> str:
    return _replace_one(dice, name, SOUNDS)


def typing(dice: Random, name: str, _: About = NOBODY) -> str:
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
    return name[:place] + dice.choice(KEYS_BESIDE) + name[place + 1 :]


def joined(dice: Random, name: str, _: About) -> str:
    words = name.split()
    if len(words) < 2:
        return name
    place = dice.randrange(len(words) - 1)
    return " ".join([*words[:place], words[place] + words[place + 1].lower(), *words[place + 2 :]])


def split(dice: Random, name: str, _: About) -> str:
    words = name.split()
    place = max(range(len(words)), key=lambda i: len(words[i]))
    word = words[place]
    if len(word) < 6:
        return name
    cut = dice.randrange(3, len(word) - 2)
    return " ".join([*words[:place], word[:cut], word[cut:].capitalize(), *words[place + 1 :]])


def dropped(dice: Random, name: str, _: About) -> str:
    words = name.split()
    if len(words) < 2:
        return name
    lost = dice.choice((0, len(words) - 1, len(words) - 1))
    return " ".join(word for place, word in enumerate(words) if place != lost)


def order(_: Random, name: str, __: About) -> str:
    words = name.split()
    return " ".join([*words[1:], words[0]])


def title_or_father(dice: Random, name: str, about: About) -> str:
    """A title before, a degree behind, or whose child this is."""
    if about.father and " bin" not in name and dice.random() < FATHER_SHARE:
        return child_of(dice, name, about)
    if dice.random() < DEGREE_SHARE:
        return f"{name}, {dice.choice(DEGREES)}"
    return f"{TITLES[about.sex].pick(dice)} {name}"


def child_of(dice: Random, name: str, about: About) -> str:
    """bin and binti; Malay offices also write a/l and a/p."""
    woman = about.sex == "female"
    word = "binti" if woman else "bin"
    if about.ear == "malay" and dice.random() < MALAY_FATHER_SHARE:
        word = "a/p" if woman else "a/l"
    return f"{name} {word} {about.father.split()[0]}"


def initial(dice: Random, name: str, _: About) -> str:
    """One word as its letter, or all but the last: Maria Goreti Misal as M. G. Misal."""
    words = name.split()
    if len(words) < 2:
        return name
    if len(words) > 2 and dice.random() < 0.4:
        return " ".join([*(f"{word[0]}." for word in words[:-1]), words[-1]])
    place = dice.randrange(len(words))
    return " ".join([*words[:place], f"{words[place][0]}.", *words[place + 1 :]])


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
        (title_or_father, 3),
        (initial, 3),
    ]
)


def changed(dice: Random, name: str, about: About) -> str:
    """One change that is one: where a kind does not fit this name, another kind is tried, at last typing."""
    for _ in range(TRIES):
        found = CHANGES.pick(dice)(dice, name, about)
        if found and found != name:
            return found
    return typing(dice, name)


def spelt(dice: Random, name: str, changes: int, about: About = NOBODY) -> str:
    """The name after so many changes, the first of them by a foreign ear if there is one."""
    if about.ear is not None and dice.random() < 0.6:
        name = _replace_one(dice, f" {name}", EARS[about.ear]).strip()
    for _ in range(changes):
        name = changed(dice, name, about)
    return name
