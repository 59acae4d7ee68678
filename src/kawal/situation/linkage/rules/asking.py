"""What one claim asks the index for: its own keys, and those of what it may have meant.

The index stays exact and small; forgiveness is in the question. Own keys come first, then the likeliest slips.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from kawal.foundation.names import sound
from kawal.situation.linkage.rules.forms import Form
from kawal.situation.linkage.rules.keys import Key, Part, combined, hashed, parts_of, values_in

MOST_NEAR = 4  # of each word
MOST_ASKED = 400
_SHORTEST_SPLIT = 3
_LONGEST_CALL = 5

near_words = Callable[[str], Iterable[str]]
"""Words of the vocabulary that a word may have been meant for, likeliest first: see :mod:`.vocabulary`."""


def asked_keys(
    form: Form, secret: bytes, near: near_words = lambda word: (), longer: near_words = lambda word: ()
) -> list[Key]:
    """Keys to look under, likeliest first, each once.

    :param longer: words that begin so: somebody of one word is often called by the beginning of her name.
    """
    asked = dict.fromkeys(parts_of(form))
    asked.update(dict.fromkeys(_meant(form, near)))
    if called := called_by(form):
        asked.update(
            dict.fromkeys(combined(values_in(form)._replace(words=tuple(longer(called)), mother_key="")))
        )
    return [hashed(part, secret) for part in list(asked)[:MOST_ASKED]]


def _meant(form: Form, near: near_words) -> Iterator[Part]:
    said = values_in(form)
    but_words = said._replace(mother_key="")  # whose key holds no word of the name: asked once is enough
    for born in other_dates(form.born):
        yield from combined(but_words._replace(born=born))
    words = tuple(meant for word in said.words for meant in _near(word, near)) + joined_words(form)
    if words:
        yield from combined(but_words._replace(words=words))
        yield from (Part("name", key) for key in _other_names(form, near))
    mother = tuple(meant for word in said.mother for meant in _near(word, near))
    if mother:
        yield from combined(but_words._replace(mother=mother))


def called_by(form: Form) -> str:
    """The one word of a name, where it is short enough to be the beginning of a longer one; else nothing."""
    return form.words[0] if len(form.words) == 1 and 3 <= len(form.words[0]) <= _LONGEST_CALL else ""


def _near(word: str, near: near_words) -> list[str]:
    return [it for it in dict.fromkeys([*near(word), *by_ear(word)]) if it != word][:MOST_NEAR]


def by_ear(word: str) -> Iterator[str]:
    """Z and J are taken for each other (Zainal, Jainal); as they sound, S and I."""
    if len(word) > 2 and word[0] in "SI":
        yield ("I" if word[0] == "S" else "S") + word[1:]


def other_dates(born: str) -> Iterator[str]:
    """Day and month the other way round, the year before and the year after."""
    if not born:
        return
    year, rest = int(born[:4]), born[4:]
    if len(born) == 10 and born[8:] <= "12" and born[5:7] != born[8:]:
        yield f"{born[:5]}{born[8:]}-{born[5:7]}"
    yield from (f"{other:04}{rest}" for other in (year - 1, year + 1) if other > 0)


def joined_words(form: Form) -> tuple[str, ...]:
    """Neighbouring words written as one."""
    spelled = [name.norm.split() for name in form.names]
    return tuple(dict.fromkeys(sound(one + other) for words in spelled for one, other in pairwise(words)))


def halves(word: str) -> list[tuple[str, str]]:
    """Every way in which a word may be two written as one; the vocabulary knows which are words."""
    ends = range(_SHORTEST_SPLIT, len(word) - _SHORTEST_SPLIT + 1)
    return [(sound(word[:n]), sound(word[n:])) for n in ends]


def _other_names(form: Form, near: near_words) -> Iterator[str]:
    """The whole name with one word meant differently."""
    for name in form.names[:1]:
        for word in name.words:
            rest = [it for it in name.words if it != word]
            yield from (" ".join(sorted({*rest, meant})) for meant in _near(word, near))
        yield from _rejoined(name.norm.split())


def _rejoined(words: Sequence[str]) -> Iterator[str]:
    for n in range(len(words) - 1):
        whole = [*words[:n], words[n] + words[n + 1], *words[n + 2 :]]
        yield " ".join(sorted({sound(word) for word in whole if len(word) > 1}))
