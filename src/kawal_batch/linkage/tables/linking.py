"""Link the rows of one table with each other, or of two tables with one another: from files to clusters."""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from kawal.situation.linkage.rules.grouping import Edge, group
from kawal_batch.linkage.opened import opened
from kawal_batch.linkage.tables import candidates
from kawal_batch.linkage.tables.learning import Learned, learn
from kawal_batch.linkage.tables.reading import Refused, load
from kawal_batch.linkage.tables.schema import Schema
from kawal_batch.linkage.tables.weighing import compare_all, weigh

ONE_EACH = 0.02  # of the linked rows may have a second partner before two files are taken to hold people more than once
SURE = 8.0
JOINED_FROM = 0.0

Say = Callable[[str, int, int], None]  # what is being done, how far, of how much


@dataclass(frozen=True, slots=True)
class Linked:
    """What came of it: for every row its id and the number of its cluster, in the order of the files.

    :ivar first_file: how many rows the first file has.
    :ivar pairs: row, row, weight of every pair that was worth keeping.
    """

    ids: list[str]
    clusters: list[int]
    first_file: int
    pairs: list[tuple[int, int, float]]
    compared: int
    refused: Refused
    learned: Learned
    prior: float


def link(paths: Sequence[Path], schema: Schema, say: Say = lambda step, done, total: None) -> Linked:
    """Link one or two files. The same files give the same result.

    :raises UnreadableTable: a file cannot be linked.
    """
    with opened() as con:
        return _link(con, paths, schema, say)


def _link(con: Any, paths: Sequence[Path], schema: Schema, say: Say) -> Linked:
    refused, two_files = Refused(), len(paths) == 2
    say("Reading", 0, 0)
    ids = load(con, paths, schema, refused)
    candidates.find(con, schema, two_files, partial(say, "Finding candidates"))
    compare_all(con, schema, partial(say, "Comparing"))
    say("Learning weights", 0, 0)
    learned = learn(con, schema, two_files=two_files)
    prior = weigh(con, schema, learned, two_files=two_files)
    pairs = con.execute("select a, b, weight from weighed order by a, b").fetchall()
    compared = con.execute("select count(*) from pairs").fetchall()[0][0]
    say("Grouping", 0, 0)
    clusters = _clusters(len(ids), pairs, prior, two_files)
    first_file = con.execute("select count(*) from rows where file = 0").fetchall()[0][0]
    return Linked(ids, clusters, first_file, pairs, compared, refused, learned, prior)


def _clusters(rows: int, pairs: Sequence[tuple[int, int, float]], prior: float, two_files: bool) -> list[int]:
    """Numbers of clusters, in the order of their first row.

    The heaviest pair of two groups has to make up for how rare a match is; once it has, the others need only speak for it.
    """
    if two_files and _one_each(pairs):
        groups: Sequence[Sequence[int]] = _partners(pairs)
    else:
        edges = (Edge(a, b, weight - prior, weight >= JOINED_FROM) for a, b, weight in pairs)
        groups = group(edges, strict=True).groups
    first = {row: it[0] for it in groups for row in it}
    numbers: dict[int, int] = {}
    return [numbers.setdefault(first.get(row, row), len(numbers)) for row in range(rows)]


def _one_each(pairs: Sequence[tuple[int, int, float]]) -> bool:
    """Hardly a row has two sure partners in the other file: so each file holds a person once."""
    partners: dict[int, int] = {}
    for a, b, weight in pairs:
        if weight >= SURE:
            partners[a] = partners.get(a, 0) + 1
            partners[b] = partners.get(b, 0) + 1
    return sum(n > 1 for n in partners.values()) <= ONE_EACH * len(partners)


def _partners(pairs: Sequence[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Heaviest first, each row once."""
    taken: set[int] = set()
    found = []
    for a, b, weight in sorted(pairs, key=lambda it: (-it[2], it[0], it[1])):
        if weight < JOINED_FROM:
            break
        if a not in taken and b not in taken:
            taken |= {a, b}
            found.append((a, b))
    return found


def write_clusters(linked: Linked, out: Path, paths: Sequence[Path]) -> None:
    """A line for each row. Where both files use one id, a third column says which file is meant."""
    ambiguous = len(set(linked.ids)) < len(linked.ids)
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("row_id", "cluster_id", "file") if ambiguous else ("row_id", "cluster_id"))
        for n, (row, cluster) in enumerate(zip(linked.ids, linked.clusters, strict=True)):
            writer.writerow(
                (row, cluster, paths[n >= linked.first_file].name) if ambiguous else (row, cluster)
            )


def write_pairs(linked: Linked, out: Path) -> None:
    """Every pair that was worth weighing, heaviest first; 0 is even, +10 a thousand to one."""
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("row_id_1", "row_id_2", "weight"))
        for a, b, weight in sorted(linked.pairs, key=lambda it: (-it[2], it[0], it[1])):
            writer.writerow((linked.ids[a], linked.ids[b], f"{weight:.4f}"))
