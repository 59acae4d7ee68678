"""What a replay's report says, on a world small enough to count by hand."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from kawal_batch.watch.labels import BadLabels, read_labels
from kawal_batch.watch.report import report
from kawal_batch.watch.running import written as lines_of
from kawal_batch.watch.told import told
from tests.batch.watch.test_replaying import complaint
from tests.batch.watch.world import NIK, fact, replayed, written


def label(who: int, **more: Any) -> dict[str, Any]:
    return {
        "subject_key": f"99040541019{who:05}", "trafficked": False, "pattern": None, "harm_from": None, "departed_on": None,
        "class": "ordinary", "ring": None, "sex": "female", "origin": "53.04",
    } | more  # fmt: skip


CASE = {
    "trafficked": True,
    "pattern": "fishing",
    "departed_on": "2026-03-04",
    "harm_from": "2026-03-12",
    "ring": "R1",
}


@pytest.fixture
def said(tmp_path: Path) -> dict[str, Any]:
    """Two members of a ring: one found before her departure, one not at all; and one irregular who was named."""
    facts = written(
        tmp_path / "facts.ndjson",
        *(complaint(f"1-{n}", 1, n) for n in (1, 2)),
        complaint("2-1", 2, 1, kind="checked_in"),
        *(complaint(f"3-{n}", 3, 10 + n) for n in (1, 2)),
        complaint("4-1", 4, 1, kind="checked_in"),
    )
    labels = written(
        tmp_path / "labels.ndjson", label(1, **CASE), label(2, **CASE), label(3, **{"class": "irregular"}), label(4),
        label(5, **{"class": "decoy:outage"}),
    )  # fmt: skip
    return report(replayed(facts), read_labels(labels))


def test_recall_precision_and_lead_are_those_one_counts_by_hand(said: dict[str, Any]) -> None:
    own = said["written"]
    assert (said["subjects"], said["trafficked"], said["without_facts"]) == (5, 2, 1)
    assert (own["found"], own["recall"], own["precision"]) == (1, 0.5, 0.5)
    assert (own["before_departure"], own["before_harm"]) == (0.5, 0.5)
    assert own["lead_days"] == {"q1": 10, "median": 10, "q3": 10}
    assert own["recall_by_pattern"] == {"fishing": {"cases": 2, "recall": 0.5}}
    assert own["alerts_per_true_case"] == 1.0


def test_whom_the_alerts_wronged_is_told_by_what_they_are(said: dict[str, Any]) -> None:
    assert said["written"]["irregular_flagged"] == 1.0
    assert said["written"]["ordinary_flagged"] == 0.0
    assert said["written"]["decoys_flagged"] == {"decoy:outage": 0.0}


def test_the_calibration_counts_every_subject_once(said: dict[str, Any]) -> None:
    assert sum(it["subjects"] for it in said["calibration"]) == 5
    [cell] = [it for it in said["calibration"] if it["from"] == 0.3]
    assert (cell["subjects"], cell["said"], cell["trafficked"]) == (1, 0.4, 0.0)


def test_a_ring_is_found_where_one_alert_names_two_of_its_people(tmp_path: Path) -> None:
    facts = written(
        tmp_path / "a.ndjson", *(complaint(f"{who}-{n}", who, n) for who in (1, 2, 3) for n in (1, 2))
    )
    labels = written(tmp_path / "l.ndjson", label(1, **CASE), label(2, **CASE), label(3))
    rings = report(replayed(facts, rings=[[0, 1, 2]]), read_labels(labels))["rings"]
    assert (rings["alerts"], rings["rings"], rings["recall"], rings["precision"]) == (1, 1, 1.0, 1.0)
    assert rings["members_precision"] == 0.6667


def test_labels_may_name_a_person_by_any_of_their_names(tmp_path: Path) -> None:
    facts = written(tmp_path / "a.ndjson", *(complaint(f"{n}", 1, n) for n in (1, 2)))
    for key in ("aplikasi:1", "9904 0541 0190 0001"):
        labels = written(tmp_path / "l.ndjson", label(1, subject_key=key, **CASE))
        assert report(replayed(facts), read_labels(labels))["written"]["recall"] == 1.0


def test_it_is_told_in_words_too(said: dict[str, Any]) -> None:
    text = "\n".join(told(said))
    assert "5 subjects, 2 of them trafficked" in text
    assert "fishing (2)" in text


def test_no_figure_runs_into_the_next(said: dict[str, Any]) -> None:
    said["written"]["lead_days"] = said["budgets"]["30"]["lead_days"] = {
        "q1": -1240,
        "median": -1229,
        "q3": -132,
    }
    assert "-1240/-1229/-132 -1240/-1229/-132" in "\n".join(told(said))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "holds no label"),
        (b"\nno json\n", "line 2: this is no JSON"),
        (b"[1]\n", "line 1: this is no JSON object"),
        (orjson.dumps({"subject_key": "x"}), "line 1: trafficked must be true or false"),
        (orjson.dumps(label(1, trafficked="false")), "line 1: trafficked must be true or false"),
        (orjson.dumps({"trafficked": False}), "line 1: subject_key is missing"),
        (orjson.dumps(label(1, keys="X0000001")), "line 1: keys must be a list"),
        (
            orjson.dumps(label(1, harm_from="soon")),
            "line 1: harm_from must be a day, such as 2026-03-02, or null",
        ),
    ],
)
def test_a_file_that_is_none_is_refused_with_its_line_and_what_is_wrong(
    tmp_path: Path, content: bytes, why: str
) -> None:
    (tmp_path / "l.ndjson").write_bytes(content)
    with pytest.raises(BadLabels) as told:
        read_labels(tmp_path / "l.ndjson")
    assert why in str(told.value)


def test_whom_no_standing_fact_tells_any_more_is_still_found_under_her_number(tmp_path: Path) -> None:
    facts = written(
        tmp_path / "f.ndjson",
        fact("1", data={"distress": True}),
        fact("2", kind="withdrawn", at="2026-03-09", corrects="1", subject=None),
    )
    labels = written(tmp_path / "l.ndjson", {"subject_key": NIK, **CASE})
    replay = replayed(facts)
    assert [it["subject_key"] for it in lines_of(replay)] == [NIK]
    assert report(replay, read_labels(labels))["written"]["recall"] == 1.0
