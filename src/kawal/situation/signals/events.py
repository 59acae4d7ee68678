"""Facts as events: whole numbers alone, with everything that the world's tables say already in them.

Most facts are one event, those that speak of work agreed are two. A fact without country or occupation is read with those
that the latest fact before it gave; they end with the way home.
"""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from kawal.reference.context.tables import Context
from kawal.situation.picture import events as picture
from kawal.situation.picture.events import country_said, flags_of
from kawal.situation.picture.order import FACT, in_order
from kawal.situation.picture.shapes import PictureFact
from kawal.situation.signals import flags
from kawal.situation.signals.codes import text_code, text_of
from kawal.situation.signals.kinds import Event
from kawal.situation.signals.told import Told, mapping_of
from kawal.situation.signals.told_abroad import ABROAD, HOMEWARD
from kawal.situation.signals.told_before import BEFORE

_ENCODERS: Final = BEFORE | ABROAD | HOMEWARD
_AT_AN_END: Final = frozenset(("returned", "reached_home", "settled_elsewhere", "followed_up"))
# The picture's flags and ours, by what the fact is.
_COMMON: Final = ((picture.IN_INDONESIA, flags.IN_INDONESIA),)
_LEAVING: Final = (*_COMMON, (picture.FOR_LEAVING, flags.FOR_LEAVING))
_WORD: Final = (
    *_COMMON,
    (picture.COUNTED, flags.COUNTED),
    (picture.SAFE, flags.SAFE),
    (picture.UNSAFE, flags.UNSAFE),
    (picture.DISTRESS, flags.DISTRESS),
    (picture.SEVERE, flags.SEVERE),
    (picture.MISSING, flags.IS_MISSING),
)
_AFTER: Final = (*_COMMON, (picture.TO_FAMILY, flags.TO_FAMILY), (picture.PROVEN, flags.PROVEN))
_FLAGS: Final = {
    **dict.fromkeys(BEFORE, _COMMON),
    "document_seen": _LEAVING,
    **dict.fromkeys(ABROAD, _WORD),
    **dict.fromkeys(HOMEWARD, _AFTER),
}


class Known(NamedTuple):
    """What earlier facts of the journey said, for those that say less."""

    country: str | None = None
    occupation: str | None = None


class Taken(NamedTuple):
    """One fact in its order, and the events it is."""

    fact: PictureFact
    events: tuple[Event, ...]


def events_of(facts: Iterable[PictureFact], context: Context, *, until: int | None = None) -> list[Taken]:
    """The facts in order, each with its events.

    :param until: the last day, as an ordinal. What a clock that runs ahead dates a day later is taken on it, what lies
        farther ahead is left out.
    """
    taken: list[Taken] = []
    known = Known()
    for placed in in_order(facts):
        day, fact = placed[0], placed[FACT]
        if until is not None and day > until:
            if day > until + 1:
                continue
            day = until
        taken.append(Taken(fact, encode(fact, day, context, known)))
        known = known_after(fact, known)
    return taken


def encode(fact: PictureFact, day: int, context: Context, known: Known) -> tuple[Event, ...]:
    """One fact; a kind that says nothing here is no event."""
    encoder = _ENCODERS.get(fact.kind)
    if encoder is None:
        return ()
    data, place = mapping_of(fact.data), mapping_of(fact.place)
    country = country_said(fact.kind, data, place) or known.country
    coded = encoder(Told(data, place, day, context, country, known.occupation))
    common = _common(fact.kind, flags_of(fact.kind, data, place))
    return tuple((kind, day, flag | common, a, b, c, d) for kind, flag, a, b, c, d in coded)


def _common(kind: str, theirs: int) -> int:
    ours = 0
    for their, our in _FLAGS[kind]:
        if theirs & their:
            ours |= our
    return ours


def known_after(fact: PictureFact, known: Known) -> Known:
    if fact.kind in _AT_AN_END:
        return Known()
    data, place = mapping_of(fact.data), mapping_of(fact.place)
    country = country_said(fact.kind, data, place)
    said = mapping_of(data.get("promised")) if fact.kind == "recruited" else data
    occupation = text_of(said.get("occupation"))
    if country is None and not occupation:
        return known
    return Known(country or known.country, occupation or known.occupation)


def words_of(facts: Iterable[PictureFact]) -> dict[int, str]:
    """Border posts by their code: what a row cannot spell."""
    return dict(_posts(facts))


def _posts(facts: Iterable[PictureFact]) -> Iterator[tuple[int, str]]:
    for it in facts:
        post = text_of(mapping_of(it.place).get("post")) if it.kind == "departed" else ""
        if post:
            yield text_code(post.lower()), post
