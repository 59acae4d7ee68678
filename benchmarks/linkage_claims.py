"""Linking many claims from scratch: forms, pairs, weights, the automatic rule and groups, beside the truth of the made-up register.

`python -m benchmarks.linkage_claims [CLAIMS]`; 100,000 by default, 18 % of the people relatives, `KAWAL_BENCH_SEED` says which
ones. Once with the model an installation begins with, and once with weights learned from the same claims without labels.
"""

import csv
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from benchmarks.measuring import ROOT, Result, tell
from kawal.foundation.names import name_sort
from kawal.situation.linkage.rules.automatic import PROPOSED, passes
from kawal.situation.linkage.rules.comparing import FIELDS
from kawal.situation.linkage.rules.forms import Form, form_of
from kawal.situation.linkage.rules.grouping import edge_of, group, traits_of
from kawal.situation.linkage.rules.margin import unambiguous
from kawal.situation.linkage.rules.model import Model, starting_model
from kawal_batch.linkage.claims.relinking import edges
from kawal_batch.linkage.claims.training import train
from kawal_batch.linkage.claims.weighing import Weighed

CLAIMS_A_PERSON = 1.08  # as the register doubles its people
LEAST = 0.0
RELATIVES, SEED = "0.18", os.environ.get("KAWAL_BENCH_SEED", "bench")
AREAS = ROOT / "src/kawal/reference/data/areas.csv.gz"
TARGETS = {"precision": 0.999, "recall": 0.84}

Claims = list[tuple[int, Form]]
Person = str | int


def resolver() -> Callable[[str], Iterable[str]]:
    """Codes of regencies and provinces by name; a twin name without its kind has two."""
    codes = defaultdict[str, list[str]](list)
    with gzip.open(AREAS, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["code"].count(".") <= 1 and not row["valid_to"]:
                name = name_sort(row["name"])
                codes[name].append(row["code"])
                codes[name.removeprefix("kota ")].append(row["code"])
    return lambda text: codes.get(name_sort(text).removeprefix("kabupaten ").removeprefix("kab "), ())


def write_register(people: int, out: Path) -> None:
    module = [sys.executable, "-m", "kawal_simulation.registry_files"]
    size = [
        "--people",
        str(people),
        "--claims",
        "10",
        "--strangers",
        "10",
        "--processes",
        "2",
        "--relatives",
        RELATIVES,
        "--seed",
        SEED,
    ]
    subprocess.run([*module, *size, "--out", str(out)], check=True, stdout=sys.stderr, cwd=ROOT)


def read_register(folder: Path) -> tuple[Claims, dict[int, str]]:
    """Claims in their normal form, and the person of each."""
    areas = resolver()
    with (folder / "registrations.ndjson").open(encoding="utf-8") as file:
        facts = [json.loads(line) for line in file]
    with (folder / "truth.ndjson").open(encoding="utf-8") as file:
        truth = {it["id"]: it["person"] for it in map(json.loads, file)}
    claims = [(n, form_of(fact["subject"], areas)) for n, fact in enumerate(facts)]
    return claims, {n: truth[fact["id"]] for n, fact in enumerate(facts)}


def linked(claims: Claims, truth: dict[int, str], model: Model) -> Result:
    began, spent = time.perf_counter(), time.process_time()
    found = list(edges(claims, model, LEAST))
    weighed_after = time.perf_counter() - began
    forms = dict(claims)
    traits = {claim: traits_of(form) for claim, form in forms.items()}
    made = group(
        unambiguous([edge_of(*it[:3], passes(it.weight, it.levels), it.levels) for it in found]),
        traits=traits,
    )
    seconds = time.perf_counter() - began
    asked = [it for it in found if it.weight >= PROPOSED and not passes(it.weight, it.levels)]
    return {
        "model": model.version,
        "prior": round(model.prior, 1),
        "seconds": round(seconds, 1),
        "cpu_seconds": round(time.process_time() - spent, 1),
        "of_these_grouping": round(seconds - weighed_after, 1),
        "edges": len(found),
        **quality(made.groups, truth),
        "found_by_a_clerk_from_weight_2": found_by_a_clerk(found, truth),
        "proposals": len(asked) + len(made.refused),
        "proposals_that_are_one_person": round(share_right(asked, truth), 3),
    }


def quality(groups: Iterable[tuple[int, ...]], truth: Mapping[int, Person]) -> Result:
    mine = Counter[str]()
    for it in groups:
        inside = Counter[Person](truth[claim] for claim in it)
        mine["joined"] += len(it) * (len(it) - 1) // 2
        mine["right"] += sum(n * (n - 1) // 2 for n in inside.values())
    return {
        "pairs_joined": mine["joined"],
        "wrong": mine["joined"] - mine["right"],
        "precision": round(mine["right"] / max(1, mine["joined"]), 5),
        "recall": round(mine["right"] / true_pairs(truth), 4),
    }


def true_pairs(truth: Mapping[int, Person]) -> int:
    return sum(n * (n - 1) // 2 for n in Counter(truth.values()).values())


def found_by_a_clerk(found: Iterable[Weighed], truth: Mapping[int, Person]) -> float:
    """The share of all true pairs that an officer would be shown, or a machine join."""
    right = sum(it.weight >= PROPOSED and truth[it.low] == truth[it.high] for it in found)
    return round(right / true_pairs(truth), 4)


def share_right(found: list[Weighed], truth: dict[int, str]) -> float:
    return sum(truth[it.low] == truth[it.high] for it in found) / max(1, len(found))


def measure(claims: int) -> Result:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_register(round(claims / CLAIMS_A_PERSON), folder)
        began = time.perf_counter()
        read, truth = read_register(folder)
        forms_seconds = time.perf_counter() - began
    began = time.perf_counter()
    trained = train(read, starting_model(), "bench").model
    training_seconds = time.perf_counter() - began
    return {
        "claims": len(read),
        "true_pairs": true_pairs(truth),
        "forms_seconds": round(forms_seconds, 1),
        "training_seconds": round(training_seconds, 1),
        "begun_with": linked(read, truth, starting_model()),
        "learned": linked(read, truth, trained),
        "learned_bits": {
            field: {level.code: round(level.bits, 1) for level in trained.fields[field]} for field in FIELDS
        },
        "peak_MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "targets": TARGETS,
    }


if __name__ == "__main__":
    tell(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
