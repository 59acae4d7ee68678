"""Rows of everybody, as they come, into a Parquet file of pictures with its moment."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from kawal_batch.outfiles import written_whole

_TYPES: Final = {
    "text": pa.string(),
    "number": pa.int64(),
    "moment": pa.timestamp("us", tz="UTC"),
    "day": pa.date32(),
    "words": pa.list_(pa.string()),
}


def write_snapshot(
    path: Path, columns: Mapping[str, str], batches: Iterable[Sequence[Sequence[Any]]], *, as_of: datetime
) -> int:
    """Write the file whole or not at all; the number of rows.

    :param columns: name by type: text, number, moment, day, words.
    """
    schema = pa.schema(
        [(name, _TYPES[kind]) for name, kind in columns.items()], metadata={"as_of": as_of.isoformat()}
    )
    written = 0
    with written_whole(path) as file, pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for batch in batches:
            cells = zip(*batch, strict=True)
            arrays = [pa.array(list(told), field.type) for told, field in zip(cells, schema, strict=True)]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            written += len(batch)
    return written
