"""Where two texts differ, letter by letter, so that an eye finds it at once. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

ALIKE_FROM = 0.6  # below it letters that happen to agree would be confetti: whole words are marked


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    differs: bool = False


def marked(one: str, other: str, *, by_word: bool = False) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces, those that the other does not have marked. Capitals and spaces make no difference."""
    if not one or not other or _plain(one) == _plain(other):
        return _whole(one), _whole(other)
    a, b = (
        (re.findall(r"\s+|\S+", one), re.findall(r"\s+|\S+", other)) if by_word else (list(one), list(other))
    )
    found = SequenceMatcher(None, [it.casefold() for it in a], [it.casefold() for it in b], autojunk=False)
    if not by_word and found.ratio() < ALIKE_FROM:
        return marked(one, other, by_word=True)
    steps = found.get_opcodes()
    return (
        list(_pieces(a, [(start, end, what != "equal") for what, start, end, _, _ in steps])),
        list(_pieces(b, [(start, end, what != "equal") for what, _, _, start, end in steps])),
    )


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _whole(text: str) -> list[Piece]:
    return [Piece(text)] if text else []


def _pieces(parts: Sequence[str], steps: Sequence[tuple[int, int, bool]]) -> Iterator[Piece]:
    for start, end, differs in steps:
        text = "".join(parts[start:end])
        if text:
            yield Piece(text, differs and bool(text.strip()))
