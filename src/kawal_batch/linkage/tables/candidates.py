"""Which rows are worth comparing: those that share a value, or parts of two.

Every rule is one key or two keys of different columns together. What a rule costs is counted before it is used; cheap ones are
taken first, until the budget of pairs is spent. So a table with few columns gets coarse rules, one with many gets fine ones,
and a rule whose value half the table shares is never used.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from kawal_batch.linkage.tables.kinds import KINDS
from kawal_batch.linkage.tables.schema import Column, Schema

PAIRS_A_ROW, PAIRS_A_ROW_AND_RULE = 80, 12
MOST_PAIRS = 24_000_000  # however many rows: a million then have 24 each
LARGEST_BLOCK = 400
COUNTED = 60_000  # rows on which the cost of a rule is counted; larger tables are sampled


@dataclass(frozen=True, slots=True)
class Key:
    """A list in SQL of what a row may be found by.

    :ivar exact: it may stand alone.
    :ivar whole: it is the whole value; two rows that agree in it agree in every other key of the column.
    """

    column: Column
    sql: str
    exact: bool
    whole: bool

    def implies(self, other: "Key") -> bool:
        return self == other or (self.whole and self.column == other.column)


@dataclass(frozen=True, slots=True)
class Rule:
    """Rows that agree in all its keys are compared."""

    keys: tuple[Key, ...]

    @property
    def columns(self) -> frozenset[str]:
        return frozenset(key.column.at for key in self.keys)

    def is_within(self, other: "Rule") -> bool:
        """The other rule finds every pair that this one finds."""
        return all(any(mine.implies(key) for mine in self.keys) for key in other.keys)

    def blocks(self, source: str = "rows") -> str:
        """SQL of (n, file, key): every key of every row."""
        parts = ", ".join(f"unnest({key.sql}) k{n}" for n, key in enumerate(self.keys[:1]))
        inner = f"select *, {parts} from {source}"
        for n, key in enumerate(self.keys[1:], 1):
            inner = f"select *, unnest({key.sql}) k{n} from ({inner})"
        names = [f"k{n}" for n in range(len(self.keys))]
        known = " and ".join(f"{name} <> ''" for name in names)
        return f"select n, file, {' || chr(31) || '.join(names)} k from ({inner}) where {known}"


def find(con: Any, schema: Schema, two_files: bool, done: Callable[[int, int], None]) -> None:
    """Fill the table ``pairs`` (a, b) with the rows to compare, a before b."""
    rows = con.execute("select count(*) from rows").fetchall()[0][0]
    rules = _affordable(_costs(con, _rules(schema), rows), rows)
    con.execute("create table pairs (a integer, b integer)")
    apart = "and a.file <> b.file" if two_files else ""
    for number, rule in enumerate(rules):
        done(number, len(rules))
        con.execute(
            f"""insert into pairs with keyed as materialized ({rule.blocks()}),
            small as (select k from keyed group by k having count(*) between 2 and {LARGEST_BLOCK}),
            kept as (select keyed.* from keyed join small using (k))
            select distinct a.n, b.n from kept a join kept b on a.k = b.k and a.n < b.n {apart}"""
        )
    con.execute("create or replace table pairs as select distinct a, b from pairs order by a, b")


def _rules(schema: Schema) -> list[Rule]:
    keys = [key for column in schema.columns for key in _keys(column)]
    pairs = combinations(keys, 2)
    return [
        *(Rule((key,)) for key in keys if key.exact),
        *(Rule(two) for two in pairs if two[0].column != two[1].column),
    ]


def _keys(column: Column) -> list[Key]:
    kind, names = KINDS[column.kind], {"c": column.at, "c2": f"{column.at}_2"}
    exact = [Key(column, sql.format(**names), True, n == 0) for n, sql in enumerate(kind.keys)]
    return exact + [Key(column, sql.format(**names), False, False) for sql in kind.coarse]


def _costs(con: Any, rules: Sequence[Rule], rows: int) -> list[tuple[float, Rule]]:
    """How many pairs each rule would give, on a sample where the table is large."""
    part = max(1, rows // COUNTED)
    con.execute(f"create or replace temp table counted as select * from rows where hash(n) % {part} = 0")
    found = []
    for rule in rules:
        most = max(2, LARGEST_BLOCK // part)
        cost = con.execute(
            f"""select coalesce(sum(c * (c - 1) / 2), 0) from (select count(*) c from ({rule.blocks("counted")}) group by k)
            where c <= {most}"""
        ).fetchall()[0][0]
        found.append((float(cost) * part * part, rule))
    return found


def _affordable(costs: Sequence[tuple[float, Rule]], rows: int) -> list[Rule]:
    """Cheapest first, without those whose pairs another one finds anyway."""
    able = [(cost, rule) for cost, rule in costs if 0 < cost <= PAIRS_A_ROW_AND_RULE * rows]
    needed = [
        (cost, rule)
        for cost, rule in able
        if not any(rule is not other and rule.is_within(other) for _, other in able)
    ]
    taken: list[Rule] = []
    spent = 0.0
    for cost, rule in sorted(needed, key=lambda it: it[0]):
        spent += cost
        if spent > min(PAIRS_A_ROW * rows, MOST_PAIRS):
            break
        taken.append(rule)
    return taken
