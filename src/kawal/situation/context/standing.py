"""The context in force, from memory as long as no table has changed."""

from datetime import date
from functools import lru_cache
from typing import Any

from kawal.access import asking
from kawal.reference.context import store
from kawal.reference.context.store import Mark
from kawal.reference.context.tables import OPEN_END, Context, Row, build

FEEDS = "select source, kind, valid_from, valid_to from feed order by source, kind, valid_from"


Declared = tuple[tuple[Any, ...], ...]  # source, kind, valid_from, valid_to


def declared() -> Declared:
    """The feeds as they are declared now; one small query."""
    return tuple(asking.rows(FEEDS, {}))


def standing_context(feeds: Declared | None = None) -> Context:
    """Of all days, so it asks for none. A small query or two; built again only after a change, in any process."""
    return _context(store.marks(), declared() if feeds is None else feeds)


@lru_cache(4)
def _context(marks: tuple[Mark, ...], feeds: tuple[tuple[Any, ...], ...]) -> Context:
    rows: dict[str, list[Row]] = {name: [it.row for it in store.standing(name)] for name in store.STORED}
    rows["feeds"] = [_feed(*it) for it in feeds]
    return build(rows, complete=[it.name for it in marks if it.given])


def _feed(source: str, kind: str, since: date, until: date | None) -> Row:
    return Row(
        (source, kind), (source, kind), True, since.toordinal(), until.toordinal() if until else OPEN_END
    )
