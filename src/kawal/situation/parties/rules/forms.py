"""Names, licences and addresses of recruiters and companies in normal form, so that two ways of writing them meet.

What was written is kept elsewhere, unchanged. A firm keeps the order of its words and the family of its legal form; a
person's name is taken as it sounds, whatever the order. Old spelling, split words and short forms make no difference.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from kawal.foundation.names import name_key, name_sort, sound, sound_words
from kawal.situation.parties.rules import words as lists

LONGEST, MOST_WORDS, LONGEST_WORD = 300, 12, 40
SHORTEST_LICENCE = 4
_ALSO_CALLED = re.compile(
    r"\b(?:alias|als|aka|a\.k\.a\.?|alias dari|(?:biasa )?dipanggil|panggilan|disebut)\b\.?:?|[(\"“”«»]",
    re.IGNORECASE,
)
_ON_BEHALF = re.compile(r"(?:\ba\.\s?n\.?|\ba/n\b|\ban\.|\batas nama\b|\bqq\b)[\s.:]*", re.IGNORECASE)
_SPLIT_FORM = re.compile(r"\b(?:(p)[.\s]+(t)|(c)[.\s]+(v)|(u)[.\s]+(d))\b\.?", re.IGNORECASE)  # "P.T.", "C V"
_OLD = re.compile(r"oe|dj|tj|sj")
_MODERN = (("oe", "u"), ("dj", "\0"), ("tj", "c"), ("sj", "sy"), ("j", "y"), ("\0", "j"))
_DOUBLED = re.compile(r"(\D)\1+")
_NOT_SIGN = re.compile(r"[^A-Z0-9]")
_LICENCE_WORDS = re.compile(
    r"(?:(?:NOMOR|NO|IZIN|IJIN|SURAT|LICEN[CS]E|LISENSI)[\s.:]+)*(?:SIP3MI|SIPPTKIS|SIPPTKI|SIPPMI)?[\s.:/-]*"
)
_LEADING_ZEROS = re.compile(r"\b0+(?=\d)")


@lru_cache(65_536)
def _one_form(word: str) -> str:
    """Modern spelling, one letter for a doubled one, the long form of a short one."""
    if _OLD.search(word):
        for old, new in _MODERN:
            word = word.replace(old, new)
    return lists.ONE_FORM.get(word, _DOUBLED.sub(r"\1", word))


_NOBODY, _TRADES, _CALLED = (
    frozenset(map(_one_form, words)) for words in (lists.NOBODY, lists.TRADES, lists.CALLED)
)
_FORMS = {_one_form(word): family for word, family in lists.LEGAL_FORMS.items()}


@dataclass(frozen=True, slots=True)
class Named:
    """A name in normal form.

    :ivar key: equal for what is one name; empty where nothing was said.
    :ivar words: the words of the name itself, in order, each in its one form.
    :ivar sounds: as they sound, sorted, with those of nicknames: for the search and for likeness.
    """

    said: str
    key: str
    words: tuple[str, ...]
    sounds: tuple[str, ...]
    is_company: bool

    @property
    def core(self) -> str:
        return core_of(self.key)


def core_of(key: str) -> str:
    """The letters of a key, for likeness: without the legal form, run together."""
    return key.partition(":")[2] if ":" in key else key.replace(" ", "")


NAMELESS = Named("", "", (), (), False)


@lru_cache(65_536)
def read_name(text: str, *, company: bool = False) -> Named | None:
    """The name a text says, or nothing when it names nobody ("perekrut", "orang tua", "-").

    ``company``: it stands where only a placement company can stand, and those are PT by law.
    """
    said = " ".join(text.split())[:LONGEST]
    own, others = _parts(said)
    words = _plain_words(own)
    if not any(map(_has_letter, words)) or _NOBODY.issuperset(words):
        return None
    family, core = _without_form(words)
    if not core:
        return None
    is_company = company or bool(family) or not _TRADES.isdisjoint(core)
    if is_company:
        sounds = _sounds([sound(word.upper()) for word in core], others)
        return Named(said, f"{family or ('pt' if company else '')}:{''.join(core)}", core, sounds, True)
    person = _without_call(core)
    sounds = _sounds(sound_words(" ".join(person)), others)
    return Named(said, name_key(" ".join(person)) or " ".join(person), person, sounds, False)


@lru_cache(16_384)
def read_licence(text: str) -> str | None:
    """Letters and digits of a licence without what it is called: ``SIP3MI-0001/REKAAN`` and ``No. 0001 Rekaan`` are one."""
    said = _LICENCE_WORDS.sub("", text[:LONGEST].upper().strip(), count=1)
    plain = _NOT_SIGN.sub("", said)
    if len(plain) < SHORTEST_LICENCE or not any(map(str.isdigit, plain)) or len(set(plain)) == 1:
        return None
    return plain


def read_address(line: str, area: str = "") -> str | None:
    """The words of an address in one form; nothing where it is too vague to be one house."""
    own = address_words(line[:LONGEST])
    if len(own) < 3 or not any(any(map(str.isdigit, word)) for word in own):
        return None
    return " ".join([*own[:MOST_WORDS], area.replace(".", "")]).strip()


def address_words(text: str) -> list[str]:
    """The words of a text as an address has them: "Jl." is "jalan", "No. 017" is "17"."""
    words = (lists.STREETS.get(word, word) for word in name_sort(text).split())
    return [_LEADING_ZEROS.sub("", word) for word in words if word != "nomor"]


def _parts(said: str) -> tuple[str, str]:
    """The name itself, and what else it is called: nicknames, and the bank or firm that stands before "a.n."."""
    before, *nicknames = _ALSO_CALLED.split(said)
    if not _plain_words(before):
        before, *nicknames = [*filter(_plain_words, nicknames), ""]
    bank, *owner = _ON_BEHALF.split(before, maxsplit=1)
    if owner and _plain_words(owner[0]):
        return owner[0], " ".join([bank, *nicknames])
    return (bank if owner else before), " ".join(nicknames)


def _plain_words(text: str) -> tuple[str, ...]:
    joined = _SPLIT_FORM.sub(
        lambda found: f"{''.join(filter(None, found.groups()))} ", text.replace("'", "").replace("\u2019", "")
    )
    words = [word[:LONGEST_WORD] for word in name_sort(joined).split()]
    return tuple(_one_form(word) for word in words if word not in lists.JOINERS)[:MOST_WORDS]


def _without_form(words: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The family of the legal form, and the words between its parts."""
    start, end, family = 0, len(words), ""
    while start < end and words[start] in _FORMS:
        family = family or _FORMS[words[start]]
        start += 1
    while end > start and (words[end - 1] in _FORMS or words[end - 1] == "co"):
        family = family or _FORMS.get(words[end - 1], "")
        end -= 1
    return family, words[start:end]


def _without_call(words: tuple[str, ...]) -> tuple[str, ...]:
    """Without what somebody is called before the name, as long as a name is left."""
    start = 0
    while start < len(words) - 1 and words[start] in _CALLED:
        start += 1
    return words[start:]


def _sounds(first: Iterable[str], others: str) -> tuple[str, ...]:
    """Those of the name itself and of what else it is called."""
    _family, rest = _without_form(_plain_words(others))
    also = {sound(word.upper()) for word in rest if word not in _NOBODY and not word.isdigit()}
    return tuple(sorted({*first, *also} - {""}))[:MOST_WORDS]


def _has_letter(word: str) -> bool:
    return any(map(str.isalpha, word))
