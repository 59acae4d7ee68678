"""A nation's facts as encoded events in a folder of Parquet: made once, read as often as a window or a table changes nothing.

`events.parquet` has a row an event, sorted by person and by the order of facts; a row group holds whole people. `people.parquet`
has a row a person, by number: the subject's key and births in four numbers. `words.json` spells the codes of border posts.
"""

import json
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from kawal.reference.context.tables import Context
from kawal.situation.picture.shapes import PictureFact
from kawal.situation.signals.births import read_births
from kawal.situation.signals.codes import NONE
from kawal.situation.signals.events import events_of, words_of
from kawal.situation.signals.kinds import NOTHING, Event
from kawal_batch.watch.compiled import EVENT, Block, Numbers

GROUP: Final = 1_000_000  # events
EVENTS, PEOPLE, WORDS = "events.parquet", "people.parquet", "words.json"
BORN: Final = ("born_first", "born_last", "born_apart", "born_apart_meant")
_NOTHING: Final[Event] = (NOTHING, 1, 0, NONE, NONE, NONE, NONE)  # so that whoever has no event has a row
EVENT_SCHEMA: Final = pa.schema(
    [("person", pa.int32()), ("kind", pa.int8()), *((name, pa.int32()) for name in EVENT[1:])]
)
PEOPLE_SCHEMA: Final = pa.schema([("subject", pa.string()), *((name, pa.int32()) for name in BORN)])


class Person(NamedTuple):
    """:ivar births: as the claims tell them, one a claim."""

    subject: str
    facts: Iterable[PictureFact]
    births: Iterable[str]


def write_events(people: Iterable[Person], context: Context, folder: Path, *, today: int) -> int:
    """Encode everybody. ``today`` is the last day whose facts count, as an ordinal. Answers the number of events."""
    folder.mkdir(parents=True, exist_ok=True)
    words: dict[int, str] = {}
    keys: list[str] = []
    born: list[tuple[int, ...]] = []
    written = 0
    with pq.ParquetWriter(folder / EVENTS, EVENT_SCHEMA, compression="lz4", use_dictionary=False) as writer:
        rows: list[tuple[int, ...]] = []
        for number, person in enumerate(people):
            facts = list(person.facts)
            words |= words_of(facts)
            keys.append(person.subject)
            born.append(read_births(person.births, today=today))
            taken = events_of(facts, context, until=today)
            events = list(chain.from_iterable(it.events for it in taken)) or [_NOTHING]
            rows += [(number, *event) for event in events]
            if len(rows) >= GROUP:
                written += write_group(writer, np.array(rows, np.int32))
                rows = []
        if rows:
            written += write_group(writer, np.array(rows, np.int32))
    columns = np.array(born, np.int32).reshape(-1, len(BORN))
    table = pa.table([pa.array(keys, pa.string()), *(columns[:, n] for n in range(len(BORN)))], PEOPLE_SCHEMA)
    pq.write_table(table, folder / PEOPLE)
    (folder / WORDS).write_text(
        json.dumps({str(code): text for code, text in words.items()}), encoding="utf-8"
    )
    return written


def write_group(writer: Any, rows: Numbers) -> int:
    """Rows of person and event as one row group."""
    arrays = [pa.array(rows[:, n], field.type, safe=False) for n, field in enumerate(EVENT_SCHEMA)]
    writer.write_table(pa.table(arrays, schema=EVENT_SCHEMA), row_group_size=len(rows))
    return len(rows)


class Encoded:
    """A folder of encoded events, read block by block; blocks may be read from several threads."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / EVENTS
        people = pq.read_table(folder / PEOPLE)
        self.subjects = people["subject"].combine_chunks()
        self._born = np.stack([people[name].to_numpy() for name in BORN], axis=1)
        said = json.loads((folder / WORDS).read_text(encoding="utf-8"))
        self.words = {int(code): text for code, text in said.items()}
        with pq.ParquetFile(self._path) as file:
            self.blocks = file.num_row_groups

    def read(self, number: int) -> tuple[Numbers, Block]:
        """A block, and the numbers of its people."""
        with pq.ParquetFile(self._path) as file:
            table = file.read_row_group(number, use_threads=False)
        person = table["person"].to_numpy()
        edges = np.flatnonzero(np.diff(person)) + 1
        starts = np.concatenate(([0], edges, [len(person)])).astype(np.int64)
        numbers = person[starts[:-1]]
        events = tuple(table[name].to_numpy() for name in EVENT)
        return numbers, Block(starts, events, self._born[numbers])
