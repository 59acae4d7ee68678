"""The same condition as SQL text, for everyone at once: in PostgreSQL over `picture` and the signals, in DuckDB over a
snapshot of them.

`as_of` (timestamptz) and `as_of_day` (date, in Asia/Jakarta) are columns the caller adds.
"""

from typing import Literal

from sqlglot import exp, parse_one

from kawal.decisions.rules.columns import COLUMNS, Type
from kawal.decisions.rules.document import LEVELS, Rule
from kawal.decisions.rules.expression import Expression, function_of

Dialect = Literal["postgres", "duckdb"]

# Whole days of 24 hours, rounded down, from {a} to {b}; exact to the microsecond in both.
_SPANS: dict[Dialect, str] = {
    "postgres": "floor(extract(epoch from ({b} - {a})) / 86400)",
    "duckdb": "floor((epoch_us({b}) - epoch_us({a})) / 86400000000.0)",
}
_DAYS: dict[Dialect, str] = {"postgres": "({b} - {a})", "duckdb": "date_diff('day', {a}, {b})"}
_HAS: dict[Dialect, str] = {"postgres": "{code} = any({words})", "duckdb": "list_contains({words}, {code})"}
_SUMS, _PRODUCTS = (exp.Add, exp.Sub, exp.Neg), (exp.Mul, exp.Div)


def sql(expression: Expression, dialect: Dialect) -> str:
    """A boolean expression over the columns; true only where the condition is known to hold."""
    return f"({_said(expression.tree, dialect).sql(dialect=dialect)}) is true"


def level_sql(rule: Rule) -> str:
    """The level the rule gives to whom it fires on; the same text in both."""
    higher = sorted(
        (it for it in rule.raises if LEVELS.index(it.level) < LEVELS.index(rule.level)),
        key=lambda it: LEVELS.index(it.level),
    )
    whens = " ".join(
        f"when \"{it.column}\" + interval '{it.days} days' <= as_of then '{it.level}'" for it in higher
    )
    return f"case {whens} else '{rule.level}' end" if whens else f"'{rule.level}'"


def _said(tree: exp.Expression, dialect: Dialect) -> exp.Expression:
    return tree.transform(lambda node: _spoken(node, dialect))


def _spoken(node: exp.Expression, dialect: Dialect) -> exp.Expression:
    if isinstance(node, _PRODUCTS):
        return _product(node, dialect)
    if isinstance(node, exp.Column) and isinstance(node.parent, (*_SUMS, exp.Paren)) and _is_number(node):
        return exp.cast(node.copy(), "bigint")
    if not isinstance(node, exp.Anonymous):
        return node
    name, column = function_of(node), node.expressions[0].name
    if name == "has":
        code = node.expressions[1].sql(dialect=dialect)
        text = _HAS[dialect].format(words=column, code=code)
    else:
        moment = COLUMNS[column] is Type.MOMENT
        other = "as_of" if moment else "as_of_day"
        a, b = (column, other) if name == "days_since" else (other, column)
        text = (_SPANS if moment else _DAYS)[dialect].format(a=a, b=b)
    return exp.Paren(this=parse_one(text, dialect=dialect))


def _is_number(column: exp.Column) -> bool:
    return COLUMNS[column.name] is Type.NUMBER


def _product(node: exp.Expression, dialect: Dialect) -> exp.Expression:
    """In doubles, so that nothing overflows; a division by nothing is unknown."""
    left, right = _double(node.this, dialect), _double(node.expression, dialect)
    if isinstance(node, exp.Div):
        right = exp.Nullif(this=right, expression=exp.Literal.number(0))
    return exp.Paren(this=type(node)(this=left, expression=right))


def _double(node: exp.Expression, dialect: Dialect) -> exp.Expression:
    return exp.cast(exp.Paren(this=_said(node.copy(), dialect)), "double precision")
