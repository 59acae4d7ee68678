"""The truth beside the files, and the published figures they follow."""

from __future__ import annotations

import zipfile
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from kawal_simulation import (
    agencies,
    country,
    damage,
    days,
    figures,
    homeward,
    population,
    reading,
    rings,
    spelling,
)
from kawal_simulation.chance import dice_for
from kawal_simulation.people import Persona
from kawal_simulation.settings import DEFAULT_FROM, DEFAULT_MONTHS, PREVALENCE, Settings

pytestmark = pytest.mark.slow

WINDOW = days.window_of(DEFAULT_FROM, DEFAULT_MONTHS, None)


def truth(folder: Path, name: str) -> list[dict[str, Any]]:
    return list(reading.truth_in(folder, name))


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("harmed")
    country.simulate(Settings(1_500, "t", WINDOW, prevalence=0.08), folder, processes=1)
    return folder


@pytest.fixture(scope="module")
def many() -> list[Persona]:
    """Five blocks of people without their lives."""
    return list(population.everyone(Settings(10_000, "t", WINDOW)))


def test_truth_covers_every_fact_and_nothing_else(out: Path) -> None:
    sent = {(fact["source"], fact["id"]) for fact in reading.facts_in(out)}
    assert sent == {(row["source"], row["id"]) for row in truth(out, "claims")}


def test_every_person_has_one_label_with_a_key_of_their_own(out: Path) -> None:
    labels = truth(out, "trafficking")
    people = truth(out, "people")
    assert [label["person"] for label in labels] == [person["person"] for person in people]
    assert len({label["subject_key"] for label in labels}) == len(labels)
    wanted = {
        "subject_key",
        "trafficked",
        "pattern",
        "harm_from",
        "departed_on",
        "class",
        "ring",
        "sex",
        "origin",
    }
    assert all(wanted <= label.keys() for label in labels)


def test_every_pattern_of_harm_and_every_look_alike_occurs(out: Path) -> None:
    labels = truth(out, "trafficking")
    assert {label["pattern"] for label in labels if label["trafficked"]} >= {
        "visit_visa_ferry", "scam_compound", "debt_bondage_domestic", "sent_again",
        "confinement_after_contact",
    }  # fmt: skip
    kinds = Counter(label["class"] for label in labels)
    assert sum(kind.startswith("decoy:") for kind in kinds) == 9
    assert kinds["irregular"] and kinds["ordinary"]


def test_harm_begins_after_leaving_home(out: Path) -> None:
    harmed = [label for label in truth(out, "trafficking") if label["harm_from"]]
    assert harmed and all(label["departed_on"] <= label["harm_from"] for label in harmed)


def test_rings_name_their_members_and_members_their_ring(out: Path) -> None:
    by_person = {label["person"]: label for label in truth(out, "trafficking")}
    found = truth(out, "rings")
    assert found
    for ring in found:
        assert len(ring["members"]) >= rings.SMALLEST
        assert all(by_person[person]["ring"] == ring["ring"] for person in ring["members"])
        assert not any(by_person[person]["trafficked"] for person in ring["clients"])


def test_what_becomes_knowable_names_the_fact_that_shows_it(out: Path) -> None:
    sent = {(fact["source"], fact["id"]): fact for fact in reading.facts_in(out)}
    rows = truth(out, "knowable")
    assert {row["truth"] for row in rows} == {"trafficked", "same_person"}
    assert all(sent[row["source"], row["id"]]["sent_at"] == row["known_at"] for row in rows)


def shares(values: list[str]) -> dict[str, float]:
    return {value: count / len(values) for value, count in Counter(values).items()}


def test_origins_and_destinations_follow_the_published_placements(many: list[Persona]) -> None:
    placed = [it for it in many if it.procedural and not it.pattern]
    for table, said in (
        (figures.PROCEDURAL_ORIGINS, shares([it.home.province for it in placed])),
        (figures.PROCEDURAL_DESTINATIONS, shares([it.country for it in placed])),
    ):
        total = sum(table.values())
        for name, figure in table.items():
            assert said.get(name, 0) == pytest.approx(figure / total, abs=0.02)


def test_women_and_men_follow_the_published_shares(many: list[Persona]) -> None:
    placed = [it for it in many if it.procedural and not it.pattern]
    assert sum(it.sex == "female" for it in placed) / len(placed) == pytest.approx(0.61, abs=0.03)
    west = [it for it in placed if it.home.province == "52"]
    assert sum(it.sex == "female" for it in west) / len(west) == pytest.approx(0.206, abs=0.05)
    assert sum(it.country == "MYS" for it in west) / len(west) > 0.9


def test_those_outside_the_system_come_from_elsewhere(many: list[Persona]) -> None:
    outside = [it for it in many if not it.procedural and not it.pattern]
    assert len(outside) / len(many) == pytest.approx(figures.NONPROCEDURAL_SHARE, abs=0.02)
    sabah = [it for it in outside if it.corridor == "sabah"]
    assert shares([it.home.province for it in sabah])["53"] == pytest.approx(131 / 480, abs=0.06)


def test_harm_is_as_frequent_as_asked(many: list[Persona]) -> None:
    assert sum(it.trafficked for it in many) / len(many) == pytest.approx(PREVALENCE, abs=0.004)


def level_share(level: damage.Level, changes: int) -> float:
    dice = dice_for("levels")
    return sum(level.name_changes.pick(dice) == changes for _ in range(4_000)) / 4_000


def test_damage_is_as_heavy_as_its_level_says() -> None:
    assert level_share(damage.LIGHT, 0) == pytest.approx(0.40, abs=0.03)
    assert level_share(damage.MEDIUM, 2) == pytest.approx(0.30, abs=0.03)
    assert level_share(damage.HEAVY, 3) == pytest.approx(0.30, abs=0.03)


@pytest.mark.parametrize(
    "name", ["Wa", "Contoh", "Siti Contoh", "Muhammad Andai bin Umpama Misal", "I Wayan Upama"]
)
def test_a_damaged_name_is_still_a_name(name: str) -> None:
    dice = dice_for("damage", name)
    for _ in range(300):
        written = spelling.spelt(dice, name, 3, spelling.About("male", "Umpama", "arabic"))
        assert written.strip() and len(written) < 80


def test_an_office_nobody_has_is_an_error() -> None:
    with pytest.raises(LookupError):
        agencies.agency("kantor-tak-ada")


def test_a_later_report_is_never_earlier_than_the_event() -> None:
    dice = dice_for("delays")
    for pace in ("live", "day", "week", "month", "slow"):
        assert all(agencies.days_until_sent(dice, pace, 739_000 + n) >= 0 for n in range(200))


def test_consular_lists_are_spreadsheets_whose_rows_are_known(out: Path) -> None:
    rows = truth(out, "lists")
    assert rows
    for name in {row["file"] for row in rows}:
        with zipfile.ZipFile(out / name) as book:
            sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        numbers = [int(row.attrib["r"]) for row in sheet.iter() if row.tag.endswith("}row")]
        assert {row["row"] for row in rows if row["file"] == name} < set(numbers)


def test_reasons_and_ways_home_follow_the_published_lists() -> None:
    """Entikong: no permit 84, no passport 29, gambling 23 of 136; 124 of 136 went on by themselves."""
    dice = dice_for("reasons")
    reasons = shares([homeward.REASONS["sarawak"].pick(dice) for _ in range(4_000)])
    assert reasons["no_permit"] == pytest.approx(84 / 136, abs=0.03)
    assert reasons["no_passport"] == pytest.approx(29 / 136, abs=0.03)
    ways = shares([homeward.ONWARD["sarawak"].pick(dice) for _ in range(4_000)])
    assert ways["self"] == pytest.approx(124 / 136, abs=0.03)
    stays = shares([homeward.ONWARD["sabah"].pick(dice) for _ in range(4_000)])
    assert stays["stay"] == pytest.approx(1 - 992 / 1_981, abs=0.03)
