"""What the registers of a house show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID


@dataclass(frozen=True, slots=True)
class HouseCard:
    """A house of the reader's own. ``beds`` without those out of use; ``taken`` have somebody tonight."""

    code: str
    kind: str
    name: str
    agency: str
    overseer: str
    beds: int
    taken: int


class Resident(NamedTuple):
    """Somebody who stays now. ``kawal_id`` is empty where the person herself is out of the reader's scope.

    :ivar out_since: since when she is out, if she is. :ivar kept: things kept for her. :ivar elsewhere: facts say another place.
    """

    stay_id: UUID
    person_id: int
    kawal_id: str
    name: str
    sex: str
    birth_year: int | None
    since: datetime
    care: str
    needs: Sequence[str]
    doubled: bool
    bed_id: int | None
    out_since: datetime | None
    expected_at: datetime | None
    kept: int
    rules: bool
    elsewhere: bool


@dataclass(frozen=True, slots=True)
class BedCard:
    bed_id: int
    name: str
    out_of_use: str
    resident: Resident | None


@dataclass(frozen=True, slots=True)
class RoomCard:
    """:ivar use: isolation or quarantine today, until ``until`` where an end is set."""

    room_id: int
    building: str
    name: str
    sex: str
    use: str
    until: date | None
    reason: str
    beds: Sequence[BedCard]

    @property
    def free(self) -> int:
        return sum(not bed.resident and not bed.out_of_use for bed in self.beds)

    @property
    def usable(self) -> int:
        return sum(not bed.out_of_use for bed in self.beds)


@dataclass(frozen=True, slots=True)
class Roster:
    """The house now. ``bedless`` stay here and have no bed."""

    rooms: Sequence[RoomCard]
    bedless: Sequence[Resident]

    @property
    def residents(self) -> list[Resident]:
        return [*(bed.resident for room in self.rooms for bed in room.beds if bed.resident), *self.bedless]

    @property
    def beds(self) -> int:
        return sum(room.usable for room in self.rooms)

    @property
    def free(self) -> int:
        return sum(room.free for room in self.rooms)


class Present(NamedTuple):
    """Somebody who was there at a moment; ``out`` where she was out just then."""

    stay_id: UUID
    kawal_id: str
    name: str
    sex: str
    birth_year: int | None
    since: datetime
    building: str
    room: str
    bed: str
    out: bool


class Lodging(NamedTuple):
    lodging_id: UUID
    since: datetime
    until: datetime | None
    building: str
    room: str
    bed: str
    reason: str
    by: str


class Outing(NamedTuple):
    absence_id: UUID
    since: datetime
    until: datetime | None
    expected_at: datetime | None
    reason: str
    by: str


class Item(NamedTuple):
    item_id: UUID
    kind: str
    what: str
    kept_at: str
    taken_at: datetime
    taken_by: str
    signed: str
    drawing: str
    fate: str
    fate_at: datetime | None
    fate_by: str
    fate_signed: str
    fate_drawing: str
    fate_note: str


class Entry(NamedTuple):
    """A line of a book. ``name`` is of the resident it is about, empty for the house."""

    entry_id: UUID
    stay_id: UUID | None
    name: str
    book: str
    at: datetime
    ended_at: datetime | None
    said: Mapping[str, Any]
    by: str
    undone: bool


@dataclass(frozen=True, slots=True)
class StayCard:
    """One stay with everything in it."""

    stay_id: UUID
    shelter: str
    person_id: int
    kawal_id: str
    name: str
    sex: str
    birth_year: int | None
    since: datetime
    until: datetime | None
    destination: str
    left_note: str
    care: str
    needs: Sequence[str]
    doubled: bool
    arrived_by: str
    left_by: str
    lodgings: Sequence[Lodging]
    outings: Sequence[Outing]
    items: Sequence[Item]
    entries: Sequence[Entry]

    @property
    def bed(self) -> Lodging | None:
        return next((it for it in self.lodgings if it.until is None), None)

    @property
    def out(self) -> Outing | None:
        return next((it for it in self.outings if it.until is None), None)

    @property
    def kept(self) -> list[Item]:
        return [it for it in self.items if not it.fate]


class Occupancy(NamedTuple):
    """Numbers of one house, by its name: no person, no place. ``named``: facts put or expect them there, its books do not have them."""

    code: str
    kind: str
    name: str
    agency: str
    beds: int
    residents: int
    in_beds: int
    out: int
    apart: int
    named: int

    @property
    def bedless(self) -> int:
        return self.residents - self.in_beds


class Ticks(NamedTuple):
    """A round of a day: who is ticked, and portions beside."""

    ticked: frozenset[UUID]
    portions: int


class Checked(NamedTuple):
    item: str
    at: datetime
    by: str
    note: str


@dataclass(frozen=True, slots=True)
class ComplaintCard:
    """:ivar name: of who complains, where she put it there."""

    code: str
    shelter: str
    name: str
    about: str
    text: str
    officer: str
    at: datetime
    answer: str
    answered_at: datetime | None
    answered_by: str
