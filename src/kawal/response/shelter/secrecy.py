"""Where a house stands does not slip out through a text that is read outside of it."""

from collections.abc import Collection, Iterable

from kawal.access.asking import Question
from kawal.access.scope import Power, Scope
from kawal.response.shelter import refusals
from kawal.situation.parties.rules.forms import address_words

ADDRESSES = Question(
    "select s.address from shelter_address s join shelter h on h.code = s.shelter where h.key = any(%(keys)s::text[])"
)
SHORTEST = 3  # words: "Jalan Mawar 5"


def check_texts(*, scope: Scope, texts: Iterable[str]) -> None:
    """Of the reader's own houses; where others stand he does not know. One query, none where nothing was written.

    :raises TellsAddress: a text tells where one of them stands.
    """
    said = [text for text in texts if text and text.strip()]
    if not said or not scope.may(Power.HOUSE):
        return
    lines = [address_line(row.address) for row in ADDRESSES.ask(scope)]
    if any(tells(text, line) for text in said for line in lines):
        raise refusals.TellsAddress


def address_line(address: str) -> tuple[str, ...]:
    """What leads to the door: the words up to the first number. Nothing where the address is too vague to lead anywhere."""
    words = address_words(address)
    first = next((at for at, word in enumerate(words) if at and any(map(str.isdigit, word))), len(words) - 1)
    line = words[: max(first + 1, SHORTEST)]
    return tuple(line) if len(line) >= SHORTEST else ()


def tells(text: str, line: Collection[str]) -> bool:
    """Does the text hold the line, however it is written?"""
    words, wanted = tuple(address_words(text)), tuple(line)
    return bool(wanted) and any(
        words[at : at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1)
    )
