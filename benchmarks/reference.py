"""How fast the reference lists are loaded, found and checked: one JSON object on standard output.

`python benchmarks/reference.py`, on the database that the environment names. The first load is measured in a
transaction that is taken back, so nothing is changed.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

TYPED = (
    "kupang",
    "kota kupang",
    "kupang, ntt",
    "manggrai",
    "lombok tmur",
    "oesapa, kota kupang",
    "sidorejo",
    "desa sidomulyo",
    "surbaya",
    "5371",
)
TARGET_FIRST_LOAD, TARGET_SEARCH = 4.0, 30.0  # seconds; milliseconds at the 95th percentile


def timed(call: Callable[[], Any]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def first_load() -> float:
    """Seconds to fill empty tables."""
    from django.db import connections, transaction

    from kawal.reference.loading import load_all

    with transaction.atomic(using="owner"):
        with connections["owner"].cursor() as cursor:
            tables = "area, country, post, corridor, agency, company, code, legal_limit, reference_load"
            cursor.execute(f"truncate {tables}")
        seconds = timed(lambda: load_all(now=datetime.now(UTC)))
        transaction.set_rollback(True, using="owner")
    return seconds


def percentiles(calls: list[Callable[[], Any]], rounds: int) -> dict[str, float]:
    """Milliseconds of one call: the median and the 95th percentile."""
    taken = [timed(call) * 1000 for _ in range(rounds) for call in calls]
    return {"p50": round(statistics.median(taken), 2), "p95": round(statistics.quantiles(taken, n=20)[-1], 2)}


def measure() -> dict[str, object]:
    from kawal.reference import selectors as reference
    from kawal.reference.loading import load_all

    first = first_load()
    reference.forget()
    known_first = timed(reference.known)
    known = reference.known()
    checks = timed(lambda: [known.has_area("53.71.01.1001") for _ in range(1_000_000)])
    reference.list_areas(q="kupang")
    areas = percentiles([lambda text=text: reference.list_areas(q=text) for text in TYPED], 20)
    whole = percentiles([lambda text=text: reference.search(text) for text in TYPED], 10)
    return {
        "benchmark": "reference",
        "first_load_seconds": round(first, 2),
        "load_again_seconds": round(timed(lambda: load_all(now=datetime.now(UTC))), 3),
        "known_codes_seconds": round(known_first, 3),
        "million_checks_seconds": round(checks, 3),
        "find_area_ms": areas,
        "search_everything_ms": whole,
        "within_targets": first <= TARGET_FIRST_LOAD and areas["p95"] <= TARGET_SEARCH,
    }


def main() -> None:
    import django

    django.setup()
    print(json.dumps(measure()))


if __name__ == "__main__":
    main()
