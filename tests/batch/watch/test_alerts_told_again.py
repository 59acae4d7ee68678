"""An alert that stands is told again when more speaks for it, and what it says never falls."""

from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kawal_batch.watch.alerts import LEAST_RISE, RISEN, Alert
from kawal_batch.watch.asking import Verdict
from kawal_batch.watch.running import written as lines_of
from tests.batch.watch.test_replaying import complaint
from tests.batch.watch.world import moment, replayed, written

CHANCES = st.floats(0.0, 1.0)


def verdict(chance: float, level: str = "medium") -> Verdict:
    return Verdict({"L06": 1}, chance, chance / 2, min(1.0, chance * 1.5), chance, level, None)


def standing(level: str = "medium") -> Alert:
    return Alert("A-1", 1, moment("2026-03-02T09:00:00+07:00"), level)


def told(path: Path, **more: Any) -> list[dict[str, Any]]:
    return [*lines_of(replayed(path, **more))]


def test_later_evidence_is_told_under_the_same_name_with_the_greater_score(tmp_path: Path) -> None:
    call = complaint("1", 1, 2, kind="checked_in", data={"distress": True})
    later = [complaint(f"{day}", 1, day) for day in (5, 9)]
    first, second, third = told(written(tmp_path / "a.ndjson", call, *later), budget=0.001)
    assert first["alert_id"] == second["alert_id"] == third["alert_id"]
    assert [it["score"] for it in (first, second, third)] == [0.5, 0.7, 0.9]
    assert third["raised_at"] == "2026-03-09T09:00:00+07:00"
    assert third["indicators"][-1]["fact_ids"] == ["1", "5", "9"]
    assert {it["level"] for it in (first, second, third)} == {"emergency"}


def test_a_higher_level_is_told(tmp_path: Path) -> None:
    path = written(tmp_path / "a.ndjson", *(complaint(f"{day}", 1, day) for day in (2, 5, 8)))
    assert [(it["level"], it["score"]) for it in told(path)] == [("medium", 0.4), ("high", 0.6)]


def test_the_same_figure_again_is_not_told(tmp_path: Path) -> None:
    safe = complaint("9", 1, 9, kind="checked_in", data={"safe": "yes"})
    path = written(tmp_path / "a.ndjson", *(complaint(f"{day}", 1, day) for day in (2, 5)), safe)
    assert [it["score"] for it in told(path)][:1] == [0.4]
    assert [it["raised_at"][:10] for it in told(path)] == ["2026-03-05"]


def test_a_ring_says_the_best_of_its_members_and_is_told_again_when_one_of_them_rises(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.ndjson",
        *(complaint(f"0-{n}", 0, 2) for n in range(3)),
        complaint("1-0", 1, 2),
        complaint("2-0", 2, 2),
        *(complaint(f"1-{n}", 1, 3) for n in range(1, 4)),
    )
    lines = [it for it in told(path, rings=[[0, 1, 2]]) if it["raised_at"] < "2026-03-05"]
    assert [it["score"] for it in lines] == [0.6, 0.8]
    assert all(len(it["members"]) == 3 for it in lines)
    assert len({it["alert_id"] for it in lines}) == 1


def test_a_small_rise_is_no_news() -> None:
    alert = standing()
    alert.say([verdict(0.4)])
    assert not alert.is_outgrown(verdict(0.49))
    assert alert.is_outgrown(verdict(0.51))
    assert alert.is_outgrown(verdict(0.4, "high"))
    low = standing()
    low.say([verdict(0.01)])
    assert not low.is_outgrown(verdict(0.029))
    assert low.is_outgrown(verdict(0.031))


@given(st.lists(st.lists(CHANCES, min_size=1, max_size=4), min_size=1, max_size=8))
def test_what_an_alert_says_never_falls_and_is_the_most_there_ever_was(history: list[list[float]]) -> None:
    alert, most = standing(), 0.0
    for chances in history:
        most = max(most, *chances)
        said = alert.say(map(verdict, chances))
        assert said.probability == most
        assert said.low <= said.probability <= said.high
        assert said.priority == most


@given(CHANCES, CHANCES)
def test_every_line_after_the_first_rises_by_a_quarter_and_by_two_in_a_hundred(
    before: float, now: float
) -> None:
    alert = standing()
    alert.say([verdict(before)])
    if alert.is_outgrown(verdict(now)):
        assert now - before >= max(LEAST_RISE, before * RISEN) - 1e-9
