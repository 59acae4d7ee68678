"""Drawing the pictures of an import at its end, once a person, against drawing after each chunk.

`python -m benchmarks.drawing`. Both take the same facts into an empty instance of their own, in a process of their own.
"""

import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from benchmarks import nation
from benchmarks.measuring import ROOT, Result, open_instance, tell

FACTS, CHUNK = 40_000, 5_000
WAYS = ("at_the_end", "after_each_chunk")


def main() -> None:
    if len(sys.argv) > 1:
        tell(take_in(sys.argv[1], Path(sys.argv[2])))
        return
    with tempfile.TemporaryDirectory() as folder:
        sample = Path(folder) / "sample.ndjson"
        write_sample(sample)
        tell({"facts": FACTS, "chunk": CHUNK, **{way: run(way, sample, Path(folder) / way) for way in WAYS}})


def run(way: str, sample: Path, instance: Path) -> Result:
    command = [sys.executable, "-m", "benchmarks.drawing", way, str(sample)]
    there = os.environ | {"KAWAL_DATA": str(instance)}
    done = subprocess.run(command, cwd=ROOT, env=there, stdout=subprocess.PIPE, text=True, check=True)
    found: Result = json.loads(done.stdout.splitlines()[-1])
    return found


def take_in(way: str, sample: Path) -> Result:
    open_instance()
    from django.db import transaction

    from kawal import flow
    from kawal.access.scope import ENGINE
    from kawal.access.wall import enter
    from kawal.facts.contract.fact import read_json

    now = datetime.now(UTC)
    gc.disable()
    began = time.perf_counter()
    with sample.open("rb") as lines:
        while chunk := list(islice(lines, CHUNK)):
            facts = [read_json(line, source=None, now=now) for line in chunk]
            with transaction.atomic():
                enter(ENGINE)
                flow.report(scope=ENGINE, facts=facts, now=now, draw_later=way == "at_the_end")
    flow.draw_left(now=now)
    seconds = time.perf_counter() - began
    return {"seconds": round(seconds, 1), "facts_per_second": round(FACTS / seconds)}


def write_sample(target: Path) -> None:
    """Facts from every file in turn, so that people meet in the sample as they do in the whole."""
    with ExitStack() as stack, target.open("wb") as out:
        sources = [stack.enter_context(open(it, "rb")) for it in nation.files() if it.endswith(".ndjson")]
        left = FACTS
        while left and sources:
            for source in list(sources):
                line = source.readline() if left else b""
                if line:
                    out.write(line)
                    left -= 1
                else:
                    sources.remove(source)


if __name__ == "__main__":
    main()
