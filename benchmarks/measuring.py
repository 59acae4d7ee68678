"""What the benchmarks share: the machine they ran on, the instance they use, and how times are summed up."""

import gc
import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

Result = dict[str, Any]


def machine() -> Result:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "cores": os.cpu_count(),
        "memory_gib": round(memory / 1024**3, 1),
        "load": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        "system": platform.platform(terse=True),
    }


def timed(call: Callable[[], Any]) -> float:
    """Seconds."""
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def milliseconds(
    calls: Iterable[Callable[[], Any]], rounds: int = 1, busy: Callable[[], float] | None = None
) -> Result:
    """Every call so many times, in turn: their median and the 95th percentile; of another clock too, where there is one."""
    calls = list(calls)
    clocks = {"": time.perf_counter} | ({"busy_": busy} if busy else {})
    taken: dict[str, list[float]] = {name: [] for name in clocks}
    for call in calls * rounds:
        began = {name: clock() for name, clock in clocks.items()}
        call()
        for name, clock in clocks.items():
            taken[name].append((clock() - began[name]) * 1000)
    found: Result = {"calls": len(calls) * rounds}
    for name, times in taken.items():
        found[f"{name}median_ms"] = round(statistics.median(times), 2)
        found[f"{name}p95_ms"] = round(statistics.quantiles(times, n=20)[-1], 2)
    return found


def busy_here_and_there() -> Callable[[], float]:
    """A clock of processor time, in seconds: of this process and, where the system tells it, of its session in the database."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        [session] = cursor.fetchone()
    told = Path(f"/proc/{session}/schedstat")
    if not told.exists():
        return time.process_time
    return lambda: time.process_time() + int(told.read_text().split()[0]) / 1e9


def as_when_serving() -> None:
    """Garbage is collected as `config/wsgi.py` has it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 50)


def open_instance() -> None:
    """Django on an instance of its own (`.kawal-bench`, kept between runs) or on DATABASE_URL; tables and lists are there."""
    os.environ.setdefault("KAWAL_DATA", str(ROOT / ".kawal-bench"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if not os.environ.get("DATABASE_URL"):
        from kawal_embedded.databases import prepare
        from kawal_embedded.holding import hold
        from kawal_embedded.place import Place

        hold(Place.chosen())
        prepare(Place.chosen())
    import django

    django.setup()
    from kawal.doors.commands import schema

    schema.migrate()
    schema.load_reference(datetime.now(UTC))


def tell(result: Result) -> None:
    """As the last line of standard output, which `python -m benchmarks` reads."""
    print(json.dumps(result, ensure_ascii=False))
