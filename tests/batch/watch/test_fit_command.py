"""`kawal watch fit`: facts and outcomes in, a weights document and a report out, nothing put in force."""

import json
from pathlib import Path
from typing import Any

import pytest

from kawal.decisions.score.weights import expert, read_weights
from kawal.doors.commands.frame import main
from tests.batch.watch.world import fact, written

PEOPLE, CASES = 160, 60
NAMES = ["Seruni", "Kenanga", "Melati", "Tono", "Wati", "Joko", "Rahma", "Budi", "Sari", "Dewi"]


def told(n: int, kind: str, day: int, **data: Any) -> dict[str, Any]:
    moment = f"2026-{1 + day // 28:02}-{1 + day % 28:02}T09:00:00+08:00"
    subject = {"name": f"{NAMES[n % 10]} Umpama{n}", "nik": f"99040541019{n:05}", "birth_date": "1990-01-01"}
    return fact(
        f"{kind}-{n}",
        kind=kind,
        at=moment,
        sent_at=moment,
        subject=subject,
        place={"country": "MYS"},
        data=data,
    )


@pytest.fixture
def world(tmp_path: Path) -> tuple[Path, Path]:
    """Everybody calls; of the cases, which are every third, the papers are held."""
    cases = {n for n in range(1, PEOPLE + 1) if n % 3 == 0 or n > PEOPLE - 10}
    facts = [told(n, "checked_in", n, by="self", safe="yes") for n in range(1, PEOPLE + 1)]
    facts += [
        told(n, "document_seen", n + 1, document="passport", status="held_by_other", held_by="recruiter")
        for n in cases
    ]
    labels = [
        {"subject_key": f"99040541019{n:05}", "trafficked": n in cases, "pattern": None, "harm_from": None, "departed_on": None,
         "class": "ordinary", "ring": None, "sex": "male", "origin": "53"} for n in range(1, PEOPLE + 1)
    ]  # fmt: skip
    return written(tmp_path / "facts.ndjson", *facts), written(tmp_path / "labels.ndjson", *labels)


def test_files_that_are_not_there_are_told_before_anything_is_read(
    world: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [
        "watch",
        "fit",
        str(tmp_path / "none.ndjson"),
        "--labels",
        str(world[1]),
        "--out",
        str(tmp_path / "w.json"),
    ]
    assert main(words) == 3
    assert f"there is no {tmp_path / 'none.ndjson'}" in capsys.readouterr().err


def test_it_writes_weights_that_can_be_used_and_a_report_beside_them(
    world: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts, labels = world
    out = tmp_path / "weights.json"
    words = [
        "watch",
        "fit",
        str(facts),
        "--labels",
        str(labels),
        "--out",
        str(out),
        "--version",
        "uji-1",
        "--json",
    ]
    assert main(words) == 0
    data = json.loads(capsys.readouterr().out.splitlines()[-1])
    weights = read_weights(out)
    assert (data["version"], data["digest"]) == ("uji-1", weights.digest)
    assert (weights.provenance, expert().version in weights.note) == ("fitted", True)
    assert weights.indicators["R09"].steps[0] > expert().indicators["R09"].steps[0]
    report = json.loads(Path(data["report"]).read_text(encoding="utf-8"))
    assert report["digest"] == weights.digest and report["judged_on"]["cases"] > 0
    [held] = [it for it in report["indicators"] if it["id"] == "R09"]
    assert held["precision"] == 1.0


def test_without_enough_cases_nothing_is_written(
    world: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts, labels = world
    few = tmp_path / "few.ndjson"
    few.write_text("\n".join(labels.read_text(encoding="utf-8").splitlines()[:30]), encoding="utf-8")
    out = tmp_path / "weights.json"
    assert main(["watch", "fit", str(facts), "--labels", str(few), "--out", str(out)]) == 3
    assert "30 are needed" in capsys.readouterr().err and not out.exists()


def test_a_worth_that_means_nothing_is_refused(world: tuple[Path, Path], tmp_path: Path) -> None:
    facts, labels = world
    words = [
        "watch",
        "fit",
        str(facts),
        "--labels",
        str(labels),
        "--out",
        str(tmp_path / "w.json"),
        "--worth",
        "0",
    ]
    assert main(words) == 2


@pytest.mark.slow
def test_histories_apart_are_learned_from_together_and_told_for_the_prevalence_of_all_workers(
    world: tuple[Path, Path], tmp_path: Path
) -> None:
    places = []
    for name in ("barat", "timur"):
        places.append(tmp_path / name)
        (tmp_path / name / "truth").mkdir(parents=True)
        for file, at in zip(world, ("facts.ndjson", "truth/labels.ndjson"), strict=True):
            (tmp_path / name / at).write_bytes(file.read_bytes())
    out, rarer = tmp_path / "weights.json", tmp_path / "rarer.json"
    words = ["watch", "fit", *map(str, places), "--apart", "--labels", "truth/labels.ndjson"]
    assert main([*words, "--out", str(out), "--about", "Nobody is real."]) == 0
    assert main([*words, "--out", str(rarer), "--prevalence", "0.003"]) == 0
    weights = read_weights(out)
    assert (
        weights.note
        == f"Learned from 320 labelled people, 120 of them cases, held to {expert().version}. Nobody is real."
    )
    assert read_weights(rarer).indicators == weights.indicators
    assert read_weights(rarer).shift < weights.shift - 4
    assert main([*words, "--out", str(out), "--prevalence", "1"]) == 2


def test_the_levels_are_those_there_is_room_for(
    world: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts, labels = world
    out = tmp_path / "weights.json"
    words = ["watch", "fit", str(facts), "--labels", str(labels), "--out", str(out)]
    assert main([*words, "--high-budget", "6000", "--medium-budget", "7000"]) == 0
    weights, told = read_weights(out), capsys.readouterr().out
    report = json.loads(out.with_suffix(".report.json").read_text(encoding="utf-8"))
    assert report["levels"]["high"]["probability"] == weights.high
    assert 0 < report["levels"]["high"]["expected"] <= 6000
    assert f"high from {weights.high:.4f}" in told
    assert main([*words, "--high-budget", "100"]) == 2
