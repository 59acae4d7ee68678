"""The order in which facts became known, whatever the order of the files."""

from pathlib import Path
from random import Random

from kawal.foundation.moments import JAKARTA
from tests.batch.watch.world import fact, history_of, moment, written


def ids(path: Path) -> list[str]:
    history = history_of([path])
    return [history.fact(place).id for place, _day in history.in_order()]


def test_facts_come_when_they_were_sent_else_when_they_happened(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.ndjson",
        fact("late", at="2026-01-01", sent_at="2026-05-01T09:00:00+07:00"),
        fact("own", at="2026-03-01"),
        fact("early", at="2026-02-01", sent_at="2026-02-01T09:00:00+07:00"),
    )
    assert ids(path) == ["early", "own", "late"]


def test_the_order_of_lines_changes_nothing(tmp_path: Path) -> None:
    facts = [fact(str(n), kind=kind, at=at) for n, (kind, at) in enumerate((k, a) for k in ("departed", "recruited", "died")
             for a in ("2026-03-02", "2026-03-02T01:00:00+07:00", "2026-03-03"))]  # fmt: skip
    told = ids(written(tmp_path / "a.ndjson", *facts))
    for seed in range(5):
        Random(seed).shuffle(facts)
        assert ids(written(tmp_path / "a.ndjson", *facts)) == told


def test_a_day_is_a_day_in_jakarta(tmp_path: Path) -> None:
    history = history_of([written(tmp_path / "a.ndjson", fact("1", at="2026-03-02T20:00:00+00:00"))])
    [(place, day)] = history.in_order()
    assert day == moment("2026-03-03T03:00:00+07:00").astimezone(JAKARTA).toordinal()
    assert history.fact(place).at == moment("2026-03-02T20:00:00+00:00")


def test_what_lies_ahead_of_its_telling_is_taken_when_it_was_told_unless_it_is_a_plan(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.ndjson",
        fact("1", at="2026-06-01", sent_at="2026-03-02T09:00:00+07:00"),
        fact("2", kind="return_planned", at="2026-06-01", sent_at="2026-03-02T10:00:00+07:00"),
    )
    history = history_of([path])
    skewed, planned = (history.fact(place) for place, _day in history.in_order())
    assert skewed.at == skewed.known_at == moment("2026-03-02T09:00:00+07:00")
    assert planned.at == moment("2026-06-01T00:00:00+07:00")


def test_a_handful_dated_years_ahead_of_all_others_does_not_let_time_run_on(tmp_path: Path) -> None:
    usual = [fact(str(n), at=f"2026-03-{1 + n % 28:02}") for n in range(1500)]
    history = history_of([written(tmp_path / "a.ndjson", *usual, fact("odd", at="2099-01-01"))])
    assert "odd" not in [history.fact(place).id for place, _day in history.in_order()]
    assert history.too_late == 1
