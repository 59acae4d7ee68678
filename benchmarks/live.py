"""From a fact to a durable alert, through HTTP and PostgreSQL, at a steady hundred reports a second, the worker included.

`python -m benchmarks.live`. locust, in a process of its own, holds the pace; the site runs as `kawal up` serves it, on the nation of
`benchmarks/nation.py`. A report is answered when it, the picture and the alert are committed, so the time of the answer is the time to the
alert; that every one of them is there is counted afterwards.
"""

import csv
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import nation
from benchmarks.api import free_port, start, wait_for
from benchmarks.measuring import ROOT, Result, tell
from benchmarks.peers.environment import peers_python

RATE = int(os.environ.get("KAWAL_BENCH_RATE", "100"))
SECONDS = int(os.environ.get("KAWAL_BENCH_SECONDS", "60"))
RAMP = 15  # seconds in which clients join, a site that just started warms up, and nothing is counted
LOAD = ROOT / "benchmarks" / "peers" / "live_load.py"


def main() -> None:
    nation.loaded()
    settled()
    key = nation.kawal(
        "keys", "issue", "bench-agency", "--area", "all", "--power", "read", "--power", "alerts"
    )["key"]
    port = free_port()
    server = start(port)
    try:
        wait_for(port)
        with tempfile.TemporaryDirectory() as folder:
            tell(
                {"people": nation.PEOPLE, "rate": RATE, "seconds": SECONDS, **loaded(port, key, Path(folder))}
            )
    finally:
        server.terminate()
        server.wait(30)


def settled() -> None:
    """What loading a whole nation leaves to the worker is worked through, once: it is no part of a steady stream."""
    note = nation.FOLDER / "settled"
    if not note.exists() or note.stat().st_mtime < nation.NOTE.stat().st_mtime:
        command = [sys.executable, "-c", "from benchmarks.live import settle; settle()"]
        subprocess.run(command, cwd=ROOT, check=True)
        note.touch()


def settle() -> None:
    """Every job that waits, then those that come by the clock."""
    nation.join()
    once = [sys.executable, "-m", "kawal.doors.worker", "--one-shot"]
    subprocess.run(once, cwd=ROOT, env=os.environ | nation.ENVIRONMENT, check=True)
    from kawal.doors.jobs import context, linking, rings

    for job in (context.recheck, linking.link_left, rings.draw_rings, rings.draw_measures):
        job(0)


def loaded(port: int, key: str, folder: Path) -> Result:
    made = folder / "made.txt"
    made.touch()
    command = [peers_python(), "-m", "locust", "-f", LOAD, "--headless", "--host", f"http://127.0.0.1:{port}",
               "-u", str(RATE), "-r", str(RATE / RAMP), "--reset-stats", "-t", f"{RAMP + SECONDS}s",
               "--csv", folder / "load", "--only-summary"]  # fmt: skip
    there = os.environ | {"KEY": key, "MADE": str(made)}
    done = subprocess.run(command, env=there, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode not in (0, 1):  # 1: some calls failed, which is told below
        raise RuntimeError(done.stderr[-500:])
    called = made.read_text(encoding="utf-8").split()
    return {
        **times(folder / "load_stats.csv"),
        "called_for_alerts": len(called),
        "without_an_alert": missing(called),
    }


def times(path: Path) -> Result:
    with path.open(encoding="utf-8", newline="") as file:
        rows = {row["Name"]: row for row in csv.DictReader(file)}
    return {name: _times(rows[name]) for name in ("ordinary", "danger", "Aggregated")}


def _times(row: dict[str, str]) -> Result:
    return {
        "calls": int(row["Request Count"]),
        "failed": int(row["Failure Count"]),
        "per_second": round(float(row["Requests/s"]), 1),
        **{f"p{share}_ms": float(row[f"{share}%"]) for share in (50, 95, 99)},
    }


def missing(called: list[str]) -> int:
    """How many of those who called for help have no open alert: none may."""
    nation.join()
    from django.db import transaction

    from kawal.access.scope import ENGINE
    from kawal.access.wall import enter
    from kawal.facts.ledger import bulk

    with transaction.atomic():
        enter(ENGINE)
        statement = """select count(*) from unnest(%s::text[]) c(id) where not exists (
          select from person p join alert a using (person_id) where p.kawal_id = c.id and a.level = 'emergency')"""
        [(count,)] = bulk.run(statement, (called,))
    return int(count)


if __name__ == "__main__":
    main()
