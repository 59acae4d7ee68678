"""A register in an instance of its own, with its index of linkage: written once, filled once, kept for the next run.

`KAWAL_BENCH_REGISTER` says how many people (1,000,000 by default), `KAWAL_BENCH_SEED` which ones. Claims and whose they are stand in
the instance as the truth has it; forms, keys and vocabulary are made from them by the product's own filling. Texts that the
search of people reads are left out of `standing`: no look-up of linkage reads them.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from benchmarks.measuring import ROOT, Result, open_instance

PEOPLE = int(os.environ.get("KAWAL_BENCH_REGISTER", "1000000"))
SEED = os.environ.get("KAWAL_BENCH_SEED", "bench")
CLAIMS, STRANGERS = 10_000, 4_000  # a level, at most; strangers are in no register
CLAIM = "claim (claim_id, source_id, digest, subject, first_recorded_at)"
STANDING = "standing (claim_id, person_id, source_id, source_key, held, name, name_key, words, birth, area)"
NOW = "2026-11-01T00:00:00+07:00"


class Arriving(NamedTuple):
    """A claim that somebody sends: the person it is truly about, whether the register knows her, how damaged it is."""

    subject: dict[str, Any]
    person: int
    known: bool
    level: str


@dataclass(frozen=True)
class Register:
    """One register on disk, its files and the instance filled with it.

    :ivar dossiers: one to five damaged claims a person, many of them relatives; else a register of clean registrations.
    """

    people: int = PEOPLE
    dossiers: bool = False

    @property
    def folder(self) -> Path:
        kind = f"{'dossiers' if self.dossiers else 'register'}-{self.people}"
        return ROOT / f".kawal-bench-{kind}{'' if SEED == 'bench' else f'-{SEED}'}"

    @property
    def files(self) -> Path:
        return self.folder / "files"

    @property
    def note(self) -> Path:
        return self.folder / "filled.json"

    def opened(self) -> Result:
        """Django in this process on the filled instance; what filling it took, when it was filled."""
        self.written()
        os.environ["KAWAL_DATA"] = str(self.folder / "instance")
        open_instance()
        if not self.note.exists():
            self.note.write_text(json.dumps(fill(self)), encoding="utf-8")
        found: Result = json.loads(self.note.read_text(encoding="utf-8"))
        return found

    def written(self) -> None:
        """See to it that its files stand there."""
        if not (self.files / "truth.ndjson").exists():
            self._write()

    def _write(self) -> None:
        asked = {
            "--people": self.people,
            "--seed": SEED,
            "--claims": min(CLAIMS, self.people),
            "--strangers": min(STRANGERS, self.people),
            "--out": self.files,
        }
        words = [str(word) for pair in asked.items() for word in pair]
        words += ["--dossiers", "--relatives", "0.18"] if self.dossiers else []
        module = [sys.executable, "-m", "kawal_simulation.registry_files"]
        subprocess.run([*module, *words], check=True, stdout=sys.stderr, cwd=ROOT)

    def held(self) -> Iterator[tuple[bytes, int]]:
        """Every subject of the register as JSON, and the person it is about."""
        name = "dossiers" if self.dossiers else "registrations"
        for fact in self._facts(name):
            yield orjson.dumps(fact["subject"]), self.truth[fact["id"]][0]

    def arriving(self, level: str) -> list[Arriving]:
        """Every damaged claim of a level, known people and strangers, in an order that says nothing."""
        return [
            Arriving(fact["subject"], *self.truth[fact["id"]], level)
            for fact in self._facts(f"claims-{level}")
        ]

    @cached_property
    def truth(self) -> dict[str, tuple[int, bool]]:
        with (self.files / "truth.ndjson").open("rb") as file:
            said = map(orjson.loads, file)
            return {it["id"]: (int(it["person"].removeprefix("P")) + 1, it["known"]) for it in said}

    def _facts(self, name: str) -> Iterator[dict[str, Any]]:
        with (self.files / f"{name}.ndjson").open("rb") as file:
            yield from map(orjson.loads, file)


def fill(register: Register) -> Result:
    """Claims as the truth has them, then their index by the product; the seconds of both."""
    began = time.perf_counter()
    claims = _write_claims(register.held())
    written = time.perf_counter()
    _index()
    indexed = time.perf_counter()
    return {
        "claims": claims,
        "claims_s": round(written - began, 1),
        "index_s": round(indexed - written, 1),
        **sizes(),
    }


def _write_claims(held: Iterable[tuple[bytes, int]]) -> int:
    from django.db import connections

    owner = connections["owner"]
    owner.ensure_connection()
    source, total = iter(held), 0
    with owner.connection.transaction(), owner.connection.cursor() as cursor:
        cursor.execute("insert into source (code) values ('register') on conflict do nothing")
        while some := list(islice(source, 20_000)):
            numbered = list(enumerate(some, total + 1))
            _copy(cursor, CLAIM, ((n, 1, b"%d" % n, subject.decode(), NOW) for n, (subject, _) in numbered))
            _copy(cursor, STANDING, (_standing(n, person) for n, (_, person) in numbered))
            total += len(some)
        cursor.execute("select setval(pg_get_serial_sequence('claim', 'claim_id'), %s)", (total,))
    with owner.connection.cursor() as cursor:
        cursor.execute("analyze claim, standing")
    return total


def _standing(claim: int, person: int) -> tuple[object, ...]:
    return (claim, person, 1, "a:register", True, "", "", "{}", "", "")


def _copy(cursor: Any, into: str, rows: Iterable[tuple[object, ...]]) -> None:
    with cursor.copy(f"copy {into} from stdin") as stream:
        for row in rows:
            stream.write_row(row)


def _index() -> None:
    from kawal import relinking
    from kawal.doors.commands import lanes

    lanes.side_by_side(relinking.index, relinking.spans(), glance=lambda: None)
    as_owner("vacuum (analyze) claim_form, posting, word, near_word, standing")


def as_owner(statement: str) -> list[tuple[Any, ...]]:
    """One statement of the owner of the tables, on its own."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall()) if cursor.description else []


def sizes() -> Result:
    """How many postings and words there are, and the room tables and indexes take."""
    [(postings, words)] = as_owner("select (select count(*) from posting), (select count(*) from word)")
    tables = "('claim_form', 'posting', 'word', 'near_word')"
    room = as_owner(
        f"select relname, pg_total_relation_size(oid) / 1048576 from pg_class where relname in {tables}"
    )
    return {"postings": postings, "words": words, "MB": {name: int(size) for name, size in sorted(room)}}
