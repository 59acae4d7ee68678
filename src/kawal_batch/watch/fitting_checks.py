"""How far the chances can be trusted, and each indicator: calibration, reliability, precision with its interval."""

from collections.abc import Iterable, Mapping, Sequence
from math import exp
from typing import Any

from kawal.foundation.shares import span_of
from kawal_batch.watch.fitting_rows import Person

Peak = tuple[float, bool]  # the highest log-odds of a person, and whether it is a case
HELD, FLATTEST, STEEPEST = 5.0, 0.3, 2.5
BANDS = (0.0, 0.01, 0.03, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0)


def platt(peaks: Sequence[Peak]) -> tuple[float, float]:
    """Slope and shift under which log-odds become the shares seen; ``(1, 0)`` where there is nothing to learn from.

    The slope is held to 1 as if some outcomes had said so, and never far from it: few outcomes do not make anybody certain.
    """
    cases = sum(case for _odds, case in peaks)
    if cases < 10 or cases == len(peaks):
        return 1.0, 0.0
    slope, shift = 1.0, 0.0
    for _round in range(60):
        a, b, aa, ab, bb = HELD * (slope - 1), 0.0, HELD, 0.0, 0.0
        for odds, case in peaks:
            chance = probability(shift + slope * odds)
            residual, bend = chance - case, max(chance * (1 - chance), 1e-12)
            a, b = a + residual * odds, b + residual
            aa, ab, bb = aa + bend * odds * odds, ab + bend * odds, bb + bend
        whole = aa * bb - ab * ab
        change = (bb * a - ab * b) / whole, (aa * b - ab * a) / whole
        far = max(abs(it) for it in change)
        scale = min(1.0, 2.0 / far) if far else 1.0
        slope, shift = min(max(slope - scale * change[0], FLATTEST), STEEPEST), shift - scale * change[1]
        if far < 1e-7:
            break
    return slope, shift


def reliability(chances: Iterable[tuple[float, bool]]) -> list[dict[str, Any]]:
    """What was said and what was seen, by bands of probability."""
    told = list(chances)
    table = []
    for low, high in zip(BANDS, BANDS[1:], strict=False):
        inside = [(said, case) for said, case in told if low <= said < high or said == high == 1.0]
        if inside:
            cases = sum(case for _said, case in inside)
            mean = sum(said for said, _case in inside) / len(inside)
            seen: dict[str, Any] = {"low": low, "high": high, "people": len(inside), "said": round(mean, 4)}
            table.append(
                seen | {"seen": round(cases / len(inside), 4), "interval": interval(cases, len(inside))}
            )
    return table


def precisions(people: Sequence[Person], severities: Mapping[str, int]) -> list[dict[str, Any]]:
    """For each indicator the people on whom it ever fired and the share of cases among them."""
    fired: dict[str, list[int]] = {name: [0, 0] for name in severities}
    for person in people:
        for name in {name for snapshot in person for name in snapshot.fired}:
            if name in fired:
                fired[name][0] += 1
                fired[name][1] += bool(person[0].label)
    return [
        {"id": name, "severity": severities[name], "people": count, "cases": cases,
         "precision": round(cases / count, 4) if count else None, "interval": interval(cases, count)}
        for name, (count, cases) in sorted(fired.items())
    ]  # fmt: skip


def interval(hits: int, of: int) -> tuple[float, float] | None:
    """The span that holds the true share 19 times in 20; ``None`` of nothing."""
    span = span_of(hits, of)
    return (round(span.low, 4), round(span.high, 4)) if span else None


def probability(odds: float) -> float:
    return 1.0 / (1.0 + exp(-max(min(odds, 500.0), -500.0)))
