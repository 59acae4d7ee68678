"""Which facts stand, as they become known one after the other."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kawal.situation.picture.order import FACT, in_order
from kawal.situation.picture.shapes import PictureFact
from kawal_batch.watch.records import Records, day_in, order_key
from tests.batch.watch.world import NIK, OTHER_NIK, fact, history_of, written


class Listing:
    """A row that lists the ids of the facts it was stepped with."""

    def step(self, row: list[str], it: PictureFact, day: int) -> None:
        row.append(it.id)


def standing(path: Path, *facts: dict[str, Any]) -> Records:
    history = history_of([written(path / "a.ndjson", *facts)])
    records = Records(history, Listing().step)
    for place, _day in history.in_order():
        records.take(place)
        for person in records.of:
            records.row(person, list)  # asked after every fact, so that the steps are taken one by one
    return records


def rows(records: Records) -> list[list[str]]:
    return sorted(records.row(person, list) for person in records.of)


def sent(id: str, day: int, **more: Any) -> dict[str, Any]:
    return fact(id, sent_at=f"2026-03-{day:02}T09:00:00+07:00", **more)


def test_a_correction_takes_the_place_of_its_target_and_a_withdrawal_leaves_nothing(tmp_path: Path) -> None:
    records = standing(
        tmp_path,
        sent("1", 1, at="2026-02-01"),
        sent("2", 2, at="2026-02-05", corrects="1"),
        sent("3", 3, at="2026-02-07"),
        sent("4", 4, kind="withdrawn", at="2026-03-04", corrects="3"),
    )
    assert rows(records) == [["2"]]
    assert (records.counts.replaced, records.counts.withdrawn) == (1, 1)


def test_a_correction_that_comes_first_takes_effect_when_its_target_comes(tmp_path: Path) -> None:
    records = standing(tmp_path, sent("2", 1, at="2026-02-05", corrects="1"), sent("1", 2, at="2026-02-01"))
    assert rows(records) == [["2"]]


def test_withdrawing_a_correction_does_not_revive_what_it_replaced(tmp_path: Path) -> None:
    records = standing(
        tmp_path,
        sent("1", 1, at="2026-02-01"),
        sent("2", 2, at="2026-02-05", corrects="1"),
        sent("3", 3, kind="withdrawn", at="2026-03-03", corrects="2"),
    )
    assert rows(records) == []


def test_only_the_source_itself_corrects_its_facts(tmp_path: Path) -> None:
    other = sent("2", 2, at="2026-02-05", corrects="1") | {"source": "desa"}
    assert rows(standing(tmp_path, sent("1", 1, at="2026-02-01"), other)) == [["1", "2"]]


def test_the_same_fact_again_changes_nothing_and_with_other_content_the_first_is_kept(tmp_path: Path) -> None:
    records = standing(
        tmp_path,
        sent("1", 1, at="2026-02-01"),
        sent("1", 2, at="2026-02-01"),
        sent("1", 3, at="2026-02-02", kind="died"),
    )
    assert rows(records) == [["1"]]
    assert (records.counts.repeated, records.counts.conflicts) == (1, 1)


def test_a_merge_while_running_joins_what_both_were_told(tmp_path: Path) -> None:
    passport = {"name": "Seruni Umpama", "passport": "X0012345"}
    records = standing(
        tmp_path,
        sent("1", 1, at="2026-02-01"),
        sent("2", 2, at="2026-01-15", subject=passport),
        sent("3", 3, at="2026-01-20", subject=passport | {"nik": NIK}),
    )
    assert rows(records) == [["2", "3", "1"]]


def test_withdrawing_what_joined_two_people_parts_them(tmp_path: Path) -> None:
    passport = {"name": "Seruni Umpama", "passport": "X0012345"}
    records = standing(
        tmp_path,
        sent("1", 1, at="2026-02-01"),
        sent("2", 2, at="2026-01-15", subject=passport),
        sent("3", 3, at="2026-01-20", subject=passport | {"nik": NIK}),
        sent("4", 4, kind="withdrawn", at="2026-03-04", corrects="3"),
    )
    assert rows(records) == [["1"], ["2"]]


def test_a_finding_about_a_recruiter_alone_is_nobodys(tmp_path: Path) -> None:
    records = standing(tmp_path, sent("1", 1, kind="case_decided", subject={}, data={"outcome": "proven"}))
    assert not records.of
    assert records.counts.about_nobody == 1


KINDS: Sequence[str] = ("recruited", "departed", "checked_in", "complained", "withdrawn")


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(1, 9), st.integers(1, 9), st.sampled_from((NIK, OTHER_NIK)),
                          st.integers(0, 4)), max_size=9), st.randoms())  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_no_order_of_the_lines_changes_what_stands(
    tmp_path_factory: pytest.TempPathFactory, told: list[tuple[str, int, int, str, int]], random: Random
) -> None:
    path = tmp_path_factory.mktemp("facts")
    facts = []
    for n, (kind, happened, known, nik, target) in enumerate(told):
        more: dict[str, Any] = {"corrects": str(target)} if kind == "withdrawn" or target < n % 3 else {}
        if more.get("corrects") == str(n):
            continue
        subject = {"name": "Seruni Umpama", "nik": nik}
        facts.append(sent(str(n), known, kind=kind, at=f"2026-02-{happened:02}", subject=subject, **more))
    first = rows(standing(path, *facts))
    random.shuffle(facts)
    assert rows(standing(path, *facts)) == first


SAID: Sequence[tuple[str, dict[str, Any]]] = (
    ("checked_in", {"safe": "yes"}),
    ("checked_in", {"distress": True}),
    ("contact_lost", {}),
    ("complained", {"problems": ["violence"]}),
    ("rescued", {}),
    ("departed", {}),
)
MOMENTS = st.integers(0, 400).map(lambda n: datetime(2026, 1, 1, 16, 59, tzinfo=UTC) + timedelta(seconds=n))


@given(st.lists(st.tuples(st.sampled_from(SAID), MOMENTS, st.booleans(), st.sampled_from("ab")), max_size=8))
@settings(max_examples=200, deadline=None)
def test_the_key_of_a_fact_orders_as_the_one_order_does(told: list[tuple[Any, ...]]) -> None:
    facts = [
        PictureFact(kind, at, day_only, source, str(n), None, data, "self", at)
        for n, ((kind, data), at, day_only, source) in enumerate(told)
    ]
    placed = in_order(facts)
    assert [it[FACT] for it in placed] == sorted(facts, key=lambda it: (order_key(it), it.source, it.id))
    assert [day_in(order_key(it[FACT])) for it in placed] == [it[0] for it in placed]


def test_a_call_for_help_known_by_its_day_comes_after_the_safe_word_of_that_day(tmp_path: Path) -> None:
    safe = sent("9", 1, at="2026-02-01", data={"safe": "yes"})
    records = standing(tmp_path, sent("1", 1, at="2026-02-01", data={"distress": True}), safe)
    assert rows(records) == [["9", "1"]]
