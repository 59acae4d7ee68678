"""Tables in which hardly anybody stands twice: what looks alike is nearly always somebody else."""

from collections import Counter, defaultdict
from itertools import combinations

import pytest

from kawal_batch.linkage.tables.linking import Linked, link
from kawal_batch.linkage.tables.schema import schema_of
from kawal_simulation import registry
from kawal_simulation.days import window_of
from kawal_simulation.settings import DEFAULT_FROM, DEFAULT_MONTHS, Settings
from tests.batch.linkage.made_up import write

PEOPLE = 2_000
KINDS = {
    "name": "full_name",
    "sex": "sex",
    "birth_date": "date",
    "birth_place": "place",
    "mother_name": "mother_name",
    "nik": "number",
    "phone": "phone",
    "area": "text",
}


def settings_of(relatives: float) -> Settings:
    return Settings(PEOPLE, "few", window_of(DEFAULT_FROM, DEFAULT_MONTHS, None), relatives=relatives)


def rows_of(relatives: float) -> tuple[list, list]:
    """First and second rows of a register; the part of the id before the dash says who it is."""
    firsts, seconds, seen = [], [], set()
    for it in registry.registrations(settings_of(relatives)):
        said, more = it.subject, it.person in seen
        flat = {
            **said,
            "phone": next(iter(said.get("phones", ())), ""),
            "area": said.get("address", {}).get("area", ""),
        }
        row = (f"{it.person}-{int(more)}", *(flat.get(name, "") for name in KINDS))
        (seconds if more else firsts).append(row)
        seen.add(it.person)
    return firsts, seconds


def linked(path, rows) -> Linked:
    return link([write(path, rows, ("rec_id", *KINDS))], schema_of({"id": "rec_id", "columns": KINDS}))


def pairs(ids, clusters):
    """Pairs joined rightly, joined, and there to be joined."""
    who = [id_.split("-")[0] for id_ in ids]
    counted = Counter(zip(who, clusters, strict=True)), Counter(clusters), Counter(who)
    return [sum(n * (n - 1) // 2 for n in it.values()) for it in counted]


def kinds_of(relatives: float) -> dict[frozenset[str], str]:
    """What two people are to each other, where they are anything."""
    rows = registry.registrations(settings_of(relatives))
    return {frozenset((it.person, it.relation[1])): it.relation[0] for it in rows if it.relation}


def people_joined(made: Linked) -> set[frozenset[str]]:
    """Twos of different people in one cluster."""
    of = defaultdict(set)
    for id_, cluster in zip(made.ids, made.clusters, strict=True):
        of[cluster].add(id_.split("-")[0])
    return {frozenset(two) for its in of.values() for two in combinations(sorted(its), 2)}


@pytest.fixture(scope="module")
def strangers():
    return rows_of(0.0)


@pytest.mark.slow
def test_where_nobody_stands_twice_nobody_is_joined(strangers, tmp_path):
    firsts, _ = strangers
    made = linked(tmp_path / "a.csv", firsts)
    assert pairs(made.ids, made.clusters)[1] <= 2


@pytest.mark.slow
@pytest.mark.parametrize("doubles", [0.01, 0.05, 0.3])
def test_few_doubles_are_found_and_hardly_anybody_else_is_joined(doubles, strangers, tmp_path):
    firsts, seconds = strangers
    twice = {row[0].split("-")[0] for row in seconds}
    some = seconds[: round(doubles * len(firsts))]
    if doubles > len(seconds) / len(firsts):
        alone = [row for row in firsts if row[0].split("-")[0] not in twice]
        both = [row for row in firsts if row[0].split("-")[0] in twice]
        firsts = both + alone[: round(len(seconds) / doubles) - len(both)]
    made = linked(tmp_path / "a.csv", firsts + some)
    right, joined, true = pairs(made.ids, made.clusters)
    assert true == len(some) and right >= 0.8 * true
    assert right >= 0.95 * joined


@pytest.mark.slow
def test_nobody_is_joined_with_somebody_unrelated_and_most_families_stay_apart(tmp_path):
    """Twins with the next number and borrowers of papers are not asked about: nothing in a row tells them apart."""
    firsts, seconds = rows_of(0.1)
    made = linked(tmp_path / "a.csv", firsts + seconds)
    right, _, true = pairs(made.ids, made.clusters)
    assert right >= 0.95 * true
    kinds = kinds_of(0.1)
    wrong = Counter(kinds.get(pair, "unrelated") for pair in people_joined(made))
    assert wrong["unrelated"] <= 2
    families = ("sibling", "parent", "namesake", "same_name")
    assert sum(wrong[it] for it in families) <= 0.3 * sum(kind in families for kind in kinds.values())
