"""What the drawing must know besides facts: limits of the law, missions, declared feeds; and a picture as a row."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.conf import settings

from kawal.foundation.moments import PartialDate
from kawal.reference import selectors as reference
from kawal.reference.context.tables import Context
from kawal.situation.context.standing import Standing, standing
from kawal.situation.picture import Limit, PictureFact, Tables, draw_journey
from kawal.situation.pictures.about import About
from kawal.situation.procedure import About as Birth
from kawal.situation.procedure import Feed, Feeds, procedure_taken
from kawal.situation.signals import reading as signals


@dataclass(frozen=True, slots=True)
class Known:
    """:ivar missions: codes of every mission that serves a country, by its alpha-3 code."""

    tables: Tables
    feeds: Feeds
    context: Context
    missions: Mapping[str, tuple[str, ...]]


def standing_on(now: datetime) -> Known:
    """What is known now; the reference lists and feeds are asked for changes, the rest comes from memory."""
    return _known(reference.fingerprint(), standing())


@lru_cache(4)
def _known(fingerprint: str, state: Standing) -> Known:
    context = state.context
    missions = defaultdict[str, list[str]](list)
    for mission in reference.list_missions():
        for country in mission.countries:
            missions[country].append(mission.code)
    limits = tuple(
        Limit(it.rule, it.value, it.unit, it.valid_from, it.valid_to)
        for it in reference.list_limits()
        if it.value is not None
    )
    first = {country: codes[0] for country, codes in missions.items()}
    there = {country: frozenset(codes) for country, codes in missions.items()}
    tables = Tables(
        missions=first,
        missions_there=there,
        limits=limits,
        arrival_due=settings.ARRIVAL_DUE_HOURS,
        is_out=context.is_out if context.tables["outages"] else None,
    )
    return Known(
        tables,
        Feeds(tuple(Feed(*feed) for feed in state.feeds)),
        context,
        {country: tuple(codes) for country, codes in missions.items()},
    )


def row_of(
    facts: Sequence[PictureFact], who: About, known: Known, measured: Mapping[str, Any], now: datetime
) -> dict[str, Any]:
    """Every column of both tables: what facts and time say, who she is, how she left, and what speaks of danger."""
    picture, journey = draw_journey(facts, as_of=now, tables=known.tables)
    procedure = procedure_taken(journey, feeds=known.feeds, about=_born(who.births), context=known.context)
    return {
        **picture._asdict(),
        **procedure.columns(),
        "sex": who.sex,
        "birth_year": who.birth_year,
        "home": who.home,
        "province": who.home[:2] if who.home else None,
        "regency": who.home[:5] if who.home and len(who.home) >= 5 else None,
        **signals.row_of(facts, who.births, known.context, measured, now),
    }


@lru_cache(4096)
def _born(births: tuple[str, ...]) -> Birth:
    """The days between which she may have been born, whatever any claim says."""
    dates = [PartialDate.parse(birth) for birth in births]
    if not dates:
        return Birth()
    return Birth(min(it.earliest for it in dates), max(it.latest for it in dates))
