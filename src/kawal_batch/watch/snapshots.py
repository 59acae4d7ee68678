"""How labelled people stood each time what was found on them changed: what the weights are learned from."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from kawal_batch.watch.asking import Verdict
from kawal_batch.watch.labels import Label
from kawal_batch.watch.reading import Complaints
from kawal_batch.watch.replaying import Parts, Replay
from kawal_batch.watch.report import joined
from kawal_batch.watch.running import history_of

Show = Callable[[str, int, int], None]


class Snapshot(NamedTuple):
    """One person at the end of a day; days are ordinals.

    :ivar fired: grade by id of the rule.
    :ivar kind: ``ordinary``, ``irregular`` or ``decoy:…``; of a case too.
    """

    subject: str
    day: int
    fired: Mapping[str, int]
    verified: frozenset[str]
    phase: str
    label: bool | None
    kind: str
    departed_on: int | None
    harm_from: int | None
    pattern: str


def snapshots(paths: Sequence[Path], labels: Sequence[Label], parts: Parts, show: Show) -> Iterator[Snapshot]:
    """Replay the files and tell, for every label whose person is known, each change and nothing between.

    Where several people turned out to be one label's, their changes stand side by side.
    """
    seen: dict[int, list[tuple[int, Verdict]]] = {}

    def watching(person: int, day: int, verdict: Verdict) -> None:
        before = seen.setdefault(person, [])
        if not before or _said(before[-1][1]) != _said(verdict):
            before.append((day, verdict))

    with history_of(paths, Complaints(), show) as history:
        replay = Replay(history, parts, 0.0, watching=watching, other_budgets=())
        replay.run(show)
        truth = joined(replay, labels)
    for label, people in zip(truth.labels, truth.people, strict=True):
        for day, verdict in sorted(
            (it for person in people for it in seen.get(person, ())), key=lambda it: it[0]
        ):
            yield _snapshot(label, day, verdict)


def _said(verdict: Verdict) -> tuple[Mapping[str, int], frozenset[str], str]:
    return verdict.fired, verdict.verified, verdict.phase


def _snapshot(label: Label, day: int, verdict: Verdict) -> Snapshot:
    return Snapshot(
        subject=label.keys[0],
        day=day,
        fired=verdict.fired,
        verified=verdict.verified,
        phase=verdict.phase,
        label=label.trafficked,
        kind=label.kind,
        departed_on=label.departed_on,
        harm_from=label.harm_from,
        pattern=label.pattern,
    )
