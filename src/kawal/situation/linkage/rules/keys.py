"""Keys under which a claim is found: two claims that share one are candidates for each other.

Nine types, chosen so that a person is found though any one of her values is wrong or missing. A key is a keyed hash:
NIKs can be guessed, so an unkeyed one would give them away. The index holds what was said and nothing else; what may have
been meant (a slip of the pen, day and month swapped, a year off) is asked for, see :mod:`.asking`.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kawal.foundation.digests import number_key, number_octets
from kawal.situation.linkage.rules.forms import Form

MOST_WORDS, MOST_MOTHER_WORDS, MOST_PLACES = 4, 3, 2
KINDS = (
    "nik",
    "passport",
    "kk",
    "phone",
    "kawal_id",
    "name",
    "day_word",
    "word_place",
    "day_place_sex",
    "word_mother",
    "word_year",
    "birth_mother",
    "mother_place",
)


class Part(NamedTuple):
    """What a key is of, before it is hashed."""

    kind: str
    value: str


class Key(NamedTuple):
    """A key as the index holds it: a signed 64-bit number."""

    kind: str
    key: int


class Values(NamedTuple):
    """The values of which keys are combined."""

    words: tuple[str, ...]
    mother: tuple[str, ...]
    mother_key: str
    born: str
    places: tuple[str, ...]
    sex: str


def hashed(part: Part, secret: bytes) -> Key:
    return Key(part.kind, number_key(secret, part.kind, part.value))


def keys_of(form: Form, secret: bytes) -> tuple[Key, ...]:
    """Every key of one claim, each once, always in the same order."""
    return tuple(hashed(part, secret) for part in dict.fromkeys(parts_of(form)))


def octets_of(form: Form, secret: bytes) -> list[bytes]:
    """The same keys as the eight bytes of a bigint each, for the copying of millions."""
    return [number_octets(secret, kind, value) for kind, value in dict.fromkeys(parts_of(form))]


def parts_of(form: Form) -> Iterator[Part]:
    """What its keys are made of; may repeat itself."""
    yield from numbers_in(form)
    for name in form.names:
        yield Part("name", name.key)
    yield from combined(values_in(form))


def numbers_in(form: Form) -> Iterator[Part]:
    found = (("nik", form.nik), ("passport", form.passport), ("kk", form.kk), ("kawal_id", form.refers_to))
    yield from (Part(kind, value) for kind, value in found if value)
    yield from (Part("phone", phone) for phone in form.phones)


def values_in(form: Form) -> Values:
    mother = form.mother
    return Values(
        words=longest(form.words, MOST_WORDS),
        mother=longest(mother.words, MOST_MOTHER_WORDS) if mother else (),
        mother_key=mother.key if mother else "",
        born=form.born,
        places=form.born_in[:MOST_PLACES],
        sex=form.sex,
    )


def combined(of: Values) -> Iterator[Part]:
    """The keys of two or three values together. Whatever is empty takes its keys with it."""
    year, day = of.born[:4], of.born[5:] if len(of.born) == 10 else ""
    for word in of.words:
        if day:
            yield Part("day_word", f"{day}|{word}")
        if year:
            yield Part("word_year", f"{word}|{year}")
        yield from (Part("word_place", f"{word}|{place}") for place in of.places)
        yield from (Part("word_mother", f"{word}|{other}") for other in of.mother)
    if day and of.sex:
        yield from (Part("day_place_sex", f"{day}|{place}|{of.sex}") for place in of.places)
    if day:
        yield from (Part("birth_mother", f"{of.born}|{other}") for other in of.mother)
    if of.mother_key:
        yield from (Part("mother_place", f"{of.mother_key}|{place}") for place in of.places)


def longest(words: Sequence[str], most: int) -> tuple[str, ...]:
    """The longest words, which are the most telling; ties by the alphabet."""
    return tuple(sorted(words, key=lambda word: (-len(word), word))[:most])
