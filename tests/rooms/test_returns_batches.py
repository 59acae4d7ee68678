"""A batch is opened from a letter, counted at every leg, and closed when everybody is accounted for."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from kawal.access.scope import ENGINE, NotVisible
from kawal.homecoming import returning
from kawal.response.returns import services
from kawal.response.returns.plans import (
    BatchClosed,
    Care,
    LegClosed,
    LegPlan,
    MarkTaken,
    Opening,
    Unexplained,
)
from tests.rooms.batches import (
    MISSION,
    ORIGIN,
    OTHER_POST,
    POST,
    a_leg,
    counts,
    do,
    leg_of,
    listed,
    mark,
    opened,
    rows,
    states,
    undo,
)
from tests.rooms.returning import behind_the_wall
from tests.world import NOW, officer

pytestmark = pytest.mark.django_db


def kinds_of(line: int) -> list[str]:
    """Standing facts about whoever this line is, in the order in which they were said."""
    return [
        kind
        for (kind,) in rows(
            "select f.kind from return_line l join standing s on s.claim_id = l.claim_id"
            " join standing o on o.person_id = s.person_id join fact f on f.claim_id = o.claim_id where l.line_id = %s"
            " and f.kind <> 'withdrawn' and not exists (select from fact_correction x where x.source_id = f.source_id"
            " and x.corrects = f.fact_id) order by f.seq",
            line,
        )
    ]


def test_batches_are_numbered_in_their_year_and_the_same_letter_sent_twice_is_one():
    opening = Opening(uuid4(), "deported", "plbn-entikong", "kjri-kuching", planned=2)
    with behind_the_wall(MISSION):
        first = services.open_batch(scope=MISSION, opening=opening, now=NOW)
        again = services.open_batch(scope=MISSION, opening=opening, now=NOW)
        other = services.open_batch(
            scope=MISSION,
            opening=Opening(uuid4(), "repatriated", "plbn-entikong"),
            now=NOW + timedelta(days=60),
        )
    assert (first, again, other) == ("R-2026-0001", "R-2026-0001", "R-2027-0001")


def test_everybody_of_the_annex_is_planned_to_return_and_stands_on_the_first_leg():
    code, lines = opened(3)
    assert counts(leg_of(code)) == {"planned": 3, "waiting": 3}
    assert states(code) == {"planned": 3}
    assert kinds_of(lines[0]) == ["return_planned"]


def test_the_same_annex_sent_again_adds_nobody_and_one_person_has_one_line():
    code, _ = opened(0)
    people = [listed(1), listed(2)]
    twin = listed(1, nik="9961010101800001")
    with behind_the_wall(MISSION):
        first = returning.list_people(scope=MISSION, code=code, people=people, now=NOW)
        again = returning.list_people(scope=MISSION, code=code, people=people, now=NOW)
        named = [listed(7, nik="9961010101800007"), listed(7, nik="9961010101800007")]
        twice = returning.list_people(scope=MISSION, code=code, people=[twin, *named], now=NOW)
    assert [it.status for it in first] == ["listed", "listed"]
    assert [(it.status, it.line_id) for it in again] == [("repeated", it.line_id) for it in first]
    assert [it.status for it in twice] == ["listed", "listed", "twice"]


def test_boarding_across_the_border_is_leaving_and_arriving_is_the_return():
    code, [one, *_] = opened(2)
    leg = leg_of(code)
    mark(do("boarded", one, leg))
    assert counts(leg) == {"planned": 2, "boarded": 1, "waiting": 1, "aboard": 1}
    mark(do("arrived", one, leg, hours=6), scope=POST)
    assert counts(leg) == {"planned": 2, "boarded": 1, "waiting": 1, "arrived": 1, "unsigned": 1}
    assert kinds_of(one) == ["return_planned", "deported", "boarded", "returned"]
    assert states(code) == {"planned": 1, "present": 1}


def test_a_mark_sent_twice_counts_once_and_says_once():
    code, [one, *_] = opened(1)
    it = do("boarded", one, leg_of(code))
    assert [answer.status for answer in mark(it, it)] == ["recorded", "repeated"]
    assert mark(it)[0].status == "repeated"
    assert counts(leg_of(code))["boarded"] == 1
    assert kinds_of(one).count("boarded") == 1


def test_whoever_arrived_has_boarded_although_nobody_scanned_it():
    code, [one] = opened(1)
    mark(do("arrived", one, leg_of(code)))
    assert counts(leg_of(code)) == {"planned": 1, "boarded": 1, "arrived": 1, "unsigned": 1}


def test_seen_on_a_later_leg_she_got_off_the_earlier_one():
    code, [one] = opened(1)
    further = a_leg(code, "2", "pelabuhan-dwikora", lines=[one])
    mark(do("boarded", one, leg_of(code)), do("boarded", one, further, hours=9))
    assert counts(leg_of(code)) == {"planned": 1, "boarded": 1, "arrived": 1}
    assert counts(further)["aboard"] == 1


def test_a_reason_excuses_from_this_leg_and_those_that_follow():
    code, [one, two] = opened(2)
    further = a_leg(code, "2", "pelabuhan-dwikora", lines=[one, two])
    mark(do("explained", one, leg_of(code), state="ill"))
    assert counts(leg_of(code)) == {"planned": 2, "excused": 1, "waiting": 1}
    assert counts(further) == {"planned": 2, "excused": 1, "waiting": 1}
    assert states(code) == {"ill": 1, "planned": 1}


def test_who_was_ill_and_boards_the_next_leg_later_stays_excused_from_the_first():
    code, [one] = opened(1)
    further = a_leg(code, "2", "pelabuhan-dwikora", lines=[one])
    mark(do("explained", one, leg_of(code), state="ill"), do("boarded", one, further, hours=3))
    assert counts(leg_of(code)) == {"planned": 1, "excused": 1}
    assert counts(further) == {"planned": 1, "boarded": 1, "aboard": 1}
    assert states(code) == {"present": 1}


def test_a_reason_for_not_boarding_does_not_explain_who_boarded_afterwards_and_vanished():
    code, [one] = opened(1)
    leg = leg_of(code)
    mark(do("boarded", one, leg, hours=2), do("explained", one, leg, hours=1, state="ill"))
    assert counts(leg) == {"planned": 1, "boarded": 1, "aboard": 1}


def test_who_boards_without_a_seat_is_added():
    code, [one, two] = opened(2)
    further = a_leg(code, "2", "pelabuhan-dwikora", lines=[one])
    mark(do("boarded", two, further))
    assert counts(further) == {"planned": 1, "added": 1, "boarded": 1, "waiting": 1, "aboard": 1}
    with behind_the_wall(POST):
        [added] = returning.list_people(scope=POST, code=code, people=[listed(5)], now=NOW, listed=False)
    assert states(code)["added"] == 1
    assert added.line_id


def test_what_is_undone_no_longer_counts_and_its_facts_are_withdrawn_whichever_comes_first():
    code, [one, two] = opened(2)
    leg = leg_of(code)
    it, early = do("boarded", one, leg), do("boarded", two, leg)
    mark(it)
    assert [answer.status for answer in undo(it.id, early.id)] == ["recorded", "recorded"]
    mark(early)
    assert undo(it.id)[0].status == "repeated"
    assert counts(leg) == {"planned": 2, "waiting": 2}
    assert kinds_of(one) == kinds_of(two) == ["return_planned"]


def test_only_the_agency_that_marked_may_take_it_back():
    code, [one] = opened(1)
    it = do("boarded", one, leg_of(code))
    mark(it)
    [answer] = undo(it.id, scope=POST)
    assert (answer.status, answer.why) == ("refused", "others")
    assert counts(leg_of(code))["boarded"] == 1


def test_a_patient_boards_only_with_a_certificate():
    code, [one] = opened(1)
    leg = leg_of(code)
    with behind_the_wall(MISSION):
        services.care_for(scope=MISSION, line_id=one, care=Care(medical=True), now=NOW)
    assert [(it.status, it.why) for it in mark(do("boarded", one, leg))] == [("refused", "unfit")]
    with behind_the_wall(MISSION):
        services.care_for(
            scope=MISSION, line_id=one, care=Care(medical=True, fitness="Sehat 12/2026"), now=NOW
        )
    assert mark(do("boarded", one, leg))[0].status == "recorded"


@pytest.mark.slow
def test_a_leg_is_not_closed_while_anybody_is_unexplained_and_counts_nothing_once_it_is():
    code, [one, two] = opened(2)
    leg = leg_of(code)
    mark(do("boarded", one, leg), do("boarded", two, leg), do("arrived", one, leg, hours=5))
    with behind_the_wall(POST), pytest.raises(Unexplained) as refused:
        services.close_leg(scope=POST, leg_id=leg, now=NOW)
    assert refused.value.people == 1
    mark(do("explained", two, leg, hours=4, state="got_off"))
    with behind_the_wall(POST):
        services.close_leg(scope=POST, leg_id=leg, now=NOW)
    assert mark(do("arrived", two, leg, hours=5))[0].why == "closed"
    with behind_the_wall(POST), pytest.raises(LegClosed):
        services.close_leg(scope=POST, leg_id=leg, now=NOW)
    with behind_the_wall(POST):
        services.reopen_leg(scope=POST, leg_id=leg, now=NOW)
    assert mark(do("arrived", two, leg, hours=5))[0].status == "recorded"


@pytest.mark.parametrize(
    "statement",
    [
        "update return_leg set closed_at = now(), closed_by = 'x' where batch = %s",
        "update return_leg set boarded = boarded + 1 where batch = %s",
        "update return_batch set state = 'closed', closed_at = now(), closed_by = 'x' where code = %s",
    ],
)
def test_the_database_itself_refuses_a_difference(statement):
    code, _ = opened(1)
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        behind_the_wall(ENGINE),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, [code])


@pytest.mark.slow
def test_a_leg_with_a_receiver_closes_when_everybody_is_signed_for():
    code, [one] = opened(1)
    further = a_leg(code, "2", "61.01", lines=[one], receiver="dinsos-6101", received_as="district")
    mark(do("boarded", one, further), do("arrived", one, further, hours=2))
    with behind_the_wall(MISSION), pytest.raises(Unexplained):
        services.close_leg(scope=MISSION, leg_id=further, now=NOW)
    mark(do("handed_over", one, further, hours=3), scope=ORIGIN)
    with behind_the_wall(MISSION):
        services.close_leg(scope=MISSION, leg_id=further, now=NOW)
    assert kinds_of(one)[-1] == "handed_over"


@pytest.mark.slow
def test_a_batch_closes_when_everybody_is_handed_over_or_explained_and_nobody_lost():
    code, [one, two, three] = opened(3)
    leg = leg_of(code)
    mark(
        do("boarded", one, leg),
        do("arrived", one, leg, hours=5),
        do("explained", one, None, hours=6, state="self"),
    )
    mark(do("explained", two, leg, state="absent"), do("explained", three, leg, state="lost"))
    with behind_the_wall(MISSION), pytest.raises(Unexplained):
        services.close_batch(scope=MISSION, code=code, now=NOW)
    mark(do("explained", three, leg, hours=9, state="fetched"))
    with behind_the_wall(MISSION):
        services.close_batch(scope=MISSION, code=code, now=NOW)
    assert states(code) == {"self": 1, "absent": 1, "fetched": 1}
    with behind_the_wall(MISSION), pytest.raises(BatchClosed):
        services.plan_leg(scope=MISSION, code=code, plan=LegPlan("2", "a", "b"), now=NOW)
    assert mark(do("boarded", one, leg))[0].why == "closed"


def test_two_legs_have_different_marks_and_the_parallel_ones_the_same_place():
    code, lines = opened(2)
    a_leg(code, "3a", "pelabuhan-dwikora", lines=lines[:1])
    a_leg(code, "3b", "61.01", lines=lines[1:])
    assert rows("select mark, place from return_leg where batch = %s order by mark", code) == [
        ("1", 1),
        ("3a", 3),
        ("3b", 3),
    ]
    with behind_the_wall(MISSION), pytest.raises(MarkTaken):
        services.plan_leg(scope=MISSION, code=code, plan=LegPlan("3a", "a", "b"), now=NOW)


def test_nobody_is_taken_off_a_leg_on_which_something_happened():
    code, [one, two] = opened(2)
    leg = leg_of(code)
    mark(do("boarded", one, leg))
    with behind_the_wall(MISSION):
        assert services.unseat_people(scope=MISSION, leg_id=leg, lines=[one, two], now=NOW) == 1
    assert counts(leg) == {"planned": 1, "boarded": 1, "aboard": 1}


def test_another_agency_sees_nothing_and_marks_nobody():
    code, [one] = opened(1)
    with behind_the_wall(OTHER_POST):
        for table in ("return_batch", "return_leg", "return_line", "return_seat"):
            with connection.cursor() as cursor:
                cursor.execute(f"select count(*) from {table}")
                assert cursor.fetchone() == (0,)
    with pytest.raises(NotVisible):
        mark(do("boarded", one, leg_of(code)), scope=OTHER_POST)
    with behind_the_wall(OTHER_POST), pytest.raises(NotVisible):
        services.close_batch(scope=OTHER_POST, code=code, now=NOW)


def test_the_district_of_origin_sees_its_own_people_of_a_batch_and_the_legs_they_travel_on():
    code, [one, *_] = opened(1)
    with behind_the_wall(MISSION):
        far = listed(9)
        returning.list_people(
            scope=MISSION,
            code=code,
            people=[type(far)(far.id, {**far.subject, "address": {"area": "35.05"}})],
            now=NOW,
        )
    with behind_the_wall(ORIGIN), connection.cursor() as cursor:
        cursor.execute("select line_id from return_line")
        assert cursor.fetchall() == [(one,)]
        cursor.execute("select count(*) from return_leg")
        assert cursor.fetchone() == (1,)
        cursor.execute("select count(*) from return_batch")
        assert cursor.fetchone() == (0,)


def test_a_village_opens_no_batch():
    village = officer("village", keys=("v:6101012001",))
    from kawal.access.scope import NotAllowed

    with behind_the_wall(village), pytest.raises(NotAllowed):
        services.open_batch(scope=village, opening=Opening(uuid4(), "deported", "plbn-entikong"), now=NOW)


def test_who_boards_and_is_not_seen_within_a_day_raises_an_alert_and_arriving_ends_it():
    from kawal import flow

    code, [one] = opened(1)
    leg = leg_of(code)
    mark(do("boarded", one, leg))
    flow.wake(now=NOW + timedelta(hours=1))
    reasons = "select rule, ended_at is null from alert_reason where rule = 'L30'"
    assert rows(reasons) == [("L30", True)]
    mark(do("arrived", one, leg, hours=10), scope=POST, now=NOW + timedelta(hours=2))
    assert rows(reasons) == [("L30", False)]
