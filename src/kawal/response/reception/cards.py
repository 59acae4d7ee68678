"""What pages see of receptions. A name is what was said at the counter; nobody else's words are shown."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ReceptionCard:
    """:ivar came: who is here; ``announced`` who stands on a list and has not come.
    :ivar first: who may not wait and is not looked after yet; ``incomplete`` who still needs a full record.
    """

    code: str
    agency: str
    post: str
    about: str
    expected: int | None
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None
    came: int
    announced: int
    first: int
    incomplete: int

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def total(self) -> int:
        """How many there will be: as announced, or as many as came where more did."""
        return max(self.expected or 0, self.came + self.announced)


@dataclass(frozen=True, slots=True)
class ArrivalRow:
    """One row of a queue. ``kawal_id`` is empty where her page is not the reader's to open."""

    number: int
    kawal_id: str
    name: str
    sex: str
    birth: str
    area: str
    needs: tuple[str, ...]
    listed: bool
    came_at: datetime | None
    served_at: datetime | None
    completed_at: datetime | None
    entered_by: str
    has_photo: bool

    @property
    def is_waiting(self) -> bool:
        """She may not wait, and nobody looks after her yet."""
        return bool(self.needs) and self.came_at is not None and self.served_at is None
