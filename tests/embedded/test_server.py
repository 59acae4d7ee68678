"""The embedded server with real processes that are really killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from kawal_embedded import cluster, holding, locks
from kawal_embedded.errors import CannotServe
from kawal_embedded.place import LONGEST_SOCKET, PORT, Place
from kawal_embedded.processes import NICE, give_way

pytestmark = pytest.mark.slow

HOLD = """
import sys, time
from kawal_embedded.holding import hold
from kawal_embedded.place import Place
hold(Place.chosen(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""
Holder = subprocess.Popen[str]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    place = Place(tmp_path / "a folder with spaces" / "instance")
    yield place
    holding.stop(place)


@pytest.fixture
def hold(place: Place) -> Iterator[Callable[[], Holder]]:
    holders: list[Holder] = []

    def start() -> Holder:
        command = [sys.executable, "-c", HOLD, str(place.state)]
        holder = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        holders.append(holder)
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        return holder

    yield start
    for holder in holders:
        kill(holder)
        assert holder.stdout is not None
        holder.stdout.close()


def kill(holder: Holder) -> None:
    holder.kill()
    holder.wait()


def answers(place: Place) -> bool:
    with psycopg.connect(place.url("postgres", "postgres")) as connection:
        return connection.execute("select true").fetchone() == (True,)


def soon(holds: Callable[[], bool], patience: float = 10) -> bool:
    until = time.monotonic() + patience
    while not holds() and time.monotonic() < until:
        time.sleep(0.05)
    return holds()


def keeper_of(place: Place) -> int:
    pid = cluster.postmaster_of(place)
    assert pid is not None
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def has_ended(place: Place) -> bool:
    return cluster.postmaster_of(place) is None and not locks.is_taken(place, locks.KEEPER)


def test_the_server_ends_with_its_last_holder_however_that_one_died(place, hold):
    first, second = hold(), hold()
    kill(first)
    time.sleep(0.5)
    assert answers(place)
    kill(second)
    assert soon(lambda: has_ended(place))
    assert not place.sockets.exists()


def test_a_server_whose_keeper_was_killed_is_served_again_and_ends_with_its_last_user(place, hold):
    first = hold()
    os.kill(keeper_of(place), signal.SIGKILL)
    second = hold()
    assert soon(lambda: holding.is_running(place))
    assert answers(place)
    kill(first)
    kill(second)
    assert soon(lambda: has_ended(place))


def test_a_killed_server_is_started_again_while_somebody_holds_it(place, hold):
    hold()
    killed = cluster.postmaster_of(place)
    os.kill(killed, signal.SIGKILL)
    assert soon(lambda: cluster.is_ready(place) and cluster.postmaster_of(place) != killed)
    assert answers(place)


def test_an_interrupted_first_start_is_taken_for_nothing(place, hold):
    for folder in ("pg", "pg.part"):
        (place.state / folder).mkdir(parents=True)
        (place.state / folder / "half").write_text("a file")
    hold()
    assert answers(place)


def test_a_stale_note_that_names_a_living_process_is_no_obstacle(place, hold):
    kill(hold())
    assert soon(lambda: has_ended(place))
    (place.data / "postmaster.pid").write_text(f"{os.getpid()}\n/elsewhere\n")
    hold()
    assert answers(place)


def test_stop_refuses_while_another_process_holds_the_server(place, hold):
    hold()
    with pytest.raises(CannotServe, match="in use"):
        holding.stop(place)
    assert answers(place)


def test_a_server_that_may_stay_outlives_its_starter_until_it_is_stopped(place):
    holding.let_stay(place)
    time.sleep(0.5)
    assert answers(place)
    holding.stop(place)
    assert has_ended(place)


def test_reset_leaves_an_empty_instance(place):
    holding.let_stay(place)
    holding.reset(place)
    assert has_ended(place)
    assert not place.data.exists()


def test_the_socket_fits_the_kernel_even_under_a_long_temporary_folder(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / ("long" * 30)))
    socket = Place(tmp_path).sockets / f".s.PGSQL.{PORT}"
    assert len(os.fsencode(socket)) <= LONGEST_SOCKET


def test_a_child_that_gives_way_does_so_inside_its_session_and_among_sessions():
    """Where the kernel shares out among sessions, niceness inside one says nothing to the others."""
    tell = "cat /proc/self/autogroup; nice"
    told = subprocess.run(
        ["sh", "-c", tell], start_new_session=True, preexec_fn=give_way, capture_output=True, text=True
    ).stdout.split("\n")
    assert str(min(19, os.nice(0) + NICE)) in told
    assert not Path("/proc/self/autogroup").exists() or told[0].endswith(f"nice {NICE}")
