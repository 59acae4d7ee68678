"""What somebody may have meant by a text that found nobody: slips of spelling, a year or a place at its end, a piece of a number."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection

from kawal.access.scope import Power, Scope
from kawal.access.wall import as_engine
from kawal.foundation.names import sound_words
from kawal.reference import selectors as reference
from kawal.situation.linkage.near_words import NearWords

MOST, MOST_NEAR, MOST_AREAS = 500, 4, 12
SHORTEST_PART = 5
_DATE = re.compile(
    r"\b(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|((?:19|20)\d{2}))\b", re.ASCII
)
_PART = re.compile(r"[A-Z]{0,2}\d+", re.ASCII)

Row = tuple[int, int, float, str]


@dataclass(frozen=True, slots=True)
class Meant:
    """A reading of the text. ``born`` is a day where one was said, ``year`` always when either was."""

    name: str
    born: str = ""
    year: int = 0
    areas: tuple[str, ...] = ()


def forgiving(scope: Scope, q: str) -> list[Row]:
    """(person, claim, score, why) of the first reading that finds anybody, best first. Behind the scope, as every search."""
    text = " ".join(q.split())[:200]
    part = text.replace(" ", "").upper()
    if _PART.fullmatch(part) and sum(map(str.isdigit, part)) >= SHORTEST_PART:
        return _call("find_number_part(%s, %s)", [part, MOST]) if scope.may(Power.REVEAL_NUMBER) else []
    for meant in _readings(text):
        found = _find(meant)
        if found:
            return found
    return []


def _readings(text: str) -> Iterator[Meant]:
    """As it stands without its date, and with its last one or two words taken for a place."""
    name, _, place = _without_date(text).partition(",")
    plain = replace(_dated(text), name=name.strip(), areas=_areas(place))
    yield plain
    words = plain.name.split()
    if not plain.areas:
        for last in (2, 1):
            areas = _areas(" ".join(words[-last:])) if len(words) > last else ()
            if areas:
                yield replace(plain, name=" ".join(words[:-last]), areas=areas)
    if plain.year:
        yield replace(plain, year=0, born="")


def _dated(text: str) -> Meant:
    found = _DATE.search(text)
    if not found:
        return Meant("")
    year, month, day, d, m, y, alone = found.groups()
    if alone:
        return Meant("", "", int(alone))
    year, month, day = year or y, month or f"{int(m):02}", day or f"{int(d):02}"
    return Meant("", f"{year}-{month}-{day}", int(year))


def _without_date(text: str) -> str:
    return " ".join(_DATE.sub(" ", text).split())


def _areas(text: str) -> tuple[str, ...]:
    said = text.strip()
    return tuple(it.code for it in reference.list_areas(q=said, limit=MOST_AREAS)) if len(said) > 2 else ()


def _find(meant: Meant) -> list[Row]:
    words = sound_words(meant.name)
    if not words:
        return []
    with as_engine():
        near = NearWords(words)
    sets = [" ".join([word, *near.of(word)[:MOST_NEAR]]) for word in sorted(words, key=len, reverse=True)]
    years = [str(meant.year)] if meant.year else None
    areas = list(meant.areas) or None
    return _call(
        "find_near(%s, %s::text[], %s, %s::text[], %s::text[], %s)",
        [meant.name, sets, meant.born, years, areas, MOST],
    )


def _call(function: str, values: Sequence[Any]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(f"select person_id, claim_id, score, why from {function}", values)
        return [(person, claim, score, why) for person, claim, score, why in cursor.fetchall()]
