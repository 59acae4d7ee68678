"""Evidence: which facts a named column rests on, found by replaying one person.

A fact is evidence of a column if the column would be another without it, or if it was the one that last changed it (two
desks may tell the same, so that neither alone is missed).
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from kawal.foundation.moments import day_of
from kawal.reference.context.tables import Context
from kawal.situation.picture.shapes import PictureFact, Ref
from kawal.situation.signals.births import Born, read_births
from kawal.situation.signals.columns import TOLD
from kawal.situation.signals.events import Taken, events_of
from kawal.situation.signals.named import UNSAID
from kawal.situation.signals.reading import numbers_of
from kawal.situation.signals.row import Row, new_row
from kawal.situation.signals.steps import step

MOST_REPLAYED: Final = 400  # of more facts only the latest so many are left out in turn
# Told by claims or by law: they rest on what shows that she goes to work.
_OF_THE_CLAIMS: Final = ("age_youngest", "age_oldest", "births_apart_days", "minimum_age")
_SHOWN_BY: Final = ("departed_on", "recruited_on", "arrived_on", "last_heard_on")


def trace(
    facts: Iterable[PictureFact], births: Iterable[str], context: Context, as_of: datetime
) -> dict[str, list[Ref]]:
    """The facts of every column that is known, in their order. Columns measured over many people are not among them."""
    today = day_of(as_of).toordinal()
    replay = _Replay(events_of(facts, context, until=today), read_births(births, today=today), context, today)
    found = {name: replay.refs(cited) for name, cited in replay.cited().items()}
    shown = next((found[name] for name in _SHOWN_BY if found.get(name)), None) or replay.first()
    for name in _OF_THE_CLAIMS:
        if name in found and not found[name]:
            found[name] = shown
    return found


class _Replay:
    """One person's facts, taken again and again."""

    def __init__(self, taken: list[Taken], born: Born, context: Context, today: int) -> None:
        self._taken, self._born, self._context, self._today = taken, born, context, today

    def cited(self) -> dict[str, set[int]]:
        """Numbers of facts by column."""
        before: list[Row] = []
        cited: dict[int, set[int]] = {}
        row = new_row()
        read = self._read(row)
        for n, it in enumerate(self._taken):
            before.append(list(row))
            _take(row, it)
            now = self._read(row)
            for column, (value, old) in enumerate(zip(now, read, strict=True)):
                if value != old:
                    cited[column] = {n}
            read = now
        for n in range(max(len(self._taken) - MOST_REPLAYED, 0), len(self._taken)):
            for column, (value, without) in enumerate(zip(read, self._without(n, before[n]), strict=True)):
                if value != without:
                    cited.setdefault(column, set()).add(n)
        known = [column for column, value in enumerate(read) if value != UNSAID]
        return {TOLD[column]: cited.get(column, set()) for column in known}

    def refs(self, numbers: Iterable[int]) -> list[Ref]:
        facts = (self._taken[n].fact for n in sorted(numbers))
        return [{"source": it.source, "id": it.id} for it in facts]

    def first(self) -> list[Ref]:
        return self.refs(range(len(self._taken))[:1])

    def _without(self, left_out: int, row: Row) -> Row:
        for it in self._taken[left_out + 1 :]:
            _take(row, it)
        return self._read(row)

    def _read(self, row: Row) -> Row:
        return numbers_of(row, self._born, self._context, self._today)


def _take(row: Row, taken: Taken) -> None:
    for event in taken.events:
        step(row, *event)
