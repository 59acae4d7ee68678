"""The table of promises, from what benchmarks print."""

from benchmarks.promises import promises, table

LIVE = {"Aggregated": {"per_second": 100.4, "p99_ms": 260.0}, "without_an_alert": 0}


def test_a_promise_is_met_or_missed_by_the_figure_that_was_seen() -> None:
    rows = promises({"live": LIVE})
    assert [(it["row"], it["seen"], it["met"]) for it in rows] == [("W3", 260.0, False), ("W3", 0, True)]


def test_a_batch_of_reports_is_promised_beside_single_ones() -> None:
    [row] = promises({"api": {"batch": {"facts_per_second": [2_900, 3_100, 3_300]}}})
    assert (row["row"], row["seen"], row["met"]) == ("W3", 3_100, True)


def test_benchmarks_that_did_not_run_or_failed_promise_nothing() -> None:
    assert promises({"live": {"error": "ended with status 1"}, "desk": {}}) == []


def test_what_could_not_be_told_is_not_met() -> None:
    untold = {**LIVE, "without_an_alert": None}
    assert not promises({"live": untold})[1]["met"]
    assert "MISSED" in table(promises({"live": untold})).splitlines()[1]
