"""Files of facts, read for a replay: every line is a fact, or a complaint that says which line and why.

The contract is the ledger's, taken leniently where a replay would otherwise lose what it came for: a moment without a zone is
read as Jakarta's, and a field that cannot be read is left out of its fact, which stays.
"""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from kawal.facts.contract.errors import FactRefused, FieldError
from kawal.facts.contract.fact import Said, read_fact
from kawal.facts.imports.readers import open_path, said_of
from kawal.facts.imports.rows import Row

# A replay has no clock: what is too far ahead is known from the other facts (see `history`), not from today.
NO_CLOCK = datetime(2199, 1, 1, tzinfo=UTC)
MOST_SHOWN = 20
_MENDABLE = ("subject.", "place", "data", "basis", "sent_at")
_MOMENTS = ("occurred_at", "sent_at")
_NUMBERED = ("id", "corrects", "source")


@dataclass(slots=True)
class Complaints:
    """Lines that gave no fact, and facts that lost a field. The messages never repeat what was written."""

    refused: int = 0
    mended: int = 0
    shown: list[str] = field(default_factory=list)
    by_code: dict[str, int] = field(default_factory=dict)

    def refuse(self, path: Path, line: int, errors: Sequence[FieldError]) -> None:
        self.refused += 1
        if len(self.shown) < MOST_SHOWN:
            why = "; ".join(f"{it.field} {it.code}".strip() for it in errors)
            self.shown.append(f"{path.name}, line {line}: {why}" if line else f"{path.name}: {why}")
        for code in {it.code for it in errors}:
            self.by_code[code] = self.by_code.get(code, 0) + 1


def files_in(paths: Sequence[Path], apart: Sequence[Path | None] = ()) -> list[Path]:
    """The files meant, in the order of their names: a folder means the fact files directly in it, but for those ``apart``."""
    found: dict[Path, None] = {}
    others = _places(apart)
    for path in paths:
        inside = path.iterdir() if path.is_dir() else ()
        facts = sorted(it for it in inside if _is_facts(it) and it.resolve() not in others)
        found |= dict.fromkeys(facts if path.is_dir() else [path])
    return list(found)


def others_in(folder: Path, apart: Sequence[Path | None] = ()) -> list[str]:
    """Names of what else lies in a folder; those of folders end in a slash."""
    others = _places(apart)
    return sorted(
        f"{it.name}/" if it.is_dir() else it.name
        for it in folder.iterdir()
        if not _is_facts(it) and it.resolve() not in others
    )


def _places(paths: Sequence[Path | None]) -> set[Path]:
    return {it.resolve() for it in paths if it}


def read_facts(path: Path, complaints: Complaints) -> Iterator[Said]:
    """Every fact of one file, in the order of its lines."""
    with open_path(path) as reading:
        for row in reading.rows:
            try:
                yield said_of(row, source=None, now=NO_CLOCK)
            except FactRefused as refused:
                said = _mended(row, refused.errors)
                if said is None:
                    complaints.refuse(path, row.number, refused.errors)
                else:
                    complaints.mended += 1
                    yield said


def _is_facts(path: Path) -> bool:
    return path.is_file() and path.name.lower().endswith(
        (".ndjson", ".jsonl", ".ndjson.gz", ".jsonl.gz", ".csv", ".csv.gz", ".xlsx")
    )


def _mended(row: Row, errors: Sequence[FieldError]) -> Said | None:
    """The fact without what was wrong in it, where something is left that may stand."""
    if row.problem or not all(map(_may_mend, errors)):
        return None
    try:
        raw = deepcopy(row.raw) if row.raw is not None else orjson.loads(row.line or b"")
        for error in errors:
            _mend(raw, error)
        return read_fact(raw, source=None, now=NO_CLOCK)
    except (FactRefused, orjson.JSONDecodeError, AttributeError, TypeError):
        return None


def _may_mend(error: FieldError) -> bool:
    if error.field in _MOMENTS:
        return error.code == "time_naive" or error.field == "sent_at"
    return error.field.startswith(_MENDABLE) or (error.field in _NUMBERED and error.code == "not_text")


def _mend(raw: dict[str, Any], error: FieldError) -> None:
    """Read it as it was surely meant, or leave it out."""
    if error.code == "time_naive" and error.field in _MOMENTS:
        raw[error.field] += "+07:00"
        return
    meant = _meant(_said(raw, error.field), error.code)
    if meant is not None:
        holder, key = _place(raw, error.field)
        holder[key] = meant
        return
    top, _, below = error.field.partition(".")
    key = below.split(".")[0].split("[")[0]
    if key and isinstance(raw.get(top), dict):
        raw[top].pop(key, None)
    elif not key and error.field not in _NUMBERED:
        raw.pop(top, None)


def _meant(said: Any, code: str) -> Any:
    """A number is meant as text where text is wanted, and a text as a list of one."""
    if code == "not_text" and isinstance(said, int | float) and not isinstance(said, bool):
        return str(int(said)) if said == int(said) else str(said)
    return [said] if code == "not_list" and isinstance(said, str) else None


def _said(raw: dict[str, Any], field: str) -> Any:
    """What stands in a field; nothing where it cannot be found."""
    try:
        holder, key = _place(raw, field)
        return holder[key]
    except (LookupError, TypeError, ValueError):
        return None


def _place(raw: Any, field: str) -> tuple[Any, str | int]:
    """What holds a field, and under which key or number."""
    *above, last = field.split(".")
    for key in above:
        raw = raw[int(key) if isinstance(raw, list) else key]
    return raw, int(last) if isinstance(raw, list) else last
