"""A small made-up world for replays: facts, files, and stand-ins for what decides."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from kawal.situation.picture.shapes import PictureFact
from kawal_batch.watch.asking import Reason, Ring, Verdict
from kawal_batch.watch.history import History
from kawal_batch.watch.reading import Complaints, read_facts
from kawal_batch.watch.replaying import Parts, Replay

NIK, OTHER_NIK = "9904054101990001", "9904054101990002"


def fact(id: str, kind: str = "checked_in", at: str = "2026-03-02", **more: Any) -> dict[str, Any]:
    """A fact of the contract; ``subject`` and ``data`` as given."""
    return {
        "id": id,
        "source": "aplikasi",
        "kind": kind,
        "occurred_at": at,
        "subject": {"name": "Seruni Umpama", "nik": NIK},
    } | more


def written(path: Path, *facts: Mapping[str, Any]) -> Path:
    path.write_bytes(b"".join(orjson.dumps(it) + b"\n" for it in facts))
    return path


def history_of(paths: Iterable[Path], complaints: Complaints | None = None) -> History:
    made, told = History(), complaints or Complaints()
    for path in paths:
        for said in read_facts(path, told):
            made.add(said)
    return made


class Counting:
    """Signals that count what was told: ``[check-ins unsafe, complaints, last day]``."""

    def fresh(self) -> list[int]:
        return [0, 0, 0]

    def step(self, row: list[int], fact: PictureFact, day: int) -> None:
        row[0] += fact.kind == "checked_in" and fact.data.get("distress") is True
        row[1] += fact.kind == "complained"
        row[2] = max(row[2], day)

    def columns(self, row: list[int], births: Sequence[str], day: int) -> Mapping[str, Any]:
        return {"distress": row[0], "complaints": row[1], "last": row[2]}

    def evidence(self, facts: Sequence[PictureFact], births: Sequence[str], day: int) -> Mapping[str, Any]:
        return {"told": [it.id for it in facts]}


class Unlinked:
    """Networks in which nobody has anything to do with anybody, but for the rings given by names of first facts."""

    def __init__(self, *rings: Sequence[int]) -> None:
        self.rings = rings

    def take(self, person: int | None, fact: PictureFact, subject: Mapping[str, Any]) -> Iterable[int]:
        return ()

    def forget(self, person: int) -> Iterable[int]:
        return ()

    def measures(self, person: int, day: int) -> Mapping[str, Any]:
        return {}

    def evidence(self, person: int, day: int) -> Mapping[str, Any]:
        return {}

    def ring(self, person: int) -> Ring | None:
        return next((Ring(f"r{n}", tuple(it)) for n, it in enumerate(self.rings) if person in it), None)


class Plain:
    """Rules: distress is an emergency, each complaint adds, and ten days of silence after one add more."""

    def judge(self, columns: Mapping[str, Any], day: int) -> Verdict:
        fired = {}
        if columns["distress"]:
            fired["L02"] = 1
        if columns["complaints"]:
            fired["L06"] = columns["complaints"]
        silent = columns["complaints"] > 0 and day - columns["last"] >= 10
        if silent:
            fired["L01"] = 1
        chance = min(0.9, 0.2 * columns["complaints"] + 0.3 * silent + 0.5 * columns["distress"])
        level = (
            "emergency"
            if columns["distress"]
            else "high"
            if chance >= 0.5
            else "medium"
            if chance >= 0.3
            else "watch"
        )
        wake = columns["last"] + 10 if columns["complaints"] and not silent else None
        return Verdict(fired, chance, chance / 2, min(1.0, chance * 1.5), chance, level, wake)

    def reasons(self, columns: Mapping[str, Any], day: int, evidence: Mapping[str, Any]) -> list[Reason]:
        return [
            Reason(it, 1, tuple(evidence["told"]), "alasan", "reason")
            for it in self.judge(columns, day).fired
        ]


def replayed(*paths: Path, budget: float = 10_000.0, rings: Sequence[Sequence[int]] = ()) -> Replay:
    made = Replay(history_of(paths), Parts(Counting(), Unlinked(*rings), Plain()), budget)
    made.run()
    return made


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
