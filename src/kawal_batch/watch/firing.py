"""Which rules fire on a row, for everybody at once: a rule is asked only where everything it cannot do without is known.

The answers are those of `decisions.rules.findings`; most rules are never asked, for most people never tell most things.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from kawal.decisions.rules.document import Rule
from kawal.decisions.rules.findings import next_change


class Firing:
    """The rules of a day, each with the columns without which it cannot hold. Rows have only what is known."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = rules
        self._asked = tuple((rule, frozenset(rule.known)) for rule in rules)
        self._timed = tuple((rule, columns) for rule, columns in self._asked if rule.turns)

    def fired(self, row: Mapping[str, Any], as_of: datetime) -> dict[str, int]:
        """Grade by id of the rules that hold."""
        known = row.keys()
        return {
            rule.id: grade
            for rule, columns in self._asked
            if columns <= known and (grade := rule.grade_of(row, as_of))
        }

    def next_change(self, row: Mapping[str, Any], as_of: datetime) -> datetime | None:
        """The first moment at which silence alone changes what any of them says."""
        known = row.keys()
        moments = (next_change(rule, row, as_of) for rule, columns in self._timed if columns <= known)
        return min((at for at in moments if at), default=None)
