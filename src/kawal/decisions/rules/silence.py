"""When silence alone may change the answer of a condition, told from the condition itself.

Time stands alone in every comparison, so each has few moments at which it can turn over: the day counted to, the moment
compared with. Between two of them nothing changes. A day begins at midnight in Jakarta.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from math import ceil, floor
from typing import Any

from sqlglot import exp

from kawal.decisions.rules.closure import Row, ordinal, value_of
from kawal.decisions.rules.columns import COLUMNS, Type
from kawal.decisions.rules.expression import Expression, bare, comparisons, function_of, is_timed, pairs_of
from kawal.foundation.moments import JAKARTA

Turns = Callable[[Row, datetime], Iterator[datetime]]

_MOMENT = timedelta(microseconds=1)
_FARTHEST = 2_000_000  # days; what lies beyond never comes


def turns_of(expression: Expression) -> tuple[Turns, ...]:
    """Each ``f(row, as_of)`` tells moments at which time may turn the answer over, in no order, some perhaps in vain.

    None where the condition says nothing of time.
    """
    return tuple(
        _turns(bare(timed), value_of(other))
        for node in comparisons(expression.tree)
        for timed, other in map(_timed_first, pairs_of(node))
        if is_timed(timed)
    )


def _timed_first(pair: tuple[exp.Expression, exp.Expression]) -> tuple[exp.Expression, exp.Expression]:
    return pair if is_timed(pair[0]) else pair[::-1]


def _turns(timed: exp.Expression, other: Callable[[Row, datetime], Any]) -> Turns:
    name = timed.name
    if isinstance(timed, exp.Column):
        around = _around_moment if name == "as_of" else _around_day
        return lambda row, as_of: around(other(row, as_of))
    column = timed.expressions[0].name
    if column in ("as_of", "as_of_day"):
        return lambda row, as_of: iter(())
    sign = 1 if function_of(timed) == "days_since" else -1
    counted = _counted_moments if COLUMNS[column] is Type.MOMENT else _counted_days
    return lambda row, as_of: counted(row.get(column), other(row, as_of), sign)


def _around_moment(value: datetime | None) -> Iterator[datetime]:
    if value is not None:
        yield value
        yield value + _MOMENT


def _around_day(value: Any) -> Iterator[datetime]:
    day = ordinal(value)
    if day is not None:
        yield from _begins(day, day + 1)


def _counted_moments(since: datetime | None, count: float | None, sign: int) -> Iterator[datetime]:
    if since is None or count is None or abs(count) > _FARTHEST:
        return
    for whole in range(floor(count) - 1, ceil(count) + 2):
        yield since + sign * timedelta(days=whole)
        yield since + sign * timedelta(days=whole) + _MOMENT


def _counted_days(since: Any, count: float | None, sign: int) -> Iterator[datetime]:
    day = ordinal(since)
    if day is not None and count is not None and abs(count) <= _FARTHEST:
        yield from _begins(*(day + sign * whole for whole in range(floor(count) - 1, ceil(count) + 2)))


def _begins(*days: int) -> Iterator[datetime]:
    for day in days:
        if 0 < day < date.max.toordinal():
            at = date.fromordinal(day)
            yield datetime(at.year, at.month, at.day, tzinfo=JAKARTA)
