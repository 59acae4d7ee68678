"""How labelled people stood each time what was found on them changed: what the weights are learned from."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from kawal_batch.watch.asking import Verdict
from kawal_batch.watch.labels import Label
from kawal_batch.watch.reading import Complaints
from kawal_batch.watch.replaying import Parts, Replay
from kawal_batch.watch.report import Joined, joined
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


class Changes:
    """Watches a replay: every change of what was found on anybody, and nothing between."""

    def __init__(self) -> None:
        self._seen: dict[int, list[tuple[int, Verdict]]] = {}

    def see(self, person: int, day: int, verdict: Verdict) -> None:
        before = self._seen.setdefault(person, [])
        if not before or _said(before[-1][1]) != _said(verdict):
            before.append((day, verdict))

    def told(self, truth: Joined) -> Iterator[Snapshot]:
        """Every label's whose person is known. Where several people turned out to be one label's, their changes stand side by side."""
        for label, people in zip(truth.labels, truth.people, strict=True):
            changes = (it for person in people for it in self._seen.get(person, ()))
            for day, verdict in sorted(changes, key=lambda it: it[0]):
                yield _snapshot(label, day, verdict)


def snapshots(
    paths: Sequence[Path], labels: Sequence[Label], parts: Parts, show: Show, complaints: Complaints
) -> Iterator[Snapshot]:
    """Replay the files and tell each change of every label whose person is known."""
    changes = Changes()
    with history_of(paths, complaints, show) as history:
        replay = Replay(history, parts, 0.0, watching=changes.see, other_budgets=())
        replay.run(show)
        truth = joined(replay, labels)
    yield from changes.told(truth)


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
