"""What the columns of a table hold, as a file of TOML says it:

id = "rec_id"
[columns]                  # column = kind
given_name = "given_name"
born = "date"
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from kawal_batch.linkage.tables.kinds import KINDS


class InvalidSchema(ValueError):
    """The schema cannot be used. The message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the tables. ``at`` is what it is called in SQL."""

    name: str
    kind: str
    at: str


@dataclass(frozen=True, slots=True)
class Schema:
    """The column that names a row, and those it is compared by."""

    id: str
    columns: tuple[Column, ...]


def read_schema(path: Path) -> Schema:
    """A schema out of its file.

    :raises InvalidSchema: it is none.
    """
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InvalidSchema(f"{path} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidSchema(f"{path} is no TOML: {error}") from error
    return schema_of(said)


def schema_of(said: dict[str, object]) -> Schema:
    more = sorted(said.keys() - {"id", "columns"})
    if more:
        raise InvalidSchema(f"a schema has `id` and [columns], and no {', '.join(more)}")
    named = said.get("id")
    if not isinstance(named, str) or not named:
        raise InvalidSchema('a schema names the column that identifies a row: id = "rec_id"')
    columns = said.get("columns")
    if not isinstance(columns, dict) or not columns:
        raise InvalidSchema('a schema has a table [columns] with a line for each: surname = "surname"')
    return Schema(
        named, tuple(_column(n, name, kind, named) for n, (name, kind) in enumerate(columns.items()))
    )


def _column(n: int, name: str, kind: object, named: str) -> Column:
    if kind not in KINDS:
        raise InvalidSchema(f"{name} = {kind!r}: a kind is one of {', '.join(sorted(KINDS))}")
    if name == named:
        raise InvalidSchema(f"{name} identifies the row, so it cannot be compared too")
    return Column(name, str(kind), f"c{n}")
