"""The named columns of everybody as one Parquet file: what rules are tried on, a nation at a time.

The same columns as `kawal.situation.signals.reading` gives of one person, by the same source compiled. Measured columns are
there too, unknown until they are joined.
"""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from kawal.reference.context.tables import Context
from kawal.situation.signals.codes import country_text
from kawal.situation.signals.columns import COLUMNS, MEASURED, SIGNALS, TOLD
from kawal.situation.signals.named import UNSAID
from kawal.situation.signals.reading import COUNTRIES, LISTS, contact_clock
from kawal_batch.watch.compiled import Numbers, compiled, told_by
from kawal_batch.watch.encoded import Encoded

THREADS: Final = 2
_EPOCH: Final = date(1970, 1, 1).toordinal()
_TEXT: Final = pa.dictionary(pa.int32(), pa.string())
_TYPES: Final = {"day": pa.date32(), "number": pa.int32(), "text": _TEXT}
SCHEMA: Final = pa.schema(
    [("subject", pa.string()), *((name, _TYPES[column.type]) for name, column in COLUMNS.items())]
)


def write_pictures(folder: Path, out: Path, context: Context, *, today: int, threads: int = THREADS) -> int:
    """Read the encoded events of a folder and write everybody's columns on a day. Answers the number of people."""
    encoded = Encoded(folder)
    written = 0
    with pq.ParquetWriter(out, SCHEMA, compression="lz4") as writer:
        for table in _tables(encoded, contact_clock(context, today), today, threads):
            writer.write_table(table)
            written += len(table)
    return written


def _tables(encoded: Encoded, clock: tuple[int, int], today: int, threads: int) -> Iterator[pa.Table]:
    """Block after block, in order; a few ahead at a time, so that memory does not grow with the nation."""
    compiled()

    def made(number: int) -> pa.Table:
        people, block = encoded.read(number)
        return table_of(
            told_by(block, today=today, clock=clock), encoded.subjects.take(people), encoded.words
        )

    with ThreadPoolExecutor(threads) as pool:
        numbers = iter(range(encoded.blocks))
        waiting: list[Future[pa.Table]] = [pool.submit(made, it) for it in islice(numbers, threads + 1)]
        while waiting:
            yield waiting.pop(0).result()
            waiting += [pool.submit(made, it) for it in islice(numbers, 1)]


def table_of(told: Numbers, subjects: Any, words: dict[int, str]) -> pa.Table:
    """Arrow columns of what :func:`.compiled.told_by` gives."""
    made = {name: _column(name, told[at], words) for at, name in enumerate(TOLD)}
    nothing = {SIGNALS[name]: pa.nulls(told.shape[1], _TYPES[SIGNALS[name]]) for name in MEASURED}
    made |= {name: nothing[SIGNALS[name]] for name in MEASURED}
    return pa.table([subjects, *(made[name] for name in COLUMNS)], SCHEMA)


def _column(name: str, numbers: Numbers, words: dict[int, str]) -> Any:
    unsaid = numbers == UNSAID
    if SIGNALS[name] == "day":
        return pa.array(numbers - _EPOCH, pa.int32(), mask=unsaid).cast(pa.date32())
    if SIGNALS[name] == "number":
        return pa.array(numbers, pa.int32(), mask=unsaid)
    codes, places = np.unique(numbers, return_inverse=True)
    texts = pa.array([_text(name, int(code), words) for code in codes], pa.string())
    unspelt = np.array([text is None for text in texts.to_pylist()], bool)
    places = places.astype(np.int32)
    return pa.DictionaryArray.from_arrays(pa.array(places, mask=unspelt[places]), texts.fill_null(""))


def _text(name: str, code: int, words: dict[int, str]) -> str | None:
    if code == UNSAID:
        return None
    if name in LISTS:
        return LISTS[name][code]
    return country_text(code) if name in COUNTRIES else words.get(code)
