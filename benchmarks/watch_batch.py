"""Signals of a whole nation from cold Parquet: compiled, beside DuckDB SQL and plain Python, in one run (W1, W4, W5).

A simulated country is encoded once, filled up with monthly words to forty events a person, and multiplied. The size is
set by KAWAL_WATCH_EVENTS (100,000,000 unless said). Peers work on a smaller part that the
result names. Every copy of a person must have the columns that the person has when read live.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.measuring import ROOT, Result, tell
from kawal.decisions.rules.columns import PICTURE
from kawal.decisions.rules.findings import rules_on
from kawal.decisions.rules.sql import sql
from kawal.foundation.moments import day_of, read_moment
from kawal.reference.context.reading import read_folder
from kawal.reference.context.tables import Context
from kawal.situation.signals import kinds, named, row
from kawal.situation.signals.answers import read
from kawal.situation.signals.columns import COLUMNS, TOLD
from kawal.situation.signals.reading import contact_clock, row_of
from kawal.situation.signals.steps import step
from kawal_batch.watch.compiled import Numbers, told_by
from kawal_batch.watch.encoded import (
    BORN,
    EVENT_SCHEMA,
    EVENTS,
    GROUP,
    PEOPLE,
    PEOPLE_SCHEMA,
    WORDS,
    Encoded,
    Person,
    write_events,
    write_group,
)
from kawal_batch.watch.pictures import write_pictures
from tests.batch.signal_country import simulated

WANTED = int(os.environ.get("KAWAL_WATCH_EVENTS", "100000000"))
BASE_PEOPLE, EVENTS_EACH = 5_000, 40
AS_OF = read_moment("2027-03-01T23:00:00+07:00")[0]
TODAY = day_of(AS_OF).toordinal()
DUCKDB_PART, PLAIN_PEOPLE = 20_000_000, 4_000
SQL = (Path(__file__).parent / "watch_batch.sql").read_text(encoding="utf-8")
TARGETS = {"seconds": 30, "peak_gib": 2, "differing_workers": 0, "bytes_a_worker": 250}


def main() -> None:
    if len(sys.argv) == 3:
        alone(Path(sys.argv[1]), Path(sys.argv[2]))
        return
    with TemporaryDirectory(dir=ROOT) as name:
        tell(measured(Path(name)))


def measured(folder: Path) -> Result:
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")  # compile here, and once
    people = simulated(folder / "country", BASE_PEOPLE, "watch")
    context = read_folder(folder / "country" / "context").context
    base = folder / "base"
    write_events(people, context, base, today=TODAY)
    rows = filled(base, len(people))
    copies = -(-WANTED // len(rows))
    multiplied = folder / "many"
    say(f"writing {copies * len(rows):,} events")
    multiply(base, multiplied, rows, copies)
    compile_seconds = seconds(lambda: warmed(base))
    say("compiled")
    took = in_a_process_of_its_own(multiplied, folder / "country" / "context")
    by_rules = ask_every_rule(multiplied)
    part = rows[: np.searchsorted(rows[:, 0], PLAIN_PEOPLE)].tolist()
    began = time.process_time()
    plainly = seconds(lambda: read_plainly(part, [[-1] * 4] * PLAIN_PEOPLE, (30, 0)))
    each = (time.process_time() - began) / len(part)
    quick = in_memory(multiplied)
    by_sql, sql_events = duckdb_seconds(multiplied)
    events = copies * len(rows)
    return {
        "benchmark": "watch_batch",
        "events": events,
        "workers": copies * len(people),
        "columns": len(TOLD),
        "parquet_gib": round((multiplied / EVENTS).stat().st_size / 1024**3, 2),
        "compiled": took
        | {"events_a_second": round(events / took["seconds"]), "compiling_once_seconds": compile_seconds},
        "every_rule_asked_of_everybody": by_rules,
        "in_memory_events_a_second_one_thread": quick,
        "times_as_fast_as_python": round(each * quick),
        "python": {
            "events": len(part),
            "seconds": plainly,
            "scaled_to_all": round(plainly * events / len(part)),
        },
        "duckdb": {
            "events": sql_events,
            "columns": 25,
            "seconds": by_sql,
            "scaled_to_all": round(by_sql * events / sql_events, 1),
        },
        "differing_workers": differing(people, context, folder, multiplied, rows),
        "bytes_a_worker": row.WIDTH * 4,
        "targets": TARGETS,
    }


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def seconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return round(time.perf_counter() - began, 2)


def filled(base: Path, people: int) -> Numbers:
    """Rows of person and event: those of the base, and monthly words until everybody has as many as wanted."""
    table = pq.read_table(base / EVENTS)
    rows = np.stack([table[name].to_numpy().astype(np.int32) for name in EVENT_SCHEMA.names], axis=1)
    starts = np.searchsorted(rows[:, 0], np.arange(people + 1))
    whole = []
    for person in range(people):
        own = rows[starts[person] : starts[person + 1]]
        more = np.zeros((max(EVENTS_EACH - len(own), 0), rows.shape[1]), np.int32)
        last = max(int(own[-1, 2]), TODAY - 30 * len(more))
        more[:, 0], more[:, 4:] = person, -1
        more[:, 1] = np.where(np.arange(len(more)) % 3 == 2, kinds.REMITTED, kinds.CHECKED_IN)
        more[:, 2] = last + 30 * np.arange(len(more))
        more[:, 3] = 2  # a contact that counts
        whole.append(np.concatenate((own, more)))
    return np.concatenate(whole)


def multiply(base: Path, folder: Path, rows: Numbers, copies: int) -> None:
    folder.mkdir()
    people = pq.read_table(base / PEOPLE)
    each = max(GROUP // len(rows), 1)
    with pq.ParquetWriter(folder / EVENTS, EVENT_SCHEMA, compression="lz4", use_dictionary=False) as writer:
        for first in range(0, copies, each):
            block = np.concatenate(
                [_shifted(rows, (first + n) * len(people)) for n in range(min(each, copies - first))]
            )
            write_group(writer, block)
    numbers = pa.array(range(len(people) * copies)).cast(pa.string())
    born = [np.tile(people[name].to_numpy(), copies) for name in BORN]
    pq.write_table(pa.table([numbers, *born], PEOPLE_SCHEMA), folder / PEOPLE)
    (folder / WORDS).write_bytes((base / WORDS).read_bytes())
    for path in folder.iterdir():
        make_cold(path)


def _shifted(rows: Numbers, by: int) -> Numbers:
    moved = rows.copy()
    moved[:, 0] += by
    return moved


def make_cold(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def warmed(base: Path) -> None:
    _, block = Encoded(base).read(0)
    told_by(block, today=TODAY, clock=(30, 0))


def in_a_process_of_its_own(folder: Path, context: Path) -> Result:
    """Seconds from cold files to everybody's columns written, start of the process included, and the most memory it held."""
    for path in folder.iterdir():
        make_cold(path)
    command = [sys.executable, "-m", "benchmarks.watch_batch", str(folder), str(context)]
    began = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"the run alone ended with {process.returncode}")
    return {
        "seconds": round(time.perf_counter() - began, 2),
        "cpu_seconds": round(used.ru_utime + used.ru_stime, 2),
        "peak_gib": round(used.ru_maxrss / 1024**2, 2),
    }


def alone(folder: Path, context: Path) -> None:
    write_pictures(folder, folder / "pictures.parquet", read_folder(context).context, today=TODAY)


def ask_every_rule(folder: Path) -> Result:
    """Every rule of the catalogue asked of everybody's columns, in one statement. What only the picture tells is unknown here."""
    types = {
        "text": "varchar",
        "number": "integer",
        "moment": "timestamptz",
        "day": "date",
        "words": "varchar[]",
    }
    unknown = [f"null::{types[kind]} as {name}" for name, kind in PICTURE.items()]
    asked = [
        f"'{AS_OF.isoformat()}'::timestamptz as as_of",
        f"'{day_of(AS_OF).isoformat()}'::date as as_of_day",
    ]
    rules = rules_on(AS_OF)
    counted = ", ".join(f"count(*) filter (where {sql(rule.when, 'duckdb')})" for rule in rules)
    source = f"(select *, {', '.join(unknown + asked)} from read_parquet('{folder / 'pictures.parquet'}'))"
    with duckdb.connect() as connection:
        connection.execute("set threads = 2")
        took = seconds(lambda: connection.execute(f"select {counted} from {source}").fetchall())
    return {"rules": len(rules), "seconds": took}


def in_memory(folder: Path) -> int:
    """Events a second of processor time, all columns read out, the best of three."""
    _, block = Encoded(folder).read(0)
    best = float("inf")
    for _ in range(3):
        began = time.thread_time()
        told_by(block, today=TODAY, clock=(30, 0))
        best = min(best, time.thread_time() - began)
    return round(len(block.events[0]) / best)


def read_plainly(rows: list[list[int]], born: list[list[int]], clock: tuple[int, int]) -> list[list[int]]:
    """Everybody's columns by the same source as Python takes it, on lists. ``rows`` are of whole people from the first on."""
    found = []
    state, person = row.new_row(), rows[0][0]
    for owner, *event in [*rows, [-1, *rows[0][1:]]]:
        if owner != person:
            out = [0] * named.WIDTH
            read(state, born[person], TODAY, *clock, out)
            found.append(out)
            state, person = row.new_row(), owner
        step(state, *event)
    return found


def duckdb_seconds(folder: Path) -> tuple[float, int]:
    """Twenty-five of the columns as SQL over the same events, without the cutting into journeys."""
    names = {name: value for name, value in vars(kinds).items() if isinstance(value, int)}
    with duckdb.connect() as connection:
        connection.execute("set threads = 2")
        total = pq.ParquetFile(folder / EVENTS).metadata.num_rows
        part = min(total, DUCKDB_PART)
        source = f"read_parquet('{folder / EVENTS}', file_row_number = true)"
        events = f"(select *, file_row_number as n from {source} where file_row_number < {part})"
        return seconds(lambda: connection.execute(SQL.format(events=events, **names))), part


def differing(people: list[Person], context: Context, folder: Path, many: Path, rows: Numbers) -> int:
    """Workers whose columns are not those read live: the country itself, then every copy against the compiled base."""
    write_pictures(folder / "base", folder / "base.parquet", context, today=TODAY)
    batch = pq.read_table(folder / "base.parquet").to_pylist()
    wrong = sum(
        any(found[name] != value for name, value in row_of(it.facts, it.births, context, {}, AS_OF).items())
        for it, found in zip(people, batch, strict=True)
    )
    say(f"{wrong} of {len(people)} differ live")
    return wrong + _differing_copies(many, rows, len(people), contact_clock(context, TODAY))


def _differing_copies(many: Path, rows: Numbers, people: int, clock: tuple[int, int]) -> int:
    """Of all copies, those that are not as the first one, and of the first one those that plain Python reads otherwise."""
    _, block = Encoded(many).read(0)
    once = told_by(block, today=TODAY, clock=clock)[:, :people]
    plainly = np.array(read_plainly(rows.tolist(), block.born[:people].tolist(), clock)).T
    wrong = int((once != plainly).any(axis=0).sum())
    with pq.ParquetFile(many / "pictures.parquet") as file:
        first = file.read_row_group(0).slice(0, people)
        for number in range(file.num_row_groups):
            group = file.read_row_group(number)
            for at in range(0, len(group), people):
                wrong += _unlike(group.slice(at, people), first)
    return wrong


def _unlike(some: pa.Table, first: pa.Table) -> int:
    unlike = np.zeros(len(first), bool)
    for name in COLUMNS:
        one, other = (it[name].combine_chunks() for it in (some, first))
        same = pc.equal(_plain(one), _plain(other)).fill_null(False)
        both = pc.and_(pc.is_null(one), pc.is_null(other))
        unlike |= ~pc.or_(same, both).to_numpy(zero_copy_only=False)
    return int(unlike.sum())


def _plain(column: pa.Array) -> pa.Array:
    return column.dictionary_decode() if pa.types.is_dictionary(column.type) else column


if __name__ == "__main__":
    main()
