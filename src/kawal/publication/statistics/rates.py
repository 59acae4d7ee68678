"""Shares with the span that chance alone explains. Pure."""

from dataclasses import dataclass
from math import sqrt

SURE = 1.96  # 95 %
LEAST = 10  # of fewer people no share is told


@dataclass(frozen=True, slots=True)
class Rate:
    """A share and its 95 % span (Wilson), each 0 to 1."""

    value: float
    low: float
    high: float


def rate(part: int | None, whole: int | None) -> Rate | None:
    """``None`` where either is hidden or the whole is too few."""
    if part is None or whole is None or whole < LEAST:
        return None
    share = part / whole
    middle = (share + SURE**2 / (2 * whole)) / (1 + SURE**2 / whole)
    half = sqrt(share * (1 - share) / whole + SURE**2 / (4 * whole**2)) * SURE / (1 + SURE**2 / whole)
    return Rate(share, max(0.0, middle - half), min(1.0, middle + half))
