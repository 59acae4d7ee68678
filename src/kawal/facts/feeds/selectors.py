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

# By its own pace eight or more sendings should have come since the last, and a day has passed: less than one chance in a thousand.
QUIET = """select s.code, f.last from source s
 join (select source_id, min(first_recorded_at) as first, max(last_recorded_at) as last, sum(sendings) as sendings
  from source_freshness group by 1) f using (source_id)
 where f.last < %(now)s - interval '1 day' and f.last > f.first + interval '7 days'
  and extract(epoch from %(now)s - f.last) * f.sendings >= 8 * extract(epoch from f.last - f.first)"""


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


def quiet_since(*, scope: Scope, now: datetime) -> dict[str, datetime]:
    """Sources that have not sent for much longer than is usual for them, with when they last did.

    :raises NotAllowed: only the engine asks.
    """
    scope.require(Power.NATION)
    return {it.code: it.last for it in rows(QUIET, {"now": now})}
