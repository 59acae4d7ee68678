"""Rings as rooms above see them."""

from dataclasses import dataclass
from datetime import date, datetime

from kawal.situation.people.cards import PersonRow


@dataclass(frozen=True, slots=True)
class Reason:
    """:ivar code: moved_together, one_paper, control, confirmed or finding. :ivar signs: what was seen, most often first."""

    code: str
    people: int
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RingRow:
    """A line. ``members`` are everybody, ``seen`` those within the reader's reach.

    :ivar names: of its recruiters as they were said, those of most people first.
    :ivar homes: regencies of the seen; ``countries`` where they are or are bound for.
    """

    ring_id: int
    code: str
    members: int
    seen: int
    confirmed: int
    findings: int
    first_on: date
    last_on: date
    found_at: datetime
    grew: tuple[date, ...]
    reasons: tuple[Reason, ...]
    names: tuple[str, ...]
    homes: tuple[str, ...]
    countries: tuple[str, ...]

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed > 0 or self.findings > 0

    @property
    def unseen(self) -> int:
        return self.members - self.seen


@dataclass(frozen=True, slots=True)
class Link:
    """One identifier: ``people`` is how many of the ring use it, ``seen`` their numbers within reach."""

    kind: str
    key: int
    shown: str
    people: int
    seen: tuple[int, ...]
    first_on: date
    last_on: date


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody does in the ring. ``people`` are all whom the identifiers tie, within reach or not.

    :ivar code: recruits, houses, lends, transports, documents or employs.
    :ivar names: as they were said, those of most people first. :ivar identifiers: kind and what is shown of it, likewise.
    """

    code: str
    names: tuple[str, ...]
    identifiers: tuple[tuple[str, str], ...]
    people: int
    first_on: date
    last_on: date


@dataclass(frozen=True, slots=True)
class Member:
    person: PersonRow
    joined_on: date
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The latest of what officers decided about this ring and another: proposed, agreed, refused or undone."""

    other: str
    act: str
    reason: str
    by: str
    agency: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Proposed:
    """Two rings that a colleague calls one, until a second officer answers."""

    one: RingRow
    other: RingRow
    reason: str
    agency: str


@dataclass(frozen=True, slots=True)
class RingView:
    """:ivar same: codes of rings that two officers called one with it."""

    row: RingRow
    links: tuple[Link, ...]
    members: tuple[Member, ...]
    answers: tuple[Answer, ...]
    near: tuple[RingRow, ...]
    roles: tuple[Role, ...] = ()

    @property
    def same(self) -> tuple[str, ...]:
        return tuple(it.other for it in self.answers if it.act == "agreed")
