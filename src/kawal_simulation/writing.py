"""Files written in bounded memory: sorted runs a block, merged file by file."""

from __future__ import annotations

import csv
import heapq
import io
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import orjson

RUNS = ".runs"
OPEN_FILES = 300


def write_run(folder: Path, source: str, block: int, lines: list[bytes]) -> None:
    """One block's lines of one source; each begins with its sort key and a tab."""
    target = folder / RUNS / source
    target.mkdir(parents=True, exist_ok=True)
    (target / f"{block:06d}").write_bytes(b"".join(sorted(lines)))


def merged(folder: Path, source: str) -> Iterator[bytes]:
    """The JSON of every line of a source, in the order of sending."""
    runs = sorted((folder / RUNS / source).iterdir())
    while len(runs) > OPEN_FILES:
        runs = [_one_run(runs[at : at + OPEN_FILES]) for at in range(0, len(runs), OPEN_FILES)]
    for line in _in_order(runs):
        yield line.partition(b"\t")[2]


def _in_order(runs: list[Path]) -> Iterator[bytes]:
    with ExitStack() as stack:
        yield from heapq.merge(*(stack.enter_context(run.open("rb")) for run in runs))


def _one_run(runs: list[Path]) -> Path:
    """Several runs as one, in place of the first; millions of people make more than may be open."""
    if len(runs) == 1:
        return runs[0]
    target = runs[0].with_suffix(".merged")
    with target.open("wb", buffering=1 << 20) as file:
        file.writelines(_in_order(runs))
    for run in runs:
        run.unlink()
    return target


def write_ndjson(target: Path, lines: Iterable[bytes]) -> int:
    """Number of lines written."""
    count = 0
    with target.open("wb", buffering=1 << 20) as file:
        for line in lines:
            file.write(line)
            count += 1
    return count


def flat(value: dict[str, Any], before: str = "") -> dict[str, str]:
    """Columns named by dots, lists joined by semicolons."""
    row: dict[str, str] = {}
    for key, item in value.items():
        if isinstance(item, dict):
            row |= flat(item, f"{before}{key}.")
        elif isinstance(item, list):
            row[before + key] = ";".join(map(str, item))
        elif isinstance(item, bool):
            row[before + key] = "true" if item else "false"
        elif item is not None:
            row[before + key] = str(item)
    return row


def write_csv(target: Path, folder: Path, source: str) -> int:
    """Two readings of the runs: the columns first, then the rows."""
    columns: dict[str, None] = {}
    for line in merged(folder, source):
        columns |= dict.fromkeys(flat(orjson.loads(line)))
    count = 0
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, sorted(columns, key=_column_order), lineterminator="\n")
        writer.writeheader()
        for line in merged(folder, source):
            writer.writerow(flat(orjson.loads(line)))
            count += 1
    return count


def _column_order(column: str) -> tuple[int, str]:
    groups = (
        "id",
        "source",
        "kind",
        "occurred_at",
        "subject",
        "place",
        "basis",
        "data",
        "sent_at",
        "corrects",
    )
    return groups.index(column.partition(".")[0]), column


def table(target: Path, header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    target.write_text(text.getvalue(), encoding="utf-8")
