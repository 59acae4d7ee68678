"""Reads of feeds, and of how fresh each source is. Nothing here tells of any person."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Sum

from kawal.access.scope import NotAllowed, Power, Scope
from kawal.facts.feeds.declared import FeedCard, feeds_now
from kawal.facts.feeds.models import SourceFreshness
from kawal.facts.ledger.models import Source
from kawal.reference import selectors as reference


@dataclass(frozen=True, slots=True)
class FreshnessCard:
    """When a source last sent, and how many facts there are of it. ``name`` is its short name."""

    source: str
    name: str
    last_recorded_at: datetime
    facts: int


def list_feeds(*, scope: Scope) -> tuple[FeedCard, ...]:
    """By kind, then source, then day.

    :raises NotAllowed: the scope may not manage feeds.
    """
    scope.require(Power.MANAGE_FEEDS)
    return feeds_now()


def list_freshness(*, scope: Scope) -> list[FreshnessCard]:
    """Sources that ever sent, the longest silent first. Two queries.

    :raises NotAllowed: a stranger; every officer may know.
    """
    if not scope.agency:
        raise NotAllowed("freshness of sources")
    rows = SourceFreshness.objects.values("source_id").annotate(
        last=Max("last_recorded_at"), all=Sum("facts")
    )
    found = {it["source_id"]: (it["last"], it["all"]) for it in rows}
    codes = Source.objects.filter(source_id__in=found).values_list("source_id", "code")
    cards = [
        FreshnessCard(code, reference.agency_label(code), *found[source_id]) for source_id, code in codes
    ]
    return sorted(cards, key=lambda it: (it.last_recorded_at, it.source))
