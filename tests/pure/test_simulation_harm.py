"""Patterns of harm in weak and strong variants, rings however rare harm is, and look-alikes that are innocent."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kawal_simulation import context, country, days, population, reading, rings, settings
from kawal_simulation.settings import DEFAULT_FROM, DEFAULT_MONTHS, Settings

pytestmark = pytest.mark.slow

WINDOW = days.window_of(DEFAULT_FROM, DEFAULT_MONTHS, None)
HARD = {"prevalence": 0.003, "decoys": 0.12, "nonprocedural": 0.12, "noise": 2.2}
Row = dict[str, Any]


def made(folder: Path, people: int, **other: float) -> Path:
    country.simulate(Settings(people, "harm", WINDOW, **other), folder, processes=2)  # type: ignore[arg-type]  # shares
    return folder


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("harm"), 2_000, prevalence=0.2)


@pytest.fixture(scope="module")
def labels(out: Path) -> dict[str, Row]:
    return {row["person"]: row for row in reading.truth_in(out, "trafficking")}


def signs(folder: Path) -> Counter[str]:
    """Facts that show harm, by person."""
    rows = reading.truth_in(folder, "knowable")
    return Counter(row["person"] for row in rows if row["truth"] == "trafficked")


def test_every_pattern_has_weak_and_strong_cases(labels: dict[str, Row]) -> None:
    found = {(row["pattern"], row["variant"]) for row in labels.values() if row["trafficked"]}
    assert found == {
        (pattern, variant) for pattern in settings.PATTERNS.values for variant in ("weak", "plain", "strong")
    }
    assert all(row["variant"] is None for row in labels.values() if not row["trafficked"])


def test_strong_cases_show_more_than_weak_ones(out: Path, labels: dict[str, Row]) -> None:
    shown = signs(out)
    seen = {
        variant: [shown[person] for person, row in labels.items() if row["variant"] == variant]
        for variant in ("weak", "strong")
    }
    mean = {variant: sum(counts) / len(counts) for variant, counts in seen.items()}
    assert mean["strong"] > 1.3 * mean["weak"] > 0.5


def test_noise_hides_signs(out: Path, tmp_path: Path) -> None:
    assert signs(made(tmp_path, 2_000, prevalence=0.2, noise=2.2)).total() < 0.8 * signs(out).total()


def test_traces_of_every_kind_occur(out: Path) -> None:
    by_id = {(fact["source"], fact["id"]): fact for fact in reading.facts_in(out)}
    shown = [
        by_id[row["source"], row["id"]]
        for row in reading.truth_in(out, "knowable")
        if row["truth"] == "trafficked"
    ]
    said = Counter(
        (fact["kind"], fact["data"].get("document") or fact["data"].get("stage")) for fact in shown
    )
    assert said.keys() >= {
        ("document_seen", "ktp"), ("document_seen", "medical"), ("document_seen", "passport"),
        ("contract_seen", "draft"), ("trained", None), ("arrived_abroad", None), ("employment_changed", None),
        ("contact_changed", None), ("remitted", None), ("wage_reported", None), ("complained", None),
        ("checked_in", None), ("family_reported", None), ("family_stated", None), ("advanced", None),
        ("lent", None), ("accommodated", None), ("departed_again", None), ("contact_lost", None),
    }  # fmt: skip
    scripted = {fact["data"].get("text") for fact in shown if fact["kind"] == "checked_in"}
    assert any(text and "tidak perlu dihubungi" in text for text in scripted)


def test_free_people_leave_the_same_kinds_of_lines(out: Path, labels: dict[str, Row]) -> None:
    who = {(row["source"], row["id"]): row["person"] for row in reading.truth_in(out, "claims")}
    free = [
        fact
        for fact in reading.facts_in(out)
        if (person := who[fact["source"], fact["id"]]) and not labels[person]["trafficked"]
    ]
    assert any(fact["data"].get("document") == "ktp" for fact in free)
    assert any(str(fact["data"].get("to", "")).startswith("koperasi") for fact in free)
    assert {"employment_changed", "contact_changed", "complained", "family_reported"} <= {
        fact["kind"] for fact in free
    }


@pytest.mark.parametrize(("prevalence", "people"), [(0.001, 24_000), (0.003, 16_000), (0.08, 2_000)])
def test_rings_have_their_victims_however_rare_harm_is(prevalence: float, people: int) -> None:
    asked = Settings(people, "rare", WINDOW, prevalence=prevalence)
    members: list[int] = []
    victims = 0
    for number in range(asked.blocks):
        own = population.block_of(asked, number).people
        victims += sum(it.trafficked for it in own)
        found = {ring.id: ring for ring in rings.rings_of(asked, number, own).values()}
        members += [len(ring.members) for ring in found.values()]
    assert victims / people == pytest.approx(prevalence, rel=0.45)
    assert members and 4 < sum(members) / len(members) < 13
    assert 0.5 < sum(members) / victims < 0.95


def test_the_hard_setting_has_the_shares_it_asks_for() -> None:
    asked = Settings(10_000, "hard", WINDOW, **HARD)  # type: ignore[arg-type]  # shares
    kinds = Counter(it.kind.partition(":")[0] for it in population.everyone(asked) if not it.pattern)
    assert kinds["irregular"] / asked.people == pytest.approx(0.105, abs=0.015)
    assert kinds["decoy"] / asked.people == pytest.approx(0.12, abs=0.01)


def test_look_alikes_work_where_there_is_placement(out: Path, labels: dict[str, Row]) -> None:
    people = {row["person"]: row for row in reading.truth_in(out, "people")}
    alike = [people[person] for person, row in labels.items() if row["class"].startswith("decoy:")]
    assert len(alike) > 60
    assert not {it["destination"] for it in alike} & set(context.CLOSED)
    assert all(it["stream"] == "procedural" for it in alike)


def test_the_first_employer_is_the_one_of_the_contract(out: Path, labels: dict[str, Row]) -> None:
    who = {(row["source"], row["id"]): row["person"] for row in reading.truth_in(out, "claims")}
    contracts: dict[str, set[str]] = {}
    arrivals: dict[str, set[str]] = {}
    for fact in reading.facts_in(out):
        employer, person = fact["data"].get("employer"), who[fact["source"], fact["id"]]
        if employer and person and fact["kind"] in ("contract_seen", "arrived_abroad"):
            (contracts if fact["kind"] == "contract_seen" else arrivals).setdefault(person, set()).add(
                employer
            )
    both = [person for person in arrivals if person in contracts]
    assert len(both) > 100
    assert all(arrivals[person] <= contracts[person] for person in both)
