"""Files of a fictional nation into the ledger: validated, idempotent, claims joined, pictures drawn, alerts raised.

`python -m benchmarks.ingest`. Once into the empty ledger, then the same files again: every fact a repetition.
"""

import resource

from benchmarks import nation
from benchmarks.measuring import Result, tell


def main() -> None:
    first = nation.loaded()
    again = nation.kawal("ingest", "--history", *nation.files())
    tell(
        {
            "people": nation.PEOPLE,
            "first": _rates(first),
            "again": _rates(again),
            "peak_mb_of_any_child": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024),
            "rebuild_check": nation.kawal("rebuild", "--check"),
        }
    )


def _rates(told: Result) -> Result:
    kept = ("read", "accepted", "repeated", "conflict", "refused", "seconds")
    return {**{key: told[key] for key in kept}, "facts_per_second": round(told["read"] / told["seconds"])}


if __name__ == "__main__":
    main()
