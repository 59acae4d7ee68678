"""Facts over HTTP to the real server: one alone, eight clients at once, a batch of five thousand.

`python -m benchmarks.api`. The site runs as `kawal up` serves it, with its worker, on the nation of `benchmarks/nation.py`.
"""

import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
import uuid
from typing import Any

from benchmarks import nation
from benchmarks.measuring import ROOT, Result, tell

ALONE, CLIENTS, EACH, BATCH, BATCHES = 200, 8, 100, 5_000, 3
AGENCY = "bench-agency"


def main() -> None:
    nation.loaded()
    key = nation.kawal("keys", "issue", AGENCY)["key"]
    port = free_port()
    server = start(port)
    try:
        wait_for(port)
        tell(
            {
                "people": nation.PEOPLE,
                "one_alone": alone(port, key),
                "eight_clients": together(port, key),
                "batch": batches(port, key),
            }
        )
    finally:
        server.terminate()
        server.wait(30)


def alone(port: int, key: str) -> Result:
    taken = sorted(post_all(port, key, ALONE))
    return {
        "calls": ALONE,
        "median_ms": round(statistics.median(taken) * 1000, 1),
        "p95_ms": round(taken[int(ALONE * 0.95)] * 1000, 1),
    }


def together(port: int, key: str) -> Result:
    taken: list[float] = []
    threads = [
        threading.Thread(target=lambda: taken.extend(post_all(port, key, EACH))) for _ in range(CLIENTS)
    ]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - began
    taken.sort()
    return {
        "clients": CLIENTS,
        "facts": len(taken),
        "facts_per_second": round(len(taken) / seconds),
        "p95_ms": round(taken[int(len(taken) * 0.95)] * 1000, 1),
    }


def batches(port: int, key: str) -> Result:
    rates = []
    for _ in range(BATCHES):
        body = {"facts": [fact() for _ in range(BATCH)]}
        began = time.perf_counter()
        status, answer = send(http.client.HTTPConnection("127.0.0.1", port, timeout=120), key, body)
        seconds = time.perf_counter() - began
        if status != 200 or answer["accepted"] != BATCH:
            raise RuntimeError(f"batch: {status}")
        rates.append(BATCH / seconds)
    return {"size": BATCH, "facts_per_second": [round(rate) for rate in rates]}


def post_all(port: int, key: str, count: int) -> list[float]:
    """Seconds of each call, over one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    taken = []
    for _ in range(count):
        body = fact()
        began = time.perf_counter()
        status, _ = send(connection, key, body)
        taken.append(time.perf_counter() - began)
        if status != 201:
            raise RuntimeError(f"one fact: {status}")
    return taken


def send(connection: http.client.HTTPConnection, key: str, body: Any) -> tuple[int, Any]:
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    connection.request("POST", "/api/v1/facts", json.dumps(body), headers)
    answer = connection.getresponse()
    return answer.status, json.loads(answer.read())


def fact() -> dict[str, Any]:
    """Somebody new each time, so that a person is opened and drawn."""
    number = uuid.uuid4().int
    subject = {
        "name": f"Umpama {number % 10**9:x} Misal",
        "sex": "female",
        "birth_date": f"19{70 + number % 30}-0{1 + number % 9}-1{number % 9}",
        "nik": f"9901{1 + number % 27:02d}01{1 + number % 9:02d}9{1 + number % 9:01d}{number % 9998 + 1:04d}"[
            :16
        ],
        "address": {"area": f"53.{1 + number % 20:02d}"},
    }
    place = {"country": "MYS"}
    return {
        "id": uuid.uuid4().hex,
        "kind": "reported_in",
        "occurred_at": "2026-11-01",
        "subject": subject,
        "place": place,
    }


def start(port: int) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "kawal.doors.commands", "--data", str(nation.INSTANCE), "up", "--empty"]
    there = os.environ | nation.ENVIRONMENT | {"KAWAL_API_CALLS_PER_SECOND": "100000"}
    return subprocess.Popen([*command, "--port", str(port)], cwd=ROOT, env=there, stdout=subprocess.DEVNULL)


def wait_for(port: int) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the site did not come up")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
