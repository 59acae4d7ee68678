"""The whole replay, signals, networks and rules included, on a small simulated country."""

import random
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import orjson
import pytest

from kawal.foundation.moments import JAKARTA
from kawal.reference.context.reading import read_folder
from kawal_batch.watch.built import parts_of
from kawal_batch.watch.labels import read_labels
from kawal_batch.watch.reading import Complaints, files_in
from kawal_batch.watch.replaying import Replay, nothing_shown
from kawal_batch.watch.report import report
from kawal_batch.watch.running import history_of, written

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("country")
    words = ["--people", "400", "--seed", "watch", "--prevalence", "0.05", "--out", str(out)]
    subprocess.run([sys.executable, "-m", "kawal_simulation", *words], check=True, capture_output=True)
    return out


class Made(NamedTuple):
    replay: Replay
    lines: list[bytes]
    known_on: dict[str, str]


def replayed(country: Path, files: list[Path]) -> Made:
    with history_of(files, Complaints(), nothing_shown) as history:
        replay = Replay(history, parts_of(read_folder(country / "context").context), 300.0)
        replay.run()
        facts = [history.fact(place) for place in range(len(history))]
        known = {it.id: it.known_at.astimezone(JAKARTA).date().isoformat() for it in facts}
        return Made(replay, [orjson.dumps(it) for it in written(replay)], known)


@pytest.fixture(scope="module")
def made(country: Path) -> Made:
    return replayed(country, files_in([country]))


def test_the_order_of_the_files_changes_no_byte(country: Path, made: Made) -> None:
    files = files_in([country])
    random.Random(1).shuffle(files)
    assert replayed(country, files).lines == made.lines
    assert len(made.lines) > 5


def test_every_reason_has_words_in_both_languages_and_facts_that_were_known_by_then(made: Made) -> None:
    for line in map(orjson.loads, made.lines):
        for it in line["indicators"]:
            assert it["reason"] and it["reason_en"] and it["fact_ids"]
            assert all(made.known_on[fact] <= line["raised_at"][:10] for fact in it["fact_ids"])
        assert line["indicators"] or line.get("audit")


def test_it_finds_better_than_by_lot(country: Path, made: Made) -> None:
    said = report(made.replay, read_labels(country / "truth" / "trafficking.ndjson"))
    assert said["trafficked"] > 5
    assert said["budgets"]["300"]["precision"] > 2 * said["trafficked"] / said["subjects"]
