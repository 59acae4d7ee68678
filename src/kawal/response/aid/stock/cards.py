"""Stock as selectors give it."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class SiteCard:
    site_id: int
    code: str
    name: str
    kind: str
    agency: str
    place: str


@dataclass(frozen=True, slots=True)
class Part:
    """So many of an item in a kit."""

    item: str
    size: str
    quantity: int


@dataclass(frozen=True, slots=True)
class ItemCard:
    """:ivar kind: kit, item, protective or medical. :ivar parts: what a kit is made of."""

    code: str
    label_id: str
    label_en: str
    kind: str
    sizes: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()

    def label(self, language: str) -> str:
        return self.label_en if language == "en" else self.label_id


@dataclass(frozen=True, slots=True)
class LotCard:
    """So much of one lot at one place."""

    lot_id: int
    item: str
    size: str
    mark: str
    expires_on: date | None
    donor: str
    quantity: int


@dataclass(frozen=True, slots=True)
class ThingCard:
    """:ivar expires_on: the first day on which some of it expires."""

    item: str
    size: str
    quantity: int
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class ShipmentCard:
    """:ivar lots: what is still on its way, by lot; empty once it arrived or was undone. :ivar sent: how many things set out."""

    code: str
    act: str
    from_code: str
    from_name: str
    to_code: str
    to_name: str
    carrier: str
    sent_at: datetime
    sent_by: str
    arrived_at: datetime | None
    sent: int
    lots: tuple[LotCard, ...] = ()


@dataclass(frozen=True, slots=True)
class ConsignmentCard:
    """:ivar said: by the letter. :ivar counted: what was there. :ivar is_undone: taken back by a counter-entry."""

    code: str
    act: str
    donor_id: int
    donor: str
    site: str
    letter: str
    handed_by: str
    received_by: str
    received_at: datetime
    said: int
    counted: int
    is_undone: bool


@dataclass(frozen=True, slots=True)
class HandoutCard:
    code: str
    act: str
    site: str
    facility: str
    signed_by: str
    position: str
    handed_at: datetime
    things: int
    is_undone: bool


@dataclass(frozen=True, slots=True)
class MovementCard:
    """One line of a site's ledger, the latest first."""

    movement_id: int
    act: str
    kind: str
    item: str
    size: str
    quantity: int
    reason: str
    undoes: bool
    happened_at: datetime
    by_actor: str


@dataclass(frozen=True, slots=True)
class Moved:
    """So many of one lot, in one act."""

    item: str
    size: str
    mark: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Account:
    """What became of everything received: the five always add up.

    :ivar received: as this thing: what became a kit is counted in the kit. :ivar packed: how many became kits.
    :ivar here: the part of ``stock`` at sites of the reader.
    """

    item: str
    size: str
    donor: str
    expires_on: date | None
    received: int
    stock: int
    transit: int
    given: int
    lost: int
    packed: int
    here: int

    @property
    def holds(self) -> bool:
        return self.received == self.stock + self.transit + self.given + self.lost
