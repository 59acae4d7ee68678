"""A simulated country as people with standing facts and births, each by the person the facts are truly about."""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kawal.foundation.moments import read_moment
from kawal.situation.picture import PictureFact
from kawal_batch.watch.encoded import Person
from kawal_simulation import country, days, reading
from kawal_simulation.settings import DEFAULT_FROM, DEFAULT_MONTHS, Settings

NUMBERS = frozenset(("amount", "wage", "months_unpaid", "months"))
TRUE = {"true": True, "false": False}


def simulated(folder: Path, people: int, seed: str = "signals") -> list[Person]:
    """Simulate a country into the folder; its tables of the world stand in `context` there."""
    country.simulate(
        Settings(people, seed, days.window_of(DEFAULT_FROM, DEFAULT_MONTHS, None)), folder, processes=2
    )
    about = {(it["source"], it["id"]): it["person"] for it in reading.truth_in(folder, "claims")}
    raw = list(reading.facts_in(folder))
    ended = {(it["source"], it["corrects"]) for it in raw if it.get("corrects")}
    facts: dict[str, list[PictureFact]] = defaultdict(list)
    births: dict[str, list[str]] = defaultdict(list)
    for it in raw:
        key = it["source"], it["id"]
        if it["kind"] == "withdrawn" or key in ended or not about.get(key):
            continue
        facts[about[key]].append(fact(it))
        if born := (it.get("subject") or {}).get("birth_date"):
            births[about[key]].append(born)
    return [Person(it, facts[it], births[it]) for it in sorted(facts)]


def fact(it: dict[str, Any]) -> PictureFact:
    at, precision = read_moment(it["occurred_at"])
    data = _typed(it.get("data") or {})
    return PictureFact(
        it["kind"], at, precision == "day", it["source"], it["id"], it.get("place"), data, "", at
    )


def _typed(data: dict[str, Any]) -> dict[str, Any]:
    """Values of CSV files as an import types them."""
    return {key: _value(key, value) for key, value in data.items()}


def _value(key: str, value: Any) -> Any:
    if isinstance(value, dict):
        return _typed(value)
    if isinstance(value, str):
        return float(value) if key in NUMBERS else TRUE.get(value, value)
    return value


def lines(people: list[Person]) -> Iterator[str]:
    """The facts as JSON lines for an oracle: moments naive in UTC."""
    for person in people:
        for it in person.facts:
            row = {
                "person": person.subject,
                "kind": it.kind,
                "moment": it.at.replace(tzinfo=None).isoformat(),
                "day_only": it.day_only,
                "source": it.source,
                "id": it.id,
                "country": (it.place or {}).get("country"),
                "d": it.data,
            }
            yield json.dumps(row)
