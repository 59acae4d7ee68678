"""The context in force, from memory as long as no table has changed."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from kawal.access import asking
from kawal.reference.context import store
from kawal.reference.context.tables import OPEN_END, Context, Row, build

# The state of every table and every feed, in one small query.
STATES = """(select string_agg(concat_ws(' ', name, version, given), ';' order by name) from context_table) as tables,
 (select string_agg(concat_ws(' ', feed_id, valid_to), ';' order by feed_id) from feed) as feeds"""
STATE = f"select {STATES}"
FEEDS = "select source, kind, valid_from, valid_to from feed order by feed_id"


@dataclass(frozen=True, slots=True)
class Standing:
    """:ivar feeds: as they are declared, by source, kind and days, the end excluded."""

    context: Context
    feeds: tuple[tuple[str, str, date, date | None], ...]


def standing() -> Standing:
    """What stands now, of all days. Built again only after a change, in any process."""
    [state] = asking.rows(STATE, {})
    return _standing(state.tables, state.feeds)


def standing_context() -> Context:
    """The context alone. It holds every day, so it asks for none."""
    return standing().context


def context_of(tables: str, feeds: str | None) -> Context:
    """The context of a state that another statement asked for beside its own question, as :data:`STATES`."""
    return _standing(tables, feeds).context


@lru_cache(4)
def _standing(tables: str, feeds: str | None) -> Standing:
    """The texts are what the memory is asked by."""
    declared = tuple(tuple(it) for it in asking.rows(FEEDS, {}))
    rows: dict[str, list[Row]] = {name: [it.row for it in store.standing(name)] for name in store.STORED}
    rows["feeds"] = [_feed(*it) for it in declared]
    given = [it.name for it in store.marks() if it.given]
    return Standing(build(rows, complete=given), declared)


def _feed(*said: Any) -> Row:
    source, kind, since, until = said
    return Row(
        (source, kind), (source, kind), True, since.toordinal(), until.toordinal() if until else OPEN_END
    )
