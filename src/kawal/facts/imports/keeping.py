"""Files kept for a while: uploads and the rows that were refused. Random names, readable by this account alone."""

import os
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

FOLDER = "imports"


class TooLarge(ValueError):
    """An upload over the limit; nothing of it was kept."""


def folder() -> Path:
    made = Path(settings.MEDIA_ROOT) / FOLDER
    made.mkdir(mode=0o700, parents=True, exist_ok=True)
    return made


def place(name: str) -> Path:
    """Where a kept file lies; an absolute path is its own (files of the command line)."""
    return folder() / name


def begin(suffix: str) -> tuple[str, BinaryIO]:
    """A new empty file, open for writing, and its name."""
    name = f"{secrets.token_hex(16)}{suffix}"
    return name, open_private(place(name))


def open_private(path: Path) -> BinaryIO:
    """Made or emptied, for this account alone whatever the umask says."""
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    return os.fdopen(number, "wb")


def keep(pieces: Iterable[bytes], *, suffix: str, most: int) -> str:
    """Write an upload away; its name.

    :raises TooLarge: over ``most`` bytes.
    """
    name, file = begin(suffix)
    size = 0
    with file:
        for piece in pieces:
            size += len(piece)
            if size > most:
                remove(name)
                raise TooLarge
            file.write(piece)
    return name


def remove(name: str) -> None:
    """Only what lies in our own folder: a file of the command line is its owner's."""
    if name and not Path(name).is_absolute():
        place(name).unlink(missing_ok=True)
