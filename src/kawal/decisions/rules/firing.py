"""Which rules hold on a row. A rule is asked only where everything it cannot do without is known: most people never tell most things."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from kawal.decisions.rules.document import Rule
from kawal.decisions.rules.findings import next_change, rules_of
from kawal.foundation.moments import day_of

Row = Mapping[str, Any]


class Firing:
    """The rules of a day, each with the columns without which it cannot hold."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        self._asked = tuple((rule, frozenset(rule.known)) for rule in rules)
        self._timed = tuple((rule, needed) for rule, needed in self._asked if rule.turns)

    def graded(self, row: Row, as_of: datetime) -> list[tuple[Rule, int]]:
        """The rules that hold, each with its grade."""
        known = _known(row)
        return [
            (rule, grade)
            for rule, needed in self._asked
            if needed <= known and (grade := rule.grade_of(row, as_of))
        ]

    def next_change(self, row: Row, as_of: datetime) -> datetime | None:
        """The first moment at which silence alone changes what any of them says."""
        known = _known(row)
        moments = (next_change(rule, row, as_of) for rule, needed in self._timed if needed <= known)
        return min((at for at in moments if at), default=None)


def firing_on(as_of: datetime) -> Firing:
    """The rules valid on that day, the newest version of each."""
    return _of(day_of(as_of))


@lru_cache(16)
def _of(day: date) -> Firing:
    return Firing(rules_of(day))


def _known(row: Row) -> set[str]:
    return {name for name, value in row.items() if value is not None}
