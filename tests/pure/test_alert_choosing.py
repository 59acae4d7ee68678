"""A day's choice is strict and never more than can be worked, and nobody waits for ever."""

import math

import hypothesis.strategies as st
from hypothesis import given

from kawal.decisions.alerts.choosing import Waiting, chosen

WEEK = 7
LEAST, MOST = 0.01, 9.0
waiting = st.lists(
    st.tuples(st.floats(0, 4000, allow_nan=False), st.integers(1, 10**6)),
    unique_by=lambda it: it[1],
    max_size=30,
).map(lambda rows: [Waiting(*row) for row in rows])


@given(waiting, st.integers(0, 40), st.integers(0, 40))
def test_never_more_than_is_left_of_the_day(rows, per_day, used):
    assert len(chosen(rows, per_day=per_day, used=used)) <= max(0, per_day - used)


@given(waiting, st.integers(0, 40), st.randoms())
def test_the_order_is_strict_whatever_comes_in_first(rows, per_day, chance):
    mixed = list(rows)
    chance.shuffle(mixed)
    picked = chosen(mixed, per_day=per_day, used=0)
    assert picked == chosen(rows, per_day=per_day, used=0)
    assert all(one < other for one, other in zip(picked, picked[1:], strict=False))
    left = set(rows) - set(picked)
    assert not picked or all(picked[-1] < it for it in left)


def place(priority: float, opened_on: int) -> float:
    return opened_on / WEEK - math.log2(priority)


@given(
    st.integers(1, 3),
    st.lists(st.lists(st.floats(LEAST, MOST), min_size=0, max_size=4), min_size=1, max_size=80),
)
def test_who_waits_is_taken_in_the_end_however_much_arrives(per_day, arrivals):
    """The lightest of all, on the first day, against anything: only what weighs more may come before it, and for so long only."""
    lightest = Waiting(place(LEAST, 0), 0)
    rows, number = [lightest], 0
    bound = math.ceil(WEEK * math.log2(MOST / LEAST))
    ahead = 0
    for day in range(bound + 1 + bound * 4 // per_day + 1):
        today = arrivals[day % len(arrivals)]
        for priority in today:
            number += 1
            rows.append(Waiting(place(priority, day), number))
            ahead += rows[-1] < lightest
        picked = chosen(rows, per_day=per_day, used=0)
        rows = [it for it in rows if it not in picked]
        if lightest in picked:
            break
    assert lightest not in rows
    assert ahead <= sum(len(arrivals[day % len(arrivals)]) for day in range(bound + 1))
