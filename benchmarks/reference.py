"""How fast the reference lists are loaded, found and checked.

`python -m benchmarks.reference`. The first load is measured in a transaction that is taken back.
"""

from datetime import UTC, datetime
from functools import partial

from benchmarks.measuring import Result, milliseconds, open_instance, tell, timed

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


def measure() -> Result:
    from kawal.reference import selectors as reference
    from kawal.reference.loading import load_all

    first = first_load()
    reference.forget()
    known_first = timed(reference.known)
    known = reference.known()
    checks = timed(lambda: [known.has_area("53.71.01.1001") for _ in range(1_000_000)])
    reference.list_areas(q="kupang")
    areas = milliseconds([partial(reference.list_areas, q=text) for text in TYPED], 20)
    whole = milliseconds([partial(reference.search, text) for text in TYPED], 10)
    return {
        "first_load_seconds": round(first, 2),
        "load_again_seconds": round(timed(lambda: load_all(now=datetime.now(UTC))), 3),
        "known_codes_seconds": round(known_first, 3),
        "million_checks_seconds": round(checks, 3),
        "find_area": areas,
        "search_everything": whole,
        "within_targets": first <= TARGET_FIRST_LOAD and areas["p95_ms"] <= TARGET_SEARCH,
    }


if __name__ == "__main__":
    open_instance()
    tell(measure())
