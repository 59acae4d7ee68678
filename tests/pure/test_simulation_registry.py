"""A register and damaged claims, for judging record linkage."""

from __future__ import annotations

import pytest

from kawal_simulation import days, registry
from kawal_simulation.settings import DEFAULT_FROM, DEFAULT_MONTHS, Settings

pytestmark = pytest.mark.slow

SETTINGS = Settings(3_000, "register", days.window_of(DEFAULT_FROM, DEFAULT_MONTHS, None))


@pytest.fixture(scope="module")
def rows() -> list[registry.Row]:
    return list(registry.registrations(SETTINGS))


def test_some_are_registered_twice_and_some_have_no_number(rows: list[registry.Row]) -> None:
    assert len(rows) / SETTINGS.people == pytest.approx(1.08, abs=0.02)
    first = {row.person: row for row in reversed(rows)}
    without = sum("nik" not in row.subject for row in first.values()) / len(first)
    assert without == pytest.approx(0.14, abs=0.04)


def test_the_register_is_the_same_every_time(rows: list[registry.Row]) -> None:
    assert list(registry.registrations(SETTINGS))[:200] == rows[:200]


@pytest.mark.parametrize(("level", "same"), [("light", 0.40), ("medium", 0.15), ("heavy", 0.0)])
def test_names_keep_their_spelling_as_often_as_the_level_says(level: str, same: float) -> None:
    people = list(registry.people(SETTINGS))[:1_500]
    kept = sum(registry.damaged(SETTINGS, it, level).subject["name"] == it.name for it in people)
    assert kept / len(people) == pytest.approx(same, abs=0.06)


def test_heavy_damage_leaves_no_number() -> None:
    people = list(registry.people(SETTINGS))[:300]
    assert not any("nik" in registry.damaged(SETTINGS, it, "heavy").subject for it in people)
