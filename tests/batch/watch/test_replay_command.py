"""`kawal watch replay`: files in, files out, one JSON object, and an exit status that says whether anything was refused."""

import json
from pathlib import Path
from typing import Any

import orjson
import pytest

from kawal.doors.commands.frame import main
from tests.batch.watch.world import fact, written

NAMES = ["Seruni", "Kenanga", "Melati", "Tono", "Wati", "Joko", "Rahma", "Budi", "Sari"]


def said(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    return json.loads(capsys.readouterr().out.splitlines()[-1])


def call(n: int, day: int, **data: Any) -> dict[str, Any]:
    moment = f"2026-03-{day:02}T09:00:00+08:00"
    subject = {"name": f"{NAMES[n]} Umpama", "nik": f"99040541019{n:05}", "birth_date": "1990-01-01"}
    return fact(f"{n}-{day}", at=moment, sent_at=moment, subject=subject, place={"country": "MYS"}, data=data)


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    return written(
        tmp_path / "facts.ndjson", *(call(n, 1, safe="yes") for n in range(1, 9)), call(3, 4, distress=True)
    )


def test_it_writes_an_emergency_with_its_reason_and_the_facts_behind_it(
    facts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "alerts.ndjson"
    assert main(["watch", "replay", str(facts), "--out", str(out), "--json"]) == 0
    data = said(capsys)
    assert (data["facts"], data["people"], data["emergencies"], data["refused"]) == (9, 8, 1, 0)
    [line] = [orjson.loads(it) for it in out.read_bytes().splitlines() if b"audit" not in it]
    assert (line["raised_at"], line["subject_key"], line["level"]) == (
        "2026-03-04T08:00:00+07:00",
        "9904054101900003",
        "emergency",
    )
    [told] = [it for it in line["indicators"] if it["id"] == "L02"]
    assert told["fact_ids"] == ["3-4"]
    assert told["reason"] and told["reason_en"]
    assert 0 < line["score"] < 1


def test_with_labels_it_reports_and_keeps_the_report(
    facts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labels = written(
        tmp_path / "labels.ndjson",
        *({"subject_key": f"99040541019{n:05}", "trafficked": n == 3, "pattern": "scam" if n == 3 else None, "harm_from": None,
           "departed_on": None, "class": "ordinary", "ring": None, "sex": "male", "origin": "53"} for n in range(1, 9)),
    )  # fmt: skip
    words = ["watch", "replay", str(facts), "--out", str(tmp_path / "a.ndjson"), "--labels", str(labels)]
    assert main([*words, "--report", str(tmp_path / "r.json"), "--json"]) == 0
    data = said(capsys)
    assert data["report"]["written"]["recall"] == 1.0
    assert orjson.loads((tmp_path / "r.json").read_bytes()) == data["report"]


def test_a_world_written_by_somebody_else_never_stops_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No sent_at, dates alone, other telephones, `kawal_id` alone, codes and kinds nobody knows, amounts as texts."""
    who = {"kawal_id": "W-1"}
    told: list[dict[str, Any]] = [
        {"kind": "recruited", "data": {"recruiter": {"name": "Bpk. X", "phone": "(0800) 0000 123"}, "channel": "tiktok",
                                       "promised": {"wage": "12.000.000", "currency": "IDR", "occupation": "model", "country": "KHM"}}},
        {"kind": "lent", "data": {"lender": "Bpk. X", "amount": "Rp 30.000.000", "currency": "idr"}},
        {"kind": "document_seen", "data": {"document": "student_visa", "status": "borrowed", "number": 77}},
        {"kind": "departed", "data": {"mode": "dhow", "visa": "student", "one_way": "yes", "destination": "Kamboja"}},
        {"kind": "married_abroad", "data": {}},
        {"kind": "complained", "data": {"problems": ["organ_removal", "confinement"]}},
        {"kind": "case_decided", "data": {"outcome": "proven", "recruiter": {"name": "Bpk. X"}}},
    ]  # fmt: skip
    facts = written(
        tmp_path / "f.ndjson",
        *(
            {"id": n, "source": "ngo", "occurred_at": f"2025-0{n + 1}-11", "subject": who} | it
            for n, it in enumerate(told)
        ),
        {
            "id": "x",
            "source": "ngo",
            "kind": "case_decided",
            "occurred_at": "2025-09",
            "subject": {},
            "data": {"outcome": "proven"},
        },
        {
            "id": "y",
            "source": "ngo",
            "kind": "checked_in",
            "occurred_at": "2025-09-01T10:00",
            "subject": {"name": "Tanpa Nomor"},
        },
    )
    out = tmp_path / "a.ndjson"
    assert main(["watch", "replay", str(facts), "--out", str(out), "--json"]) == 1
    data = said(capsys)
    assert data["refused"] == 2  # a kind nobody knows, a month alone
    assert {orjson.loads(it)["subject_key"] for it in out.read_bytes().splitlines()} == {"W-1"}


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["--budget", "0"], 2),
        (["--report", "r.json"], 2),
        (["--context", "/nowhere"], 3),
        (["--labels", "/nowhere"], 3),
        (["--budget", "nan"], 2),
    ],
)
def test_what_cannot_be_meant_is_said(words: list[str], status: int, facts: Path, tmp_path: Path) -> None:
    assert main(["watch", "replay", str(facts), "--out", str(tmp_path / "a"), *words]) == status


def test_files_that_are_not_there_are_told(tmp_path: Path) -> None:
    assert main(["watch", "replay", str(tmp_path / "no"), "--out", str(tmp_path / "a")]) == 3


@pytest.mark.parametrize("option", ["--out", "--report"])
@pytest.mark.parametrize("place", ["no/such/file", "."])
def test_a_place_that_cannot_be_written_is_told_before_the_work(
    option: str, place: str, facts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labels = written(tmp_path / "labels.ndjson", {"subject_key": "x", "trafficked": False})
    out = tmp_path / "a.ndjson"
    words = ["watch", "replay", str(facts), "--out", str(out), "--labels", str(labels)]
    assert main([*words, option, str(tmp_path / place)]) == 3
    assert "folder" in capsys.readouterr().err
    assert not out.exists()


def test_a_full_device_is_told(facts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    full = tmp_path / "full"
    full.symlink_to("/dev/full")
    assert main(["watch", "replay", str(facts), "--out", str(full)]) == 3
    assert f"{full} cannot be written: No space left on device" in capsys.readouterr().err


def test_what_was_not_taken_is_told_beside_the_json(
    facts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    context = tmp_path / "context"
    context.mkdir()
    (context / "licence.csv").write_text("licence\nx\n")
    (context / "clocks.csv").write_text("kind,every_days,grace_days,valid_from,valid_to\nchecked_in,x,1,,\n")
    facts.write_bytes(facts.read_bytes() + b"no json\n")
    words = ["watch", "replay", str(facts), "--out", str(tmp_path / "a"), "--context", str(context), "--json"]
    assert main(words) == 1
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == 1
    for line in (
        "licence.csv is no table of the context and was not read",
        "rows of the context not taken: 1",
        "clocks.csv, line 2: every_days: must be a whole number from 1 to 3660",
        "lines that are no facts: 1",
        "facts.ndjson, line 10: json_malformed",
    ):
        assert line in told.err


def test_the_same_fact_with_other_content_is_told_and_is_exit_status_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    later = {**call(1, 1, safe="no"), "sent_at": "2026-03-09"}
    facts = written(tmp_path / "f.ndjson", call(1, 1), call(1, 1), later)
    assert main(["watch", "replay", str(facts), "--out", str(tmp_path / "a")]) == 1
    told = capsys.readouterr().err
    assert "facts given again, passed over: 1" in told
    assert "facts given again with other content, the first kept: 1" in told


def test_a_folder_without_facts_is_no_empty_history(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "facts.json").touch()
    assert main(["watch", "replay", str(tmp_path), "--out", str(tmp_path / "a.ndjson")]) == 3
    assert "holds no file of facts" in capsys.readouterr().err


def test_what_lies_beside_the_facts_of_a_folder_is_named(
    facts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "2024").mkdir()
    (tmp_path / "notes.txt").touch()
    words = ["watch", "replay", str(tmp_path), "--out", str(tmp_path / "a.ndjson")]
    assert [main(words), main(words)] == [0, 0]  # the alerts of the first are no facts of the second
    assert "not facts and not read: 2024/, notes.txt" in capsys.readouterr().err


def test_what_is_read_is_not_written_over(facts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = facts.read_bytes()
    assert main(["watch", "replay", str(facts), "--out", str(facts)]) == 2
    assert "would be written over" in capsys.readouterr().err
    assert facts.read_bytes() == before
