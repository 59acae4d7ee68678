"""Where a command is to write, looked at before the work and not after it."""

import os
from collections.abc import Iterable
from pathlib import Path

from kawal.doors.commands.command import CouldNot, WrongUse


def check_place(path: Path, inputs: Iterable[Path | None] = ()) -> None:
    """:raises CouldNot: no file can be written there. :raises WrongUse: it is one of those that are read."""
    if path.resolve() in {it.resolve() for it in inputs if it}:
        raise WrongUse(f"{path} is read: it would be written over")
    if path.is_dir():
        raise CouldNot(f"{path} is a folder, not a file to write")
    if not path.parent.is_dir():
        raise CouldNot(f"there is no folder {path.parent} to write {path.name} into")
    asked = path if path.exists() and not path.is_file() else path.resolve().parent
    if not os.access(asked, os.W_OK):
        raise CouldNot(f"{path} cannot be written: no permission")
