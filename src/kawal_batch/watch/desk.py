"""Who is raised, and under which alert: one a worker, or one a ring that its members join.

A ring's alert takes the place of the first alert of one of its members, under the same name, and of those that others of them had
alone. A member who calls for help is told in the ring's alert, which becomes an emergency; nobody has two.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kawal.decisions.rules.document import LEVELS
from kawal_batch.watch.alerts import Alert, Line, alert_id
from kawal_batch.watch.asking import Reason, Ring, Verdict
from kawal_batch.watch.budget import Budget, Queue, drawn

LEAST_RING = 3
MEMBER_FLOOR = 0.10  # of the probability: a name among links alone is nobody's accusation
EMERGENCY, WATCH = LEVELS[0], LEVELS[-1]
ABOVE = LEVELS[:2]


@dataclass(frozen=True, slots=True)
class Asks:
    """What a desk needs to know of people, by number."""

    verdicts: Mapping[int, Verdict]
    ring: Callable[[int], Ring | None]
    reasons: Callable[[int], list[Reason]]
    first: Callable[[int], str]


@dataclass(slots=True)
class Desk:
    """Officers with a budget, as a replay imagines them.

    :ivar floored: only who reaches a level of its own is raised; else the best there are, for the report's other budgets.
    """

    budget: Budget
    asks: Asks
    floored: bool = True
    of_person: dict[int, Alert] = field(default_factory=dict)
    raised_on: dict[int, tuple[datetime, float]] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    _high: Queue = field(default_factory=Queue)
    _lower: Queue = field(default_factory=Queue)

    def consider(self, who: int, verdict: Verdict, at: datetime) -> None:
        """Somebody was judged anew at this moment."""
        alert = self.of_person.get(who)
        if verdict.level == EMERGENCY and (alert is None or alert.audit or who not in alert.urgent):
            self._unqueue(who)
            self._raise(who, at, urgent=True)
        elif alert is not None and not alert.audit:
            if alert.ring is None and self._is_of_ring(who):
                self._raise(who, at, urgent=False)  # what was told of her alone turns out to be a ring's
            elif alert.is_outgrown(verdict):
                self._tell(alert, who, at)
        else:
            self._place(who, verdict)

    def end_day(self, at: datetime, workers: int) -> None:
        """Raise the best that there is room for, those at a high level first."""
        self._raise_best(self._high, at, lambda: self.budget.room(workers))
        self._raise_best(self._lower, at, lambda: self.budget.room_below_high(workers))

    def _raise_best(self, queue: Queue, at: datetime, room: Callable[[], float]) -> None:
        if room() < 1:
            return
        for who in queue.best():
            self._raise(who, at, urgent=False)
            if room() < 1:
                return

    def _place(self, who: int, verdict: Verdict) -> None:
        if verdict.level in ABOVE:
            mine, other = self._high, self._lower
        else:
            mine, other = self._lower, self._high
        other.remove(who)
        if verdict.level != WATCH or (not self.floored and verdict.fired):
            mine.place(who, (verdict.priority, verdict.probability))
        else:
            mine.remove(who)

    def _unqueue(self, who: int) -> None:
        self._high.remove(who)
        self._lower.remove(who)

    def audit(self, at: datetime, workers: int, people: Callable[[], Iterable[int]]) -> None:
        """Draw somebody nobody would have looked at, as often as is due."""
        while self.budget.audits_due(workers) > 0:
            self.budget.audited += 1
            free = (it for it in people() if it not in self.of_person and not self._is_queued(it))
            who = drawn(free, self.asks.first, self.budget.audited)
            if who is not None:
                alert = self._new(who, at, WATCH)
                alert.audit = True
                self._tell(alert, who, at)

    def _is_queued(self, who: int) -> bool:
        return who in self._high.at or who in self._lower.at

    def join(self, kept: int, absorbed: int) -> None:
        """Two turned out to be one: the older alert holds."""
        self._unqueue(absorbed)
        gone = self.of_person.pop(absorbed, None)
        if gone is None:
            return
        for group in (gone.people, gone.urgent):
            if absorbed in group:
                group.discard(absorbed)
                group.add(kept)
        alert = self.of_person.get(kept)
        if alert is None or gone.raised_at < alert.raised_at:
            self.of_person[kept] = gone
        self._unqueue(kept)
        first = self.raised_on.pop(absorbed)
        self.raised_on[kept] = min(first, self.raised_on.get(kept, first))

    def forget(self, who: int) -> None:
        """Nothing is known of them any more."""
        self._unqueue(who)

    def _raise(self, who: int, at: datetime, *, urgent: bool) -> None:
        ring = self._ring_of(who)
        alert = self.of_person.get(who)
        named = len(self.raised_on)
        if ring is not None:
            alert = self._ring_alert(who, ring, at, urgent)
        elif alert is None or alert.audit:
            alert = self._new(who, at, self.asks.verdicts[who].level)
        if urgent:
            alert.level = EMERGENCY
            alert.urgent.add(who)
            self.budget.urgent += len(self.raised_on) - named
        elif alert.told is None:  # it is new
            self.budget.spend(high=alert.level in ABOVE)
        self._tell(alert, who, at)

    def _ring_alert(self, who: int, ring: Ring, at: datetime, urgent: bool) -> Alert:
        """The alert of the ring, with everybody in it whom more than a link speaks of."""
        told = [
            self.of_person[it] for it in ring.members if it in self.of_person and not self.of_person[it].audit
        ]
        standing = sorted(told, key=lambda it: (it.ring is None, it.raised_at, it.id))
        alert = standing[0] if standing else self._new(who, at, self.asks.verdicts[who].level)
        members = [it for it in ring.members if it == who or self._is_member(it)]
        if len(members) > 1:
            alert.ring = alert.ring or ring.id
        for it in members:
            before = self.of_person.get(it)
            if before is not alert:
                alert.urgent |= before.urgent if before else set()
                self._cover(alert, it, at)
        return alert

    def _ring_of(self, who: int) -> Ring | None:
        ring = self.asks.ring(who)
        return ring if ring is not None and len(ring.members) >= LEAST_RING else None

    def _is_of_ring(self, who: int) -> bool:
        ring = self._ring_of(who)
        return ring is not None and any(it != who and self._is_member(it) for it in ring.members)

    def _is_member(self, who: int) -> bool:
        verdict = self.asks.verdicts.get(who)
        return who in self.of_person or (
            verdict is not None and (verdict.level != WATCH or verdict.probability >= MEMBER_FLOOR)
        )

    def _new(self, who: int, at: datetime, level: str) -> Alert:
        alert = Alert(alert_id(self.asks.first(who)), who, at, level)
        self._cover(alert, who, at)
        return alert

    def _cover(self, alert: Alert, who: int, at: datetime) -> None:
        alert.people.add(who)
        self.of_person[who] = alert
        self.raised_on.setdefault(who, (at, self.asks.verdicts[who].probability))
        self._unqueue(who)

    def _tell(self, alert: Alert, who: int, at: datetime) -> None:
        members = tuple(sorted(alert.people)) if alert.ring else ()
        verdicts = self.asks.verdicts
        alert.level = min(alert.level, verdicts[who].level, key=LEVELS.index)
        self.lines.append(
            Line(
                at,
                alert.id,
                alert.subject,
                alert.level,
                alert.say(verdicts[it] for it in sorted(alert.people) if it in verdicts),
                self.asks.reasons(who),
                alert.ring,
                members,
                alert.audit,
            )
        )
