"""Serve the site and work through the jobs, in the foreground, until told to stop."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable

from kawal.doors.commands.command import CouldNot
from kawal_embedded.processes import die_with_parent, give_way

HOST = "127.0.0.1"
FIRST_PORT = 8000
PORTS_TRIED = 50
GLANCE = 0.3  # seconds between two looks at the children
PATIENCE = 60.0  # seconds until the site must answer
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
FAREWELL = 10.0  # seconds a child has to end

Child = subprocess.Popen[bytes]


class Port:
    """A port that is ours from now on: a first start takes minutes, and another instance may be starting beside."""

    def __init__(self, number: int) -> None:
        """:raises OSError: it is taken."""
        with (
            socket.socket() as probe
        ):  # finds a listener, and is not misled by connections that are just ending
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((HOST, number))
            probe.listen()
        self.number = number
        self._holder = socket.socket()
        try:
            self._holder.bind(
                (HOST, number)
            )  # not listening: whoever calls too early is refused, not kept waiting
        except OSError:
            self._holder.close()  # only connections that are just ending; they keep nobody out

    def give_up(self) -> None:
        """So that the web server can have it, at once."""
        self._holder.close()


def choose_port(asked: int | None) -> Port:
    """The asked one or none; without a wish the first free one from 8000 on.

    Raises ``CouldNot``. A plain bind decides: the web server itself would share a taken port without a word.
    """
    tried = range(asked, asked + 1) if asked else range(FIRST_PORT, FIRST_PORT + PORTS_TRIED)
    for number in tried:
        try:
            return Port(number)
        except OSError:
            continue
    raise CouldNot(
        f"Port {asked} is taken." if asked else f"No port from {FIRST_PORT} on is free; use --port."
    )


def serve(port: Port, *, when_ready: Callable[[], None], every_moment: Callable[[], None]) -> None:
    """Until TERM or Ctrl-C, which raise ``KeyboardInterrupt`` here after everything started has ended.

    Raises ``CouldNot`` when a part ends by itself.
    """
    children: dict[str, Child] = {}
    try:
        port.give_up()
        children["web server"] = _start(_web_server(port.number))
        children["worker"] = _start(_worker(), give_way)
        _wait_for(port.number, children)
        when_ready()
        while True:
            _all_alive(children)
            every_moment()
            time.sleep(GLANCE)
    finally:
        _end(children)


def stop_on_signals() -> None:
    """Also where a shell started us in the background and told us to ignore Ctrl-C."""
    for number in STOPPING:
        signal.signal(number, signal.default_int_handler)


def _web_server(port: int) -> list[str]:
    workers = os.environ.get("KAWAL_WEB_WORKERS", "2")
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)),
        *("--workers", workers, "--blocking-threads", "4", "--no-ws", "--log-level", "warning"),
        *("--workers-kill-timeout", "5", "config.wsgi:application"),
    ]


def _worker() -> list[str]:
    return [
        *(sys.executable, "-m", "kawal.doors.worker"),
        *("--concurrency", "1", "--fetch-job-polling-interval", "1", "--shutdown-graceful-timeout", "5"),
    ]


def _start(command: list[str], prepared: Callable[[], None] = die_with_parent) -> Child:
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,  # what they have to say they log to standard error
        start_new_session=True,  # Ctrl-C reaches us alone, and we end them in order
        preexec_fn=prepared,
    )


def _wait_for(port: int, children: dict[str, Child]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        _all_alive(children)
        try:
            socket.create_connection((HOST, port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise CouldNot(f"The site did not answer on port {port} within {PATIENCE:.0f} seconds.")


def _all_alive(children: dict[str, Child]) -> None:
    for name, child in children.items():
        if child.poll() is not None:
            raise CouldNot(
                f"The {name} ended by itself with status {child.returncode}; its lines stand above."
            )


def _end(children: dict[str, Child]) -> None:
    for child in children.values():
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)
    until = time.monotonic() + FAREWELL
    for child in children.values():
        try:
            child.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
