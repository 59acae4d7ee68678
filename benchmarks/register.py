"""How fast a register and damaged claims are written, for judging record linkage.

`python -m benchmarks.register [PEOPLE] [PROCESSES]`; 1,000,000 people and two processes by default.
"""

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measuring import Result, tell
from benchmarks.simulate import megabytes, peak_megabytes, processor_seconds
from kawal_simulation.days import window_of
from kawal_simulation.registry_files import Wanted, write
from kawal_simulation.settings import DEFAULT_FROM, DEFAULT_MONTHS, Settings

CLAIMS = 2_000  # a level, as many about people of the register as about others


def measure(people: int, processes: int) -> Result:
    settings = Settings(people, "bench", window_of(DEFAULT_FROM, DEFAULT_MONTHS, None))
    with tempfile.TemporaryDirectory() as name:
        began = time.perf_counter()
        counts = write(Wanted(settings, claims=CLAIMS, strangers=CLAIMS), Path(name), processes=processes)
        seconds = round(time.perf_counter() - began, 2)
        return {
            "people": people,
            "registrations": counts["registrations"],
            "seconds": seconds,
            "processor_seconds": processor_seconds(),
            "MB": megabytes(Path(name)),
            "peak_MB_of_a_process": peak_megabytes(),
            "processes": processes,
        }


if __name__ == "__main__":
    asked = [int(text) for text in sys.argv[1:]]
    tell(measure(*(asked + [1_000_000, 2][len(asked) :])))
