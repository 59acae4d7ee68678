"""A million claims linked from scratch: forms, pairs, weights and groups in one go, with the weights an installation begins with.

`KAWAL_BENCH_REGISTER` says how many people (1,000,000 by default). Nothing is learned and no database is needed: claims come from
the files of the made-up register, the truth beside them. Forms are made in a process for each core; memory is the most that all
processes held together.
"""

import os
import resource
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from pathlib import Path

import orjson
import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.linkage.filled import Register
from benchmarks.linkage_claims import found_by_a_clerk, quality, resolver
from benchmarks.measuring import Result, tell
from kawal.situation.linkage.rules.automatic import PROPOSED, passes
from kawal.situation.linkage.rules.forms import form_of
from kawal.situation.linkage.rules.grouping import Grouping, Traits, edge_of, group
from kawal.situation.linkage.rules.margin import unambiguous
from kawal.situation.linkage.rules.model import starting_model
from kawal_batch.linkage.claims.forms import columns_of
from kawal_batch.linkage.claims.relinking import edges_of_columns
from kawal_batch.linkage.claims.weighing import Weighed

LINES_AT_ONCE, AHEAD = 20_000, 4
TARGETS = {"seconds": 180, "peak_MB": 4096, "precision": 0.999, "recall": 0.84}

Numbered = tuple[int, list[bytes]]
_areas = resolver()


def forms_of(numbered: Numbered) -> pa.Table:
    """The forms of some lines of the register; in another process."""
    first, lines = numbered
    return columns_of(
        (n, form_of(orjson.loads(line)["subject"], _areas)) for n, line in enumerate(lines, first)
    )


def in_parts(path: Path) -> Iterator[Numbered]:
    first = 0
    with path.open("rb") as file:
        while lines := list(islice(file, LINES_AT_ONCE)):
            yield first, lines
            first += len(lines)


def made_side_by_side(parts: Iterable[Numbered], pool: ProcessPoolExecutor) -> Iterator[pa.Table]:
    """Tables in order, a few of them made ahead."""
    waiting: list[Future[pa.Table]] = []
    for part in parts:
        waiting.append(pool.submit(forms_of, part))
        if len(waiting) > AHEAD:
            yield waiting.pop(0).result()
    while waiting:
        yield waiting.pop(0).result()


class Watched:
    """The most memory all processes of this run held at one time, in MB: looked at ten times a second."""

    def __init__(self) -> None:
        self.most, self._over = 0, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> "Watched":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(0.1):
            self.most = max(self.most, sum(map(_held, [os.getpid(), *_children()])) // 1024)


def _children() -> list[int]:
    said = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text(encoding="ascii")
    return [int(pid) for pid in said.split()]


def _held(pid: int) -> int:
    """Own memory in kB; what it shares with its parent is counted there."""
    try:
        told = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    kinds = ("VmRSS:",) if pid == os.getpid() else ("RssAnon:",)
    return sum(int(line.split()[1]) for line in told.splitlines() if line.startswith(kinds))


def busy() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(it.ru_utime + it.ru_stime for it in used)


def link(path: Path) -> tuple[list[Weighed], Grouping, Result]:
    """Every pair that speaks for one person, the groups, and the seconds of each step."""
    kept: list[pa.Table] = []
    marks = [time.perf_counter()]

    def forms() -> Iterator[pa.Table]:
        with ProcessPoolExecutor(len(os.sched_getaffinity(0))) as pool:
            for some in made_side_by_side(in_parts(path), pool):
                kept.append(some.select(["claim_id", "sex", "nik", "born"]))
                yield some
        marks.append(time.perf_counter())

    found = list(edges_of_columns(forms(), starting_model(), 0.0))
    marks.append(time.perf_counter())
    weighed = unambiguous([edge_of(*it[:3], passes(it.weight, it.levels), it.levels) for it in found])
    made = group(weighed, traits=traits_of(kept, found))
    marks.append(time.perf_counter())
    names = ("forms_s", "pairs_s", "groups_s")
    return found, made, {name: round(b - a, 1) for name, a, b in zip(names, marks, marks[1:], strict=False)}


def traits_of(kept: list[pa.Table], found: list[Weighed]) -> dict[int, Traits]:
    """Of the claims that stand in a pair."""
    wanted = pa.array(sorted({claim for it in found for claim in (it.low, it.high)}), pa.int64())
    every = pa.concat_tables(kept)
    some = every.filter(pc.is_in(every["claim_id"], wanted)).to_pylist()
    return {it["claim_id"]: Traits(it["sex"] or "", it["nik"] or "", (it["born"] or "")[:4]) for it in some}


def measure(register: Register) -> Result:
    register.written()
    path = register.files / "registrations.ndjson"
    began, spent = time.perf_counter(), busy()
    with Watched() as watched:
        found, made, steps = link(path)
    seconds, cpu = time.perf_counter() - began, busy() - spent
    with path.open("rb") as file:
        truth = {n: register.truth[orjson.loads(line)["id"]][0] for n, line in enumerate(file)}
    asked = sum(it.weight >= PROPOSED and not passes(it.weight, it.levels) for it in found)
    return {
        "claims": len(truth),
        "seconds": round(seconds, 1),
        "cpu_seconds": round(cpu, 1),
        **steps,
        "peak_MB": watched.most,
        "pairs": len(found),
        "groups": len(made.groups),
        "proposals": asked + len(made.refused),
        **quality(made.groups, truth),
        "found_by_a_clerk_from_weight_2": found_by_a_clerk(found, truth),
        "targets": TARGETS,
    }


if __name__ == "__main__":
    tell(measure(Register()))
