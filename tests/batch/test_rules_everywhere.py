"""One definition, three executions: every condition gives the same answer as a closure, in DuckDB and in PostgreSQL."""

import random
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import duckdb
import orjson
import pyarrow
import pytest

from kawal.decisions.rules.closure import compiled
from kawal.decisions.rules.columns import COLUMNS, PICTURE, ROW, Type
from kawal.decisions.rules.expression import Expression, read
from kawal.decisions.rules.findings import catalogue
from kawal.decisions.rules.sql import sql
from kawal.facts.ledger import bulk
from kawal.foundation.moments import day_of

pytestmark = pytest.mark.django_db
AS_OF = datetime(2026, 3, 10, 16, 59, 59, 999_999, tzinfo=UTC)  # a microsecond before the next day in Jakarta
STAYS = [
    "preparing",
    "abroad_in_contact",
    "abroad_silent",
    "in_trouble",
    "in_custody",
    "in_return",
    "home",
    "died",
    "unknown",
]
TYPES = {
    Type.TEXT: "text",
    Type.NUMBER: "bigint",
    Type.MOMENT: "timestamptz",
    Type.DAY: "date",
    Type.WORDS: "text[]",
}
# What the catalogue does not say yet, so that the whole language is compared.
MORE = [
    "days_since(contact_due_at) >= 1",
    "days_since(contact_due_at) between -1 and 1",
    "days_until(contact_due_at) = 0",
    "days_since(leave_on) > 0 or days_until(leave_on) = 2",
    "leave_on < as_of_day",
    "leave_on between as_of_day and as_of_day",
    "has(procedure_rules, 'dep-N2')",
    "not has(procedure_rules, 'dep-N1') and facts > 2",
    "facts * 2 - 3 <> 5 and -facts < -1",
    "post in ('a', 'b') or shelter not in ('x')",
    "not (post = 'a') or shelter is null",
    "post is not null and (facts > 3 or birth_year between 1990 and 2000)",
    "distress_at > family_missing_at or home_at <= as_of",
    "sex = 'female' and stay <> 'home' and not (facts = 1 and post = 'a')",
    "loans_idr / fees_idr > 3",
    "loans_idr / fees_idr * 100 > 250 or fees_idr / (facts - facts) = 1",
    "loans_idr * 1000000000000 * fees_idr > 1",
    "fees_idr - fee_cap_idr > 1000000 and -loans_idr < -5",
    "days_since(remitted_on) > loans_idr / fees_idr",
    "days_since(remitted_on) > 1 and days_until(permit_ends_on) <= remittances + 1",
    "coalesce(distress_on, missing_on) >= as_of_day or coalesce(destination, country) = 'a'",
    "stay = 'it''s; drop table picture --'",
]
EXPRESSIONS = [*(it for rule in catalogue() for it in (rule.when, *rule.grades)), *map(read, MORE)]
EXPRESSIONS += [read(f"days_since({it.column}) >= {it.days}") for rule in catalogue() for it in rule.raises]


def random_rows(count: int) -> list[dict[str, Any]]:
    """Anything at all, and among it what the rules' own examples say, nearly or exactly."""
    chance = random.Random(7)
    examples = [example.row for rule in catalogue() for example in rule.examples]
    return [
        {name: _value(chance, name, kind) for name, kind in ROW.items()}
        | _nearly(chance, examples[n % len(examples)])
        for n in range(count)
    ]


def _nearly(chance: random.Random, example: Mapping[str, Any]) -> dict[str, Any]:
    told = {name: value for name, value in example.items() if value is not None and chance.random() < 0.9}
    return {
        name: max(value + chance.choice([0, 0, 1, -1]), 0) if isinstance(value, int) else value
        for name, value in told.items()
        if name != "facts"
    }


def _value(chance: random.Random, name: str, kind: Type) -> Any:
    if name == "stay":
        return chance.choice(STAYS)
    if chance.random() < 0.3:
        return None
    if kind is Type.TEXT:
        return chance.choice(["a", "b", "x", "female", ""])
    if kind is Type.NUMBER:
        return chance.choice([0, 1, 2, 3, 4, 1995])
    if kind is Type.DAY:
        return date(2026, 3, 10) + timedelta(days=chance.randint(-3, 3))
    if kind is Type.WORDS:
        return chance.sample(["dep-N1", "dep-N2", "dep-N3"], chance.randint(0, 3))
    near = chance.choice([0, 1, -1, 86_400_000_000, -86_400_000_000, chance.randint(-(10**13), 10**13)])
    return AS_OF + timedelta(microseconds=near)


ROWS = random_rows(1200)


def by_closure(expression: Expression) -> list[bool]:
    holds = compiled(expression)
    return [holds(row, AS_OF) is True for row in ROWS]


def parameters() -> dict[str, Any]:
    return {"as_of": AS_OF, "as_of_day": day_of(AS_OF)}


def by_duckdb(expressions: list[Expression]) -> list[list[bool]]:
    con = duckdb.connect()
    columns = ", ".join(f"{name} {TYPES[kind]}" for name, kind in COLUMNS.items())
    con.execute(f"create table picture (n int, {columns})")
    asked = parameters()
    told = pyarrow.Table.from_pylist([{"n": n, **row, **asked} for n, row in enumerate(ROWS)])  # noqa: F841 -- DuckDB reads it
    con.execute(f"insert into picture select n, {', '.join(COLUMNS)} from told")
    answers = con.execute(
        f"select {', '.join(sql(it, 'duckdb') for it in expressions)} from picture order by n"
    ).fetchall()
    return [list(column) for column in zip(*answers, strict=True)]


def by_postgres(expressions: list[Expression]) -> list[list[bool]]:
    columns = ", ".join(f"{name} {TYPES[kind]}" for name, kind in ROW.items())
    told = orjson.dumps([{"n": n, **row} for n, row in enumerate(ROWS)]).decode()
    asked = ", ".join(sql(it, "postgres") for it in expressions)
    answers = bulk.run(
        f"select {asked} from (select *, %s::timestamptz as_of, %s::date as_of_day"
        f" from jsonb_to_recordset(%s::text::jsonb) r(n int, {columns})) picture order by n",
        (AS_OF, day_of(AS_OF), told),
    )
    return [list(column) for column in zip(*answers, strict=True)]


def test_closure_duckdb_and_postgresql_agree_on_every_row():
    wanted = [by_closure(expression) for expression in EXPRESSIONS]
    for engine, answers in (("duckdb", by_duckdb(EXPRESSIONS)), ("postgresql", by_postgres(EXPRESSIONS))):
        differing = {
            expression.text: sum(a != b for a, b in zip(said, expected, strict=True))
            for expression, said, expected in zip(EXPRESSIONS, answers, wanted, strict=True)
            if said != expected
        }
        assert (engine, differing) == (engine, {})


def test_the_rows_put_every_rule_to_the_test():
    assert [rule.name for rule in catalogue() if len(set(by_closure(rule.when))) == 1] == []


def test_a_rule_may_read_exactly_the_plain_columns_of_the_picture():
    left_out = {
        "person_id",
        "next_due_at",
        "drawn_at",
        "clocks",
        "because",
        "procedure_because",
        "screenings",
    }
    kinds = {
        "text": Type.TEXT, "integer": Type.NUMBER, "smallint": Type.NUMBER, "ARRAY": Type.WORDS, "date": Type.DAY,
        "timestamp with time zone": Type.MOMENT,
    }  # fmt: skip
    rows = bulk.run(
        "select column_name, data_type from information_schema.columns where table_name = 'picture'"
    )
    assert {name: kinds[kind] for name, kind in rows if name not in left_out} == PICTURE
