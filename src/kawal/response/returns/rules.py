"""What follows from marks: how each seat stands, each line, each leg. Pure; the same rule as `return_settle()` in the database.

A mark is later than another when what it tells of happened later; at the same moment in the order of `ACTS`, then by its
identifier. So neither the order in which marks come in, nor one that comes twice, changes anything.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from kawal.response.returns.states import (
    ACTS,
    ADDED,
    ARRIVED,
    BOARDED,
    EXPLAINED,
    HANDED,
    HANDED_OVER,
    PLANNED,
    PRESENT,
)

Key = tuple[datetime, int, UUID]
NOWHERE = 0  # the place of a reason that belongs to no leg: before all of them


class Told(NamedTuple):
    """A mark that stands. ``place`` is that of its leg, 0 without one."""

    id: UUID
    line: int
    leg: int | None
    place: int
    act: str
    state: str
    at: datetime

    @property
    def key(self) -> Key:
        return (self.at, ACTS.index(self.act), self.id)


class Seat(NamedTuple):
    line: int
    leg: int
    place: int
    planned: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one leg. ``waiting`` and ``aboard`` are the open ones."""

    planned: int = 0
    added: int = 0
    boarded: int = 0
    excused: int = 0
    waiting: int = 0
    arrived: int = 0
    ended: int = 0
    aboard: int = 0
    handed: int = 0
    unsigned: int = 0

    @property
    def balances(self) -> bool:
        """Both equations hold."""
        return (
            self.planned + self.added == self.boarded + self.excused + self.waiting
            and self.boarded == self.arrived + self.ended + self.aboard
            and self.handed + self.unsigned <= self.arrived
        )


def standing(marks: Iterable[Told], undone: Collection[UUID]) -> list[Told]:
    """Each mark once, without those that were undone."""
    return list({it.id: it for it in marks if it.id not in undone}.values())


def stand_of(seat: Seat, marks: Iterable[Told]) -> str:
    """How a person stands on a leg: waiting, excused, aboard, ended, arrived, unsigned or handed.

    ``marks`` are the standing ones of her line. Seen on a later leg, she got off the earlier one. A reason counts for its own
    leg and those that follow, until she is seen travelling again.
    """
    own = [it for it in marks if it.line == seat.line]
    here = {it.act for it in own if it.leg == seat.leg}
    travelled = [it for it in own if it.act != EXPLAINED]
    reasons = [it for it in own if it.act == EXPLAINED]
    seen_later = any(it.place > seat.place for it in travelled)
    if HANDED in here:
        return "handed"
    if ARRIVED in here or (BOARDED in here and seen_later):
        gone_on = seen_later or any(all(it.key > that.key for that in travelled) for it in reasons)
        return "arrived" if gone_on else "unsigned"
    explained = any(_explains(it, seat, travelled) for it in reasons)
    if BOARDED in here:
        return "ended" if explained else "aboard"
    return "excused" if explained else "waiting"


def _explains(reason: Told, seat: Seat, travelled: list[Told]) -> bool:
    if reason.leg == seat.leg:
        return not any(it.leg == seat.leg and it.key > reason.key for it in travelled)
    return reason.place < seat.place and not any(it.key > reason.key for it in travelled)


def state_of(listed: bool, marks: Iterable[Told]) -> str:
    """Which of the eleven states a line is in, by the latest of its standing marks.

    A hand-over ends the way as far as its leg, whatever hour stands on its paper.
    """
    own = list(marks)
    last = max(own, key=lambda it: (_counted_at(it, own), *it.key[1:]), default=None)
    if last is None:
        return PLANNED if listed else ADDED
    if last.act == EXPLAINED:
        return last.state
    return HANDED_OVER if last.act == HANDED else PRESENT


def _counted_at(it: Told, own: Collection[Told]) -> datetime:
    if it.act != HANDED:
        return it.at
    return max(that.at for that in own if that.act != EXPLAINED and that.place <= it.place)


def counts_of(seats: Iterable[Seat], marks: Collection[Told]) -> dict[int, Counts]:
    """By leg."""
    stands: dict[int, list[tuple[bool, str]]] = {}
    for seat in seats:
        stands.setdefault(seat.leg, []).append((seat.planned, stand_of(seat, marks)))
    return {leg: _counted(each) for leg, each in stands.items()}


def _counted(each: list[tuple[bool, str]]) -> Counts:
    n: Mapping[str, int] = Counter(stand for _, stand in each)
    planned = sum(planned for planned, _ in each)
    return Counts(
        planned=planned,
        added=len(each) - planned,
        boarded=len(each) - n["waiting"] - n["excused"],
        excused=n["excused"],
        waiting=n["waiting"],
        arrived=n["arrived"] + n["unsigned"] + n["handed"],
        ended=n["ended"],
        aboard=n["aboard"],
        handed=n["handed"],
        unsigned=n["unsigned"],
    )
