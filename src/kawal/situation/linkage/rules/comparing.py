"""How far two claims agree, field by field. A level is a number: 0 is disagreement, more is more, -1 says one is missing.

The same comparisons stand as SQL in `kawal_batch.linkage`, and a test holds the two equal pair by pair.
"""

from collections.abc import Sequence

from rapidfuzz.distance import DamerauLevenshtein, Hamming, JaroWinkler

from kawal.situation.linkage.rules.forms import Form, Spelling

MISSING, DIFFERENT = -1, 0
LEVELS: dict[str, tuple[str, ...]] = {
    "name": ("different", "word", "similar", "contained", "close", "slip", "sound", "exact"),
    "father": ("different", "word", "close", "sound", "exact"),
    "birth": ("different", "near", "year", "compatible", "anniversary", "digit", "swapped", "exact"),
    "birth_place": ("different", "province", "regency"),
    "mother": ("different", "word", "close", "sound", "exact"),
    "nik": ("different", "near", "equal"),
    "sex": ("different", "equal"),
    "passport": ("different", "equal"),
    "kk": ("different", "equal"),
    "kawal_id": ("different", "equal"),
    "phone": ("different", "equal"),
    "home": ("different", "regency", "district", "village"),
}
FIELDS = tuple(LEVELS)
# Just below, so that the last bit of a float, where two engines may round apart, decides nothing.
CLOSE, PARENT_CLOSE, SIMILAR = 0.92 - 1e-9, 0.90 - 1e-9, 0.80 - 1e-9
NEAR_DIGITS, NEAR_YEARS, ANNIVERSARY_YEARS = 2, 2, 10
BIRTH_MAY_BE_ONE = LEVELS["birth"].index("year")
_REGENCY, _DISTRICT, _VILLAGE = 5, 8, 13  # letters of a dotted code

Levels = tuple[int, ...]


def compare(one: Form, other: Form) -> Levels:
    """The level of every field, in the order of `FIELDS`. Symmetric."""
    # A look-up compares hundreds: a form is taken apart at once, not field by field.
    names, father, mother, born, born_in, sex, nik, kk, passport, phones, home, refers_to = one
    (
        o_names,
        o_father,
        o_mother,
        o_born,
        o_born_in,
        o_sex,
        o_nik,
        o_kk,
        o_passport,
        o_phones,
        o_home,
        o_refers_to,
    ) = other
    return (
        _names(names, o_names),
        _parents(father, o_father) if father and o_father else MISSING,
        _births(born, o_born) if born and o_born else MISSING,
        _places(born_in, o_born_in) if born_in and o_born_in else MISSING,
        _parents(mother, o_mother) if mother and o_mother else MISSING,
        _niks(nik, o_nik) if nik and o_nik else MISSING,
        int(sex == o_sex) if sex and o_sex else MISSING,
        int(passport == o_passport) if passport and o_passport else MISSING,
        int(kk == o_kk) if kk and o_kk else MISSING,
        int(refers_to == o_refers_to) if refers_to and o_refers_to else MISSING,
        int(_meet(phones, o_phones)) if phones and o_phones else MISSING,
        _homes(home, o_home) if home and o_home else MISSING,
    )


def level_code(field: str, level: int) -> str:
    """``exact``, ``swapped`` …, or ``missing``."""
    return LEVELS[field][level] if level >= 0 else "missing"


def closeness(one: str, other: str) -> float:
    """Jaro-Winkler of two spellings, over the bytes of UTF-8; the lesser first, for it is not quite symmetric."""
    if other < one:
        one, other = other, one
    if one.isascii() and other.isascii():
        return JaroWinkler.similarity(one, other)
    return JaroWinkler.similarity(one.encode(), other.encode())


def is_slip(one: str, other: str) -> bool:
    """The same letters in other words, or one slip of the pen that leaves the last letter of every word.

    A last letter makes another name: twins are called Nafardi and Nafardo.
    """
    if one.replace(" ", "") == other.replace(" ", ""):
        return True
    return _ends(one) == _ends(other) and DamerauLevenshtein.distance(one.encode(), other.encode()) == 1


def is_other_end(one: str, other: str) -> bool:
    """Whether a word ends in O in one spelling and in U in the other: they sound alike, and twins are called Tanto and Tantu."""
    return _round_ends(one) != _round_ends(other)


def _round_ends(name: str) -> set[str]:
    """Words without a last H, which many do not hear: Contoh is Conto."""
    return {word.rstrip("H")[-1:] for word in name.split()} & {"O", "U"}


def _ends(name: str) -> str:
    return "".join(word[-1] for word in name.split())


def _names(one: Sequence[Spelling], other: Sequence[Spelling]) -> int:
    """The best of all pairs of spellings."""
    if len(one) == 1 == len(other):
        return _name(one[0], other[0])
    return max((_name(a, b) for a in one for b in other), default=MISSING)


def _name(one: Spelling, other: Spelling) -> int:
    if one.norm == other.norm:
        return 7
    if one.words == other.words:
        return 4 if is_other_end(one.norm, other.norm) else 6
    near = closeness(one.norm, other.norm)
    if near >= CLOSE:
        return 5 if is_slip(one.norm, other.norm) else 4
    shared = [word for word in one.words if word in other.words]
    if shared and len(shared) == min(len(one.words), len(other.words)):
        return 3
    if near >= SIMILAR:
        return 2
    return 1 if shared else DIFFERENT


def _parents(one: Spelling, other: Spelling) -> int:
    if one.norm == other.norm:
        return 4
    if one.words == other.words:
        return 3
    if closeness(one.norm, other.norm) >= PARENT_CLOSE:
        return 2
    return int(_meet(one.words, other.words))


def _meet(one: Sequence[str], other: Sequence[str]) -> bool:
    for value in one:  # noqa: SIM110 -- any() with a generator takes three times as long
        if value in other:
            return True
    return False


def _births(one: str, other: str) -> int:
    if len(one) < 10 or len(other) < 10:
        shorter = min(len(one), len(other))
        return 3 if one[:shorter] == other[:shorter] else _years(one[:4], other[:4])
    if one == other:
        return 7
    if one[8:] == other[5:7] and one[5:7] == other[8:] and one[:4] == other[:4]:
        return 6
    if _differing(one, other) == 1:
        return 5
    if one[5:] == other[5:] and abs(int(one[:4]) - int(other[:4])) <= ANNIVERSARY_YEARS:
        return 4
    return _years(one[:4], other[:4])


def births_may_be_one(one: str, other: str) -> bool:
    """Whether two births, where both are known, may be one person's: a slip, a day unknown, a year that somebody moved.

    Another day in another year is a sister's.
    """
    return not one or not other or _births(one, other) >= BIRTH_MAY_BE_ONE


def _years(one: str, other: str) -> int:
    if one == other:
        return 2
    return 1 if abs(int(one) - int(other)) <= NEAR_YEARS else DIFFERENT


def _places(one: Sequence[str], other: Sequence[str]) -> int:
    if len(one) == 1 == len(other) and one[0][:2] != other[0][:2]:  # strangers mostly
        return DIFFERENT
    for place in one:
        if place in other and len(place) >= _REGENCY:
            return 2
    return int(_meet([place[:2] for place in one], [place[:2] for place in other]))


def _niks(one: str, other: str) -> int:
    if one == other:
        return 2
    return 1 if _differing(one, other) <= NEAR_DIGITS else DIFFERENT


def _homes(one: str, other: str) -> int:
    known = min(len(one), len(other))
    if known < _REGENCY:
        return MISSING
    if one[:_REGENCY] != other[:_REGENCY]:
        return DIFFERENT
    if known >= _VILLAGE and one == other:
        return 3
    return 2 if known >= _DISTRICT and one[:_DISTRICT] == other[:_DISTRICT] else 1


def _differing(one: str, other: str) -> int:
    """In how many places two texts of one length differ."""
    return Hamming.distance(one, other)
