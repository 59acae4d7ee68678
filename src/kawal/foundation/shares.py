"""A share of few says little: with the span that chance alone explains. Pure."""

from dataclasses import dataclass
from math import sqrt

SURE = 1.96  # 95 %


@dataclass(frozen=True, slots=True)
class Rate:
    """A share and its 95 % span (Wilson), each 0 to 1."""

    value: float
    low: float
    high: float


def span_of(part: int, whole: int) -> Rate | None:
    """``None`` where there is nobody to be a share of."""
    if whole <= 0:
        return None
    share = part / whole
    middle = (share + SURE**2 / (2 * whole)) / (1 + SURE**2 / whole)
    half = sqrt(share * (1 - share) / whole + SURE**2 / (4 * whole**2)) * SURE / (1 + SURE**2 / whole)
    return Rate(share, max(0.0, middle - half), min(1.0, middle + half))
