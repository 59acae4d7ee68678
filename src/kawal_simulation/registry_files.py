"""The register and the damaged claims as files, with the truth beside them.

`python -m kawal_simulation.registry_files --people 1000000 --out DIR`: block by block in several processes, in bounded
memory, the same bytes for the same seed and options. Every line is a fact of the contract, so that it can be taken in or
read for its `subject` alone.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from kawal_simulation import population, registry
from kawal_simulation.days import window_of
from kawal_simulation.people import Persona
from kawal_simulation.registry import Row
from kawal_simulation.settings import (
    DEFAULT_FROM,
    DEFAULT_MONTHS,
    RELATIVE_SHARE,
    Settings,
)

PARTS = ".parts"
SOURCE, WRITTEN_ON = "register", "2026-10-31"
Lines = dict[str, list[bytes]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to write of one country: its register or dossiers, and claims a level about known people and strangers."""

    settings: Settings
    dossiers: bool = False
    claims: int = 0
    strangers: int = 0

    @property
    def everybody(self) -> Settings:
        return registry.with_strangers(self.settings, self.strangers) if self.strangers else self.settings

    def is_claimed(self, index: int) -> bool:
        """People about whom damaged claims are written: evenly spread."""
        people = self.settings.people
        return index < people and (index + 1) * self.claims // people > index * self.claims // people


def write(wanted: Wanted, folder: Path, *, processes: int = 2) -> dict[str, int]:
    """Write the files into `folder`, replacing an earlier run's; lines by file."""
    parts = folder / PARTS
    shutil.rmtree(parts, ignore_errors=True)
    parts.mkdir(parents=True)
    blocks = range(wanted.everybody.blocks)
    with ProcessPoolExecutor(max_workers=processes) as pool:
        jobs = [pool.submit(write_block, wanted, parts, number) for number in blocks]
        counted = [job.result() for job in jobs]
    counts = {name: sum(one.get(name, 0) for one in counted) for name in names_of(wanted)}
    for name in counts:
        with (folder / f"{name}.ndjson").open("wb") as target:
            for number in blocks:
                target.write((parts / f"{name}-{number:06d}").read_bytes())
    shutil.rmtree(parts)
    return counts


def names_of(wanted: Wanted) -> tuple[str, ...]:
    first = "dossiers" if wanted.dossiers else "registrations"
    levels = [f"claims-{level}" for level in registry.LEVELS] if wanted.claims or wanted.strangers else []
    return (first, *levels, "truth")


def write_block(wanted: Wanted, parts: Path, number: int) -> dict[str, int]:
    """The lines of one block, each file's in the order of the claims' numbers."""
    lines: Lines = {name: [] for name in names_of(wanted)}
    settings = wanted.settings if number < wanted.settings.blocks else wanted.everybody
    for it in population.block_of(settings, number).people:
        for name, row, known in _rows(wanted, it):
            lines[name].append(_fact(row))
            lines["truth"].append(_truth(name, row, known=known))
    for name, own in lines.items():
        (parts / f"{name}-{number:06d}").write_bytes(b"".join(sorted(own)))
    return {name: len(own) for name, own in lines.items()}


def _rows(wanted: Wanted, it: Persona) -> Iterator[tuple[str, Row, bool]]:
    """Every claim about one person: the file it goes to, and whether the register knows the person."""
    known = it.index < wanted.settings.people
    if known:
        write_all = registry.dossier if wanted.dossiers else registry.registered
        for row in write_all(wanted.settings, it):
            yield names_of(wanted)[0], row, True
    if wanted.is_claimed(it.index) or not known:
        for level in registry.LEVELS:
            yield f"claims-{level}", registry.damaged(wanted.settings, it, level), known


def _id(row: Row) -> str:
    return f"REG-{row.number:010d}"


def _fact(row: Row) -> bytes:
    fact = {
        "id": _id(row),
        "source": SOURCE,
        "kind": "registered",
        "occurred_at": WRITTEN_ON,
        "subject": row.subject,
        "data": {},
    }
    return orjson.dumps(fact) + b"\n"


def _truth(name: str, row: Row, *, known: bool) -> bytes:
    said: dict[str, Any] = {
        "id": _id(row),
        "file": name,
        "person": row.person,
        "known": known,
        "level": row.level,
        "relation": dict(zip(("kind", "person"), row.relation, strict=True)) if row.relation else None,
    }
    return orjson.dumps(said) + b"\n"


def wanted_of(argv: list[str] | None) -> tuple[Wanted, Path, int]:
    parser = argparse.ArgumentParser(
        prog="python -m kawal_simulation.registry_files",
        description="A register of people, damaged claims about them, and the truth.",
    )
    parser.add_argument("--people", type=int, required=True, metavar="N")
    parser.add_argument("--seed", default="1", metavar="S")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--relatives", type=float, default=RELATIVE_SHARE, metavar="SHARE")
    parser.add_argument(
        "--dossiers", action="store_true", help="one to five damaged claims a person, no register"
    )
    parser.add_argument(
        "--claims", type=int, default=0, metavar="N", help="claims a level about people registered"
    )
    parser.add_argument("--strangers", type=int, default=0, metavar="N", help="claims a level about others")
    parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1), metavar="K")
    args = parser.parse_args(argv)
    if (
        args.people < 1
        or not 0 <= args.claims <= args.people
        or args.strangers < 0
        or not 0 <= args.relatives <= 1
    ):
        parser.error(
            "--people is positive, --claims at most that, --strangers not negative, --relatives a share"
        )
    window = window_of(DEFAULT_FROM, DEFAULT_MONTHS, None)
    settings = Settings(args.people, str(args.seed), window, relatives=args.relatives)
    return Wanted(settings, args.dossiers, args.claims, args.strangers), args.out, args.processes


def main(argv: list[str] | None = None) -> int:
    """Lines by file and the seconds, as JSON."""
    wanted, folder, processes = wanted_of(argv)
    began = time.perf_counter()
    counts = write(wanted, folder, processes=processes)
    print(json.dumps(counts | {"seconds": round(time.perf_counter() - began, 2)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
