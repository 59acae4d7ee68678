"""Who typed a row and how badly; second passports, changed ages, husbands' names, and people who come back after years."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kawal_simulation import country, days, reading
from kawal_simulation.settings import DEFAULT_FROM, DEFAULT_MONTHS, Settings

pytestmark = pytest.mark.slow

WINDOW = days.window_of(DEFAULT_FROM, DEFAULT_MONTHS, None)
Row = dict[str, Any]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    country.simulate(Settings(4_000, "papers", WINDOW), folder, processes=2)
    return folder


@pytest.fixture(scope="module")
def people(out: Path) -> dict[str, Row]:
    return {row["person"]: row for row in reading.truth_in(out, "people")}


@pytest.fixture(scope="module")
def facts(out: Path) -> dict[tuple[str, str], Row]:
    return {(fact["source"], fact["id"]): fact for fact in reading.facts_in(out)}


@pytest.fixture(scope="module")
def said(out: Path, facts: dict[tuple[str, str], Row]) -> dict[str, list[Row]]:
    """Every fact by the person it is truly about."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in reading.truth_in(out, "claims"):
        found[row["person"]].append(facts[row["source"], row["id"]])
    return found


def test_relations_and_shared_numbers_name_people_who_exist(out: Path, people: dict[str, Row]) -> None:
    relations = list(reading.truth_in(out, "relations"))
    assert relations
    assert {row["person"] for row in relations} | {row["other"] for row in relations} <= people.keys()
    assert {row["person"]: row["kind"] for row in relations} == {
        key: it["relation"]["kind"] for key, it in people.items() if it["relation"]
    }
    shared = list(reading.truth_in(out, "shared"))
    assert shared and all(set(row["people"]) <= people.keys() for row in shared)


def test_a_recruiters_phone_stands_on_the_forms_of_strangers(out: Path, said: dict[str, list[Row]]) -> None:
    for row in reading.truth_in(out, "shared"):
        if row["why"] == "recruiter":
            digits = row["value"][-10:].replace("-", "")
            forms = [
                person
                for person in row["people"]
                if any(
                    phone.replace("-", "").endswith(digits)
                    for fact in said[person]
                    for phone in fact["subject"].get("phones", ())
                )
            ]
            assert len(forms) >= 5


def test_every_claim_says_who_typed_it(out: Path, people: dict[str, Row]) -> None:
    typists = {(row["source"], row["typist"]) for row in reading.truth_in(out, "typists")}
    claims = [claim for it in people.values() for claim in it["claims"]]
    assert {(claim["source"], claim["typist"]) for claim in claims} <= typists
    assert {claim["level"] for claim in claims} == {"clean", "light", "medium", "heavy"}


def test_hurried_typists_damage_more_rows_than_careful_ones(out: Path, people: dict[str, Row]) -> None:
    slips = {(row["source"], row["typist"]): row["slips"] for row in reading.truth_in(out, "typists")}
    rough: dict[bool, list[bool]] = {True: [], False: []}
    for it in people.values():
        for claim in it["claims"]:
            rate = slips[claim["source"], claim["typist"]]
            if rate != 1.0:
                rough[rate > 1.5].append(claim["level"] in ("medium", "heavy"))
    share = {hurried: sum(rows) / len(rows) for hurried, rows in rough.items()}
    assert share[True] > 2.5 * share[False]


def test_some_have_papers_that_say_another_name_or_age(
    people: dict[str, Row], said: dict[str, list[Row]]
) -> None:
    named = [
        it for it in people.values() if any(paper["name"] not in (None, it["name"]) for paper in it["papers"])
    ]
    aged = [
        it
        for it in people.values()
        if any(paper["birth_date"] not in (None, it["birth_date"]) for paper in it["papers"])
    ]
    assert 0.005 < len(named) / len(people) < 0.05
    assert 0.01 < len(aged) / len(people) < 0.08
    kept = [
        paper["birth_date"][5:] == it["birth_date"][5:]
        for it in aged
        for paper in it["papers"]
        if paper["birth_date"] and it["relation"] is None
    ]
    assert sum(kept) / len(kept) > 0.9, "whoever is made older or younger keeps day and month"


def test_some_come_back_after_years_with_another_passport(
    people: dict[str, Row], said: dict[str, list[Row]]
) -> None:
    before = days.day_text(WINDOW.first - 900)
    old = {
        person
        for person, facts in said.items()
        if any(fact["kind"] == "departed" and fact["occurred_at"] < before for fact in facts)
        and max(fact["occurred_at"] for fact in facts) >= days.day_text(WINDOW.first)
    }
    assert 0.01 < len(old) / len(people) < 0.06
    passports = [
        {fact["subject"]["passport"] for fact in said[person] if "passport" in fact["subject"]}
        for person in old
    ]
    assert sum(len(held) > 1 for held in passports) > 0.4 * len(old)


def test_married_women_go_by_a_husbands_name_now_and_then(
    people: dict[str, Row], said: dict[str, list[Row]]
) -> None:
    women = {key: it for key, it in people.items() if it["husband"]}
    assert women and all(it["sex"] == "female" for it in women.values())
    last = {key: it["husband"].split()[-1].casefold() for key, it in women.items()}
    found = [
        key for key in women if any(last[key] in fact["subject"]["name"].casefold() for fact in said[key])
    ]
    assert found


def test_numbers_that_are_none_any_more_are_rare(facts: dict[tuple[str, str], Row]) -> None:
    niks = [fact["subject"]["nik"] for fact in facts.values() if "nik" in fact["subject"]]
    odd = sum(len(nik) != 16 or not nik.isdigit() for nik in niks) / len(niks)
    assert 0.0005 < odd < 0.01


def test_who_came_home_in_an_earlier_life_was_handed_to_the_family_by_the_same_desk(
    said: dict[str, list[Row]],
) -> None:
    """Else whoever cannot be told to be the one her village saw would wait at the airport for years."""
    before = (date.fromordinal(WINDOW.first - 60)).isoformat()
    came, fetched = (
        [(person, it["source"], it["occurred_at"][:10]) for person, its in said.items() for it in its
         if it["kind"] == kind and it["occurred_at"] < before]
        for kind in ("returned", "handed_over")
    )  # fmt: skip
    assert len(came) > 20 and len(set(came) & set(fetched)) > 0.95 * len(
        set(came)
    )  # a few rows are lost or mistyped
