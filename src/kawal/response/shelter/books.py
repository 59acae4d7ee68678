"""The books of a house as data: what each asks, and whether an entry is what its book asks. Pure.

`books.csv` says it: one line a field. ``service`` is the code of the service that an entry tells on the person's timeline; ``whole_house``
allows entries about nobody; ``ends`` those that are closed later.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

LONGEST = {"text": 200, "story": 4000}


@dataclass(frozen=True, slots=True)
class Field:
    """:ivar type: text, story, choice, choices or yes (a box that must be ticked)."""

    name: str
    type: str
    required: bool
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Book:
    code: str
    service: str
    whole_house: bool
    ends: bool
    fields: tuple[Field, ...]

    def wrong(self, said: Mapping[str, Any]) -> list[str]:
        """Names of fields that are missing, unknown or hold what they may not."""
        known = {field.name for field in self.fields}
        unknown = [name for name in said if name not in known]
        return [*unknown, *(it.name for it in self.fields if not _fits(it, said.get(it.name)))]


@cache
def books() -> Mapping[str, Book]:
    """By code, in the order of the file."""
    found: dict[str, list[dict[str, str]]] = {}
    with (Path(__file__).parent / "books.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["book"], []).append(row)
    return {code: _book(code, rows) for code, rows in found.items()}


def _book(code: str, rows: list[dict[str, str]]) -> Book:
    fields = tuple(
        Field(it["field"], it["type"], it["required"] == "1", tuple(it["choices"].split())) for it in rows
    )
    first = rows[0]
    return Book(code, first["service"], first["whole_house"] == "1", first["ends"] == "1", fields)


def _fits(field: Field, value: Any) -> bool:
    if value in (None, "", [], False):
        return not field.required
    match field.type:
        case "yes":
            return value is True
        case "choice":
            return value in field.choices
        case "choices":
            return isinstance(value, list) and set(value) <= set(field.choices)
        case _:
            return isinstance(value, str) and len(value) <= LONGEST[field.type]
