"""The days from the first sign to home."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kawal.response.elapsed.chain import MOMENTS, Stretch, elapsed

START = datetime(2026, 8, 31, 17, tzinfo=UTC)  # midnight in Jakarta


def day(number: float) -> datetime:
    return START + timedelta(days=number)


def test_a_whole_chain_says_who_had_which_days():
    moments = dict(zip(MOMENTS, map(day, (0, 1, 2, 3, 27, 30, 41)), strict=True))
    found = elapsed(moments, {"case": "bp3mi-ntt", "left": "kjri-kuching"})
    assert found.total == 41
    assert [(it.begins, it.ends, it.days) for it in found.stretches] == [
        ("sign", "known", 1), ("known", "alert", 1), ("alert", "case", 1), ("case", "left", 24), ("left", "arrived", 3),
        ("arrived", "home", 11),
    ]  # fmt: skip
    assert [it.holder for it in found.stretches] == ["", "", "bp3mi-ntt", "kjri-kuching", "", ""]
    assert (found.unknown, found.out_of_order) == ((), ())


def test_a_moment_nobody_told_of_joins_the_days_on_both_sides():
    found = elapsed({"alert": day(2), "left": day(10)}, {"left": "kjri-kuching"})
    assert found.stretches == (Stretch("alert", "left", 8, "kjri-kuching"),)
    assert found.unknown == ("sign", "known", "case", "arrived", "home")


def test_an_alert_raised_after_she_was_home_is_left_out_by_name():
    found = elapsed(
        {
            "sign": day(0),
            "known": day(50),
            "alert": day(50),
            "left": day(5),
            "arrived": day(6),
            "home": day(9),
        }
    )
    assert found.out_of_order == ("known", "alert")
    assert found.total == 9


def test_what_is_known_by_its_day_alone_stands_in_order_with_the_hours_of_that_day():
    found = elapsed({"sign": day(0), "alert": day(1.6), "case": day(1.7), "left": day(1), "arrived": day(2)})
    assert found.out_of_order == ()
    assert [(it.ends, round(it.days, 2)) for it in found.stretches] == [
        ("alert", 1.6),
        ("case", 0.1),
        ("left", 0),
        ("arrived", 0.3),
    ]
    assert found.total == 2


def test_a_case_opened_before_the_alert_is_left_out():
    assert elapsed({"sign": day(1), "alert": day(3), "case": day(2), "home": day(9)}).out_of_order in [
        ("alert",),
        ("case",),
    ]


@pytest.mark.parametrize("moments", [{}, {"alert": START}])
def test_fewer_than_two_moments_have_no_days_between(moments):
    found = elapsed(moments)
    assert (found.stretches, found.total) == ((), None)


@given(st.dictionaries(st.sampled_from(MOMENTS), st.one_of(st.none(), st.floats(0, 400).map(day))))
def test_stretches_are_never_negative_and_their_sum_is_the_total(moments):
    found = elapsed(moments)
    assert all(it.days >= 0 for it in found.stretches)
    assert sum(it.days for it in found.stretches) == pytest.approx(found.total or 0)
    told = {name for name, at in moments.items() if at}
    assert set(found.moments) == told
    assert set(found.unknown) == set(MOMENTS) - told
    kept = {it.begins for it in found.stretches} | {it.ends for it in found.stretches}
    assert kept.isdisjoint(found.out_of_order)
    assert all(a.ends == b.begins for a, b in zip(found.stretches, found.stretches[1:], strict=False))
