"""What the declared feeds say about absence: a thing that was not reported did not happen, where somebody reports all of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kawal.facts.feeds.models import Feed


@dataclass(frozen=True, slots=True)
class FeedCard:
    """A promise: ``source`` (empty: all sources together) sends every fact of ``kind`` of the days from ``valid_from``
    until before ``valid_to``; an open end is ``None``."""

    feed_id: int
    source: str
    kind: str
    valid_from: date
    valid_to: date | None
    declared_by: str

    def covers(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


def feeds_now() -> tuple[FeedCard, ...]:
    """All feeds ever declared, ended ones too: they still count for their days. One query."""
    rows = Feed.objects.order_by("kind", "source", "valid_from")
    return tuple(
        FeedCard(it.feed_id, it.source, it.kind, it.valid_from, it.valid_to, it.declared_by) for it in rows
    )


def is_complete(feeds: Iterable[FeedCard], *, kind: str, on: date) -> bool:
    """Would a fact of this kind on this day have reached us? Elsewhere its absence says nothing."""
    return any(it.kind == kind and it.covers(on) for it in feeds)
