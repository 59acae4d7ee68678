"""The small language of conditions: a subset of SQL, checked by type before anything runs.

Allowed: `and or not`, `= <> < <= > >=`, `in (…)`, `between`, `is [not] null`, whole numbers, texts, parameters (`:days`),
`+ - * /` on numbers, and four functions: `days_since(x)`, `days_until(x)` of a moment or day, `has(list, 'code')` and
`coalesce(x, y)` of columns. Whatever else SQL can say is refused by name. An unknown value makes a condition unknown,
never true and never false; so does a division by nothing.

No condition is longer than `LENGTH`, deeper than `DEPTH` or says a number above `GREATEST`: what a rule may cost is known
before it runs. A condition reads columns, never another rule, so rules cannot go in circles.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlglot import exp, parse
from sqlglot.errors import SqlglotError

from kawal.decisions.rules.columns import COLUMNS, Type

FUNCTIONS = {"days_since", "days_until", "has", "coalesce"}
LENGTH, DEPTH, LISTED, GREATEST = 1_000, 14, 60, 10**12
TIMES = frozenset({"as_of", "as_of_day"})
ORDERED = {Type.NUMBER, Type.MOMENT, Type.DAY, Type.SPAN}
_NUMBERS = {Type.NUMBER, Type.SPAN}
# What else a node may say than its parts. The parser hangs meaning on such flags (`is not` is one): none passes unseen.
_FLAGS: dict[type[exp.Expression], set[str]] = {
    exp.Between: {"low", "high"},
    exp.In: {"expressions"},
    exp.Is: {"expression", "negate"},
    exp.Literal: {"is_string"},
    exp.Anonymous: {"expressions"},
    exp.Coalesce: {"expressions"},
    exp.Div: {"typed"},
}
COMPARED = (exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE)


class BadExpression(ValueError):
    """The condition cannot be read, or says something that is not allowed."""


@dataclass(frozen=True)
class Expression:
    """A checked condition or value: the tree with its parameters filled in, its type, and the columns it reads."""

    text: str
    tree: exp.Expression
    type: Type
    columns: frozenset[str]


def read(text: str, params: Mapping[str, int | str] | None = None) -> Expression:
    """Parse and check a condition.

    :raises BadExpression: with the offending part named.
    """
    expression = read_value(text, params)
    if expression.type is not Type.TRUTH:
        raise BadExpression("is no condition: it answers neither yes nor no")
    return expression


def read_value(text: str, params: Mapping[str, int | str] | None = None) -> Expression:
    """Parse and check something that has a value, such as a number a sentence tells.

    :raises BadExpression: with the offending part named.
    """
    tree = _parsed(text).transform(lambda node: _filled(node, params or {}))
    kind = type_of(tree)
    for node in comparisons(tree):
        _foreseeable(node)
    return Expression(text, tree, kind, frozenset(column.name for column in tree.find_all(exp.Column)))


def _parsed(text: str) -> exp.Expression:
    if len(text) > LENGTH:
        raise BadExpression(f"is longer than {LENGTH} letters")
    if _nesting(text) > DEPTH:
        raise BadExpression(f"is nested deeper than {DEPTH}")
    try:
        parsed = parse(text, dialect="postgres")
    except SqlglotError as error:
        raise BadExpression(f"cannot be read: {str(error).splitlines()[0]}") from error
    except RecursionError as error:
        raise BadExpression(f"is nested deeper than {DEPTH}") from error
    if len(parsed) != 1 or not isinstance(parsed[0], exp.Expression):
        raise BadExpression("cannot be read: one condition is wanted")
    if _depth(parsed[0]) > DEPTH:
        raise BadExpression(f"is nested deeper than {DEPTH}")
    return parsed[0]


def _nesting(text: str) -> int:
    """Brackets open at once, at most; the parser is not asked to try."""
    open_now = most = 0
    for letter in text:
        open_now += (letter == "(") - (letter == ")")
        most = max(most, open_now)
    return most


def _depth(tree: exp.Expression) -> int:
    """How deep its parts lie in one another. A chain of `and` or `or` counts once: it is a list."""
    deepest, waiting = 0, [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        deepest = max(deepest, depth)
        chained = (exp.And, exp.Or)
        waiting += [
            (part, depth if isinstance(part, chained) and type(part) is type(node) else depth + 1)
            for part in node.iter_expressions()
        ]
    return deepest


def is_timed(node: exp.Expression) -> bool:
    """Whether its value changes while nothing happens."""
    return any(
        (isinstance(it, exp.Column) and it.name in TIMES)
        or (isinstance(it, exp.Anonymous) and function_of(it) != "has")
        for it in node.walk()
    )


def bare(node: exp.Expression) -> exp.Expression:
    """Without the brackets around it."""
    while isinstance(node, exp.Paren):
        node = node.this
    return node


def comparisons(tree: exp.Expression) -> list[exp.Expression]:
    compared = (*COMPARED, exp.Between, exp.In)
    return [node for node in tree.walk() if isinstance(node, compared)]


def needed_by(node: exp.Expression) -> frozenset[str]:
    """Columns without which a condition cannot be known to hold: each of them has to be known."""
    if isinstance(node, (exp.And, exp.Or)):
        left, right = needed_by(node.this), needed_by(node.expression)
        return left | right if isinstance(node, exp.And) else left & right
    if isinstance(node, exp.Paren):
        return needed_by(node.this)
    asks_of_absence = node.find(exp.Is) is not None and not (
        isinstance(node, exp.Is) and node.args.get("negate")
    )
    if asks_of_absence or node.find(exp.Coalesce, exp.Or, exp.And):
        return frozenset()
    return frozenset(column.name for column in node.find_all(exp.Column)) - TIMES


def pairs_of(node: exp.Expression) -> list[tuple[exp.Expression, exp.Expression]]:
    """What a comparison puts beside each other, two and two."""
    if isinstance(node, exp.Between):
        return [(node.this, node.args["low"]), (node.this, node.args["high"])]
    return [(node.this, it) for it in (node.expressions if isinstance(node, exp.In) else [node.expression])]


def _foreseeable(node: exp.Expression) -> None:
    """Time stands alone on one side of a comparison, so that it can be said when silence changes the answer."""
    for pair in pairs_of(node):
        timed = [bare(it) for it in pair if is_timed(it)]
        if timed and (len(timed) > 1 or not isinstance(timed[0], (exp.Column, exp.Anonymous))):
            raise BadExpression(f"{node.sql()!r}: time has to stand alone on one side")


def _filled(node: exp.Expression, params: Mapping[str, int | str]) -> exp.Expression:
    if not isinstance(node, exp.Placeholder):
        return node
    if node.name not in params:
        raise BadExpression(f"parameter :{node.name} has no value")
    value = params[node.name]
    return exp.Literal.number(value) if isinstance(value, int) else exp.Literal.string(value)


def type_of(node: exp.Expression) -> Type:
    """The type of a part, all parts below it checked.

    :raises BadExpression: a part that is not in the language, an unknown column, types that do not go together.
    """
    check = _CHECKS.get(type(node))
    flags = {name for name, value in node.args.items() if value} - {"this", "expression"}
    if check is None or flags - _FLAGS.get(type(node), set()):
        raise BadExpression(f"{node.sql(dialect='postgres')!r} is not allowed here ({node.key})")
    return check(node)


def function_of(node: exp.Expression) -> str:
    return node.name.lower()


def _column(node: exp.Expression) -> Type:
    if node.name not in COLUMNS:
        raise BadExpression(f"there is no column {node.name!r}")
    return COLUMNS[node.name]


def _literal(node: exp.Expression) -> Type:
    if isinstance(node, exp.Literal) and node.is_string:
        return Type.TEXT
    if not node.name.isdigit():
        raise BadExpression(f"{node.name} is no whole number")
    if int(node.name) > GREATEST:
        raise BadExpression(f"{node.name} is greater than {GREATEST}")
    return Type.NUMBER


def _all_truth(node: exp.Expression) -> Type:
    for part in node.iter_expressions():
        if type_of(part) is not Type.TRUTH:
            raise BadExpression(f"{part.sql()!r} is no condition")
    return Type.TRUTH


def _comparison(node: exp.Expression) -> Type:
    left, right = type_of(node.this), type_of(node.expression)
    if not _go_together(left, right):
        raise BadExpression(f"{node.sql()!r} compares {left} with {right}")
    if left not in ORDERED and not isinstance(node, (exp.EQ, exp.NEQ)):
        raise BadExpression(f"{node.sql()!r}: {left} has no order")
    if {Type.TRUTH, Type.WORDS, Type.TIME} & {left, right}:
        raise BadExpression(f"{node.sql()!r} compares what cannot be compared")
    return Type.TRUTH


def _between(node: exp.Expression) -> Type:
    kinds = {type_of(node.this), type_of(node.args["low"]), type_of(node.args["high"])}
    if not (kinds <= _NUMBERS or len(kinds) == 1 and kinds <= ORDERED):
        raise BadExpression(f"{node.sql()!r} mixes types")
    return Type.TRUTH


def _in(node: exp.Expression) -> Type:
    listed = node.expressions
    if not 0 < len(listed) <= LISTED:
        raise BadExpression(f"`in` needs a list of values, {LISTED} at most")
    kind = type_of(node.this)
    if not all(isinstance(it, exp.Literal) and _go_together(kind, type_of(it)) for it in listed):
        raise BadExpression(f"{node.sql()!r}: the list holds something else than {kind} values")
    return Type.TRUTH


def _is_null(node: exp.Expression) -> Type:
    if not isinstance(node.expression, exp.Null) or not isinstance(node.this, exp.Column):
        raise BadExpression(f"{node.sql()!r}: `is` asks of a column whether it is null, nothing else")
    type_of(node.this)
    return Type.TRUTH


def _arithmetic(node: exp.Expression) -> Type:
    kinds = {type_of(part) for part in node.iter_expressions()}
    if not kinds <= _NUMBERS:
        raise BadExpression(f"{node.sql()!r} reckons with what is no number")
    return Type.NUMBER


def _call(node: exp.Expression) -> Type:
    name, parts = function_of(node), node.expressions
    if name not in FUNCTIONS:
        raise BadExpression(f"there is no function {name!r}; there are {', '.join(sorted(FUNCTIONS))}")
    if name == "has":
        ok = len(parts) == 2 and type_of(parts[0]) is Type.WORDS and type_of(parts[1]) is Type.TEXT
        if not ok or not isinstance(parts[1], exp.Literal):
            raise BadExpression("has(list, 'code') needs a list column and a code")
        return Type.TRUTH
    if len(parts) != 1 or not isinstance(parts[0], exp.Column):
        raise BadExpression(f"{name}(…) needs one column")
    if type_of(parts[0]) not in (Type.MOMENT, Type.DAY):
        raise BadExpression(f"{name}({parts[0].name}): {type_of(parts[0])} is no time")
    return Type.SPAN


def _coalesce(node: exp.Expression) -> Type:
    """The first that is known. Of columns only: no value is made up where nothing is known."""
    parts = [node.this, *node.expressions]
    if len(parts) < 2 or not all(isinstance(part, exp.Column) for part in parts):
        raise BadExpression("coalesce(…) needs two columns or more")
    kinds = {type_of(part) for part in parts}
    if kinds == {Type.MOMENT, Type.DAY}:
        return Type.TIME
    if len(kinds) != 1 or kinds == {Type.WORDS}:
        raise BadExpression(f"{node.sql()!r} mixes types")
    return kinds.pop()


def _go_together(left: Type, right: Type) -> bool:
    return left is right or {left, right} <= _NUMBERS


_CHECKS: dict[type[exp.Expression], Callable[[exp.Expression], Type]] = {
    exp.Column: _column,
    exp.Literal: _literal,
    exp.And: _all_truth,
    exp.Or: _all_truth,
    exp.Not: _all_truth,
    exp.Paren: lambda node: type_of(node.this),
    **dict.fromkeys(COMPARED, _comparison),
    exp.Between: _between,
    exp.In: _in,
    exp.Is: _is_null,
    exp.Add: _arithmetic,
    exp.Sub: _arithmetic,
    exp.Mul: _arithmetic,
    exp.Div: _arithmetic,
    exp.Neg: _arithmetic,
    exp.Anonymous: _call,
    exp.Coalesce: _coalesce,
}
