"""Who waits on what to come home, since when, and whose turn it is."""

from datetime import timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from kawal.access.scope import NotAllowed, NotVisible, Power
from kawal.response.repatriation import selectors, waiting
from kawal.response.repatriation.steps import STEPS, Turn, level_of
from tests.rooms.returning import NOON, a_person, ago, behind_the_wall, officer

pytestmark = pytest.mark.django_db


def returns(scope=None, **asked):
    with behind_the_wall(scope or officer()) as scope:
        return selectors.list_returns(scope=scope, now=NOON, **asked)


def names(page):
    return [row.name for row in page.results]


def test_the_most_endangered_come_first_and_among_them_the_longest_waiting():
    a_person("Umpama", return_requested_at=ago(3))
    a_person("Contoh", return_requested_at=ago(9))
    a_person("Misal", return_requested_at=ago(1), stay="in_custody")
    a_person("Andai", return_requested_at=ago(2), distress_at=ago(1))
    assert names(returns()) == ["Andai", "Misal", "Contoh", "Umpama"]


def test_a_row_says_who_waits_on_whom_since_when_and_until_when():
    clocks = [{"kind": "T1", "due_at": ago(5).isoformat(), "because": []}]
    a_person(
        return_requested_at=ago(12), travel_document_at=ago(5), country="MYS", home="99.04", clocks=clocks
    )
    [row] = returns().results
    assert (row.stage, row.since, row.days, row.turn) == ("clear", ago(5), 5, Turn("host", "MYS"))
    assert (row.due_at, row.home, row.country) == (ago(5), "99.04", "MYS")
    assert [card.step.code for card in row.steps if card.look == "next"] == ["clear"]


@pytest.mark.parametrize(
    "columns",
    [
        {"stay": "home", "home_at": ago(1), "returned_at": ago(2)},
        {"stay": "settled_elsewhere", "returned_at": ago(2)},
        {"stay": "died", "return_requested_at": ago(2)},
        {"stay": "in_trouble"},
        {"stay": "in_return", "home_at": ago(1)},
    ],
)
def test_nobody_is_shown_who_is_home_elsewhere_dead_or_not_yet_asked_for(columns):
    a_person(**columns)
    assert names(returns()) == []


def test_the_stage_the_board_says_is_the_stage_of_the_steps():
    columns = [step.column for step in STEPS[:-1]]
    for n in range(len(columns)):
        a_person(f"Orang {n}", **{columns[n]: ago(n)})
        a_person(f"Orang {n} lagi", **dict.fromkeys(columns[: n + 1], ago(n)))
    rows = returns(limit=100).results
    assert len(rows) == 2 * len(columns)
    assert [row.since for row in rows] == sorted(row.since for row in rows), "in the order of the database"
    assert [row.stage for row in rows] == [
        next(card.step.code for card in row.steps if card.look == "next") for row in rows
    ]


def test_whose_turn_and_how_late_the_board_filters_by_is_what_its_rows_say():
    """The database and the steps are made of one table: each filter keeps exactly the rows that say so."""
    columns = [step.column for step in STEPS[:-1]]
    for n, column in enumerate(columns):
        clock = STEPS[n + 1].clock or "T1"
        for days in (-2, 3, 12):
            due = [{"kind": clock, "due_at": ago(days).isoformat(), "because": []}]
            other = [{"kind": "follow_up_due", "due_at": ago(50).isoformat(), "because": []}]
            a_person(f"Orang {n} {days}", **{column: ago(20)}, clocks=[*due, *other], mission="kjri-kuching")
    a_person("Di rumah singgah", returned_at=ago(3), shelter="rptc-bambu-apus")
    every = returns(limit=100).results
    for turn in ("mission", "host", "post", "shelter", "origin"):
        kept = returns(limit=100, of=waiting.Narrowed(turn=turn)).results
        assert {row.person_id for row in kept} == {
            row.person_id for row in every if row.turn and row.turn.kind == turn
        }
        assert kept, turn
    late = returns(limit=100, of=waiting.Narrowed(late_at=NOON)).results
    assert {row.person_id for row in late} == {row.person_id for row in every if row.level}
    assert {row.level for row in every} == {"", "supervisor", "nation"}
    here = returns(limit=100, of=waiting.Narrowed(mission="kjri-kuching")).results
    assert len(here) == len(every) - 1
    with behind_the_wall(officer()) as scope:
        assert selectors.count_late(scope=scope, now=NOON) == len(late)
        again = sum(row.level == "nation" for row in every)
        assert selectors.count_late(scope=scope, now=NOON, level="nation") == again


@given(st.integers(-40_000, 40_000), st.integers(0, 15_000))
def test_a_wait_climbs_and_never_comes_down_again(minutes, more):
    order = ("", "supervisor", "nation")
    now, later = (level_of(NOON, NOON + timedelta(minutes=it)) for it in (minutes, minutes + more))
    assert order.index(now) <= order.index(later)
    assert (now == "") == (minutes <= 0)
    assert level_of(None, NOON) == ""


def test_the_counts_of_the_stages_add_up_to_everybody():
    a_person(return_requested_at=ago(3), country="MYS")
    a_person(return_requested_at=ago(3), country="MYS")
    a_person(left_at=ago(2), country="SAU")
    a_person()
    with behind_the_wall(officer()) as scope:
        waiting = selectors.count_waiting(scope=scope, now=NOON)
    stages = waiting.by_stage()
    assert {stage: n for stage, n in stages.items() if n} == {"verify": 2, "arrive": 1, "request": 1}
    assert list(stages) == [step.code for step in STEPS]
    assert sum(waiting.by_stage("SAU").values()) == 1
    assert list(waiting.by_country().items()) == [("MYS", 2), ("SAU", 1)]


def test_a_stage_a_country_and_a_province_narrow_the_board():
    a_person("Umpama", return_requested_at=ago(3), country="MYS", province="99")
    a_person("Contoh", left_at=ago(3), country="MYS", province="53")
    a_person("Misal", return_requested_at=ago(3), country="SAU", province="99")
    assert names(returns(stage="verify")) == ["Umpama", "Misal"]
    assert names(returns(country="MYS", stage="verify")) == ["Umpama"]
    assert names(returns(province="53")) == ["Contoh"]


def test_who_may_not_see_trouble_is_told_nothing_of_it_by_the_order():
    a_person("Umpama", keys=("v:9904052001",), return_requested_at=ago(3))
    a_person("Contoh", keys=("v:9904052001",), return_requested_at=ago(2), distress_at=ago(1))
    rows = returns(officer("village", keys=("v:9904052001",))).results
    assert [row.name for row in rows] == ["Umpama", "Contoh"]


def test_whoever_left_and_should_have_arrived_is_missing():
    a_person("Planned", left_at=ago(4), leave_on=ago(3).date())
    a_person("Delayed", left_at=ago(4), leave_on=ago(1).date())
    a_person("Unplanned", left_at=ago(9))
    a_person("Yesterday", left_at=ago(1))
    a_person("There", left_at=ago(9), returned_at=ago(8))
    with behind_the_wall(officer()) as scope:
        found = selectors.list_missing(scope=scope, now=NOON)
        waiting = selectors.count_waiting(scope=scope, now=NOON)
    assert [row.name for row in found] == ["Unplanned", "Planned"]
    assert waiting.missing == 2


def test_pages_hold_everybody_once():
    for n in range(7):
        a_person(f"Orang {n}", return_requested_at=ago(n // 2), distress_at=ago(1) if n % 3 == 0 else None)
    seen, cursor = [], None
    for _ in range(4):
        page = returns(limit=2, cursor=cursor)
        seen += names(page)
        cursor = page.next
    assert (sorted(seen), cursor) == ([f"Orang {n}" for n in range(7)], None)
    assert seen == names(returns(limit=10))


def test_nobody_sees_a_return_outside_the_own_keys():
    a_person(keys=("k:9905", "m:kjri-kuching"), return_requested_at=ago(3))
    assert names(returns()) == []
    assert names(returns(officer("mission", agency="kjri-kuching", keys=("m:kjri-kuching",)))) == [
        "Seruni Umpama"
    ]
    assert names(returns(officer(keys=(), agency=""))) == []


def test_without_the_power_to_read_people_there_is_no_board():
    scope = officer(powers=frozenset(Power) - {Power.READ_PERSON, Power.NATION})
    for read in (selectors.count_waiting, selectors.list_returns, selectors.list_missing):
        with pytest.raises(NotAllowed):
            read(scope=scope, now=NOON)


def test_the_way_of_one_person_is_not_told_to_strangers():
    person = a_person(keys=("k:9905",))
    with behind_the_wall(officer()) as scope, pytest.raises(NotVisible):
        selectors.get_way(scope=scope, person_id=person.pk, now=NOON)


@pytest.mark.parametrize("count", [1, 5])
def test_the_board_takes_the_same_queries_however_long(count, django_assert_num_queries):
    for _ in range(count):
        a_person(return_requested_at=ago(3))
    with behind_the_wall(officer()) as scope:
        with django_assert_num_queries(2):
            assert len(selectors.list_returns(scope=scope, now=NOON).results) == count
        with django_assert_num_queries(1):
            assert sum(selectors.count_waiting(scope=scope, now=NOON).by_stage().values()) == count


def test_the_index_of_the_board_serves_its_condition_and_its_order():
    asked = f"""select person_id from picture where {waiting.RETURNING}
        order by {waiting.DANGER} desc, {waiting.SINCE}, person_id limit 25"""
    with behind_the_wall(officer("national")), connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute(f"explain {asked}")
        plan = " ".join(line for (line,) in cursor.fetchall())
    assert "Index Scan using picture_way_home" in plan
    assert "Sort" not in plan


def test_the_indexes_of_the_board_serve_its_counts_and_who_did_not_arrive():
    asked = {"country": "", "province": "", "latest": NOON.date(), "limit": 1}
    plans = []
    with behind_the_wall(officer("national")), connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off; set local enable_bitmapscan = off")
        for statement in (waiting.COUNT, waiting.MISSING):
            cursor.execute(f"explain {statement}", asked)
            plans.append(" ".join(line for (line,) in cursor.fetchall()))
    counts, missing = plans
    assert "Index Only Scan using picture_waiting" in counts
    assert "Index Scan using picture_missing" in missing
    assert "Sort" not in missing
