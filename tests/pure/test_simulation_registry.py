"""A register and damaged claims, for judging record linkage: the levels are as heavy as they say, the files as true."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from kawal.facts.contract.fact import read_json
from kawal_simulation import damage, days, registry, registry_files, spelling
from kawal_simulation.chance import Table, dice_for
from kawal_simulation.people import Persona
from kawal_simulation.settings import BLOCK, DEFAULT_FROM, DEFAULT_MONTHS, Settings

pytestmark = pytest.mark.slow

SETTINGS = Settings(4_000, "register", days.window_of(DEFAULT_FROM, DEFAULT_MONTHS, None))
# Shares of a level: birth right, one digit, swapped, year beside, falsified, year only, none.
BIRTHS = {
    "light": (85, 5, 3, 2, 3, 2, 0),
    "medium": (55, 8, 4, 8, 12, 8, 5),
    "heavy": (10, 8, 4, 8, 32, 26, 12),
}
MOTHERS = {"light": (40, 30, 30), "medium": (40, 35, 25), "heavy": (65, 10, 25)}
PLACELESS = {"light": 8, "medium": 10, "heavy": 28}


@pytest.fixture(scope="module")
def people() -> list[Persona]:
    return list(registry.people(SETTINGS))


@pytest.fixture(scope="module")
def rows() -> list[registry.Row]:
    return list(registry.registrations(SETTINGS))


@pytest.fixture(scope="module")
def claims(people: list[Persona]) -> dict[str, list[tuple[Persona, dict[str, Any]]]]:
    return {
        level: [(it, registry.damaged(SETTINGS, it, level).subject) for it in people]
        for level in registry.LEVELS
    }


def test_some_are_registered_twice_and_some_have_no_number(rows: list[registry.Row]) -> None:
    assert len(rows) / SETTINGS.people == pytest.approx(1.08, abs=0.015)
    first = [row for row in rows if row.level == "clean"]
    assert len(first) == SETTINGS.people
    assert sum("nik" not in row.subject for row in first) / len(first) == pytest.approx(0.12, abs=0.02)


def test_the_register_is_the_same_every_time(rows: list[registry.Row]) -> None:
    assert list(registry.registrations(SETTINGS))[:200] == rows[:200]


def test_sold_and_borrowed_numbers_stand_in_the_register_for_several(
    rows: list[registry.Row], people: list[Persona]
) -> None:
    holders: dict[str, set[str]] = {}
    for row in rows:
        holders.setdefault(row.subject.get("nik", ""), set()).add(row.person)
    holders.pop("")
    several = {nik: who for nik, who in holders.items() if len(who) > 1}
    borrowed = {it.used_nik for it in people if it.used_nik}
    assert several and len(set(several) & borrowed) > 0.9 * len(several)
    assert 10 <= max(map(len, several.values())) <= 40


def share(claims: list[tuple[Persona, dict[str, Any]]], wanted: Any) -> float:
    return sum(bool(wanted(it, said)) for it, said in claims) / len(claims)


def how_born(born: date, said: str | None) -> int:
    """Which of the seven a told birth date is."""
    if said is None:
        return 6
    if len(said) == 4:
        return 5
    told = date.fromisoformat(said)
    if told == born:
        return 0
    if (told.day, told.month, told.year) == (born.month, born.day, born.year):
        return 2
    same_day = (told.day, told.month) in {(born.day, born.month), (28, 2), (1, 1)}
    if abs(told.year - born.year) == 1 and same_day:
        return 3
    return 4 if 3 <= abs(told.year - born.year) <= 6 and same_day else 1


@pytest.mark.parametrize("level", registry.LEVELS)
def test_births_are_wrong_as_often_as_the_level_says(claims: Any, level: str) -> None:
    found = Counter(how_born(it.born, said.get("birth_date")) for it, said in claims[level])
    for how, percent in enumerate(BIRTHS[level]):
        assert found[how] / len(claims[level]) == pytest.approx(percent / 100, abs=0.025), how


@pytest.mark.parametrize(("level", "same"), [("light", 0.40), ("medium", 0.15), ("heavy", 0.0)])
def test_names_keep_their_spelling_as_often_as_the_level_says(claims: Any, level: str, same: float) -> None:
    kept = share(claims[level], lambda it, said: said["name"] == it.name)
    assert kept == pytest.approx(same, abs=0.03)


@pytest.mark.parametrize("level", registry.LEVELS)
def test_mothers_are_missing_right_or_damaged_as_the_level_says(claims: Any, level: str) -> None:
    none, right, damaged = MOTHERS[level]
    assert share(claims[level], lambda it, said: "mother_name" not in said) == pytest.approx(
        none / 100, abs=0.03
    )
    assert share(claims[level], lambda it, said: said.get("mother_name") == it.mother) == pytest.approx(
        right / 100, abs=0.03
    )
    assert none + right + damaged == 100


@pytest.mark.parametrize("level", registry.LEVELS)
def test_birth_places_are_missing_as_often_as_the_level_says(claims: Any, level: str) -> None:
    """Of those that say when; a claim without a birth date says no place either."""
    dated = [(it, said) for it, said in claims[level] if "birth_date" in said]
    found = share(dated, lambda it, said: "birth_place" not in said)
    assert found == pytest.approx(PLACELESS[level] / 100, abs=0.03)


def test_only_light_claims_have_a_number_and_some_a_wrong_one(claims: Any) -> None:
    assert share(claims["light"], lambda it, said: "nik" in said) == pytest.approx(0.60, abs=0.03)
    numbered = [(it, said) for it, said in claims["light"] if "nik" in said and not it.used_nik]
    assert share(numbered, lambda it, said: said["nik"] != it.nik) == pytest.approx(0.08, abs=0.02)
    for level in ("medium", "heavy"):
        assert not any("nik" in said for _, said in claims[level])


def test_sex_is_wrong_more_often_the_heavier_the_damage(claims: Any) -> None:
    wrong = [
        share(claims[level], lambda it, said: said.get("sex", it.sex) != it.sex) for level in registry.LEVELS
    ]
    assert wrong == sorted(wrong) and 0.005 < wrong[-1] < 0.03


def test_every_change_to_a_name_changes_it() -> None:
    dice = dice_for("changes")
    for name in ("Siti Contoh", "Wu", "I Wayan Upama", "Muhammad Andai Misal", "Maria Goreti Misal"):
        for _ in range(200):
            assert spelling.spelt(dice, name, 1, spelling.About("male", "Umpama")) != name


def test_a_false_birth_keeps_day_and_month_or_is_new_year() -> None:
    dice = dice_for("false")
    level = damage.LIGHT._replace(swapped=0.0, birth=Table({"false": 1}))
    for _ in range(300):
        told = damage.written_birth(dice, date(1990, 2, 28), level)
        assert told and told[5:] in ("02-28", "01-01") and 3 <= abs(int(told[:4]) - 1990) <= 6


def test_strangers_are_nobody_of_the_register(people: list[Persona]) -> None:
    known = {it.index for it in people}
    others = list(registry.strangers(SETTINGS, 500))
    assert len(others) == 500 and not known & {it.index for it in others}
    assert all(it.relation is None or it.relation[1] not in known for it in others)


def test_dossiers_hold_two_or_three_claims_a_person(people: list[Persona]) -> None:
    found = [list(registry.dossier(SETTINGS, it)) for it in people[:1_500]]
    assert sum(map(len, found)) / len(found) == pytest.approx(2.51, abs=0.12)
    levels = Counter(row.level for rows in found for row in rows)
    assert levels["light"] / levels.total() == pytest.approx(0.50, abs=0.04)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    options = [
        "--people",
        "2500",
        "--claims",
        "100",
        "--strangers",
        "40",
        "--relatives",
        "0.18",
        "--processes",
        "2",
    ]
    assert registry_files.main([*options, "--out", str(folder)]) == 0
    return folder


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def test_files_are_the_same_with_one_process_or_two(files: Path, tmp_path: Path) -> None:
    settings = Settings(2_500, "1", SETTINGS.window, relatives=0.18)
    registry_files.write(registry_files.Wanted(settings, claims=100, strangers=40), tmp_path, processes=1)
    for path in files.iterdir():
        assert path.read_bytes() == (tmp_path / path.name).read_bytes()


def test_every_line_is_a_fact_whose_truth_is_told(files: Path) -> None:
    now = datetime(2026, 11, 1, tzinfo=UTC)
    told = {row["id"]: row for row in lines(files / "truth.ndjson")}
    found = 0
    for path in files.glob("*.ndjson"):
        for line in path.read_bytes().splitlines() if path.name != "truth.ndjson" else ():
            said = read_json(line, source=None, now=now)
            assert told[said.id]["file"] == path.stem
            assert re.fullmatch(r"99\d{14}", json.loads(line)["subject"].get("nik", "99" + "0" * 14))
            found += 1
    assert found == len(told)


def test_claims_are_about_known_people_and_strangers(files: Path) -> None:
    told = lines(files / "truth.ndjson")
    for level in registry.LEVELS:
        about = [row for row in told if row["file"] == f"claims-{level}"]
        assert Counter(row["known"] for row in about) == {True: 100, False: 40}
        assert all(int(row["person"][1:]) >= 2 * BLOCK for row in about if not row["known"])
    related = {row["person"] for row in told if row["relation"] and row["known"]}
    assert len(related) / 2_500 == pytest.approx(0.17, abs=0.03)


def test_dossiers_take_the_place_of_the_register(tmp_path: Path) -> None:
    counts = registry_files.write(
        registry_files.Wanted(Settings(300, "d", SETTINGS.window), dossiers=True), tmp_path, processes=1
    )
    assert counts.keys() == {"dossiers", "truth"} and 2 < counts["dossiers"] / 300 < 3
    assert {path.name for path in tmp_path.iterdir()} == {"dossiers.ndjson", "truth.ndjson"}


@pytest.mark.parametrize(
    "wrong", [["--people", "0"], ["--people", "5", "--claims", "6"], ["--people", "5", "--relatives", "2"]]
)
def test_what_makes_no_register_is_wrong_use(wrong: list[str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        registry_files.main([*wrong, "--out", str(tmp_path)])
