"""How fast pictures are drawn and departure rules asked: one JSON object on standard output.

`python benchmarks/picture.py [PEOPLE]`; 5,000 people of ten to twelve ordinary facts by default. Processor time, best of five.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from kawal.situation.picture import Limit, PictureFact, Tables, draw
from kawal.situation.procedure import About, Feed, Feeds, procedure_of

BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
AS_OF = datetime(2026, 1, 1, tzinfo=UTC)
TABLES = Tables(limits=tuple(Limit(rule, 7, "days", date(2007, 4, 19)) for rule in ("T1", "T2", "T6", "T7b")))
FEEDS = Feeds(
    tuple(Feed("", kind, date(2020, 1, 1)) for kind in ("registered", "contract_seen", "document_seen"))
)
ABOUT = About(date(1999, 1, 1), date(1999, 12, 31))
IDN, MYS = {"country": "IDN", "area": "53.04"}, {"country": "MYS"}
LIFE: tuple[tuple[str, int, dict[str, object], dict[str, str]], ...] = (
    ("registered", 0, {"scheme": "p_to_p", "destination": "MYS", "contract": {"end": "2027-01-01"}}, IDN),
    ("document_seen", 20, {"document": "passport", "status": "valid"}, IDN),
    ("contract_seen", 30, {"stage": "verified", "end": "2027-02-01"}, IDN),
    ("document_seen", 40, {"document": "e_pmi", "status": "valid"}, IDN),
    ("departed", 50, {"visa": "work", "destination": "MYS", "official_crossing": True}, IDN | {"post": "b"}),
    ("arrived_abroad", 51, {"visa": "work"}, MYS),
    ("checked_in", 54, {"safe": "yes", "channel": "app"}, MYS),
    ("checked_in", 65, {"safe": "yes", "channel": "app"}, MYS),
    ("remitted", 80, {"amount": 900, "currency": "MYR"}, MYS),
    ("checked_in", 81, {"safe": "yes", "channel": "app"}, MYS),
    ("complained", 100, {"problems": ["unpaid_wages"]}, MYS),
    ("returned", 120, {"onward": "self"}, IDN | {"post": "b"}),
)


def lives(people: int, facts: int) -> list[list[PictureFact]]:
    return [
        [
            PictureFact(
                kind,
                at := BEGIN + timedelta(days=day, hours=person % 24),
                False,
                "a",
                f"{person}-{day}",
                place,
                data,
                "self",
                at,
            )
            for kind, day, data, place in LIFE[:facts]
        ]
        for person in range(people)
    ]


def microseconds(run: Callable[[list[PictureFact]], object], people: list[list[PictureFact]]) -> float:
    """Of processor time a person, best of five."""
    best = float("inf")
    for _ in range(5):
        began = time.process_time()
        for facts in people:
            run(facts)
        best = min(best, time.process_time() - began)
    return best / len(people) * 1e6


def measure(people: int) -> dict[str, object]:
    def drawn(facts: list[PictureFact]) -> object:
        return draw(facts, as_of=AS_OF, tables=TABLES)

    def asked(facts: list[PictureFact]) -> object:
        return procedure_of(facts, feeds=FEEDS, about=ABOUT)

    short, ordinary, long = (lives(people, n) for n in (1, 10, len(LIFE)))
    by_length = {n: microseconds(drawn, it) for n, it in ((1, short), (10, ordinary), (len(LIFE), long))}
    a_fact = (by_length[10] - by_length[1]) / 9
    return {
        "benchmark": "picture",
        "people": people,
        "microseconds_a_person_by_facts": {str(n): round(it, 1) for n, it in by_length.items()},
        "microseconds_a_fact": round(a_fact, 2),
        "microseconds_around_them": round(by_length[1] - a_fact, 1),
        "microseconds_procedure_of_10_facts": round(microseconds(asked, ordinary), 1),
        "target": {"microseconds_a_fact": 8, "microseconds_around_them": 40},
        "machine": {
            "cores": os.cpu_count(),
            "python": platform.python_version(),
            "system": platform.platform(),
        },
    }


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000)))
