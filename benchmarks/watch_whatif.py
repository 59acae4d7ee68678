"""What another threshold would change over ten million pictures, and the whole set of rules over them, from a Parquet file.

Rows are random, but as sparse as real ones: most people never tell most things. Prints one JSON object.
"""

import json
import os
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.measuring import machine

AS_OF = datetime(2026, 11, 1, tzinfo=UTC)
TEXTS = {
    "phase": ("before", "abroad", "abroad", "abroad", "back"),
    "family_knows": ("yes", "yes", "no", "contradicting"),
    "family_consents": ("yes", "yes", "no", "contradicting"),
    "recruit_channel": ("office", "village_agent", "social_media", "messaging"),
    "exit_visa": ("work", "work", "visit", "umrah"),
}
ALWAYS = ("phase", "recruited_on", "departed_on", "destination", "age_youngest", "age_oldest")
KNOWN = 0.15  # share of people of whom any other column is known


def main() -> None:
    from kawal.decisions.rules.columns import SIGNALS
    from kawal.decisions.rules.findings import rules_on
    from kawal.decisions.trying.tried import with_values
    from kawal_batch.watch.what_if import fired_on, try_rule

    people = int(os.environ.get("KAWAL_BENCH_PEOPLE", "10000000"))
    rules = rules_on(AS_OF)
    with TemporaryDirectory(prefix="kawal-bench-") as folder:
        path = Path(folder) / "pictures.parquet"
        made = _timed(lambda: _write(path, people))
        rule, name, value = max(
            (
                (it, name, value)
                for it in rules
                for name, value in it.params.items()
                if isinstance(value, int)
            ),
            key=lambda each: (len(each[0].columns & SIGNALS.keys()), each[0].id, each[1]),
        )
        tried = with_values(rule, {name: str(value + 1)})
        asked = [_timed(lambda: try_rule(path, rule, tried)) for _ in range(3)]
        whole = [_timed(lambda: fired_on(path, rules)) for _ in range(3)]
        print(
            json.dumps(
                {
                    "machine": machine(),
                    "people": people,
                    "rules": len(rules),
                    "file_mb": round(path.stat().st_size / 1e6),
                    "made_s": made[0],
                    "what_if": {
                        "rule": rule.id,
                        "seconds": [it[0] for it in asked],
                        "cpu_seconds": [it[1] for it in asked],
                    },
                    "all_rules": {"seconds": [it[0] for it in whole], "cpu_seconds": [it[1] for it in whole]},
                }
            )
        )


def _timed(call: Any) -> tuple[float, float]:
    began, busy = time.perf_counter(), time.process_time()
    call()
    return round(time.perf_counter() - began, 2), round(time.process_time() - busy, 2)


def _write(path: Path, people: int) -> None:
    import duckdb

    from kawal.decisions.rules.columns import SIGNALS

    columns = [f'{_value(name, str(kind))} as "{name}"' for name, kind in SIGNALS.items()]
    columns += [
        "'S' || i as subject",
        "(11 + (i % 34))::varchar as origin",
        "case when i % 3 then 'female' else 'male' end as sex",
    ]
    con = duckdb.connect(config={"memory_limit": "2GB"})
    con.execute("set threads = 2")
    con.execute("select setseed(0.4)")
    con.execute(
        f"copy (select {', '.join(columns)} from range({people}) r(i)) to '{path}'"
        f" (format parquet, kv_metadata {{as_of: '{AS_OF.isoformat()}'}})"
    )
    con.close()


def _value(name: str, kind: str) -> str:
    if kind == "day":
        said = f"date '{(AS_OF - timedelta(days=700)).date()}' + (random() * 800)::integer"
    elif kind == "text":
        words = TEXTS.get(name, ("MYS", "TWN", "HKG", "KHM", "SAU"))
        said = f"[{', '.join(repr(word) for word in words)}][1 + floor(random() * {len(words)})::integer]"
    else:
        said = "floor(random() * random() * 200)::integer"
    return said if name in ALWAYS else f"case when random() < {KNOWN} then {said} end"


if __name__ == "__main__":
    sys.exit(main())
