"""How a full run of linkage compares claims: in DuckDB where that library is installed, else through the index."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from kawal.situation.linkage.rerun import Compare, Weighed, compared_by_index
from kawal.situation.linkage.rules.automatic import POSSIBLE
from kawal.situation.linkage.rules.forms import Form
from kawal.situation.linkage.rules.model import Model

Show = Callable[[str, int, int], None]


def best_way(show: Show = lambda label, done, total: None) -> Compare:
    """In bounded memory, or claim by claim as the live path does."""
    try:
        from kawal_batch.linkage.claims.relinking import edges
    except ImportError:
        return compared_by_index

    def compare(claims: Iterable[tuple[int, Form]], model: Model) -> Iterator[Weighed]:
        for found in edges(claims, model, POSSIBLE, partial(show, "Comparing pairs")):
            yield Weighed(*found)

    return compare
