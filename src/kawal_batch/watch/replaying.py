"""A replay: facts one after the other as they became known, and at the end of each day what would have been raised.

A person is judged anew on a day on which a fact came, a measure over many changed, or silence alone may change an answer. Nobody
else is looked at.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from heapq import heappop, heappush

from kawal_batch.watch.asking import Columns, Networks, Reason, Rules, Signals, Verdict
from kawal_batch.watch.budget import Budget
from kawal_batch.watch.days import end_of
from kawal_batch.watch.desk import Asks, Desk
from kawal_batch.watch.history import History
from kawal_batch.watch.outages import Outages
from kawal_batch.watch.records import Change, Records

OTHER_BUDGETS = (30.0, 100.0, 300.0)
Watching = Callable[[int, int, Verdict], None]
Show = Callable[[str, int, int], None]
_EVERY = 2_000  # facts between two looks at the progress


def _nobody_watches(person: int, day: int, verdict: Verdict) -> None:
    pass


def nothing_shown(label: str, done: int, total: int) -> None:
    """For who does not wait for it."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What decides: the numbers of one person, the measures over many, the rules."""

    signals: Signals
    networks: Networks
    rules: Rules


@dataclass(slots=True)
class Replay:
    """One run over a history.

    :ivar desk: whose alerts are written; ``others`` imagine other budgets, for the report.
    :ivar best: the highest probability of each person so far.
    :ivar outages: channels that failed for many at once.
    """

    history: History
    parts: Parts
    budget: float
    watching: Watching = _nobody_watches
    other_budgets: tuple[float, ...] = OTHER_BUDGETS
    records: Records = field(init=False)
    desk: Desk = field(init=False)
    others: dict[float, Desk] = field(init=False)
    verdicts: dict[int, Verdict] = field(default_factory=dict)
    best: dict[int, float] = field(default_factory=dict)
    became: dict[int, int] = field(default_factory=dict)
    outages: Outages = field(default_factory=Outages)
    judged: int = 0
    day: int = 0
    _touched: dict[int, datetime] = field(default_factory=dict)
    _wakes: list[tuple[int, int]] = field(default_factory=list)
    _wake_of: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.records = Records(self.history, self.parts.signals.step)
        asks = Asks(self.verdicts, self.parts.networks.ring, self._reasons, self._first)
        self.desk = Desk(Budget(self.budget), asks)
        quiet = Asks(self.verdicts, self.parts.networks.ring, lambda who: [], self._first)
        self.others = {it: Desk(Budget(it), quiet, floored=False) for it in self.other_budgets}

    def run(self, show: Show = nothing_shown) -> None:
        total = len(self.history)
        today = 0
        for n, (place, day) in enumerate(self.history.in_order()):
            if day != today:
                if today:
                    self._pass_days(today, day)
                today = day
            self._take(place, day)
            if not n % _EVERY:
                show("Replaying facts", n, total)
        if total:
            self._end(today)
        show("Replaying facts", total, total)

    def _take(self, place: int, day: int) -> None:
        change = self.records.take(place)
        if change.fact:
            self.outages.take(change.person, change.fact, day)
        moved = change.touched | self._linked(change)
        for absorbed in change.absorbed:
            assert change.person is not None
            self._join(change.person, absorbed)
        if change.dropped:
            self._forget(change.dropped[0])
        known = self.history.fact(place).known_at if change.fact is None else change.fact.known_at
        for person in moved:
            if person in self.records.of:
                self._touched[person] = known

    def _linked(self, change: Change) -> set[int]:
        """Let the networks know; whose measures may have changed."""
        networks, moved = self.parts.networks, set[int]()
        for absorbed, places in change.absorbed.items():
            moved |= {*networks.forget(absorbed)}
            for known in map(self.history.known, places):
                moved |= {*networks.take(change.person, known.fact, known.subject)}
        if change.fact:
            moved |= {*networks.take(change.person, change.fact, change.subject)}
        person = change.dropped[0] if change.dropped else None
        if person is not None:
            moved |= {*networks.forget(person)}
            for it in (person, *change.parted):
                for known in self.records.said_of(it):
                    moved |= {*networks.take(it, known.fact, known.subject)}
        return moved

    def _join(self, kept: int, absorbed: int) -> None:
        self.became[absorbed] = kept
        for desk in (self.desk, *self.others.values()):
            desk.join(kept, absorbed)
        self._touched.pop(absorbed, None)
        self._wake_of.pop(absorbed, None)
        self.verdicts.pop(absorbed, None)
        self.best[kept] = max(self.best.get(kept, 0.0), self.best.pop(absorbed, 0.0))

    def _forget(self, person: int | None) -> None:
        """Nothing that stands speaks of them any more; an alert that was raised stays, under the name it had."""
        if person is not None and person not in self.records.of:
            self.verdicts.pop(person, None)
            self._touched.pop(person, None)
            self._wake_of.pop(person, None)
            for desk in (self.desk, *self.others.values()):
                desk.forget(person)

    def _pass_days(self, first: int, until: int) -> None:
        """End the first day, and each one on which somebody wakes before the next fact."""
        self._end(first)
        while self._wakes and self._wakes[0][0] < until:
            self._end(self._wakes[0][0])

    def _end(self, day: int) -> None:
        self.day, at = day, end_of(day)
        for person in self._due(day):
            self._judge(person, day, self._touched.get(person, at))
        self._touched.clear()
        workers = self.workers
        for desk in (self.desk, *self.others.values()):
            desk.end_day(at, workers)
        self.desk.audit(at, workers, lambda: self.verdicts)

    def _due(self, day: int) -> list[int]:
        """Who was touched, and whom silence wakes up to this day."""
        due = set(self._touched)
        while self._wakes and self._wakes[0][0] <= day:
            wake, person = heappop(self._wakes)
            if self._wake_of.get(person) == wake:
                del self._wake_of[person]
                due.add(person)
        return sorted(due & self.records.of.keys())

    def _judge(self, person: int, day: int, at: datetime) -> None:
        self.judged += 1
        verdict = self.parts.rules.judge(self.columns(person, day), day)
        self.verdicts[person] = verdict
        self.best[person] = max(self.best.get(person, 0.0), verdict.probability)
        self._wake(person, day, verdict.next_day)
        self.watching(person, day, verdict)
        for desk in (self.desk, *self.others.values()):
            desk.consider(person, verdict, at)

    def _wake(self, person: int, day: int, next_day: int | None) -> None:
        if next_day is None or next_day <= day:
            self._wake_of.pop(person, None)
        elif self._wake_of.get(person) != next_day:
            self._wake_of[person] = next_day
            heappush(self._wakes, (next_day, person))

    def columns(self, person: int, day: int) -> Columns:
        row = self.records.row(person, self.parts.signals.fresh)
        told = self.parts.signals.columns(row, self.records.births(person), day)
        return {**told, **self.parts.networks.measures(person, day)}

    @property
    def workers(self) -> int:
        """People who are known by a number; where most have none, everybody."""
        return max(self.records.people.numbered, len(self.records.of) // 2)

    def key_of(self, person: int) -> str:
        """How a person is known now, whoever they turned out to be."""
        person = self.final(person)
        return self.records.people.subject_key(person) or self._first(person)

    def final(self, person: int) -> int:
        while person in self.became:
            person = self.became[person]
        return person

    def _reasons(self, person: int) -> list[Reason]:
        day = self.day
        births = self.records.births(person)
        evidence = {
            **self.parts.signals.evidence(self.records.facts(person), births, day),
            **self.parts.networks.evidence(person, day),
        }
        return self.parts.rules.reasons(self.columns(person, day), day, evidence)

    def _first(self, person: int) -> str:
        return self.records.people.first(person)
