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
                found.append(_label(line))
            except _Odd as error:
                raise BadLabels(f"{path.name}, line {number}: {error}") from error
    except (OSError, StreamFault) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise BadLabels(f"{path} cannot be read: {why}") from error
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


class _Odd(ValueError):
    """What is wrong with one line."""


def _label(line: bytes) -> Label:
    try:
        raw = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise _Odd("this is no JSON") from error
    if not isinstance(raw, dict):
        raise _Odd("this is no JSON object")
    if not isinstance(raw.get("trafficked"), bool):
        raise _Odd("trafficked must be true or false")
    return Label(
        keys=_keys(raw),
        trafficked=raw["trafficked"],
        pattern=str(raw.get("pattern") or ""),
        harm_from=_day(raw, "harm_from"),
        departed_on=_day(raw, "departed_on"),
        kind=str(raw.get("class") or "ordinary"),
        ring=None if raw.get("ring") is None else str(raw["ring"]),
        sex=str(raw.get("sex") or ""),
        origin=str(raw.get("origin") or ""),
    )


def _keys(raw: dict[str, Any]) -> tuple[str, ...]:
    more = raw.get("keys") or []
    if not isinstance(more, list):
        raise _Odd("keys must be a list")
    keys = [raw.get("subject_key"), *more]
    if not all(isinstance(it, str | int) and str(it).strip() for it in keys):
        raise _Odd("subject_key is missing, or a key is no text")
    return tuple(dict.fromkeys(map(str, keys)))


def _day(raw: dict[str, Any], name: str) -> int | None:
    try:
        return date.fromisoformat(str(raw[name])[:10]).toordinal() if raw.get(name) else None
    except ValueError as error:
        raise _Odd(f"{name} must be a day, such as 2026-03-02, or null") from error
