"""All claims against all: every pair worth knowing, with its weight, in bounded memory."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import duckdb

from kawal.situation.linkage.rules.forms import Form
from kawal.situation.linkage.rules.model import Model
from kawal_batch.linkage.claims import candidates, forms
from kawal_batch.linkage.claims.weighing import Weighed, read_weighed, spread, weigh

AT_ONCE = 4_000_000  # pairs

Done = Callable[[int, int], None]


def edges(
    claims: Iterable[tuple[int, Form]], model: Model, least: float, done: Done = lambda done, total: None
) -> Iterator[Weighed]:
    """Pairs of these claims that weigh at least so much, in no order that means anything. Nothing is learned."""
    con = duckdb.connect()
    try:
        forms.load(con, claims)
        total = candidates.find(con)
        spread(con, model)
        for first in range(0, total, AT_ONCE):
            done(first, total)
            yield from _chunk(con, model, least, first)
    finally:
        con.close()


def _chunk(con: Any, model: Model, least: float, first: int) -> Iterator[Weighed]:
    con.execute(
        f"create or replace temp view chunk as select low, high from pairs where n >= {first} and n < {first + AT_ONCE}"
    )
    weigh(con, model, "chunk", "weighed", least)
    yield from read_weighed(con)
