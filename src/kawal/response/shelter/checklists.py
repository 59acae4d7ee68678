"""What is looked after every day, as data (`checklists.csv`): one line a task, for every house or for kinds of houses. Pure."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TIMES = ("morning", "noon", "night")


@dataclass(frozen=True, slots=True)
class Task:
    """:ivar time: morning, noon or night."""

    item: str
    time: str
    kinds: tuple[str, ...]
    label_id: str
    label_en: str


@cache
def _tasks() -> tuple[Task, ...]:
    with (Path(__file__).parent / "checklists.csv").open(encoding="utf-8") as file:
        return tuple(
            Task(it["item"], it["time"], tuple(it["kinds"].split()), it["Indonesian"], it["English"])
            for it in csv.DictReader(file)
        )


def tasks_of(kind: str) -> tuple[Task, ...]:
    """In the order of the day."""
    return tuple(it for it in _tasks() if not it.kinds or kind in it.kinds)
