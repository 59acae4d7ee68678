"""Reading a simulated country back: for tests, benchmarks and whoever compares with the truth."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

Fact = dict[str, Any]


def facts_in(folder: Path) -> Iterator[Fact]:
    """Every line of every agency's file, file by file; values of CSV files are texts."""
    for path in sorted(folder.glob("*.ndjson")):
        with path.open("rb") as file:
            yield from map(orjson.loads, file)
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as rows:
            yield from map(nested, csv.DictReader(rows))


def truth_in(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """The lines of one truth file: people, claims, trafficking, knowable or rings."""
    with (folder / "truth" / f"{name}.ndjson").open("rb") as file:
        yield from map(orjson.loads, file)


def nested(row: dict[str, str]) -> Fact:
    """A row with dotted columns as the fact it says; `data` is there even when empty."""
    fact: Fact = {}
    for column, value in row.items():
        if value == "":
            continue
        *parents, last = column.split(".")
        place = fact
        for parent in parents:
            place = place.setdefault(parent, {})
        place[last] = value.split(";") if last in LISTS else value
    fact.setdefault("data", {})
    return fact


LISTS = frozenset({"phones", "aliases", "problems", "indicators", "reasons", "act", "means", "purpose"})
