"""Batches, legs and lines as their readers see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class BatchCard:
    """A batch in a list. ``states`` adds up to ``people``.

    :ivar open: people without a reason on legs that have begun, those who are lost, and missing signatures.
    """

    code: str
    kind: str
    agency: str
    mission: str
    post: str
    letter: str
    letter_on: date | None
    planned: int
    leave_on: date | None
    state: str
    opened_at: datetime
    closed_at: datetime | None
    closed_by: str
    note: str
    people: int
    states: Mapping[str, int]
    unsettled: int
    open: int = 0


@dataclass(frozen=True, slots=True)
class LegCard:
    """A leg with its counts, as `rules.Counts` names them."""

    leg_id: int
    batch: str
    mark: str
    place: int
    from_place: str
    to_place: str
    mode: str
    carrier: str
    departs_at: datetime | None
    arrives_at: datetime | None
    payer: str
    receiver: str
    received_as: str
    closed_at: datetime | None
    planned: int
    added: int
    boarded: int
    excused: int
    waiting: int
    arrived: int
    ended: int
    aboard: int
    handed: int
    unsigned: int

    def has_left(self, now: datetime) -> bool:
        return self.boarded > 0 or (self.departs_at is not None and self.departs_at <= now)

    def has_come(self, now: datetime) -> bool:
        return self.arrived > 0 or (self.arrives_at is not None and self.arrives_at <= now)

    def missing(self, now: datetime) -> int:
        """Who should have boarded or arrived by now, and for whom nobody has given a reason."""
        if self.closed_at:
            return 0
        return self.waiting * self.has_left(now) + self.aboard * self.has_come(now)

    @property
    def unsigned_here(self) -> int:
        """Signatures that are missing where somebody signs."""
        return self.unsigned if self.receiver and not self.closed_at else 0


@dataclass(frozen=True, slots=True)
class LineCard:
    """One person of a batch. ``kawal_id`` is empty where the reader may not see the person."""

    line_id: int
    batch: str
    number: int
    kawal_id: str
    listed: bool
    name: str
    sex: str
    birth_year: int | None
    home: str
    vulnerable: str
    with_line: int | None
    escort: str
    alone: bool
    medical: bool
    fitness: str
    refusal: str
    state: str
    since: datetime | None


@dataclass(frozen=True, slots=True)
class SeatCard:
    """One person on one leg."""

    line: LineCard
    leg_id: int
    planned: bool
    seat: str
    ticket: str
    payer: str
    planned_cost: Decimal | None
    actual_cost: Decimal | None
    stand: str


@dataclass(frozen=True, slots=True)
class MissingCard:
    """Somebody who is not accounted for: ``stand`` is waiting, aboard or lost; ``since`` when that began; ``state`` her line's."""

    line_id: int
    kawal_id: str
    name: str
    leg_id: int | None
    mark: str
    from_place: str
    to_place: str
    stand: str
    since: datetime | None
    state: str


@dataclass(frozen=True, slots=True)
class CostCard:
    """What one payer pays for the legs of a batch, or all pay for one leg, in rupiah. ``people`` have a figure of either kind."""

    payer: str
    people: int
    planned: Decimal
    actual: Decimal


@dataclass(frozen=True, slots=True)
class BatchView:
    """:ivar at_home: of those handed over, who is home. :ivar leg_costs: by leg, where anything costs anything."""

    batch: BatchCard
    legs: tuple[LegCard, ...]
    missing: tuple[MissingCard, ...]
    vulnerable: int = 0
    accompanied: int = 0
    at_home: int = 0
    costs: Sequence[CostCard] = field(default_factory=tuple)
    leg_costs: Mapping[int, CostCard] = field(default_factory=dict)

    @property
    def unsigned(self) -> int:
        """Who arrived where somebody signs, and nobody has signed for her yet."""
        return sum(it.unsigned for it in self.legs if it.receiver)


@dataclass(frozen=True, slots=True)
class NextAct:
    """What a scan of this person would mean now."""

    batch: str
    line_id: int
    leg_id: int
    act: str
    mark: str
    from_place: str
    to_place: str


@dataclass(frozen=True, slots=True)
class ExpectedCard:
    """Somebody on the way to a place of the reader's, with the leg she travels on."""

    line: LineCard
    mark: str
    to_place: str
    carrier: str
    arrives_at: datetime | None
    stand: str
