"""Relatives, namesakes, borrowed papers and numbers of many: told in the truth, and true."""

from __future__ import annotations

import dataclasses
from collections import Counter

import pytest

from kawal_simulation import days, population
from kawal_simulation.people import Persona
from kawal_simulation.settings import DEFAULT_FROM, DEFAULT_MONTHS, Settings

pytestmark = pytest.mark.slow

SETTINGS = Settings(20_000, "kin", days.window_of(DEFAULT_FROM, DEFAULT_MONTHS, None))
Pair = tuple[Persona, Persona]


@pytest.fixture(scope="module")
def blocks() -> list[population.Block]:
    return [population.block_of(SETTINGS, number) for number in range(SETTINGS.blocks)]


@pytest.fixture(scope="module")
def people(blocks: list[population.Block]) -> dict[int, Persona]:
    return {it.index: it for block in blocks for it in block.people}


@pytest.fixture(scope="module")
def pairs(people: dict[int, Persona]) -> dict[str, list[Pair]]:
    found: dict[str, list[Pair]] = {}
    for it in people.values():
        if it.relation:
            kind, other = it.relation
            found.setdefault(kind, []).append((it, people[other]))
    return found


def test_every_kind_of_likeness_occurs(pairs: dict[str, list[Pair]]) -> None:
    assert pairs.keys() == {
        "sibling",
        "twin",
        "parent",
        "same_name",
        "namesake",
        "borrowed_nik",
        "borrowed_papers",
    }
    assert min(map(len, pairs.values())) >= 5


def test_relatives_are_as_many_as_asked(pairs: dict[str, list[Pair]]) -> None:
    found = sum(map(len, pairs.values())) / SETTINGS.people
    assert found == pytest.approx(SETTINGS.relatives * (1 - SETTINGS.decoys), abs=0.006)
    many = dataclasses.replace(SETTINGS, people=2_000, relatives=0.18)
    related = sum(it.relation is not None for it in population.block_of(many, 0).people)
    assert related / 2_000 == pytest.approx(0.18 * (1 - SETTINGS.decoys), abs=0.03)


def test_twins_share_the_day_and_the_mother_and_half_the_name_and_have_neighbouring_numbers(
    pairs: dict[str, list[Pair]],
) -> None:
    for it, other in pairs["twin"]:
        assert (it.born, it.mother, it.home) == (other.born, other.mother, other.home)
        assert it.name != other.name
        assert it.nik and other.nik and int(it.nik[-4:]) == int(other.nik[-4:]) + 1
        if it.sex == other.sex:
            assert it.nik[:12] == other.nik[:12]
            mine, theirs = it.name.split(), other.name.split()
            assert set(mine) & set(theirs) or mine[0][:2] == theirs[0][:2]


def test_brothers_and_sisters_share_parents_and_some_a_new_year(pairs: dict[str, list[Pair]]) -> None:
    for it, other in pairs["sibling"]:
        assert it.mother == other.mother or other.relation or other.entangled
        assert 17 < (SETTINGS.window.first - it.born.toordinal()) / 365.25 < 60
    together = [it for it, other in pairs["sibling"] if it.born == other.born]
    assert together and all((it.born.month, it.born.day) == (1, 1) for it in together)


def test_two_generations_may_bear_one_name(pairs: dict[str, list[Pair]]) -> None:
    for parent, child in pairs["parent"] + pairs["same_name"]:
        assert 16 < (child.born - parent.born).days / 365.25 < 25
        assert parent.name == (child.mother if parent.sex == "female" else child.father)
    assert all(it.name == other.name and it.sex == other.sex for it, other in pairs["same_name"])


def test_namesakes_live_in_one_kabupaten_and_are_of_other_parents(pairs: dict[str, list[Pair]]) -> None:
    for it, other in pairs["namesake"]:
        assert it.name == other.name and it.home.kabupaten == other.home.kabupaten
        assert it.mother != other.mother and it.nik != other.nik


def test_borrowers_use_the_number_or_all_the_papers_of_a_brother_or_sister(
    pairs: dict[str, list[Pair]],
) -> None:
    for it, other in pairs["borrowed_nik"] + pairs["borrowed_papers"]:
        assert it.used_nik == other.nik != it.nik
        assert it.sex == other.sex and it.mother == other.mother
    assert all(
        (it.documents_name, it.documents_born) == (other.name, other.born)
        for it, other in pairs["borrowed_papers"]
    )


def test_recruiters_fill_in_many_forms_with_one_phone(
    blocks: list[population.Block], people: dict[int, Persona]
) -> None:
    phones = [one for block in blocks for one in block.shared if one.why == "recruiter"]
    assert len(phones) == len(blocks)
    for one in phones:
        assert 12 <= len(one.people) <= 45
        assert all(people[index].phones == [one.value] for index in one.people)


def test_a_sold_number_is_used_by_about_thirty_of_one_sex(
    blocks: list[population.Block], people: dict[int, Persona]
) -> None:
    sold = [one for block in blocks for one in block.shared if one.why == "sold"]
    assert sold
    own = {it.nik for it in people.values()}
    for one in sold:
        assert 10 <= len(one.people) <= 36 and one.value not in own
        assert len({people[index].sex for index in one.people}) == 1
        assert {people[index].used_nik for index in one.people} == {one.value}


def test_telephones_are_passed_on(blocks: list[population.Block], people: dict[int, Persona]) -> None:
    passed = [one for block in blocks for one in block.shared if one.why == "passed_on"]
    assert len(passed) / SETTINGS.people == pytest.approx(0.011, abs=0.004)
    for one in passed:
        old, new = (people[index] for index in one.people)
        assert new.phones == [one.value] and old.phones[0] == one.value and len(old.phones) == 2


def test_numbers_belong_to_one_person_unless_said_otherwise(people: dict[int, Persona]) -> None:
    niks = Counter(it.nik for it in people.values())
    assert max(niks.values()) == 1


def test_birth_names_and_places_are_as_varied_as_lists_show(people: dict[int, Persona]) -> None:
    new_year = sum((it.born.month, it.born.day) == (1, 1) for it in people.values()) / len(people)
    assert new_year == pytest.approx(0.038, abs=0.012)
    one_word = sum(" " not in it.name for it in people.values()) / len(people)
    assert 0.08 < one_word < 0.25
    far = sum(it.birth_place != it.home.kabupaten_name for it in people.values()) / len(people)
    assert far == pytest.approx(0.10, abs=0.02)
