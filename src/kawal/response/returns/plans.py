"""What an officer decides about a batch: the letter, a leg, a person on the list, a ticket. Values; the services write them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

KINDS = ("deported", "repatriated")


@dataclass(frozen=True, slots=True)
class Opening:
    """A batch, as its consular letter announces it.

    :ivar asked: the identifier the device made.
    :ivar post: the code of the post at which they enter the country.
    :ivar planned: how many the letter says.
    """

    asked: UUID
    kind: str
    post: str
    mission: str = ""
    letter: str = ""
    letter_on: date | None = None
    planned: int = 0
    leave_on: date | None = None


@dataclass(frozen=True, slots=True)
class LegPlan:
    """A stretch of the way: ``mark`` is 1, 2, 3a; places are codes of posts or areas, or names.

    :ivar receiver: code of the agency that signs for them there, empty where nobody does; ``received_as`` what it is to them.
    """

    mark: str
    from_place: str
    to_place: str
    mode: str = ""
    carrier: str = ""
    departs_at: datetime | None = None
    arrives_at: datetime | None = None
    payer: str = ""
    receiver: str = ""
    received_as: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """One person of an annex, or one who came along.

    :ivar id: of the fact with which she is listed. :ivar subject: who she is, as the contract of facts writes it.
    """

    id: str
    subject: Mapping[str, Any] = field(default_factory=dict)
    vulnerable: str = ""


@dataclass(frozen=True, slots=True)
class Care:
    """What one person needs on the way, and what was signed for her."""

    vulnerable: str = ""
    with_line: int | None = None
    escort: str = ""
    alone: bool = False
    medical: bool = False
    fitness: str = ""
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Ticket:
    """Seat, ticket and cost of one person on one leg, in rupiah."""

    seat: str = ""
    ticket: str = ""
    payer: str = ""
    planned_cost: Decimal | None = None
    actual_cost: Decimal | None = None


class LegClosed(Exception):
    """The leg is closed; open it again before something is counted on it."""


class BatchClosed(Exception):
    """The batch is closed."""


class Unexplained(Exception):
    """It cannot be closed: ``people`` have neither arrived, been handed over, nor a reason."""

    def __init__(self, people: int) -> None:
        super().__init__(people)
        self.people = people


class MarkTaken(Exception):
    """Another leg of the batch has this mark."""
