"""All claims against all: every pair worth knowing, with its weight, in bounded memory."""

from collections.abc import Iterable, Iterator

import pyarrow as pa

from kawal.situation.linkage.rules.forms import Form
from kawal.situation.linkage.rules.model import Model
from kawal_batch.linkage.claims import candidates, forms
from kawal_batch.linkage.claims.candidates import Done
from kawal_batch.linkage.claims.weighing import Weighed, read_weighed, spread, weigh
from kawal_batch.linkage.opened import MOST_MEMORY, opened

AT_ONCE = 500_000  # pairs


def edges(
    claims: Iterable[tuple[int, Form]],
    model: Model,
    least: float,
    done: Done = lambda done, total: None,
    most_memory: str = MOST_MEMORY,
) -> Iterator[Weighed]:
    """Pairs of these claims that weigh at least so much, in no order that means anything. Nothing is learned."""
    return edges_of_columns(forms.tables_of(claims), model, least, done, most_memory)


def edges_of_columns(
    claims: Iterable[pa.Table],
    model: Model,
    least: float,
    done: Done = lambda done, total: None,
    most_memory: str = MOST_MEMORY,
) -> Iterator[Weighed]:
    """The same of claims in columns (`forms.columns_of`)."""
    with opened(most_memory) as con:
        forms.load_columns(con, claims)
        spread(con, model)
        total = candidates.find(con, model, least, done=done)
        for first in range(0, total, AT_ONCE):
            some = f"(select low, high from pairs where rowid between {first} and {first + AT_ONCE - 1})"
            weigh(con, model, some, "weighed", least)
            yield from read_weighed(con)
