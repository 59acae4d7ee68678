"""How fresh the sources are, in words."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from kawal.doors.web.kit import figures, times
from kawal.doors.web.kit.cards.shell import FeedRow
from kawal.facts.feeds.selectors import FreshnessCard

FRESH, STALE = timedelta(days=2), timedelta(days=7)


def state_of(card: FreshnessCard, now: datetime) -> str:
    """ok within two days, soon within a week, late after."""
    age = now - card.last_recorded_at
    return "ok" if age <= FRESH else "soon" if age <= STALE else "late"


def feed_rows(cards: Sequence[FreshnessCard], now: datetime) -> list[FeedRow]:
    """The longest silent first."""
    return [
        FeedRow(
            it.name,
            f"{times.day(it.last_recorded_at)}, {times.since(it.last_recorded_at, now)}",
            state_of(it, now),
        )
        for it in cards
    ]


def how_many_are_fresh(cards: Sequence[FreshnessCard], now: datetime) -> str:
    """Nothing where no source ever sent."""
    if not cards:
        return ""
    fresh = sum(state_of(it, now) == "ok" for it in cards)
    said = {"fresh": figures.number(fresh), "all": figures.number(len(cards))}
    return _("%(fresh)s dari %(all)s sumber mengirim dalam dua hari terakhir") % said
