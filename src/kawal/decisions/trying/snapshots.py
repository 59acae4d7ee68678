"""Everybody's row as rules read it, streamed out of the database without who anybody is."""

from collections.abc import Iterator, Mapping
from typing import Any

from kawal.decisions.rules.columns import PICTURE, SIGNALS, Type
from kawal.facts.ledger import bulk

AT_ONCE = 20_000
ROWS = f"""select p.person_id, 'P' || p.person_id, p.regency, {", ".join(f"p.{name}" for name in PICTURE)},
 {", ".join(f"s.{name}" for name in SIGNALS)} from picture p left join signal s using (person_id)
 where p.person_id > %s order by p.person_id limit %s"""


def columns() -> Mapping[str, str]:
    """Name by type (text, number, moment, day, words), in the order of :func:`rows`."""
    told = {name: str(kind) for name, kind in (PICTURE | SIGNALS).items()}
    return {"subject": str(Type.TEXT), "origin": str(Type.TEXT), **told}


def rows() -> Iterator[list[tuple[Any, ...]]]:
    """Batch by batch, by number. Runs as the engine."""
    after = 0
    while batch := bulk.run(ROWS, (after, AT_ONCE)):
        after = batch[-1][0]
        yield [row[1:] for row in batch]
