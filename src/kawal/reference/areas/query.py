"""What somebody typed to find an area, taken apart. Pure: the names it meets are handed in."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from kawal.reference.areas.slips import Named
from kawal.reference.search_text import KIND_WORDS, PROVINCES, REGENCIES, folded

_CODE = re.compile(r"\d\d(?:\.?\d{0,2}(?:\.?\d{0,2}(?:\.?\d{0,4})?)?)?")
_PARTS = re.compile(r"[,;/()]|\s-\s")
ABBREVIATIONS = PROVINCES | REGENCIES


class Query(NamedTuple):
    """``whole`` is the name as typed, ``name`` that without its kind; ``within`` are the areas around it."""

    code: str
    whole: str
    kind: str
    name: str
    within: tuple[str, ...]


def read_query(text: str) -> Query:
    """``kab kupang``, ``Oesapa, Kota Kupang, NTT``, ``53.71``, ``ntt``. Nothing gives an empty query."""
    code = text.strip().strip(".")
    if _CODE.fullmatch(code):
        return Query(dotted(code), "", "", "", ())
    parts = [folded(part) for part in _PARTS.split(text[:200])]
    parts = [part for part in parts if part] or [""]
    whole, *within = parts
    if whole in ABBREVIATIONS:
        return Query(ABBREVIATIONS[whole], "", "", "", tuple(within))
    words = whole.split()
    if len(words) > 1 and words[-1] in ABBREVIATIONS and words[-1] not in ("jakarta", "yogyakarta"):
        whole, within = " ".join(words[:-1]), [words[-1], *within]
    kind, name = split_kind(whole)
    return Query("", whole, kind, name, tuple(within))


def dotted(code: str) -> str:
    """A code or the beginning of one, with dots: ``5371`` gives ``53.71``."""
    digits = code.replace(".", "")
    return ".".join(part for part in (digits[:2], digits[2:4], digits[4:6], digits[6:10]) if part)


def split_kind(text: str) -> tuple[str, str]:
    """The kind a first word names, and the rest; no kind where nothing would be left."""
    first, _, rest = text.partition(" ")
    return (KIND_WORDS[first], rest) if rest and first in KIND_WORDS else ("", text)


def codes_around(within: Iterable[str], uppers: Iterable[Named]) -> tuple[str, ...] | None:
    """Codes of the areas named around the one sought, or ``None`` where nothing known was named.

    The widest is named last; each narrower one is looked for inside it. A name nobody knows is passed over.
    """
    uppers = tuple(uppers)
    found: tuple[str, ...] | None = None
    for text in reversed(tuple(within)):
        codes = _codes_named(text, uppers)
        inside = tuple(c for c in codes if found is None or any(c.startswith(f) for f in found))
        found = inside or found
    return found


def _codes_named(text: str, uppers: tuple[Named, ...]) -> tuple[str, ...]:
    if text in ABBREVIATIONS:
        return (ABBREVIATIONS[text],)
    kind, name = split_kind(text)
    same = tuple(it.code for it in uppers if it.name_sort in (name, text) and kind in ("", it.kind))
    if same or len(name) < 3:
        return same
    return tuple(it.code for it in uppers if it.name_sort.startswith(name) and kind in ("", it.kind))
