"""Declaring what a source sends completely, and noting when each source sent.

Every change of a feed changes what absence means, so it is logged with who made it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from kawal.access import wall
from kawal.access.scope import NotVisible, Power, Scope
from kawal.access.trail import services as trail
from kawal.facts.contract.fact import is_source_code
from kawal.facts.contract.kinds import KINDS
from kawal.facts.feeds.models import Feed
from kawal.facts.ledger import bulk

# The slot is of this connection, so two at once rarely meet; a source's rows are added up when they are read.
TOUCH = """
insert into source_freshness (source_id, slot, first_recorded_at, last_recorded_at, facts)
select s, mod(pg_backend_pid(), 16), at, at, n from (select %s::timestamptz) x(at), unnest(%s::smallint[], %s::bigint[]) u(s, n) order by s
on conflict (source_id, slot) do update set facts = source_freshness.facts + excluded.facts,
  sendings = source_freshness.sendings + 1, first_recorded_at = least(source_freshness.first_recorded_at, excluded.first_recorded_at),
  last_recorded_at = greatest(source_freshness.last_recorded_at, excluded.last_recorded_at)"""


class FeedRefused(ValueError):
    """What is wrong with a feed. ``field`` is ``source``, ``kind``, ``valid_from``, ``valid_to``; the message is Indonesian."""

    def __init__(self, field: str, message: str) -> None:
        self.field, self.message = field, message
        super().__init__(f"{field}: {message}")


@dataclass(frozen=True, slots=True)
class FeedDraft:
    """A feed to declare. An empty source means all sources together, no end an open one."""

    source: str
    kind: str
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Declared:
    """What an import of feeds did; refused rows by their place, from 1."""

    declared: int
    repeated: int
    refused: tuple[tuple[int, FeedRefused], ...]


def touch_sources(*, scope: Scope, sources: Mapping[int, int], now: datetime) -> None:
    """Note that these sources sent so many facts each just now. Once a batch, as its last write; one statement.

    Runs as the engine inside the recording's transaction.

    :raises NotAllowed: the scope may not report.
    """
    scope.require(Power.REPORT)
    if sources:
        bulk.run(TOUCH, (now, list(sources.keys()), list(sources.values())))


@transaction.atomic
def declare_feed(*, scope: Scope, feed: FeedDraft, now: datetime) -> int:
    """Declare a feed and give its id; the same feed again is the same row.

    :raises NotAllowed: the scope may not manage feeds.
    :raises FeedRefused: unknown kind, a code that is none, an end before the beginning, days declared already.
    """
    scope.require(Power.MANAGE_FEEDS)
    _check(feed)
    with wall.as_engine():
        same = Feed.objects.select_for_update().filter(source=feed.source, kind=feed.kind)
        for other in same:
            if (other.valid_from, other.valid_to) == (feed.valid_from, feed.valid_to):
                return other.feed_id
            if _meet(other, feed):
                raise FeedRefused("valid_from", "Sebagian hari itu sudah dinyatakan lengkap.")
        made = Feed.objects.create(
            source=feed.source,
            kind=feed.kind,
            valid_from=feed.valid_from,
            valid_to=feed.valid_to,
            declared_by=scope.actor,
        )
    trail.record(scope=scope, action="feed.declared", now=now, subject=str(made))
    return made.feed_id


@transaction.atomic
def end_feed(*, scope: Scope, feed_id: int, on: date, now: datetime) -> None:
    """From this day on the feed promises nothing.

    :raises NotAllowed: the scope may not manage feeds.
    :raises NotVisible: no such feed.
    :raises FeedRefused: the day is not after its first, or it ends earlier already.
    """
    scope.require(Power.MANAGE_FEEDS)
    with wall.as_engine():
        feed = Feed.objects.select_for_update().filter(pk=feed_id).first()
        if feed is None:
            raise NotVisible(f"feed #{feed_id}")
        if on <= feed.valid_from:
            raise FeedRefused("valid_to", "Hari berakhir harus sesudah hari mulai.")
        if feed.valid_to is not None and feed.valid_to <= on:
            raise FeedRefused("valid_to", "Sudah berakhir sebelum hari itu.")
        feed.valid_to = on
        feed.save(update_fields=["valid_to"])
    trail.record(scope=scope, action="feed.ended", now=now, subject=f"{feed} until {on}")


def declare_feeds(*, scope: Scope, feeds: Iterable[FeedDraft], now: datetime) -> Declared:
    """Declare many; each stands for itself.

    :raises NotAllowed: the scope may not manage feeds.
    """
    known = set(Feed.objects.values_list("feed_id", flat=True))
    declared = repeated = 0
    refused: list[tuple[int, FeedRefused]] = []
    for place, feed in enumerate(feeds, start=1):
        try:
            feed_id = declare_feed(scope=scope, feed=feed, now=now)
        except FeedRefused as error:
            refused.append((place, error))
            continue
        declared += feed_id not in known
        repeated += feed_id in known
        known.add(feed_id)
    return Declared(declared, repeated, tuple(refused))


def _check(feed: FeedDraft) -> None:
    if feed.kind not in KINDS:
        raise FeedRefused("kind", "Jenis kejadian ini tidak dikenal.")
    if feed.source and not is_source_code(feed.source):
        raise FeedRefused("source", "Ini bukan kode instansi.")
    if feed.valid_to is not None and feed.valid_to <= feed.valid_from:
        raise FeedRefused("valid_to", "Hari berakhir harus sesudah hari mulai.")


def _meet(other: Feed, feed: FeedDraft) -> bool:
    """Do the two promise for a same day?"""
    starts_before_end = feed.valid_to is None or other.valid_from < feed.valid_to
    return starts_before_end and (other.valid_to is None or feed.valid_from < other.valid_to)
