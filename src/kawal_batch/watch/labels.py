"""What turned out to be true, one line a subject, and which people of a replay each line speaks of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from kawal.facts.contract.subject import usable_nik, usable_passport
from kawal.facts.imports.streams import StreamFault
from kawal_batch.watch.lines import json_lines


class BadLabels(ValueError):
    """The file is no file of labels. The message says why."""


@dataclass(frozen=True, slots=True)
class Label:
    """The truth about one subject.

    :ivar keys: every name under which it may be known, the `subject_key` first.
    :ivar harm_from: ordinal of the day harm began, ``departed_on`` that of the departure.
    :ivar kind: ``ordinary``, ``irregular`` or ``decoy:…``.
    """

    keys: tuple[str, ...]
    trafficked: bool
    pattern: str
    harm_from: int | None
    departed_on: int | None
    kind: str
    ring: str | None
    sex: str
    origin: str


def read_labels(path: Path) -> list[Label]:
    """:raises BadLabels: it cannot be opened, or a line is none."""
    found = []
    try:
        for number, line in json_lines(path):
            try:
                found.append(_label(orjson.loads(line)))
            except (orjson.JSONDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
                raise BadLabels(f"{path.name}, line {number}: no label ({type(error).__name__})") from error
    except (OSError, StreamFault) as error:
        raise BadLabels(f"{path} cannot be read") from error
    if not found:
        raise BadLabels(f"{path} holds no label")
    return found


def people_of(labels: Sequence[Label], keys: Mapping[int, Iterable[str]]) -> list[list[int]]:
    """The people each label speaks of, by every key they have in common.

    A number that several labels hold speaks only of people whom no label names more surely.

    :param keys: every name of each person, the surest first.
    """
    by_key: defaultdict[str, list[int]] = defaultdict(list)
    for person, names in keys.items():
        for key in names:
            by_key[key].append(person)
    best: dict[int, tuple[int, int]] = {}
    for n, label in enumerate(labels):
        for rank, key in enumerate(dict.fromkeys(form for said in label.keys for form in _forms(said))):
            for person in by_key.get(key, ()):
                best[person] = min(best.get(person, (rank, n)), (rank, n))
    found: list[list[int]] = [[] for _ in labels]
    for person, (_rank, n) in sorted(best.items()):
        found[n].append(person)
    return found


def _forms(key: str) -> tuple[str, ...]:
    """The key as it was written, and as a number in normal form."""
    return tuple(it for it in (key, usable_nik(key), usable_passport(key)) if it)


def _label(raw: dict[str, Any]) -> Label:
    more = raw.get("keys") or ()
    return Label(
        keys=tuple(dict.fromkeys(map(str, (raw["subject_key"], *more)))),
        trafficked=bool(raw["trafficked"]),
        pattern=str(raw.get("pattern") or ""),
        harm_from=_day(raw.get("harm_from")),
        departed_on=_day(raw.get("departed_on")),
        kind=str(raw.get("class") or "ordinary"),
        ring=None if raw.get("ring") is None else str(raw["ring"]),
        sex=str(raw.get("sex") or ""),
        origin=str(raw.get("origin") or ""),
    )


def _day(said: Any) -> int | None:
    return date.fromisoformat(str(said)[:10]).toordinal() if said else None
