"""Plain SQL for the reads that a page waits for, behind the same two walls.

Putting a query together from querysets takes Python longer than PostgreSQL takes to answer it. A `Question` is written once,
says itself who may see a row, is prepared on the server, and there keeps one plan: under the policies planning costs more
than reading.
"""

import re
from collections.abc import Mapping
from typing import Any

import psycopg
from django.db import connection
from psycopg.rows import namedtuple_row

from kawal.access.scope import Scope, ScopeRequired

SEEN = re.compile(r"\{(\w+) seen\}")
PREPARED_AFTER, PREPARED_AT_MOST = 2, 300


class Question:
    """``{p seen}`` in the text is the first wall: does the row ``p``, which has ``keys``, carry a key of who asks?

    The nation has a text of its own, so that neither of the two takes the other's plan away. Further conditions may use
    ``%(keys)s``, the keys of the scope.

    :raises ScopeRequired: the text does not ask who asks: a mistake in our code.
    """

    def __init__(self, text: str) -> None:
        if not (SEEN.search(text) or "%(keys)s" in text):
            raise ScopeRequired(text)
        self._nation = SEEN.sub("true", text)
        self._some = SEEN.sub(r"\1.keys && %(keys)s", text)

    def ask(self, scope: Scope, **values: Any) -> list[Any]:
        """Named tuples; of an empty scope none."""
        if scope.is_empty:
            return []
        text = self._nation if scope.is_nationwide else self._some
        return rows(text, {**values, "keys": list(scope.keys)})


def rows(statement: str, values: Mapping[str, Any]) -> list[Any]:
    """The rows of a statement about nobody, or of one that has said who asks."""
    connection.ensure_connection()
    raw: psycopg.Connection[Any] = connection.connection
    if raw.prepare_threshold != PREPARED_AFTER:
        raw.prepare_threshold, raw.prepared_max = PREPARED_AFTER, PREPARED_AT_MOST
    plain = psycopg.Cursor(raw, row_factory=namedtuple_row)
    plain.format = psycopg.pq.Format.BINARY
    made = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    with made(plain) as cursor:  # type: ignore[arg-type]  # Django wraps any cursor of the driver
        cursor.execute(statement, values)
        return list(cursor.fetchall())
