"""Files of one JSON object a line, plain or gzipped."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import orjson

from kawal.facts.imports import streams
from kawal.facts.imports.rows import DEFAULT_LIMITS
from kawal_batch.outfiles import written_whole


def json_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Number and text of every line that is not blank.

    :raises OSError: it cannot be opened; ``StreamFault`` where it breaks off.
    """
    with path.open("rb") as file:
        head = streams.read(file, streams.BLOCK)
        incoming = streams.blocks(file, head)
        if streams.container(head) == "gzip":
            incoming = streams.gunzipped(incoming, DEFAULT_LIMITS)
        for number, line in enumerate(streams.lines(incoming, DEFAULT_LIMITS.line), 1):
            if line is not None and line.strip():
                yield number, line.removeprefix(b"\xef\xbb\xbf")


def write_lines(path: Path, objects: Iterable[dict[str, Any]]) -> int:
    """How many were written.

    :raises OSError: the file cannot be written.
    """
    written = 0
    with written_whole(path) as file:
        for it in objects:
            file.write(orjson.dumps(it) + b"\n")
            written += 1
    return written
