"""What a replay is given: files of facts, labels, dated tables of that world. What of it was not taken is told as it is found."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from kawal.doors.commands.command import CouldNot

MOST_TOLD = 20


def check_facts(paths: Sequence[Path], apart: Sequence[Path | None] = ()) -> None:
    """Tells what of the folders is no file of facts; ``apart`` are files of ours that may lie among them.

    :raises CouldNot: something is not there, or a folder holds none.
    """
    from kawal_batch.watch.reading import files_in, others_in

    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        raise CouldNot(f"there is no {', '.join(missing)}")
    try:
        for folder in filter(Path.is_dir, paths):
            if not files_in([folder], apart):
                raise CouldNot(f"{folder} holds no file of facts (.ndjson, .csv or .xlsx)")
            others = others_in(folder, apart)
            if others:
                tell([f"in {folder}, not facts and not read: {', '.join(others)}"])
    except OSError as error:
        raise CouldNot(f"{error.filename} cannot be read: {error.strerror}") from error


def labels_of(path: Path | None) -> Any:
    """:raises CouldNot: no labels."""
    from kawal_batch.watch.labels import BadLabels, read_labels

    try:
        return read_labels(path) if path else None
    except BadLabels as error:
        raise CouldNot(str(error)) from error


def context_of(folder: Path | None) -> tuple[Any, int]:
    """The tables, and how many rows or files of them could not be taken.

    :raises CouldNot: no such folder.
    """
    from kawal.reference.context.reading import built_in, read_folder

    if folder is None:
        return built_in(), 0
    try:
        reading = read_folder(folder)
    except NotADirectoryError as error:
        raise CouldNot(f"there is no folder {folder}") from error
    odd = [it for it in reading.refused if it.reason.code != "unknown_column"]
    tell(f"{name} is no table of the context and was not read" for name in reading.ignored)
    tell(f"{it.file}: {it.reason.english}" for it in reading.refused if it.reason.code == "unknown_column")
    tell_refused(
        "rows of the context not taken",
        len(odd),
        [f"{it.file}, line {it.line}: {it.reason.english}" for it in odd],
    )
    return reading.context, len(odd)


def tell_lines(complaints: Any) -> None:
    """Lines that were no facts, and fields left out of others."""
    tell_refused("lines that are no facts", complaints.refused, complaints.shown)
    if complaints.mended:
        tell([f"facts of which a field was left out, or read as best it could be: {complaints.mended:,}"])


def tell_refused(what: str, count: int, shown: Sequence[str]) -> None:
    """How many, and the first of them."""
    if count:
        tell([f"{what}: {count:,}", *(f"  {it}" for it in shown[:MOST_TOLD])])
    if count > MOST_TOLD:
        tell([f"  and {count - MOST_TOLD:,} more"])


def tell(lines: Iterable[str]) -> None:
    """On standard error, where `--json` leaves room for it."""
    for line in lines:
        print(line, file=sys.stderr)
