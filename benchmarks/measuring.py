"""What the benchmarks share: the machine they ran on, the instance they use, and how times are summed up."""

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


def milliseconds(calls: Iterable[Callable[[], Any]], rounds: int = 1) -> Result:
    """Every call so many times, in turn: their median and the 95th percentile."""
    calls = list(calls)
    taken = [timed(call) * 1000 for _ in range(rounds) for call in calls]
    return {
        "calls": len(taken),
        "median_ms": round(statistics.median(taken), 2),
        "p95_ms": round(statistics.quantiles(taken, n=20)[-1], 2),
    }


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
