"""Large files taken in side by side, each process with its own connection: nothing lost, nothing twice, one person once."""

import os
import signal
import subprocess
import sys
import time
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import transaction

from kawal import flow
from kawal.access import wall
from kawal.access.scope import ENGINE
from kawal.doors.commands import ingest, lanes
from kawal.facts.people.models import Person
from kawal.situation.pictures.models import Picture
from tests.pure.import_files import fact, ndjson
from tests.world import SERUNI

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "owner"]), pytest.mark.slow]
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def always_shared(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setattr(ingest, "WORTH_SHARING", 0)
    monkeypatch.setattr(flow, "DRAWN_AT_ONCE", 1)
    monkeypatch.setattr(lanes, "lanes", lambda: 2)


def files(folder: Path) -> list[Path]:
    """Three senders who all speak of Seruni, and each of one other."""
    paths = []
    for number, name in enumerate(("Bayu Misal", "Ratih Contoh", "Wulan Umpama")):
        path = folder / f"{number}.ndjson"
        said = {"source": f"agency-{number}"}
        others = [fact(n, subject={"name": name}, **said) for n in range(number + 1)]
        path.write_bytes(ndjson(*others, fact(99, subject=SERUNI, **said)))
        paths.append(path)
    return paths


def test_files_side_by_side_do_what_they_do_one_after_the_other(tmp_path):
    paths = files(tmp_path)
    first, again = (ingest.run(Namespace(files=paths, source="", history=False)) for _ in range(2))
    assert [it["accepted"] for it in first.data["files"]] == [2, 3, 4]
    assert (again.data["accepted"], again.data["repeated"]) == (0, 9)
    with transaction.atomic():
        wall.enter(ENGINE)
        assert Person.objects.visible_to(ENGINE).filter(survivor=None).count() == 4
        assert sorted(Picture.objects.visible_to(ENGINE).values_list("facts", flat=True)) == [1, 2, 3, 3]
    assert flow.rebuild(now=NOW, check=True).differing == 0


def test_what_goes_wrong_in_one_process_ends_all_and_is_told():
    with pytest.raises(ZeroDivisionError):
        lanes.side_by_side(_divide, [1, 0, 1], glance=lambda: None)


def _divide(by: int) -> float:
    return 1 / by


LANES = """
import os, time
from kawal.doors.commands import lanes
def work(_):
    print(os.getpid(), flush=True)
    time.sleep(60)
lanes.side_by_side(work, [1, 2], glance=lambda: None)
"""


def test_no_process_is_left_when_the_command_is_killed():
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"}
    with subprocess.Popen(
        [sys.executable, "-c", LANES], stdout=subprocess.PIPE, text=True, env=environment
    ) as command:
        assert command.stdout is not None
        child = int(command.stdout.readline())
        command.kill()
    end = time.monotonic() + 10
    while _lives(child) and time.monotonic() < end:
        time.sleep(0.1)
    assert not _lives(child)


CTRL_C = (
    LANES.replace("lanes.side_by_side", "try: lanes.side_by_side")
    + """
except KeyboardInterrupt: print("ended")
"""
)


def test_ctrl_c_is_answered_by_the_command_alone():
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"}
    with subprocess.Popen(
        [sys.executable, "-c", CTRL_C],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, start_new_session=True,
    ) as command:  # fmt: skip
        assert command.stdout is not None
        children = [int(command.stdout.readline()) for _ in range(min(2, lanes.lanes()))]
        os.killpg(command.pid, signal.SIGINT)
        out, told = command.communicate(timeout=10)
    assert (out, told) == ("ended\n", "")
    assert not any(map(_lives, children))


def _lives(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
