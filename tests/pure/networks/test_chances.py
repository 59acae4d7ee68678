"""Rates that few cases cannot carry away, and tests that many tries cannot fool."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kawal.situation.networks.chances import beta_below, least_true, poisson_tail, quantile, rate


@pytest.mark.parametrize(
    ("x", "a", "b", "below"), [(0.5, 1, 1, 0.5), (0.3, 2, 1, 0.09), (0.5, 3, 3, 0.5), (0.2, 1, 3, 0.488)]
)
def test_the_beta_distribution_is_as_in_the_tables(x, a, b, below):
    assert beta_below(x, a, b) == pytest.approx(below, abs=1e-9)


@given(st.floats(0.02, 0.98), st.floats(0.5, 60), st.floats(0.5, 60))
def test_a_quantile_has_its_share_below(share, a, b):
    assert beta_below(quantile(share, a, b), a, b) == pytest.approx(share, abs=1e-3)


def test_one_case_of_one_worker_says_little_and_ten_of_twenty_much():
    one, many = rate(1, 1, 0.005), rate(10, 20, 0.005)
    assert one.rate_pm < 30 < 100 < many.rate_pm
    assert many.low_pm < many.rate_pm < many.high_pm and one.low_pm < 5


@given(st.integers(0, 40), st.integers(0, 200), st.floats(0.001, 0.2))
def test_another_case_never_lowers_a_rate(harmed, more, base):
    workers = harmed + 1 + more
    assert rate(harmed + 1, workers, base).rate_pm >= rate(harmed, workers, base).rate_pm


def test_poisson_tails_are_as_in_the_tables():
    assert poisson_tail(0, 2.0) == 1.0
    assert poisson_tail(3, 1.0) == pytest.approx(0.0803, abs=1e-4)
    assert poisson_tail(4, 0.0) == 0.0


def test_one_small_chance_among_a_hundred_counts_only_if_it_is_small_enough_for_a_hundred():
    assert least_true([0.01] + [0.5] * 99) == 0.0
    assert least_true([0.0004] + [0.5] * 99) == 0.0004
    assert least_true([0.01]) == 0.01
    assert least_true([]) == 0.0
