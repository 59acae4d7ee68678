"""What a replay raises, when, and under which name."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from random import Random
from typing import Any

import orjson

from kawal.situation.picture.shapes import PictureFact
from kawal_batch.watch.budget import ADVANCE, MIDDLING
from kawal_batch.watch.replaying import Parts, Replay
from kawal_batch.watch.running import written as lines_of
from tests.batch.watch.world import Counting, Plain, Unlinked, fact, history_of, replayed, written


def complaint(id: str, who: int, day: int, month: int = 3, **more: Any) -> dict[str, Any]:
    moment = f"2026-{month:02}-{day:02}T09:00:00+07:00"
    subject = {"name": f"Seruni {'ABCDEFGHIJ'[who % 10] * 3}", "nik": f"99040541019{who:05}"}
    return fact(id, kind="complained", at=moment, sent_at=moment, subject=subject) | more


class TiedInApril(Unlinked):
    """Nobody is known to have anything to do with anybody before April."""

    def take(self, person: int | None, fact: PictureFact, subject: Mapping[str, Any]) -> Iterable[int]:
        self.rings = ((0, 1, 2),) if fact.at.month > 3 else ()
        return ()


def told(replay: Replay) -> list[dict[str, Any]]:
    return [*lines_of(replay)]


def test_an_alert_is_raised_at_the_end_of_the_day_on_which_it_is_deserved(tmp_path: Path) -> None:
    path = written(tmp_path / "a.ndjson", complaint("1", 1, 2), complaint("2", 1, 5))
    [line] = told(replayed(path))
    assert line["raised_at"] == "2026-03-05T23:59:59+07:00"
    assert line["subject_key"] == "9904054101900001"
    assert (line["level"], line["ring"], line["members"]) == ("medium", None, [])
    assert line["indicators"] == [
        {"id": "L06", "version": 1, "fact_ids": ["1", "2"], "reason": "alasan", "reason_en": "reason"}
    ]


def test_silence_alone_raises_on_its_own_day(tmp_path: Path) -> None:
    path = written(tmp_path / "a.ndjson", complaint("1", 1, 2), complaint("2", 2, 1, month=5))
    assert told(replayed(path))[0]["raised_at"] == "2026-03-12T23:59:59+07:00"


def test_nobody_is_judged_on_a_day_without_a_reason(tmp_path: Path) -> None:
    facts = [complaint(f"{n}", n, 2) for n in range(1, 50)] + [complaint("late", 50, 2, month=9)]
    replay = replayed(written(tmp_path / "a.ndjson", *facts))
    assert replay.judged == 49 * 2 + 1  # when told and when silent, and the last one


def test_an_acute_voice_is_raised_at_the_moment_it_is_known_without_any_budget(tmp_path: Path) -> None:
    call = complaint("1", 1, 2, kind="checked_in", data={"distress": True})
    [line] = told(replayed(written(tmp_path / "a.ndjson", call), budget=0.001))
    assert (line["raised_at"], line["level"]) == ("2026-03-02T09:00:00+07:00", "emergency")


def test_an_alert_that_becomes_an_emergency_keeps_its_name(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.ndjson",
        *(complaint(str(n), 1, n) for n in (1, 2)),
        complaint("3", 1, 4, kind="checked_in", data={"distress": True}),
        complaint("4", 1, 5, kind="checked_in", data={"distress": True}),
    )
    first, second = told(replayed(path))
    assert first["alert_id"] == second["alert_id"]
    assert (first["level"], second["level"]) == ("medium", "emergency")


def test_within_the_budget_the_best_are_raised_and_it_grows_with_the_workers_seen(tmp_path: Path) -> None:
    facts = [complaint(f"{who}-{n}", who, 2) for who in range(1, 41) for n in range(2 + who % 2)]
    replay = replayed(written(tmp_path / "a.ndjson", *facts), budget=1_000.0)
    assert len(told(replay)) == 4 + ADVANCE
    assert {line["score"] for line in told(replay)} == {0.6}


def test_a_ring_has_one_alert_that_takes_over_that_of_its_first_member(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.ndjson",
        *(complaint(f"{n}", 1, 1) for n in (1, 2)),
        *(complaint(f"{n}", n, 2) for n in (3, 4)),
        complaint("5", 3, 4, month=4),
    )
    lines = told(replayed(path, rings=[[0, 1, 2]]))
    assert {line["alert_id"] for line in lines} == {lines[0]["alert_id"]}
    assert {line["subject_key"] for line in lines} == {"9904054101900001"}
    assert (lines[0]["ring"], lines[0]["members"]) == (None, [])
    assert lines[-1]["members"] == [f"99040541019{who:05}" for who in (1, 3, 4)]
    assert lines[-1]["ring"] == "r0"


def test_alerts_of_people_who_turn_out_to_be_of_one_ring_become_its_alert(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.ndjson",
        *(complaint(f"{who}", who, who, kind="checked_in", data={"distress": True}) for who in (1, 2, 3)),
        *(complaint(f"{who}-2", who, 1, month=4) for who in (1, 2, 3)),
    )
    replay = Replay(history_of([path]), Parts(Counting(), TiedInApril(), Plain()), 10_000.0)
    replay.run()
    lines = told(replay)
    assert len({line["alert_id"] for line in lines if line["raised_at"] < "2026-04"}) == 3
    assert {line["alert_id"] for line in lines if line["raised_at"] > "2026-04"} == {lines[0]["alert_id"]}
    assert lines[-1]["members"] == [f"99040541019{who:05}" for who in (1, 2, 3)]
    assert lines[-1]["level"] == "emergency" and len({it.id for it in replay.desk.of_person.values()}) == 1


def test_somebody_whom_only_a_link_speaks_of_is_no_member(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.ndjson",
        *(complaint(f"{n}", 0, 1) for n in (1, 2)),
        complaint("3", 1, 1),
        complaint("4", 2, 1, kind="checked_in", data={"safe": "yes"}),
    )
    assert len(told(replayed(path, rings=[[0, 1, 2]]))[0]["members"]) == 2


def test_two_who_turn_out_to_be_one_have_one_alert_under_the_older_name(tmp_path: Path) -> None:
    by_passport = {"name": "Seruni BBB", "passport": "X0012345"}
    path = written(
        tmp_path / "a.ndjson",
        *(complaint(f"{n}", 1, n) for n in (1, 2)),
        *(complaint(f"{n}", 1, n, subject=by_passport) for n in (3, 4)),
        complaint("5", 1, 6, subject=by_passport | {"nik": "9904054101900001"}),
        complaint("6", 1, 7, kind="checked_in", data={"distress": True}),
    )
    replay = replayed(path)
    lines = told(replay)
    assert {line["subject_key"] for line in lines} == {"9904054101900001"}
    assert lines[-1]["level"] == "emergency"
    assert lines[-1]["alert_id"] == lines[0]["alert_id"]
    assert len(replay.desk.of_person) == 1


def test_one_in_fifty_is_drawn_by_lot_and_says_so(tmp_path: Path) -> None:
    facts = [complaint(f"{who}", who, 1 + who % 28) for who in range(1, 120)]
    lines = told(replayed(written(tmp_path / "a.ndjson", *facts), budget=5_000.0))
    assert [line["level"] for line in lines if line.get("audit")] == ["watch"]


def test_the_same_facts_give_the_same_lines_in_any_order_of_files_and_lines(tmp_path: Path) -> None:
    facts = [
        complaint(f"{who}-{n}", who, 1 + (who * n) % 28, month=1 + n)
        for who in range(1, 30)
        for n in range(3)
    ]
    said = [orjson.dumps(it) for it in told(replayed(written(tmp_path / "a.ndjson", *facts), budget=2_000.0))]
    Random(1).shuffle(facts)
    halves = written(tmp_path / "b.ndjson", *facts[:40]), written(tmp_path / "c.ndjson", *facts[40:])
    assert [orjson.dumps(it) for it in told(replayed(*reversed(halves), budget=2_000.0))] == said
    assert said


def test_nothing_at_all_raises_nothing(tmp_path: Path) -> None:
    assert told(replayed(written(tmp_path / "a.ndjson"))) == []


def test_many_calls_for_help_leave_the_others_their_room(tmp_path: Path) -> None:
    calls = [
        complaint(f"call-{who}", who, 2, kind="checked_in", data={"distress": True}) for who in range(1, 31)
    ]
    others = [complaint(f"{who}-{n}", who, 2) for who in range(31, 41) for n in range(2)]
    replay = replayed(written(tmp_path / "a.ndjson", *calls, *others), budget=1_000.0)
    assert (replay.desk.budget.urgent, replay.desk.budget.others) == (30, int(4 * MIDDLING + ADVANCE))


def test_many_middling_signs_leave_the_strong_ones_their_room(tmp_path: Path) -> None:
    middling = [complaint(f"{who}-{n}", who, 2) for who in range(1, 31) for n in range(2)]
    strong = [complaint(f"{who}-{n}", who, 3) for who in range(31, 34) for n in range(3)]
    replay = replayed(written(tmp_path / "a.ndjson", *middling, *strong), budget=1_000.0)
    assert [line["score"] for line in told(replay)] == [0.4] * 4 + [0.6] * 2
