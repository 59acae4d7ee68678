"""Who is raised, day by day, with what officers can do and without knowing what is still to come.

Capacity accrues with the workers seen so far. Emergencies never wait and are counted beside it. Of all others the
best above the floor are raised while there is room, or a few ahead of it: what does not fit today may be raised tomorrow, or be
overtaken. Only a part of the room is for who is not at a high level: else the first middling signs of many would take it all before the
strong ones come. A share is spent on people below the floor drawn by lot, for without them nobody can know what the rules miss.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from heapq import heappop, heappush

PER = 10_000
AUDITED = 0.02  # of the capacity
MIDDLING = 1 / 3  # of the capacity, for who is not at a high level
ADVANCE = 3  # people who may be raised before there is room: in the first weeks few workers are known, and some leave

Order = tuple[float, float]  # priority and probability


@dataclass(slots=True)
class Budget:
    """What was spent so far, counted in alerts: that of a ring is one, whoever is named in it.

    :ivar urgent: people who called for help; ``middling`` those of the ``others`` that were not at a high level.
    """

    per_10_000: float
    urgent: int = 0
    others: int = 0
    middling: int = 0
    audited: int = 0

    def capacity(self, workers: int) -> float:
        return self.per_10_000 * workers / PER

    def room(self, workers: int) -> float:
        """How many may still be raised by priority. Emergencies take none of it: many lone false calls would silence the early signs."""
        return ADVANCE + self.capacity(workers) - self.others - self.audited

    def room_below_high(self, workers: int) -> float:
        return min(self.room(workers), ADVANCE + MIDDLING * self.capacity(workers) - self.middling)

    def spend(self, *, high: bool) -> None:
        """An alert was raised by priority."""
        self.others += 1
        self.middling += not high

    def audits_due(self, workers: int) -> int:
        return int(self.capacity(workers) * AUDITED) - self.audited


@dataclass(slots=True)
class Queue:
    """Who waits, the best first. Somebody placed anew leaves the old place behind, which is passed over when it comes up."""

    at: dict[int, Order] = field(default_factory=dict)
    _heap: list[tuple[float, float, int]] = field(default_factory=list)

    def place(self, who: int, order: Order) -> None:
        if self.at.get(who) != order:
            self.at[who] = order
            heappush(self._heap, (-order[0], -order[1], who))

    def remove(self, who: int) -> None:
        self.at.pop(who, None)

    def best(self) -> Iterator[int]:
        """Takes the best out, one after the other, for as long as it is asked."""
        while self._heap:
            priority, probability, who = heappop(self._heap)
            if self.at.get(who) == (-priority, -probability):
                del self.at[who]
                yield who


def drawn(people: Iterable[int], name: Callable[[int], str], round_: int) -> int | None:
    """One of the people by lot, the same in every run."""

    def lot(who: int) -> bytes:
        return blake2b(f"{round_}\0{name(who)}".encode(), digest_size=8).digest()

    return min(people, key=lot, default=None)
