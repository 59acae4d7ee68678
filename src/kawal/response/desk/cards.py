"""What pages see of a desk. A name is what was said at the counter."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

State = Literal["waiting", "serving", "served", "left"]


@dataclass(frozen=True, slots=True)
class TicketCard:
    """One visit. ``kawal_id`` and ``name`` are empty before it was written down, and where the reader may not see her."""

    code: str
    day: date
    number: int
    errand: str
    needs: tuple[str, ...]
    state: State
    taken_at: datetime
    called_at: datetime | None
    called_by: str
    ended_at: datetime | None
    fact_id: str
    kawal_id: str
    name: str

    @property
    def waited(self) -> timedelta | None:
        """From the number to the counter; nothing before it was called."""
        return self.called_at - self.taken_at if self.called_at else None


@dataclass(frozen=True, slots=True)
class DeskDay:
    """A day in numbers: waiting + serving + served + left are all the visits of it.

    :ivar first: of those who wait, who may not. :ivar errands: how many came for what.
    :ivar wait: mean time from number to counter; nothing before anybody was called. :ivar longest: since when the first waits.
    """

    waiting: int = 0
    serving: int = 0
    served: int = 0
    left: int = 0
    first: int = 0
    errands: Mapping[str, int] = field(default_factory=dict)
    wait: timedelta | None = None
    longest: datetime | None = None

    @property
    def total(self) -> int:
        return self.waiting + self.serving + self.served + self.left


@dataclass(frozen=True, slots=True)
class InquiryCard:
    """A family that looks for somebody. ``stay`` and ``country`` of her as she is known now, where the reader may see her."""

    code: str
    asker: str
    relation: str
    phone: str
    last_heard: date | None
    note: str
    opened_at: datetime
    opened_by: str
    answer: str
    told: str
    told_on: date | None
    answered_at: datetime | None
    answered_by: str
    fact_id: str
    kawal_id: str
    name: str
    stay: str
    country: str

    @property
    def is_open(self) -> bool:
        return self.answered_at is None
