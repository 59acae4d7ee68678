"""Files that a command writes for whoever asked."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """A file that is there whole or not at all. A link keeps pointing where it does, and a device or pipe stays one.

    :raises OSError: it cannot be written; it names ``path``.
    """
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                yield file
        else:
            yield from _beside(path.resolve())
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _beside(target: Path) -> Iterator[BinaryIO]:
    """Under another name until it is whole; two who write at once do not write into one another."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
