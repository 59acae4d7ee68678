"""Names that sound Indonesian and belong to nobody: made of syllables and of words for "for example".

Closed classes (Siti, Muhammad, Maria, I Wayan ...) are real particles, because spelling
them is where agencies differ; what follows them is invented.
"""

from __future__ import annotations

from functools import cache
from random import Random
from typing import NamedTuple

from kawal_simulation.chance import Table, dice_for, falling

STEMS = (
    "Umpama",
    "Contoh",
    "Misal",
    "Andai",
    "Rekaan",
    "Ibarat",
    "Seumpama",
    "Sekiranya",
    "Upama",
    "Andaikan",
    "Laksana",
    "Misalan",
    "Rekayasa",
    "Contohan",
    "Pengandaian",
    "Khayali",
    "Kiasan",
    "Perumpamaan",
    "Bayangan",
    "Tiruan",
)
FLOWERS = (
    "Kenanga",
    "Seruni",
    "Melati",
    "Cempaka",
    "Teratai",
    "Anggrek",
    "Dahlia",
    "Kemuning",
    "Flamboyan",
    "Soka",
    "Wijaya Kusuma",
    "Bakung",
    "Kamboja",
    "Tanjung",
    "Sedap Malam",
    "Puspa",
)


class Flavour(NamedTuple):
    """How a region makes names: syllables, usual first words and shares of one to four words."""

    onsets: str
    vowels: str
    codas: str
    female_first: tuple[tuple[str, float], ...]
    male_first: tuple[tuple[str, float], ...]
    words: tuple[float, ...]
    family_share: float


MUSLIM_MEN = (("Muhammad", 9), ("Ahmad", 5), ("Abdul", 5), ("", 60))
MUSLIM_WOMEN = (("Siti", 12), ("Nur", 6), ("Sri", 5), ("", 62))
BAPTISM_WOMEN = (("Maria", 22), ("Yuliana", 8), ("Theresia", 7), ("Kristina", 5), ("", 18))
BAPTISM_MEN = (("Yohanes", 16), ("Yosef", 12), ("Petrus", 8), ("Fransiskus", 7), ("", 20))
FLAVOURS = {
    "jawa": Flavour(
        "s w t k p m d r n j dw c pr h l y",
        "a i u o e",
        " n h ng k t",
        MUSLIM_WOMEN,
        MUSLIM_MEN,
        (14, 58, 24, 4),
        0.15,
    ),
    "sunda": Flavour(
        "n c y d t k s l m r h w p", "a i e u", " n h ng s p", MUSLIM_WOMEN, MUSLIM_MEN, (16, 60, 20, 4), 0.15
    ),
    "sasak": Flavour(
        "s r h m l k n j w z f",
        "a i u",
        " n h l d r",
        (("Baiq", 12), ("Siti", 10), ("", 50)),
        (("Lalu", 12), ("Muhammad", 8), ("Abdul", 4), ("", 55)),
        (18, 58, 20, 4),
        0.2,
    ),
    "ntt": Flavour(
        "b t n l s k m h f d g", "a e i o u", " n s k t", BAPTISM_WOMEN, BAPTISM_MEN, (4, 40, 44, 12), 0.9
    ),
    "bugis": Flavour(
        "r s b l m d k t n p h",
        "a i u e",
        " ng h n",
        (("Andi", 6), ("Siti", 6), ("", 60)),
        (("Andi", 8), ("Daeng", 4), ("Muhammad", 8), ("", 60)),
        (22, 60, 16, 2),
        0.1,
    ),
    "batak": Flavour(
        "r s t h l m n b p d",
        "a i o u",
        " n r ng k t",
        (("Maria", 6), ("", 60)),
        (("", 60), ("Yohanes", 5), ("Muhammad", 6)),
        (3, 60, 32, 5),
        0.75,
    ),
    "melayu": Flavour(
        "z s r m h n l f k y sy", "a i u", " h n m d r", MUSLIM_WOMEN, MUSLIM_MEN, (16, 60, 20, 4), 0.2
    ),
    "bali": Flavour(
        "s p w k d m r g y",
        "a i u e",
        " n k t ng",
        (("Ni Wayan", 3), ("Ni Luh", 2), ("Ni Made", 3), ("Ni Kadek", 2), ("Ni Nyoman", 2), ("Ni Ketut", 2)),
        (("I Wayan", 3), ("I Putu", 2), ("I Gede", 2), ("I Made", 3), ("I Nyoman", 2), ("I Ketut", 2)),
        (0, 70, 26, 4),
        0.1,
    ),
}
FLAVOUR_OF = {
    "11": "melayu",
    "12": "batak",
    "13": "melayu",
    "14": "melayu",
    "16": "melayu",
    "18": "jawa",
    "21": "melayu",
    "31": "melayu",
    "32": "sunda",
    "33": "jawa",
    "34": "jawa",
    "35": "jawa",
    "36": "sunda",
    "51": "bali",
    "52": "sasak",
    "53": "ntt",
    "61": "melayu",
    "65": "bugis",
    "71": "ntt",
    "73": "bugis",
    "74": "bugis",
}
FEMALE_ENDINGS = ("ah", "ti", "ni", "wati", "a", "ina", "sih", "yani", "ari", "ningsih")
MUSLIM = frozenset({"jawa", "sunda", "sasak", "bugis", "melayu"})
ARABIC_ENDINGS = {"female": ("iyah", "iyah", "iah"), "male": ("uddin", "illah")}
MALE_ENDINGS = ("o", "di", "an", "man", "to", "in", "ardi", "us", "ri", "anto")


class Pools(NamedTuple):
    first: Table[str]
    given: Table[str]
    family: Table[str]


def _word(dice: Random, flavour: Flavour, ending: str) -> str:
    onsets, vowels, codas = flavour.onsets.split(), flavour.vowels.split(), flavour.codas.split(" ")
    word = "".join(
        dice.choice(onsets) + dice.choice(vowels) + dice.choice(codas if dice.random() < 0.3 else [""])
        for _ in range(dice.choice((1, 2, 2)))
    )
    joined = word[:-1] + ending if word[-1:] in "aiueo" and ending[0] in "aiueo" else word + ending
    return joined.capitalize()


def _many(key: str, flavour: Flavour, endings: tuple[str, ...], count: int) -> tuple[str, ...]:
    """Distinct invented words, the same in every run whatever the seed of the country."""
    dice = dice_for("names", key)
    found: dict[str, None] = {}
    while len(found) < count:
        word = _word(dice, flavour, dice.choice(endings))
        if 3 < len(word) < 13:
            found[word] = None
    return tuple(found)


@cache
def pools(name: str, sex: str) -> Pools:
    flavour = FLAVOURS[name]
    female = sex == "female"
    arabic = ARABIC_ENDINGS[sex] if name in MUSLIM else ()
    endings = (*(FEMALE_ENDINGS if female else MALE_ENDINGS), *arabic)
    given = _many(f"{name}/{sex}", flavour, endings, 700)
    extra = FLOWERS if female else ()
    family = STEMS + _many(f"{name}/family", flavour, ("an", "ng", "a", "ut", "is"), 260)
    first = flavour.female_first if female else flavour.male_first
    return Pools(Table(first), falling(given[:20] + extra + given[20:]), falling(family, 0.5))


@cache
def word_count(name: str) -> Table[int]:
    return Table(enumerate(FLAVOURS[name].words, start=1))


def given_word(dice: Random, flavour: str, sex: str) -> str:
    return pools(flavour, sex).given.pick(dice)


def family_word(dice: Random, flavour: str) -> str:
    return pools(flavour, "male").family.pick(dice)


def full_name(dice: Random, flavour: str, sex: str, family: str | None = None) -> str:
    """One to four words; `family` comes last where the region uses family names."""
    pool = pools(flavour, sex)
    count = word_count(flavour).pick(dice)
    first = pool.first.pick(dice)
    words = [first] if first and count > 1 else []
    while len(words) < max(1, count - 1):
        words.append(pool.given.pick(dice))
    if count > 1:
        uses_family = dice.random() < FLAVOURS[flavour].family_share
        last = (family or pool.family.pick(dice)) if uses_family else second_word(dice, pool)
        words.append(last)
    return " ".join(dict.fromkeys(words)) if words else pool.given.pick(dice)


def second_word(dice: Random, pool: Pools) -> str:
    return dice.choice(STEMS) if dice.random() < 0.45 else pool.given.pick(dice)


def nickname_of(dice: Random, name: str) -> str:
    """What neighbours call this person: the tail or head of one word."""
    word = dice.choice(name.split())
    return (word[-4:] if dice.random() < 0.5 else word[:4]).capitalize() if len(word) > 4 else word
