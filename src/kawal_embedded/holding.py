"""Hold the server of an instance, let it stay, stop it, ask how it is."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from kawal_embedded import cluster, locks
from kawal_embedded.errors import CannotServe
from kawal_embedded.place import Place

PATIENCE = 120.0  # seconds for a first start on a slow machine
SOURCE = Path(__file__).resolve().parents[1]

_held: dict[Path, int] = {}
_keepers: list["subprocess.Popen[bytes]"] = []  # referred to, so that nobody collects a running child


def hold(place: Place) -> None:
    """Keep the server running as long as this process lives. Twice is as good as once."""
    if place.state in _held:
        _ensure_running(place)
        return
    use = locks.open_lock(place, locks.USE)
    locks.take_shared(use)
    try:
        _ensure_running(place)
    except BaseException:
        os.close(use)
        raise
    _held[place.state] = use


def release(place: Place) -> None:
    """Give it back before the process ends."""
    use = _held.pop(place.state, None)
    if use is not None:
        os.close(use)


def let_stay(place: Place) -> None:
    """Start it and leave it running without a holder, until ``stop``."""
    hold(place)
    place.stay.touch()
    release(place)


def stop(place: Place) -> None:
    """End a server that nobody else holds; raises ``CannotServe`` when somebody does."""
    release(place)
    place.stay.unlink(missing_ok=True)
    glances_while_ready = 0
    while locks.is_taken(place, locks.KEEPER):
        glances_while_ready += cluster.is_ready(place)
        if glances_while_ready > 15:
            raise CannotServe("The database is in use by another process: end that first.")
        time.sleep(0.1)


def reset(place: Place) -> None:
    """Throw the database away; the next start makes an empty one."""
    stop(place)
    gate = locks.open_lock(place, locks.START)
    locks.take_alone(gate)
    try:
        shutil.rmtree(place.data, ignore_errors=True)
        shutil.rmtree(place.state / "pg.part", ignore_errors=True)
    finally:
        os.close(gate)


def is_running(place: Place) -> bool:
    return cluster.is_ready(place) and locks.is_taken(place, locks.KEEPER)


def _ensure_running(place: Place) -> None:
    """Start a keeper unless there is one; it adopts a server that lost its own."""
    gate = locks.open_lock(place, locks.START)
    locks.take_alone(gate)
    try:
        if not is_running(place):
            _wait_until_ready(place)
    finally:
        os.close(gate)


def _wait_until_ready(place: Place) -> None:
    keeper: subprocess.Popen[bytes] | None = None
    until = time.monotonic() + PATIENCE
    while not is_running(place):
        if keeper is None and not locks.is_taken(place, locks.KEEPER):
            keeper = _spawn_keeper(place)
        if (keeper is not None and keeper.poll() is not None) or time.monotonic() > until:
            raise CannotServe(f"The embedded PostgreSQL did not start. {place.log} ends:\n{_tail(place.log)}")
        time.sleep(0.02)


def _spawn_keeper(place: Place) -> "subprocess.Popen[bytes]":
    with open(place.log, "ab") as log:
        keeper = subprocess.Popen(
            [sys.executable, "-m", "kawal_embedded", str(place.state)],
            env={**os.environ, "PYTHONPATH": str(SOURCE)},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            start_new_session=True,  # Ctrl-C is for the holder; the keeper notices by the lock
        )
    _keepers.append(keeper)
    return keeper


def _tail(log: Path) -> str:
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:])
