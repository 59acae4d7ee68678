"""Joint shares of (origin, sex, destination) whose sums meet the published tables.

Iterative proportional fitting: begin with leanings, scale rows and columns in turn
until both margins hold (Deming and Stephan 1940).
"""

from __future__ import annotations

from functools import lru_cache

from kawal_simulation import figures
from kawal_simulation.chance import Table

Row = tuple[str, str]
ROUNDS = 40


def women_of(origin: str) -> float:
    return figures.WOMEN_BY_ORIGIN.get(origin, figures.WOMEN_ELSEWHERE)


def leaning(origin: str, sex: str, destination: str) -> float:
    table = figures.LEANINGS
    own = table.get((origin, sex, destination), table.get((origin, "*", destination), 1.0))
    return own * table.get(("*", sex, destination), 1.0)


def _scale(values: dict[str, float], target: float) -> None:
    total = sum(values.values())
    for key in values:
        values[key] *= target / total


def _rows() -> dict[Row, float]:
    total = sum(figures.PROCEDURAL_ORIGINS.values())
    rows = {}
    for origin, placed in figures.PROCEDURAL_ORIGINS.items():
        rows[origin, "female"] = placed / total * women_of(origin)
        rows[origin, "male"] = placed / total * (1 - women_of(origin))
    return rows


@lru_cache(maxsize=1)
def destinations_by_row() -> dict[Row, Table[str]]:
    """For each origin and sex, the table of destinations."""
    rows = _rows()
    names = list(figures.PROCEDURAL_DESTINATIONS)
    total = sum(figures.PROCEDURAL_DESTINATIONS.values())
    cells = {
        row: {name: leaning(*row, name) * figures.PROCEDURAL_DESTINATIONS[name] for name in names}
        for row in rows
    }
    for _ in range(ROUNDS):
        for name in names:
            factor = figures.PROCEDURAL_DESTINATIONS[name] / total / sum(cells[row][name] for row in rows)
            for row in rows:
                cells[row][name] *= factor
        for row, target in rows.items():
            _scale(cells[row], target)
    return {row: Table(cells[row]) for row in rows}
