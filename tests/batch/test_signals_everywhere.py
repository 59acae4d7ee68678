"""Signals of a whole fictional country: live is batch, column by column, and a second account in SQL agrees."""

import json
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from kawal.foundation.moments import day_of
from kawal.reference.context.reading import built_in, read_folder
from kawal.reference.context.tables import Context
from kawal.situation.signals.columns import COLUMNS
from kawal.situation.signals.reading import row_of
from kawal_batch.watch.encoded import Person, write_events
from kawal_batch.watch.pictures import write_pictures
from tests.batch.signal_country import lines, simulated

pytestmark = pytest.mark.slow

PEOPLE = 4_000
AS_OF = datetime(2027, 3, 1, 16, tzinfo=UTC)
TODAY = day_of(AS_OF).toordinal()
SQL = (Path(__file__).parent / "signals_oracle.sql").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("country")


@pytest.fixture(scope="module")
def people(folder: Path) -> list[Person]:
    return simulated(folder, PEOPLE)


def live(person: Person, context: Context) -> dict[str, Any]:
    return row_of(person.facts, person.births, context, {}, AS_OF)


def test_everybody_read_live_is_everybody_read_in_batch(people: list[Person], folder: Path) -> None:
    read = read_folder(folder / "context")
    write_events(people, read.context, folder / "encoded", today=TODAY)
    written = write_pictures(folder / "encoded", folder / "pictures.parquet", read.context, today=TODAY)
    rows = pq.read_table(folder / "pictures.parquet").to_pylist()
    assert written == len(rows) == len(people) >= PEOPLE * 0.95
    differing = [
        (person.subject, name)
        for person, row in zip(people, rows, strict=True)
        for name, value in live(person, read.context).items()
        if row[name] != value
    ]
    assert differing == []
    told = {name for row in rows for name in COLUMNS if row[name] is not None}
    assert len(told) >= 60  # agreeing on nothing would mean nothing


def test_a_second_account_in_sql_agrees_on_every_person(people: list[Person], tmp_path: Path) -> None:
    """The built-in tables name no outage, licence or feed, so that facts alone speak."""
    expected = by_sql(people, tmp_path)
    assert len(expected) == len(people)
    differing = defaultdict(list)
    for person in people:
        mine = live(person, built_in())
        for name, value in expected[person.subject].items():
            if mine[name] != value:
                differing[name].append((person.subject, mine[name], value))
    assert {name: (len(rows), rows[:3]) for name, rows in differing.items()} == {}
    columns = next(iter(expected.values()))
    spoken = [name for name in columns if len({row[name] for row in expected.values()} - {None}) >= 1]
    assert len(spoken) >= 25


def by_sql(people: list[Person], folder: Path) -> dict[str, dict[str, Any]]:
    file = folder / "told.ndjson"
    file.write_text("\n".join(lines(people)), encoding="utf-8")
    columns = dict.fromkeys(("person", "kind", "source", "id", "country"), "VARCHAR")
    columns |= {"moment": "TIMESTAMP", "day_only": "BOOLEAN", "d": "JSON"}
    typed = json.dumps(columns).replace('"', "'")
    with duckdb.connect() as connection:
        connection.execute(
            "create table told as select * from read_json($file, format = 'newline_delimited', columns = "
            f"{typed})",
            {"file": str(file)},
        )
        answer = connection.execute(SQL)
        names = [it[0] for it in answer.description]
        return {row[0]: dict(zip(names[1:], row[1:], strict=True)) for row in answer.fetchall()}
