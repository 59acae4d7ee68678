"""Asking only the rules whose columns are known gives what asking all of them gives."""

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kawal.decisions.rules.columns import SIGNALS, Type
from kawal.decisions.rules.findings import next_change, rules_on
from kawal.decisions.rules.firing import Firing
from kawal.foundation.moments import JAKARTA

AS_OF = datetime(2026, 3, 10, 23, 59, 59, tzinfo=JAKARTA)
VALUES: dict[Type, st.SearchStrategy[Any]] = {
    Type.NUMBER: st.integers(0, 400),
    Type.DAY: st.integers(0, 500).map(lambda days: date(2026, 3, 12) - timedelta(days=days)),
    Type.TEXT: st.sampled_from(
        ("before", "abroad", "back", "yes", "no", "contradicting", "visit", "MYS", "KHM", "social_media")
    ),
}
ROWS = st.fixed_dictionaries({}, optional={name: st.none() | VALUES[kind] for name, kind in SIGNALS.items()})


@given(ROWS)
@settings(max_examples=settings().max_examples * 3 // 2, deadline=None)
def test_what_fires_and_when_silence_changes_it_is_the_same(row: dict[str, Any]) -> None:
    rules = rules_on(AS_OF)
    quick = Firing(rules)
    assert quick.graded(row, AS_OF) == [(it, grade) for it in rules if (grade := it.grade_of(row, AS_OF))]
    turns = [at for it in rules if (at := next_change(it, row, AS_OF))]
    assert quick.next_change(row, AS_OF) == min(turns, default=None)
