"""A fictional nation in an instance of its own: simulated once, taken in once, kept for the next run.

`KAWAL_BENCH_PEOPLE` says how many people (100,000 by default, about ten facts each), `KAWAL_BENCH_TIMES` how many times as many a
copy of that instance shall hold, in which everybody was copied inside the database (`benchmarks/multiplied.py`).
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.measuring import ROOT, Result
from benchmarks.multiplied import multiply

PEOPLE = int(os.environ.get("KAWAL_BENCH_PEOPLE", "100000"))
FOLDER = ROOT / f".kawal-bench-{PEOPLE}"
TIMES = int(os.environ.get("KAWAL_BENCH_TIMES", "1"))
FILES, NOTE = FOLDER / "country", FOLDER / "loaded.json"
IMPORTED, COPY = FOLDER / "instance", FOLDER / f"times-{TIMES}"
INSTANCE = IMPORTED if TIMES == 1 else COPY
ENVIRONMENT = {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}


def kawal(*words: str, instance: Path = IMPORTED) -> Result:
    """Run one command on the instance; its JSON object."""
    command = [sys.executable, "-m", "kawal.doors.commands", "--data", str(instance), *words, "--json"]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | ENVIRONMENT, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode not in (0, 1):
        raise RuntimeError(f"kawal {words[0]} ended with {done.returncode}")
    found: Result = json.loads(done.stdout.splitlines()[-1])
    return found


def files() -> list[str]:
    """The files of facts, simulated once."""
    if not (FILES / "summary.json").exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        kawal("simulate", "--people", str(PEOPLE), "--seed", "1", "--out", str(FILES))
    return [str(path) for path in sorted(FILES.iterdir()) if path.suffix in (".ndjson", ".csv")]


def loaded() -> Result:
    """Take the nation in, once; what that cost."""
    if not NOTE.exists():
        wanted = files()
        kawal("db", "reset")
        kawal("feeds", "import", str(FILES / "context" / "feeds.csv"))
        told = kawal("ingest", "--history", *wanted)
        NOTE.write_text(json.dumps({key: told[key] for key in told if key != "files"}), encoding="utf-8")
    found: Result = json.loads(NOTE.read_text(encoding="utf-8"))
    return found if TIMES == 1 else {**found, "read": found["read"] * TIMES, "copied_s": copied()}


def copied() -> float:
    """The copy with so many times the people, made once; the seconds that took."""
    note = COPY / "copied.json"
    if not note.exists():
        kawal("db", "stop")
        shutil.rmtree(COPY, ignore_errors=True)
        COPY.mkdir()
        for part in ("pg", "secrets"):
            subprocess.run(["cp", "-a", str(IMPORTED / part), str(COPY / part)], check=True)
        join()
        note.write_text(json.dumps(multiply(TIMES)), encoding="utf-8")
    return float(json.loads(note.read_text(encoding="utf-8")))


def join() -> None:
    """Set Django up in this process on the loaded instance."""
    os.environ["KAWAL_DATA"] = str(INSTANCE)
    from kawal.doors.commands import instance

    instance.prepare("tables")
    from kawal.doors.commands import site_files

    site_files.compile_messages()
    site_files.collect_static()
