"""A DuckDB of its own for one run: what does not fit into the memory it may use goes to a folder only this user can read."""

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

MOST_MEMORY = "1500MB"


@contextmanager
def opened(most_memory: str = MOST_MEMORY) -> Iterator[Any]:
    """The connection; the folder goes with it, however the run ends."""
    with TemporaryDirectory(prefix="kawal-linkage-") as folder:
        con = duckdb.connect(config={"memory_limit": most_memory, "temp_directory": folder})
        try:
            yield con
        finally:
            con.close()
