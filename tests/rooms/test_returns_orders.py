"""Any sequence of acts on a batch, in any order and twice: the database counts as the pure rule does, and loses nothing."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kawal.homecoming.returning import Mark
from kawal.response.returns import marking
from kawal.response.returns.rules import Seat, Told, counts_of, standing, state_of
from kawal.response.returns.states import ACTS, EXPLAINED, REASONS
from tests.rooms.batches import COUNTED, NOW, a_leg, counts, do, leg_of, mark, opened, rows, states, undo

pytestmark = pytest.mark.django_db(transaction=False)
LINES, LEGS = 3, 4
ACT = st.tuples(
    st.integers(0, LINES - 1),
    st.integers(0, LEGS),
    st.sampled_from(ACTS),
    st.sampled_from(REASONS),
    st.integers(0, 6),
)


def a_batch() -> tuple[str, list[int], list[int]]:
    """Three people planned onto 1, 2 and the two parallel legs 3a and 3b, not everybody onto each."""
    code, lines = opened(LINES)
    legs = [leg_of(code), a_leg(code, "2", "pelabuhan-dwikora", lines=lines[:2])]
    legs += [a_leg(code, "3a", "61.01", lines=lines[:1]), a_leg(code, "3b", "35.05", lines=lines[1:2])]
    return code, lines, legs


def marks_of(acts, lines: list[int], legs: list[int]) -> list[Mark]:
    """A leg one past the last is none; only a reason may stand there."""
    return [
        do(
            act,
            lines[line],
            None if leg == LEGS else legs[leg],
            hours=hours,
            state=reason if act == EXPLAINED else "",
        )
        for line, leg, act, reason, hours in acts
        if leg < LEGS or act == EXPLAINED
    ]


def expected(made: list[Mark], undone: set[UUID], legs: list[int]):
    """Counts by leg, and the marks that stand, from the pure rule."""
    places = dict(rows("select leg_id, place from return_leg where leg_id = any(%s)", legs))
    told = [
        Told(it.id, it.line_id, it.leg_id, places.get(it.leg_id, 0), it.act, it.state, it.at) for it in made
    ]
    seats = [
        Seat(line, leg, places[leg], planned)
        for line, leg, planned in rows(
            "select line_id, leg_id, planned from return_seat where leg_id = any(%s)", legs
        )
    ]
    left = standing(told, undone)
    return counts_of(seats, left), left


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(ACT, max_size=10), st.sets(st.integers(0, 9), max_size=3), st.randoms(use_true_random=False))
@pytest.mark.slow
def test_the_database_counts_what_the_rule_says_in_whatever_order_acts_come(acts, taken_back, chance):
    with transaction.atomic():
        code, lines, legs = a_batch()
        made = marks_of(acts, lines, legs)
        undone = [it.id for n, it in enumerate(made) if n in taken_back]
        steps = [("mark", it) for it in [*made, *made[:3]]] + [("undo", it) for it in undone]
        chance.shuffle(steps)
        for step, it in steps:
            mark(it) if step == "mark" else undo(it)
        wanted, left = expected(made, set(undone), legs)
        for leg in legs:
            it = wanted.get(leg)
            assert counts(leg) == (
                {name: n for name in COUNTED.split(", ") if (n := getattr(it, name))} if it else {}
            )
        said = [state_of(True, [it for it in left if it.line == line]) for line in lines]
        assert states(code) == {state: said.count(state) for state in said}
        transaction.set_rollback(True)


@pytest.mark.slow
def test_a_power_cut_between_boarding_and_arrival_loses_nothing_and_doubles_nothing(monkeypatch):
    code, [one, two] = opened(2)
    leg = leg_of(code)
    boards = [do("boarded", one, leg), do("boarded", two, leg)]
    mark(*boards)
    arrives = do("arrived", one, leg, hours=6)

    def cut(*_, **__):
        raise ConnectionError("the power is gone")

    with monkeypatch.context() as broken:
        broken.setattr(marking, "write_marks", cut)
        with pytest.raises(ConnectionError):
            mark(arrives)
    about = "select count(*) from fact where fact_id = %s"
    assert rows(about, f"tiba-{arrives.id}") == [(0,)]
    assert counts(leg) == {"planned": 2, "boarded": 2, "aboard": 2}
    assert [it.status for it in mark(*boards, arrives)] == ["repeated", "repeated", "recorded"]
    assert mark(arrives)[0].status == "repeated"
    assert rows(about, f"tiba-{arrives.id}") == [(1,)]
    assert counts(leg) == {"planned": 2, "boarded": 2, "arrived": 1, "aboard": 1, "unsigned": 1}


def test_a_page_of_marks_sent_in_pieces_gives_what_it_gives_at_once():
    code, lines = opened(4)
    leg = leg_of(code)
    every = [do("boarded", it, leg) for it in lines] + [do("arrived", it, leg, hours=5) for it in lines[:3]]
    for start in range(0, len(every), 2):
        mark(*every[start : start + 3])
    assert counts(leg) == {"planned": 4, "boarded": 4, "arrived": 3, "aboard": 1, "unsigned": 3}


def test_a_device_whose_clock_runs_ahead_is_taken_at_its_word_only_until_now():
    code, [one] = opened(1)
    mark(Mark(uuid4(), one, leg_of(code), "boarded", NOW + timedelta(hours=3)))
    assert rows("select at from return_mark") == [(NOW,)]
    assert connection.in_atomic_block
