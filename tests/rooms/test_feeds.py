"""What sources promise to send completely, and when they last sent."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from kawal.access import wall
from kawal.access.roles import ROLES
from kawal.access.scope import ENGINE, NOBODY, NotAllowed, NotVisible, Scope
from kawal.access.trail.models import Trace
from kawal.facts.feeds import selectors, services
from kawal.facts.feeds.declared import feeds_now, is_complete
from kawal.facts.feeds.services import FeedDraft, FeedRefused
from kawal.facts.ledger.services import source_ids

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)
DAY = date(2026, 1, 1)
NATIONAL = Scope(
    actor="intan",
    agency="kp2mi",
    keys=("a:kp2mi",),
    powers=ROLES["national"].powers,
    role="national",
)
DISTRICT = Scope(actor="damar", agency="bp3mi-ntt", keys=("p:53",), powers=ROLES["district"].powers)


@pytest.fixture(autouse=True)
def _behind_the_wall(db):
    wall.enter(NATIONAL)


def declare(source="siskop2mi", kind="registered", first=DAY, end=None, scope=NATIONAL) -> int:
    return services.declare_feed(scope=scope, feed=FeedDraft(source, kind, first, end), now=NOW)


def complete(on: date, kind: str = "registered") -> bool:
    return is_complete(feeds_now(), kind=kind, on=on)


def test_absence_counts_only_for_the_kind_and_the_days_declared():
    declare(end=date(2026, 7, 1))
    assert complete(DAY) and complete(date(2026, 6, 30))
    assert not complete(date(2025, 12, 31)) and not complete(date(2026, 7, 1))
    assert not complete(DAY, kind="departed")


def test_the_same_feed_again_is_the_same_row():
    assert declare() == declare()
    assert len(feeds_now()) == 1 and Trace.objects.count() == 1


def test_a_feed_ends_on_a_day_and_may_begin_again():
    feed = declare()
    services.end_feed(scope=NATIONAL, feed_id=feed, on=date(2026, 7, 1), now=NOW)
    assert not complete(date(2026, 7, 1))
    declare(first=date(2026, 9, 1))
    assert complete(date(2026, 9, 1)) and not complete(date(2026, 8, 1))
    assert list(Trace.objects.order_by("pk").values_list("action", flat=True)) == [
        "feed.declared",
        "feed.ended",
        "feed.declared",
    ]


@pytest.mark.parametrize(
    ("field", "draft"),
    [
        ("kind", FeedDraft("siskop2mi", "no_such_kind", DAY)),
        ("source", FeedDraft("bukan kode", "departed", DAY)),
        ("valid_to", FeedDraft("siskop2mi", "departed", DAY, DAY)),
        ("valid_from", FeedDraft("siskop2mi", "registered", date(2026, 3, 1))),
    ],
)
def test_a_feed_that_cannot_be_is_refused_by_field(field, draft):
    declare()
    with pytest.raises(FeedRefused) as refusal:
        services.declare_feed(scope=NATIONAL, feed=draft, now=NOW)
    assert refusal.value.field == field
    assert len(feeds_now()) == 1


def test_a_feed_cannot_end_before_it_began_nor_twice():
    feed = declare(end=date(2026, 7, 1))
    for on in (DAY, date(2026, 8, 1)):
        with pytest.raises(FeedRefused):
            services.end_feed(scope=NATIONAL, feed_id=feed, on=on, now=NOW)
    with pytest.raises(NotVisible):
        services.end_feed(scope=NATIONAL, feed_id=feed + 1, on=date(2026, 8, 1), now=NOW)


def test_without_the_power_nothing_is_read_or_written():
    wall.enter(DISTRICT)
    with pytest.raises(NotAllowed):
        declare(scope=DISTRICT)
    with pytest.raises(NotAllowed):
        services.end_feed(scope=DISTRICT, feed_id=1, on=DAY, now=NOW)
    with pytest.raises(NotAllowed):
        selectors.list_feeds(scope=DISTRICT)
    assert feeds_now() == ()


def test_many_feeds_stand_each_for_itself():
    good, bad = FeedDraft("siskop2mi", "departed", DAY), FeedDraft("siskop2mi", "nonsense", DAY)
    done = services.declare_feeds(scope=NATIONAL, feeds=[good, bad, good], now=NOW)
    assert (done.declared, done.repeated) == (1, 1)
    assert [(place, error.field) for place, error in done.refused] == [(2, "kind")]


def touch(**facts: int) -> None:
    ids = source_ids(scope=ENGINE, codes=facts)
    services.touch_sources(scope=ENGINE, sources={ids[code]: count for code, count in facts.items()}, now=NOW)


def test_every_source_says_when_it_last_sent_and_how_much():
    touch(dukcapil=3)
    ids = source_ids(scope=ENGINE, codes=["dukcapil", "siskop2mi"])
    later = NOW + timedelta(hours=1)
    services.touch_sources(scope=ENGINE, sources={ids["siskop2mi"]: 2, ids["dukcapil"]: 4}, now=later)
    services.touch_sources(scope=ENGINE, sources={ids["siskop2mi"]: 1}, now=NOW)
    wall.enter(DISTRICT)
    cards = selectors.list_freshness(scope=DISTRICT)
    assert [(it.source, it.last_recorded_at, it.facts) for it in cards] == [
        ("dukcapil", later, 7),
        ("siskop2mi", later, 3),
    ]


def test_the_rows_of_several_connections_are_one_source():
    touch(dukcapil=3)
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into source_freshness select source_id, (slot + 1) % 16, last_recorded_at + interval '1 day', 5, first_recorded_at, 1"
            " from source_freshness"
        )
    [card] = selectors.list_freshness(scope=NATIONAL)
    assert (card.facts, card.last_recorded_at) == (8, NOW + timedelta(days=1))


def test_freshness_takes_the_same_queries_for_one_source_and_five(django_assert_num_queries):
    from kawal.reference import selectors as reference

    reference.agency_label("dukcapil")
    touch(dukcapil=1)
    with django_assert_num_queries(1):
        selectors.list_freshness(scope=NATIONAL)
    touch(a=1, b=1, c=1, d=1)
    with django_assert_num_queries(1):
        selectors.list_freshness(scope=NATIONAL)


def test_a_stranger_is_told_nothing():
    with pytest.raises(NotAllowed):
        selectors.list_freshness(scope=NOBODY)
