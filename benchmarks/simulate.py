"""How fast the fictional country is written.

`python -m benchmarks.simulate [PEOPLE] [PROCESSES]`; 100,000 people and two processes by default.
"""

import resource
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measuring import Result, tell
from kawal_simulation.country import simulate
from kawal_simulation.days import window_of
from kawal_simulation.settings import DEFAULT_FROM, DEFAULT_MONTHS, Settings

TARGET_SECONDS = 120.0  # for 100,000 people on two cores


def megabytes(folder: Path) -> float:
    return round(sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6, 1)


def peak_megabytes() -> float:
    """The largest resident size of this process or of any worker it had."""
    own, workers = (
        resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return round(max(own, workers) / 1024, 1)


def processor_seconds() -> float:
    """Time on a core, of this process and of every worker it had: what a busy machine changes little."""
    own, workers = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return round(own.ru_utime + own.ru_stime + workers.ru_utime + workers.ru_stime, 1)


def measure(people: int, processes: int) -> Result:
    with tempfile.TemporaryDirectory() as name:
        began = time.perf_counter()
        settings = Settings(people, "bench", window_of(DEFAULT_FROM, DEFAULT_MONTHS, None))
        summary = simulate(settings, Path(name), processes=processes)
        seconds = round(time.perf_counter() - began, 2)
        return {
            "people": people,
            "facts": summary["facts"],
            "seconds": seconds,
            "processor_seconds": processor_seconds(),
            "facts_per_second": round(summary["facts"] / seconds),
            "MB": megabytes(Path(name)),
            "peak_MB_of_a_process": peak_megabytes(),
            "processes": processes,
            "target_seconds": TARGET_SECONDS * people / 100_000,
        }


if __name__ == "__main__":
    asked = [int(text) for text in sys.argv[1:]]
    tell(measure(*(asked + [100_000, 2][len(asked) :])))
