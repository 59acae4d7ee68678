"""The process that owns the server: starts it, restarts it, and stops it when nobody needs it any more."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from kawal_embedded import cluster, locks
from kawal_embedded.errors import CannotServe
from kawal_embedded.place import PORT, Place
from kawal_embedded.processes import die_with_parent
from kawal_embedded.programs import programs_for

SETTINGS = {
    "listen_addresses": "",
    "max_connections": "80",
    "shared_buffers": "256MB",
    "work_mem": "32MB",
    "maintenance_work_mem": "256MB",
    "effective_cache_size": "2GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "fsync": "off",  # a killed process loses nothing; only a power cut can, and the demo can be made again
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "15min",
    "max_parallel_workers_per_gather": "1",
    "shared_preload_libraries": "pg_stat_statements",
    "autovacuum_naptime": "10s",  # tables here begin empty and grow by ten thousands in a minute
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %d ",
}
GLANCE = 0.2  # seconds between two looks at who holds the server
LONGEST_START = 60.0  # seconds, after a crash with much to read again
STOPS = ((signal.SIGINT, 30.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 5.0))


def keep(place: Place) -> None:
    """Run until the last holder is gone. Raises ``CannotServe`` where the server will not start."""
    locks.take_alone(locks.open_lock(place, locks.KEEPER))  # an older keeper may still be closing down
    place.stay.unlink(missing_ok=True)
    cluster.make_socket_folder(place)  # only now: the older one removes it last
    programs = programs_for(place)
    cluster.make_cluster(place, programs)
    use = locks.open_lock(place, locks.USE)
    child = _serve_while_held(place, programs, use)
    _stop(place, child)
    shutil.rmtree(place.sockets, ignore_errors=True)


def _serve_while_held(place: Place, programs: Path, use: int) -> "subprocess.Popen[bytes] | None":
    """Adopt a server that runs without a keeper, else start one; start again what was killed."""
    child: subprocess.Popen[bytes] | None = None
    while _is_held(place, use):
        if cluster.postmaster_of(place) is None:
            if child is not None:
                _bury(child)
            child = _start(place, programs)
        time.sleep(GLANCE)
    return child


def _is_held(place: Place, use: int) -> bool:
    """Once nobody holds it, the lock is ours and new holders wait until this process has ended."""
    return place.stay.exists() or not locks.try_alone(use)


def _start(place: Place, programs: Path) -> "subprocess.Popen[bytes]":
    cluster.drop_stale_note(place)
    command = [str(programs / "postgres"), "-D", cluster.HERE, "-k", str(place.sockets), "-p", str(PORT)]
    for name, value in SETTINGS.items():
        command += ["-c", f"{name}={value}"]
    child = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        cwd=place.data,
        env=cluster.plain(),
        preexec_fn=die_with_parent,
        **cluster.as_runner(place),
    )
    _wait_until_ready(place, child)
    return child


def _wait_until_ready(place: Place, child: "subprocess.Popen[bytes]") -> None:
    """One that gives up before it ever was ready is not started again; one that was killed is."""
    until = time.monotonic() + LONGEST_START
    while not cluster.is_ready(place) and time.monotonic() < until:
        ended = child.poll()
        if ended is not None and ended < 0:
            return
        if ended is not None:
            raise CannotServe(f"The server ended by itself with status {ended}.")
        time.sleep(0.01)


def _bury(child: "subprocess.Popen[bytes]") -> None:
    """A killed server's own children may live a moment longer and still hold its memory."""
    child.wait()
    time.sleep(0.5)


def _stop(place: Place, child: "subprocess.Popen[bytes] | None") -> None:
    """Politely, then less so. Works on an adopted server too, which is no child of ours."""
    for sign, patience in STOPS:
        pid = cluster.postmaster_of(place)
        if pid is None:
            break
        os.kill(pid, sign)
        until = time.monotonic() + patience
        while cluster.postmaster_of(place) is not None and time.monotonic() < until:
            if child is not None:
                child.poll()
            time.sleep(0.02)
    if child is not None:
        child.wait()
