"""The bulk road into PostgreSQL: temporary tables, COPY, and statements with server-side parameters.

Django's own cursor writes parameters into the text of a statement; ten thousand digests want the binary protocol and
prepared statements. Everything here runs inside the caller's transaction and role.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import psycopg
from django.db import connection

TEMPORARY = """
create temporary table if not exists in_claim (claim_id bigint, source_id smallint, digest bytea, subject jsonb,
  recorded_at timestamptz, numbers text) on commit delete rows;
create temporary table if not exists in_fact (seq bigint, recorded_at timestamptz, claim_id bigint, source_id smallint,
  fact_id text collate "C", kind text, occurred_at timestamptz, day_only bool, occurred_text text, sent_at timestamptz,
  basis text, place jsonb, data jsonb, more jsonb, corrects text, digest bytea) on commit delete rows;
create temporary table if not exists in_place (claim_id bigint, person_id bigint, kawal_id text, cause text,
  at timestamptz, source_id smallint, source_key text, held bool, name text, name_key text, words text, birth text,
  area text) on commit delete rows
"""
# Every statement of the pipeline walks an index from an array; estimates over correlated columns would hash the whole ledger.
QUIETLY = "set local client_min_messages = warning"  # not that a table is there already
PLAIN_PLANS = "set local enable_hashjoin = off; set local enable_mergejoin = off; set local max_parallel_workers_per_gather = 0"


def cursor() -> psycopg.Cursor[tuple[Any, ...]]:
    """A cursor with server-side parameters on Django's own connection, inside its transaction."""
    connection.ensure_connection()
    raw: psycopg.Connection[tuple[Any, ...]] = connection.connection
    if raw.prepare_threshold is None:
        raw.prepare_threshold = 3
    return psycopg.Cursor(raw)


def run(statement: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """One statement; its rows, or nothing where it returns none."""
    with cursor() as c:
        c.execute(statement, [_short(it) for it in parameters], binary=True)
        return c.fetchall() if c.description else []


def _short(parameter: Any) -> Any:
    """Lists of whole numbers as text; everything else as the driver writes it."""
    if parameter.__class__ is list and parameter and parameter[0].__class__ is int:
        return array(parameter) if None not in parameter else parameter
    return parameter


def array(numbers: Iterable[int]) -> str:
    """Whole numbers as the text of an array: the driver would write them one by one, in Python."""
    return "{" + ",".join(map(str, numbers)) + "}"


def texts(items: Iterable[str]) -> str:
    """Texts as the text of an array."""
    quoted = (it.replace("\\", "\\\\").replace('"', '\\"') for it in items)
    return "{" + ",".join(f'"{it}"' for it in quoted) + "}"


def script(text: str) -> None:
    """Several statements without parameters."""
    with cursor() as c:
        c.execute(text)


def copy(table: str, rows: Iterable[Sequence[Any]]) -> None:
    """COPY rows into a temporary table. No other statement may run until it ends: it would wait for itself for ever."""
    with cursor() as c, c.copy(f"copy {table} from stdin") as stream:
        for row in rows:
            stream.write_row(row)


def ids(sequence: str, count: int) -> list[int]:
    """``count`` fresh numbers of a sequence; holes where they are not used are harmless."""
    if count == 0:
        return []
    return [n for (n,) in run(f"select nextval('{sequence}') from generate_series(1, %s)", (count,))]


def prepare(tables: str = TEMPORARY) -> None:
    """Make the temporary tables if this connection has none, and set plain plans for this transaction.

    Asked every time: a transaction that was rolled back took its tables with it.
    """
    names = re.findall(r"if not exists (\w+)", tables)
    emptied = "; ".join(f"delete from {name}" for name in names)  # of an earlier batch in this transaction
    script(f"{QUIETLY}; {tables}; {emptied}; {PLAIN_PLANS}")
