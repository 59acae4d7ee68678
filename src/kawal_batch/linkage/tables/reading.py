"""Tables out of files: rows read and checked, values made alike, and all of it put into DuckDB."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from kawal_batch.linkage.tables.kinds import KINDS
from kawal_batch.linkage.tables.schema import Schema

MOST_SHOWN = 5
_SIGNS = ",;\t|"


class UnreadableTable(ValueError):
    """The file cannot be linked at all. The message says why."""


@dataclass(slots=True)
class Refused:
    """Rows that were left out, and the first few with their reason."""

    count: int = 0
    first: list[str] = field(default_factory=list)

    def add(self, path: Path, line: int, why: str) -> None:
        self.count += 1
        if len(self.first) < MOST_SHOWN:
            self.first.append(f"{path.name}, line {line}: {why}")


def load(con: Any, paths: Sequence[Path], schema: Schema, refused: Refused) -> list[str]:
    """Fill the table ``rows`` from all files; the ids by row number.

    :raises UnreadableTable: a file is missing, empty, or lacks a column of the schema.
    """
    ids: list[str] = []
    files: list[int] = []
    values: list[list[str]] = [[] for _ in schema.columns]
    for number, path in enumerate(paths):
        for row in read_rows(path, schema, refused):
            ids.append(row[0])
            files.append(number)
            for into, value in zip(values, row[1:], strict=True):
                into.append(value)
    if not ids:
        raise UnreadableTable(f"{', '.join(map(str, paths))}: no row could be read")
    columns = {"n": pa.array(range(len(ids)), pa.int32()), "file": pa.array(files, pa.int8())}
    for column, said in zip(schema.columns, values, strict=True):
        made = {value: KINDS[column.kind].norm(value) for value in set(said)}
        for n, at in enumerate((column.at, f"{column.at}_2")):
            columns[at] = pa.array([made[value][n] or None for value in said], pa.string())
    con.register("read", pa.table(columns))
    words = "".join(
        f", string_split({it.at}_2, ' ') {it.at}_w" for it in schema.columns if KINDS[it.kind].by_likeness
    )
    con.execute(f"create table rows as select *{words} from read")
    con.unregister("read")
    return ids


def read_rows(path: Path, schema: Schema, refused: Refused) -> Iterator[list[str]]:
    """Id and values of every row that can be read."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            head = file.readline()
            if not head.strip():
                raise UnreadableTable(f"{path} is empty")
            file.seek(0)
            yield from _checked(csv.reader(file, delimiter=_delimiter(head)), path, schema, refused)
    except OSError as error:
        raise UnreadableTable(f"{path} cannot be read: {error.strerror}") from error
    except csv.Error as error:
        raise UnreadableTable(f"{path} is no table: {error}") from error


def _delimiter(head: str) -> str:
    return max(_SIGNS, key=head.count)


def _checked(reader: Any, path: Path, schema: Schema, refused: Refused) -> Iterator[list[str]]:
    names = [name.strip() for name in next(reader)]
    wanted = [schema.id, *(column.name for column in schema.columns)]
    missing = [name for name in wanted if name not in names]
    if missing:
        raise UnreadableTable(f"{path} has no column {', '.join(missing)}; it has {', '.join(names)}")
    places = [names.index(name) for name in wanted]
    seen: set[str] = set()
    for row in reader:
        if not row:
            continue
        if len(row) != len(names):
            refused.add(path, reader.line_num, f"{len(row)} values under {len(names)} columns")
            continue
        found = [row[place].strip() for place in places]
        if not found[0] or found[0] in seen:
            refused.add(path, reader.line_num, "no id" if not found[0] else f"the id {found[0]} stands twice")
            continue
        seen.add(found[0])
        yield found
