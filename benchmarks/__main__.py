"""Measure what the promises name: every module of this folder, each in a process of its own, one after the other.

    python -m benchmarks [NAME …]      all of them, or some: `python -m benchmarks reference`, `python -m benchmarks linkage`

Prints one JSON object with the machine, each module's figures and what was promised of the watch beside what was seen; progress, and
the promises as a table, go to standard error. A module that fails is told with its error, and the exit status is 1.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.measuring import ROOT, Result, machine
from benchmarks.promises import promises, table

HERE = Path(__file__).resolve().parent
SHARED = {
    "__main__",
    "__init__",
    "measuring",
    "multiplied",
    "nation",
    "promises",
    "peers",
    "environment",
    "filled",
    "lookups",
}


# What loading a larger nation leaves to the worker would take an hour to work through first.
FEWER = {"live": {"KAWAL_BENCH_PEOPLE": "20000"}}


def names() -> list[str]:
    """Modules of this folder and of its folders: `linkage.lookup`."""
    found = (path.relative_to(HERE).with_suffix("") for path in HERE.rglob("*.py"))
    return sorted(".".join(it.parts) for it in found if SHARED.isdisjoint(it.parts))


def names_meant(words: list[str]) -> list[str]:
    """The name of a folder means everything in it."""
    every = names()
    return [it for word in words for it in ([word] if word in every else _inside(word, every) or [word])]


def _inside(folder: str, every: list[str]) -> list[str]:
    return [it for it in every if it.startswith(f"{folder}.")]


def main() -> None:
    wanted = names_meant(sys.argv[1:]) or names()
    if unknown := set(wanted) - set(names()):
        sys.exit(f"no such benchmark: {', '.join(sorted(unknown))}; there are {', '.join(names())}")
    results = {name: result_of(name) for name in wanted}
    rows = promises(results)
    print(
        json.dumps({"machine": machine(), "results": results, "promises": rows}, indent=1, ensure_ascii=False)
    )
    print(table(rows), file=sys.stderr)
    sys.exit(any("error" in result for result in results.values()))


def result_of(name: str) -> Result:
    began = time.monotonic()
    print(f"{name} ...", file=sys.stderr, flush=True)
    command, there = [sys.executable, "-m", f"benchmarks.{name}"], FEWER.get(name, {}) | os.environ
    done = subprocess.run(command, cwd=ROOT, env=there, stdout=subprocess.PIPE, text=True, check=False)
    print(f"{name} after {time.monotonic() - began:.1f} s", file=sys.stderr, flush=True)
    lines = done.stdout.splitlines()
    if done.returncode or not lines:
        return {"error": f"ended with status {done.returncode}"}
    result: Result = json.loads(lines[-1])
    return result


if __name__ == "__main__":
    main()
