"""The frame of the command line, in a process of its own, as a shell sees it."""

import io
import json
import os
import socket
import subprocess
import sys

import pytest

from kawal.doors.commands import serving
from kawal.doors.commands.catalogue import COMMANDS, GROUPS
from kawal.doors.commands.command import CouldNot
from kawal.doors.commands.progress import Progress

KAWAL = [sys.executable, "-m", "kawal.doors.commands"]


def kawal(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*KAWAL, *words], capture_output=True, text=True, timeout=60)


@pytest.mark.slow
def test_help_lists_every_command_under_a_group():
    said = kawal("--help").stdout
    assert all(f"  {command.name}" in said and command.help in said for command in COMMANDS)
    assert {command.group for command in COMMANDS} <= set(GROUPS)


def test_names_are_unique_and_help_is_a_phrase():
    names = [command.name for command in COMMANDS]
    assert sorted(set(names)) == sorted(names)
    assert all(command.help and not command.help.endswith(".") for command in COMMANDS)


@pytest.mark.parametrize("words", [(), ("nonsense",), ("db", "fly")])
@pytest.mark.slow
def test_wrong_use_ends_with_two(words):
    assert kawal(*words).returncode == 2


@pytest.mark.slow
def test_json_is_one_object_on_the_last_line(tmp_path):
    done = kawal("--data", str(tmp_path / "not yet"), "db", "status", "--json")
    assert json.loads(done.stdout.splitlines()[-1])["running"] is False
    assert done.returncode == 0


@pytest.mark.slow
def test_what_cannot_be_done_ends_with_three_and_says_why(tmp_path):
    (tmp_path / "file").write_text("in the way")
    done = kawal("--data", str(tmp_path / "file"), "db", "start", "--json")
    assert done.returncode == 3
    assert "instance folder" in json.loads(done.stdout.splitlines()[-1])["error"]


@pytest.mark.parametrize("port", ["0", "-1", "65536"])
def test_a_number_that_is_no_port_is_wrong_use(port, tmp_path):
    done = kawal("--data", str(tmp_path), "up", "--empty", "--port", port)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)


@pytest.mark.slow
def test_a_database_that_is_not_there_is_said_in_a_sentence(tmp_path):
    away = {
        **os.environ,
        **dict.fromkeys(("DATABASE_URL", "DATABASE_OWNER_URL"), "postgresql://nobody@127.0.0.1:1/kawal"),
        "KAWAL_DATA": str(tmp_path),
    }
    listed, looked = (
        subprocess.run([*KAWAL, *words], capture_output=True, text=True, timeout=60, env=away)
        for words in (("keys", "list"), ("doctor",))
    )
    assert (listed.returncode, "Traceback" in listed.stderr) == (3, False)
    assert "the database is not to be had" in listed.stderr
    assert (looked.returncode, "Traceback" in looked.stderr) == (1, False)
    assert "BAD  database" in looked.stdout and "disk" in looked.stdout


LOADING = """
import builtins, runpy
real = builtins.__import__
def stopped(name, *rest, **more):
    if name.startswith("kawal.doors.commands.frame"):
        raise KeyboardInterrupt
    return real(name, *rest, **more)
builtins.__import__ = stopped
runpy.run_module("kawal.doors.commands", run_name="__main__")
"""


def test_ctrl_c_while_it_is_being_loaded_is_told_in_a_word():
    done = subprocess.run([sys.executable, "-c", LOADING], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (3, "kawal: interrupted\n")


def test_progress_in_a_file_is_silent_about_what_is_quick():
    out = io.StringIO()
    with Progress("Quick", total=3, out=out) as progress:
        progress.advance(3)
    assert out.getvalue() == ""


def test_progress_on_a_terminal_shows_a_bar_and_ends_with_a_line():
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    out = Terminal()
    with Progress("Facts", total=10, unit="facts", out=out) as progress:
        progress.reach(5)
    assert "[............" in out.getvalue()
    assert out.getvalue().endswith("s\n")


def test_two_instances_that_start_together_take_two_ports():
    first, second = serving.choose_port(None), serving.choose_port(None)
    try:
        assert first.number != second.number
        with pytest.raises(CouldNot, match="taken"):
            serving.choose_port(first.number)
    finally:
        first.give_up()
        second.give_up()


def test_a_port_that_somebody_serves_is_taken():
    with socket.create_server(("127.0.0.1", 0)) as server, pytest.raises(CouldNot, match="taken"):
        serving.choose_port(server.getsockname()[1])
