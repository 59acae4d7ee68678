"""The fictional country: the same bytes for the same seed, and nothing real in it."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from kawal_simulation import country, days, reading
from kawal_simulation.settings import DEFAULT_FROM, DEFAULT_MONTHS, Settings

pytestmark = pytest.mark.slow

Fact = dict[str, Any]
WINDOW = days.window_of(DEFAULT_FROM, DEFAULT_MONTHS, None)


def settings(people: int, seed: str = "t", **other: Any) -> Settings:
    return Settings(people, seed, other.pop("window", WINDOW), **other)


def digest(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """2,400 people: one whole block and part of a second."""
    folder = tmp_path_factory.mktemp("country")
    country.simulate(settings(2_400), folder, processes=2)
    return folder


def truth(folder: Path, name: str) -> list[dict[str, Any]]:
    return list(reading.truth_in(folder, name))


@pytest.fixture(scope="module")
def facts(out: Path) -> list[Fact]:
    return list(reading.facts_in(out))


def test_the_same_seed_gives_the_same_bytes_with_one_process_or_three(out: Path, tmp_path: Path) -> None:
    country.simulate(settings(2_400), tmp_path, processes=3)
    assert digest(tmp_path) == digest(out)


def test_another_seed_gives_another_country(out: Path, tmp_path: Path) -> None:
    country.simulate(settings(50, "other"), tmp_path, processes=1)
    assert (tmp_path / "truth/people.ndjson").read_bytes()[:500] != (
        out / "truth/people.ndjson"
    ).read_bytes()[:500]


def test_a_second_run_replaces_the_first_and_leaves_other_files_alone(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine")
    country.simulate(settings(60, "a"), tmp_path, processes=1)
    country.simulate(settings(5, "b"), tmp_path, processes=1)
    assert (tmp_path / "note.txt").read_text() == "mine"
    assert {row["person"] for row in truth(tmp_path, "claims")} == {f"P{index:07d}" for index in range(5)}


def test_a_country_of_one_month_says_something_of_everybody(tmp_path: Path) -> None:
    window = days.window_of("2026-10", 1, None)
    country.simulate(settings(300, window=window), tmp_path, processes=1)
    assert len({row["person"] for row in truth(tmp_path, "claims") if row["person"]}) == 300


def test_until_keeps_the_length_and_moves_the_end() -> None:
    window = days.window_of("2020-01", 6, "2026-11-24")
    assert days.day_text(window.first) == "2026-05-01"
    assert days.day_text(window.end) == "2026-11-24"


def test_every_fact_has_what_the_contract_asks_for(facts: list[Fact]) -> None:
    for fact in facts:
        assert fact["id"] and fact["source"] and fact["kind"] and fact["occurred_at"] and fact["sent_at"]
        assert fact["subject"].get("name") or fact["kind"] == "case_decided"


def test_nothing_is_sent_before_it_happens_or_after_the_end(facts: list[Fact]) -> None:
    end = days.day_text(WINDOW.end)
    for fact in facts:
        assert fact["occurred_at"][:10] <= fact["sent_at"][:10] < end


def test_an_id_said_twice_says_the_same_twice(facts: list[Fact]) -> None:
    seen: dict[tuple[str, str], Fact] = {}
    repeated = 0
    for fact in facts:
        key = fact["source"], fact["id"]
        repeated += key in seen
        assert seen.setdefault(key, fact) == fact
    assert 0.005 < repeated / len(facts) < 0.03


def test_every_correction_names_a_fact_of_its_source(facts: list[Fact]) -> None:
    known = {(fact["source"], fact["id"]) for fact in facts}
    corrections = [fact for fact in facts if fact.get("corrects")]
    assert corrections and all((fact["source"], fact["corrects"]) in known for fact in corrections)
    assert any(fact["kind"] == "withdrawn" for fact in corrections)
    assert all(fact.get("corrects") for fact in facts if fact["kind"] == "withdrawn")


def test_every_nik_is_of_region_99_and_every_number_reserved(out: Path, facts: list[Fact]) -> None:
    for fact in facts:
        subject = fact["subject"]
        assert re.fullmatch(r"99[\dOI]{13,15}", subject.get("nik", "99" + "0" * 14))
        assert re.fullmatch(r"X0\d{6}", subject.get("passport", "X0000000"))
        for phone in subject.get("phones", []):
            assert re.fullmatch(r"(\+62 800-0000-|0800-0000-|08000000)\d{4,6}", phone)
    for path in out.rglob("*.*"):
        text = path.read_text(encoding="utf-8", errors="ignore")
        assert not re.search(r"(?<!\d)(?!99)\d{16}(?!\d)", text)
        assert not re.search(r"\+(?!62 800-0000-)\d{2,3} \d", text)


def test_files_are_not_in_the_order_of_events(out: Path) -> None:
    for name in ("desa-35", "bp3mi-jatim"):
        days_said = [
            json.loads(line)["occurred_at"][:10] for line in (out / f"{name}.ndjson").read_text().splitlines()
        ]
        assert days_said != sorted(days_said)


def test_an_agency_mostly_repeats_its_own_row(out: Path) -> None:
    rows = truth(out, "claims")
    claims = {(row["source"], row["claim"]) for row in rows if row["claim"]}
    assert len(claims) < 0.75 * len({(row["source"], row["id"]) for row in rows})


def test_agencies_spell_one_person_differently(out: Path, facts: list[Fact]) -> None:
    who = {(row["source"], row["id"]): row["person"] for row in truth(out, "claims")}
    names: dict[str, set[str]] = {}
    for fact in facts:
        if fact["subject"]:
            names.setdefault(who[fact["source"], fact["id"]], set()).add(fact["subject"]["name"].casefold())
    assert sum(len(said) > 1 for said in names.values()) > 0.5 * len(names)


@pytest.mark.parametrize("name", ["truth", "context", "lists"])
def test_a_folder_that_no_run_wrote_loses_nothing(tmp_path: Path, name: str) -> None:
    kept = tmp_path / name / "mine.txt"
    kept.parent.mkdir()
    kept.write_text("mine")
    with pytest.raises(FileExistsError, match=f"{name}/ was written by no earlier run"):
        country.simulate(settings(5), tmp_path, processes=1)
    assert kept.read_text() == "mine"
