"""A checked condition as a Python function of one live row. Unknown is None, exactly as NULL in SQL.

A row holds the columns of `picture` and of the signals; what nobody told is None or not there. A day is a date or its
ordinal. Microseconds a rule; no parsing when it runs.
"""

import operator
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlglot import exp

from kawal.decisions.rules.columns import COLUMNS, Type
from kawal.decisions.rules.expression import Expression, function_of
from kawal.foundation.moments import day_of

Row = Mapping[str, Any]
Value = Callable[[Row, datetime], Any]

_DAY = timedelta(days=1)
_OPERATORS: dict[type[exp.Expression], Callable[[Any, Any], Any]] = {
    exp.EQ: operator.eq,
    exp.NEQ: operator.ne,
    exp.LT: operator.lt,
    exp.LTE: operator.le,
    exp.GT: operator.gt,
    exp.GTE: operator.ge,
    exp.Add: operator.add,
    exp.Sub: operator.sub,
    exp.Mul: lambda a, b: float(a) * float(b),  # as SQL reckons them: nothing overflows
    exp.Div: lambda a, b: float(a) / float(b) if b else None,
}


def compiled(expression: Expression) -> Callable[[Row, datetime], Any]:
    """``f(row, as_of)``: true, false, or None where it cannot be known; of a value the value, days as ordinals."""
    return value_of(expression.tree)


def ordinal(day: Any) -> int | None:
    """The number of a day, whether it came as a date or as its number."""
    return day if day is None or isinstance(day, int) else day.toordinal()


def today(as_of: datetime) -> int:
    """The number of the day of asking, in Jakarta."""
    return day_of(as_of).toordinal()


def value_of(node: exp.Expression) -> Value:
    """One part of a checked condition."""
    operate = _OPERATORS.get(type(node))
    if operate is not None:
        return _binary(operate, value_of(node.this), value_of(node.expression))
    return _MAKERS[type(node)](node)


def _binary(operate: Callable[[Any, Any], Any], left: Value, right: Value) -> Value:
    def value(row: Row, as_of: datetime) -> Any:
        a = left(row, as_of)
        b = right(row, as_of)
        return None if a is None or b is None else operate(a, b)

    return value


def _column(node: exp.Expression) -> Value:
    name = node.name
    if name == "as_of":
        return lambda row, as_of: as_of
    if name == "as_of_day":
        return lambda row, as_of: today(as_of)
    if COLUMNS[name] is Type.DAY:
        return lambda row, as_of: ordinal(row.get(name))
    return lambda row, as_of: row.get(name)


def _literal(node: exp.Expression) -> Value:
    value = node.name if isinstance(node, exp.Literal) and node.is_string else int(node.name)
    return lambda row, as_of: value


def _decided_by(deciding: bool) -> Callable[[exp.Expression], Value]:
    """Both sides together, where one that says ``deciding`` settles it whatever the other says, known or not."""

    def reader(node: exp.Expression) -> Value:
        left, right = value_of(node.this), value_of(node.expression)

        def value(row: Row, as_of: datetime) -> Any:
            a = left(row, as_of)
            if a is deciding:
                return deciding
            b = right(row, as_of)
            return deciding if b is deciding else None if a is None or b is None else not deciding

        return value

    return reader


def _not(node: exp.Expression) -> Value:
    inner = value_of(node.this)

    def value(row: Row, as_of: datetime) -> Any:
        a = inner(row, as_of)
        return None if a is None else not a

    return value


def _negative(node: exp.Expression) -> Value:
    inner = value_of(node.this)

    def value(row: Row, as_of: datetime) -> Any:
        a = inner(row, as_of)
        return None if a is None else -a

    return value


def _is_null(node: exp.Expression) -> Value:
    inner = value_of(node.this)
    if node.args.get("negate"):
        return lambda row, as_of: inner(row, as_of) is not None
    return lambda row, as_of: inner(row, as_of) is None


def _in(node: exp.Expression) -> Value:
    inner = value_of(node.this)
    listed = frozenset(it.name if it.is_string else int(it.name) for it in node.expressions)

    def value(row: Row, as_of: datetime) -> Any:
        a = inner(row, as_of)
        return None if a is None else a in listed

    return value


def _between(node: exp.Expression) -> Value:
    low = exp.GTE(this=node.this.copy(), expression=node.args["low"].copy())
    high = exp.LTE(this=node.this.copy(), expression=node.args["high"].copy())
    return value_of(exp.And(this=low, expression=high))


def _call(node: exp.Expression) -> Value:
    name, column = function_of(node), node.expressions[0].name
    if name == "has":
        code = node.expressions[1].name
        return lambda row, as_of: None if row.get(column) is None else code in row[column]
    moment = COLUMNS[column] is Type.MOMENT
    said = _column(node.expressions[0])
    sign = 1 if name == "days_since" else -1

    def value(row: Row, as_of: datetime) -> Any:
        at = said(row, as_of)
        if at is None:
            return None
        return (sign * (as_of - at)) // _DAY if moment else sign * (today(as_of) - at)

    return value


def _coalesce(node: exp.Expression) -> Value:
    columns = [_column(part) for part in (node.this, *node.expressions)]
    return lambda row, as_of: next((value for it in columns if (value := it(row, as_of)) is not None), None)


_MAKERS: dict[type[exp.Expression], Callable[[exp.Expression], Value]] = {
    exp.Column: _column,
    exp.Literal: _literal,
    exp.And: _decided_by(False),
    exp.Or: _decided_by(True),
    exp.Not: _not,
    exp.Neg: _negative,
    exp.Paren: lambda node: value_of(node.this),
    exp.Is: _is_null,
    exp.In: _in,
    exp.Between: _between,
    exp.Anonymous: _call,
    exp.Coalesce: _coalesce,
}
