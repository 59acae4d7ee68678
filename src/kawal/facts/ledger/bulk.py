"""The bulk road into PostgreSQL: rows carried to their tables, and statements with server-side parameters.

Django's own cursor writes parameters into the text of a statement; ten thousand digests want the binary protocol and
prepared statements. Everything here runs inside the caller's transaction and role.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import orjson
import psycopg
from django.db import connection

from kawal.access.asking import PREPARED_AFTER, PREPARED_AT_MOST

FEW = 200  # rows that travel inside their statement
_BINARY_BEGINS, _BINARY_ENDS = b"PGCOPY\n\xff\r\n\0" + bytes(8), b"\xff\xff"

Row = Sequence[Any]


@dataclass(frozen=True)
class Relation:
    """Rows on their way into tables, under a name that the statements which write them read.

    Many are copied into a temporary table; few travel as JSON inside the statement: emptying temporary tables when the
    transaction ends costs one fact more than all its other statements. ``columns`` as in ``create table``.
    """

    name: str
    columns: str

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The type of each column."""
        return dict(column.split(maxsplit=1) for column in self.columns.split(", "))

    @property
    def inline(self) -> str:
        return f"{self.name} as (select * from json_to_recordset(%s::json) as t({self.columns}))"

    def packed(self, rows: Iterable[Row]) -> str:
        cells = [(name, orjson.Fragment if kind == "jsonb" else None) for name, kind in self.kinds.items()]
        objects = [
            {name: made(it) if made and it is not None else it for (name, made), it in zip(cells, row, strict=True)}
            for row in rows
        ]  # fmt: skip
        return orjson.dumps(objects, default=_octets).decode()

    def copy(self, rows: Iterable[Row]) -> None:
        """COPY into the temporary table. No other statement may run until it ends: it would wait for itself for ever."""
        self._make_room()
        with cursor() as c, c.copy(f"copy {self.name} from stdin") as stream:
            for row in rows:
                stream.write_row(row)

    def copy_octets(self, records: Iterable[bytes]) -> None:
        """The same of records laid out as PostgreSQL's binary format has them (`two_bigints`): for millions."""
        self._make_room()
        with cursor() as c, c.copy(f"copy {self.name} from stdin (format binary)") as stream:
            stream.write(_BINARY_BEGINS)
            for some in records:
                stream.write(some)
            stream.write(_BINARY_ENDS)

    def _make_room(self) -> None:
        script(
            "set local client_min_messages = warning;"  # not that the table is there already
            f"create temporary table if not exists {self.name} ({self.columns}) on commit delete rows;"
            f" delete from {self.name}"  # of an earlier batch in this transaction
        )


Carried = tuple[Relation, Sequence[Row]]


def cursor() -> psycopg.Cursor[tuple[Any, ...]]:
    """A cursor with server-side parameters on Django's own connection, inside its transaction."""
    connection.ensure_connection()
    raw: psycopg.Connection[tuple[Any, ...]] = connection.connection
    if raw.prepare_threshold != PREPARED_AFTER:
        raw.prepare_threshold, raw.prepared_max = PREPARED_AFTER, PREPARED_AT_MOST
    return psycopg.Cursor(raw)


def run(statement: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """One statement; its rows, or nothing where it returns none."""
    with cursor() as c:
        c.execute(statement, [_short(it) for it in parameters], binary=True)
        return c.fetchall() if c.pgresult and c.pgresult.nfields else []


def count(statement: str, parameters: Sequence[Any] = ()) -> int:
    """One statement that writes; how many rows it wrote."""
    with cursor() as c:
        c.execute(statement, [_short(it) for it in parameters], binary=True)
        return max(c.rowcount, 0)


def _short(parameter: Any) -> Any:
    """Lists of whole numbers as text; everything else as the driver writes it."""
    if parameter.__class__ is list and parameter and parameter[0].__class__ is int:
        return array(parameter) if None not in parameter else parameter
    return parameter


def array(numbers: Iterable[int]) -> str:
    """Whole numbers as the text of an array: the driver would write them one by one, in Python."""
    return "{" + ",".join(map(str, numbers)) + "}"


def pairs(each: Mapping[int, Sequence[int]]) -> tuple[list[int], list[int]]:
    """Every value with its key, as the two arrays that ``unnest`` takes side by side: values first."""
    return [it for values in each.values() for it in values], [key for key in each for _ in each[key]]


def two_bigints(firsts: Iterable[bytes], second: int) -> bytes:
    """Records of two bigints for `Relation.copy_octets`: each of the first, as eight bytes, with the same second one."""
    begins, ends = b"\0\2\0\0\0\x08", b"\0\0\0\x08" + second.to_bytes(8, "big", signed=True)
    between = (ends + begins).join(firsts)
    return begins + between + ends if between else b""


def texts(items: Iterable[str]) -> str:
    """Texts as the text of an array."""
    quoted = (it.replace("\\", "\\\\").replace('"', '\\"') for it in items)
    return "{" + ",".join(f'"{it}"' for it in quoted) + "}"


def script(text: str) -> None:
    """Several statements without parameters."""
    with cursor() as c:
        c.execute(text)


def read(statement: str, parameters: Sequence[Any], *carried: Carried) -> list[tuple[Any, ...]]:
    """One statement over carried rows."""
    inside = _inside(carried)
    head = "with " + ", ".join(relation.inline for relation, _ in inside) + " " if inside else ""
    return run(head + statement, [*(relation.packed(rows) for relation, rows in inside), *parameters])


def write(statements: Sequence[str], *carried: Carried) -> None:
    """Statements without parameters that write carried rows, in this order; for few rows all of them in one go."""
    inside = _inside(carried)
    if not inside:
        for statement in statements:
            run(statement)
        return
    text = _together(tuple(statements), tuple(relation for relation, _ in inside))
    run(text, [relation.packed(rows) for relation, rows in inside])


def _inside(carried: Sequence[Carried]) -> Sequence[Carried]:
    """What travels inside the statement: all of it, or nothing, and then it has been copied."""
    if sum(len(rows) for _, rows in carried) <= FEW:
        return carried
    for relation, rows in carried:
        relation.copy(rows)
    return ()


@lru_cache(100)
def _together(statements: tuple[str, ...], relations: tuple[Relation, ...]) -> str:
    """One statement, whose parts PostgreSQL carries out in the order given: the last one first, then backwards.

    The order matters: whoever writes the same rows must meet at the same one first.
    """
    first, *others = statements
    heads = [relation.inline for relation in relations]
    heads += [f"then_{n} as ({text})" for n, text in reversed(list(enumerate(others)))]
    return f"with {', '.join(heads)} {first}"


def _octets(value: Any) -> str:
    if isinstance(value, bytes):
        return "\\x" + value.hex()
    raise TypeError(type(value))


def ids(sequence: str, count: int) -> list[int]:
    """``count`` fresh numbers of a sequence; holes where they are not used are harmless."""
    if count == 0:
        return []
    return [n for (n,) in run(f"select nextval('{sequence}') from generate_series(1, %s)", (count,))]
