"""Reads of feeds, and of how fresh each source is. Nothing here tells of any person."""

from dataclasses import dataclass
from datetime import datetime

from kawal.access.asking import rows
from kawal.access.scope import NotAllowed, Power, Scope
from kawal.facts.feeds.declared import FeedCard, feeds_now
from kawal.reference import selectors as reference

FRESHNESS = """select s.code, f.last, f.facts from source s
 join (select source_id, max(last_recorded_at) as last, sum(facts)::bigint as facts from source_freshness group by 1) f using (source_id)
 order by f.last, s.code collate "C" """


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
    """Sources that ever sent, the longest silent first.

    :raises NotAllowed: a stranger; every officer may know.
    """
    if not scope.agency:
        raise NotAllowed("freshness of sources")
    return [
        FreshnessCard(it.code, reference.agency_label(it.code), it.last, it.facts)
        for it in rows(FRESHNESS, {})
    ]
