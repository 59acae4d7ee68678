"""Kinds of columns: how a value is made alike, how far two values agree, and by what a row is found.

Every value has two forms: ``norm``, and ``second`` (how a name sounds, the sorted words of a text, the first part of a postcode).
Levels go from the best to the worst; the first that holds counts. In their SQL ``{a}`` and ``{b}`` are the norms of the two rows,
``{a2}`` and ``{b2}`` their second forms and ``{aw}`` and ``{bw}`` the words of these, ``{like}`` is the Jaro-Winkler likeness and
``{slips}`` the number of slips of a pen, where it can be small.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from kawal.foundation.names import name_sort, sound

_NOTHING = "unknown|nan|none|null|n a|na|not known|tidak tahu|tidak diketahui|tidak ada|xxx|missing|nil|test"
UNKNOWN = frozenset(_NOTHING.split("|"))
_MEN, _WOMEN = (
    "m male man l lk laki laki-laki pria h mann homme 1",
    "f female woman p pr perempuan wanita w frau femme 2",
)
_MALE, _FEMALE = frozenset(_MEN.split()), frozenset(_WOMEN.split())
_LONGEST = 200
_DIGITS = re.compile(r"\D+")
_SIGNS = re.compile(r"[\W_]+")
_DATE = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ].*)?")

Norm = Callable[[str], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of column.

    :ivar levels: code and condition in SQL, best first; what meets none is *different*.
    :ivar keys: lists in SQL by which a row is found, ``{c}`` the norm and ``{c2}`` the second form: exact ones, then coarse.
    :ivar by_likeness: its levels ask for ``{like}`` and for words.
    :ivar swapped_with: kinds whose columns are mixed up with this one.
    """

    norm: Norm
    levels: tuple[tuple[str, str], ...]
    keys: tuple[str, ...]
    coarse: tuple[str, ...] = ()
    swapped_with: frozenset[str] = frozenset()

    @property
    def by_likeness(self) -> bool:
        return any("{like}" in condition for _, condition in self.levels)

    @property
    def by_slips(self) -> bool:
        """Its levels ask for ``{slips}`` of every pair that differs; names only where they are alike."""
        return not self.by_likeness and any("{slips}" in condition for _, condition in self.levels)


def _plain(text: str) -> str:
    plain = name_sort(text)[:_LONGEST]
    return "" if plain in UNKNOWN else plain


def _name(text: str) -> tuple[str, str]:
    plain = _plain(text)
    return plain, " ".join(sorted({_sound(word) for word in plain.split()}))


@lru_cache(65_536)
def _sound(word: str) -> str:
    return sound(word.upper()) or word


def _words(text: str) -> tuple[str, str]:
    plain = _plain(text)
    return plain, " ".join(sorted(set(plain.split())))


def _date(text: str) -> tuple[str, str]:
    """Digits of year, month and day as far as they are there; what is no date keeps its digits, for slips."""
    match = _DATE.fullmatch(text.strip())
    if match:
        return "".join(part.zfill(2) for part in match.groups() if part), ""
    digits = "".join(filter(str.isalnum, text.casefold()))[:10]
    return (digits, "") if sum(map(str.isdigit, digits)) >= 4 else ("", "")


def _number(text: str) -> tuple[str, str]:
    plain = _SIGNS.sub("", text.casefold())[:40].lstrip("0")
    return ("", "") if plain in UNKNOWN else (plain, "")


def _postcode(text: str) -> tuple[str, str]:
    parts = text.casefold().split()
    plain = _SIGNS.sub("", "".join(parts))[:12]
    return plain, parts[0] if len(parts) > 1 else plain[: (len(plain) + 1) // 2]


def _phone(text: str) -> tuple[str, str]:
    """The last nine digits: country code and trunk zero fall away."""
    digits = _DIGITS.sub("", text)
    return (digits[-9:], "") if len(digits) >= 5 else ("", "")


def _sex(text: str) -> tuple[str, str]:
    said = text.strip().casefold()
    return ("m", "") if said in _MALE else ("f", "") if said in _FEMALE else ("", "")


def _year(text: str) -> tuple[str, str]:
    match = re.search(r"\d{4}", text)
    return (match[0] if match else "", "")


# A slip is counted only where it can be one: counting is the dearest of all comparisons.
_SLIP = "{like} >= 0.9399 or case when {like} >= 0.75 and least(length({a}), length({b})) >= 4 then {slips} = 1 else false end"
_NAMES = frozenset({"given_name", "surname"})
_WITHIN = "list_has_all({aw}, {bw}) or list_has_all({bw}, {aw})"
_ONE_NAME = Kind(
    _name,
    (
        ("exact", "{a} = {b}"),
        ("swapped", "{swapped}"),
        ("sound", "{a2} = {b2}"),
        ("slip", _SLIP),
        ("close", "{like} >= 0.8799"),
        ("start", "starts_with({a}, {b}) or starts_with({b}, {a})"),
        ("similar", "{like} >= 0.7499"),
    ),
    ("[{c}]", "[{c2}]"),
    ("[left({c}, 3)]",),
    _NAMES,
)
_FULL_NAME = Kind(
    _name,
    (
        ("exact", "{a} = {b}"),
        ("sound", "{a2} = {b2}"),
        ("close", "{like} >= 0.9199"),
        ("contained", _WITHIN),
        ("similar", "{like} >= 0.8499"),
        ("word", "list_has_any({aw}, {bw})"),
        ("faint", "{like} >= 0.7499"),
    ),
    ("[{c}]", "[{c2}]"),
    ("string_split({c2}, ' ')",),
)


def _text(kind: str) -> Kind:
    return Kind(
        _words,
        (
            ("exact", "{a} = {b}"),
            ("swapped", "{swapped}"),
            ("words", "{a2} = {b2}"),
            ("slip", _SLIP),
            ("contained", _WITHIN),
            ("close", "{like} >= 0.8799"),
            ("half", "len(list_intersect({aw}, {bw})) * 2 >= greatest(len({aw}), len({bw}))"),
            ("similar", "{like} >= 0.7499"),
        ),
        ("[{c}]",),
        ("[left({c}, 5)]",),
        frozenset({kind}),
    )


_SAME_YEAR = "left({a}, 4) = left({b}, 4)"
_DATE_LEVELS = (
    ("exact", "{a} = {b} and length({a}) >= 8"),
    ("slip", "{slips} = 1 and length({a}) >= 8 and length({b}) >= 8"),
    ("swapped", f"{_SAME_YEAR} and {{a}}[5:6] = {{b}}[7:8] and {{a}}[7:8] = {{b}}[5:6]"),
    (
        "partial",
        "length({a}) <> length({b}) and (starts_with({a}, {b}) or starts_with({b}, {a})) or {a} = {b}",
    ),
    ("first_day", f"{_SAME_YEAR} and ({{a}}[5:] = '0101' or {{b}}[5:] = '0101')"),
    ("anniversary", "{a}[5:] = {b}[5:] and length({a}) = 8 and {a}[5:] <> '0101'"),
    ("two_slips", "{slips} = 2 and length({a}) >= 8 and length({b}) >= 8"),
    ("year", _SAME_YEAR),
    ("near", "abs(try_cast(left({a}, 4) as integer) - try_cast(left({b}, 4) as integer)) <= 2"),
)
_NUMBER = (("exact", "{a} = {b}"), ("slip", "{slips} = 1"), ("two_slips", "{slips} = 2"))
_YEAR = "abs({a}::integer - {b}::integer)"

KINDS: dict[str, Kind] = {
    "given_name": _ONE_NAME,
    "surname": _ONE_NAME,
    "full_name": _FULL_NAME,
    "mother_name": _FULL_NAME,
    "date": Kind(
        _date,
        _DATE_LEVELS,
        ("[case when length({c}) >= 8 then {c} end]",),
        ("[case when length({c}) = 8 and {c}[5:] <> '0101' then {c}[5:] end]", "[left({c}, 4)]"),
    ),
    "year": Kind(
        _year,
        (
            ("exact", "{a} = {b}"),
            ("near", f"{_YEAR} = 1"),
            ("slip", "{slips} = 1"),
            ("decade", f"{_YEAR} <= 5"),
        ),
        (),
        ("[{c}]",),
    ),
    "place": _text("place"),
    "address": _text("address"),
    "text": _text("text"),
    "postcode": Kind(_postcode, (*_NUMBER[:2], ("part", "{a2} = {b2}"), _NUMBER[2]), ("[{c}]",), ("[{c2}]",)),
    "number": Kind(_number, _NUMBER, ("[{c}]",), ("['<' || left({c}, 4)]", "['>' || right({c}, 3)]")),
    "sex": Kind(_sex, (("exact", "{a} = {b}"),), ()),
    "phone": Kind(_phone, _NUMBER, ("[{c}]",)),
}
