"""Rates and tests, without a library: shares shrunk to a base rate with an interval, Poisson tails, many tests at once."""

from collections.abc import Iterable
from math import comb, exp, lgamma, log, log1p
from typing import Final, NamedTuple

WEIGHT: Final = 50.0  # workers that the base rate counts for
NINETY: Final = 0.05


class Rate(NamedTuple):
    """In per mille: the shrunk share and its interval, 90 of 100."""

    rate_pm: int
    low_pm: int
    high_pm: int


def shrunk(harmed: int, workers: int, base: float) -> float:
    """The mean of the beta posterior: the share seen, pulled to the base rate as far as so few workers ask for."""
    return (harmed + base * WEIGHT) / (workers + WEIGHT)


def rate(harmed: int, workers: int, base: float) -> Rate:
    a = harmed + base * WEIGHT
    b = workers - harmed + (1 - base) * WEIGHT
    low, high = (quantile(share, a, b) for share in (NINETY, 1 - NINETY))
    return Rate(round(1000 * shrunk(harmed, workers, base)), round(1000 * low), round(1000 * high))


def quantile(share: float, a: float, b: float) -> float:
    """Of the beta distribution, by halving."""
    low, high = 0.0, 1.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if beta_below(middle, a, b) < share else (low, middle)
    return (low + high) / 2


def beta_below(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, by its continued fraction."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1.0 - beta_below(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    c, d = 1.0, 1.0 / _away(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, 300):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        before = value
        for term in (even, odd):
            d = 1.0 / _away(1 + term * d)
            c = _away(1 + term / c)
            value *= c * d
        if abs(value - before) < 1e-12 * value:
            break
    return front * value


def tail(least: int, of: int, share: float) -> float:
    """The chance that so many or more of them would show something that ``share`` of people show."""
    return 1.0 - sum(comb(of, n) * share**n * (1 - share) ** (of - n) for n in range(least))


def poisson_tail(least: int, expected: float) -> float:
    """The chance of so many or more."""
    if least <= 0:
        return 1.0
    if expected <= 0:
        return 0.0
    term = below = exp(-expected)
    for n in range(1, least):
        term *= expected / n
        below += term
    return max(0.0, 1.0 - below)


def least_true(chances: Iterable[float], share: float = 0.05) -> float:
    """Benjamini and Hochberg: the greatest chance that still counts, of all that were tested; 0 where none does."""
    listed = sorted(chances)
    return max((p for rank, p in enumerate(listed, 1) if p <= share * rank / len(listed)), default=0.0)


def _away(value: float) -> float:
    return value if abs(value) > 1e-300 else 1e-300
