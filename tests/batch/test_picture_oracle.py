"""The reducer against a second account of the same contract, written in SQL over sets, on a whole fictional country."""

import json
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from kawal.foundation.moments import read_moment
from kawal.situation.picture import PictureFact, Tables, draw
from kawal_simulation import country, days, reading
from kawal_simulation.settings import DEFAULT_FROM, DEFAULT_MONTHS, Settings

pytestmark = pytest.mark.slow

PEOPLE = 3_000
AS_OF = datetime(2026, 10, 1, tzinfo=UTC)
SQL = (Path(__file__).parent / "picture_oracle.sql").read_text(encoding="utf-8")
TRUE = {"true": True, "false": False}


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[PictureFact]]:
    """Standing facts by the person they are truly about."""
    folder = tmp_path_factory.mktemp("country")
    window = days.window_of(DEFAULT_FROM, DEFAULT_MONTHS, None)
    country.simulate(Settings(PEOPLE, "oracle", window), folder, processes=2)
    about = {(it["source"], it["id"]): it["person"] for it in reading.truth_in(folder, "claims")}
    raw = list(reading.facts_in(folder))
    ended = {(it["source"], it["corrects"]) for it in raw if it.get("corrects")}
    found: dict[str, list[PictureFact]] = defaultdict(list)
    for it in raw:
        key = it["source"], it["id"]
        if it["kind"] != "withdrawn" and key not in ended and about.get(key):
            found[about[key]].append(fact(it))
            if it["kind"] in ("deported", "repatriated"):
                found[about[key]] += on_the_way(found[about[key]][-1])
    return found


def on_the_way(left: PictureFact) -> list[PictureFact]:
    """Legs that the fictional country does not tell of: some are seen to arrive, some boarded twice, some are looked for."""
    told = {
        0: ("boarded",),
        1: ("boarded", "disembarked"),
        2: ("boarded", "disembarked", "boarded", "unaccounted"),
        3: ("unaccounted",),
    }
    kinds = told[sum(left.id.encode()) % 4]
    return [
        left._replace(
            kind=kind,
            at=left.at + timedelta(hours=n),
            day_only=False,
            id=f"{left.id}-{n}",
            data={},
            place=None,
        )
        for n, kind in enumerate(kinds, 1)
    ]


def fact(it: dict[str, Any]) -> PictureFact:
    at, precision = read_moment(it["occurred_at"])
    data = {
        key: TRUE.get(value, value) if isinstance(value, str) else value
        for key, value in (it.get("data") or {}).items()
    }
    return PictureFact(
        it["kind"], at, precision == "day", it["source"], it["id"], it.get("place"), data, "", at
    )


def by_sql(people: dict[str, list[PictureFact]], folder: Path) -> dict[str, dict[str, Any]]:
    """The oracle's rows by person, moments naive in UTC as DuckDB holds them."""
    file = folder / "told.ndjson"
    with file.open("w", encoding="utf-8") as out:
        for person, facts in people.items():
            for it in facts:
                row = {
                    "person": person,
                    "kind": it.kind,
                    "moment": naive(it.at).isoformat(),
                    "day_only": it.day_only,
                }
                row |= {
                    "source": it.source,
                    "id": it.id,
                    "country": (it.place or {}).get("country"),
                    "d": it.data,
                }
                out.write(json.dumps(row) + "\n")
    columns = dict.fromkeys(("person", "kind", "source", "id", "country"), "VARCHAR")
    columns |= {"moment": "TIMESTAMP", "day_only": "BOOLEAN", "d": "JSON"}
    with duckdb.connect() as connection:
        read = "create table told as select * from read_json($file, format = 'newline_delimited', columns = $columns)"
        connection.execute(
            read.replace("$columns", json.dumps(columns).replace('"', "'")), {"file": str(file)}
        )
        answer = connection.execute(SQL, {"as_of": naive(AS_OF)})
        names = [it[0] for it in answer.description]
        return {row[0]: dict(zip(names[1:], row[1:], strict=True)) for row in answer.fetchall()}


def naive(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)


def test_every_picture_agrees_with_the_second_account(
    people: dict[str, list[PictureFact]], tmp_path: Path
) -> None:
    expected = by_sql(people, tmp_path)
    assert len(expected) == len(people) >= PEOPLE * 0.95
    differing = defaultdict(list)
    for person, facts in people.items():
        drawn = draw(facts, as_of=AS_OF, tables=Tables())
        for column, value in expected[person].items():
            mine = getattr(drawn, column)
            mine = naive(mine) if isinstance(mine, datetime) else mine
            if mine != value:
                differing[column].append((person, mine, value))
    assert {column: (len(rows), rows[:3]) for column, rows in differing.items()} == {}
    assert len(next(iter(expected.values()))) >= 12


def test_the_country_has_every_stay_so_that_agreeing_means_something(
    people: dict[str, list[PictureFact]],
) -> None:
    stays = {draw(facts, as_of=AS_OF, tables=Tables()).stay for facts in people.values()}
    assert stays >= {
        "preparing",
        "abroad_in_contact",
        "abroad_silent",
        "in_trouble",
        "in_custody",
        "in_return",
        "home",
    }
    assert stays >= {"settled_elsewhere", "died"}
