"""When something happened: an instant with its precision, a partly known date, and the day it falls on.

A day is a day in Asia/Jakarta everywhere. Jakarta has kept UTC+7 without summer time since 1964, so a fixed offset
serves, needs no zone data on the machine and is far quicker.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Literal, Self

Precision = Literal["day", "time"]

JAKARTA = timezone(timedelta(hours=7), "Asia/Jakarta")
_FARTHEST_OFFSET = timedelta(hours=14)
_LENGTHS = (4, 2, 2)


class InvalidMoment(ValueError):
    """The text is no moment. ``reason`` is ``malformed``, ``naive`` (no offset) or ``offset`` (no such zone)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class InvalidDate(ValueError):
    """The text is no date, not even a partly known one."""


def day_of(at: datetime) -> date:
    """The day in Asia/Jakarta on which an aware instant falls."""
    return at.astimezone(JAKARTA).date()


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """An instant in UTC. With precision ``day`` it stands for a whole day and holds its midnight in Jakarta."""

    at: datetime
    precision: Precision

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ISO 8601: a date with time and offset, or a date alone.

        :raises InvalidMoment: it is neither, or has a time without an offset.
        """
        return cls(*read_moment(text))

    @property
    def day(self) -> date:
        return day_of(self.at)


def read_moment(text: str) -> tuple[datetime, Precision]:
    """The parts of a :class:`Moment` without making one; for readers of millions of facts.

    :raises InvalidMoment: as :meth:`Moment.parse`.
    """
    try:
        if len(text) <= 10:
            day = date.fromisoformat(text)
            return datetime(day.year, day.month, day.day, tzinfo=JAKARTA).astimezone(UTC), "day"
        said = datetime.fromisoformat(text)
        if text[10] not in "Tt " and text[8] not in "Tt":
            raise InvalidMoment("malformed")
        offset = said.utcoffset()
        if offset is None:
            raise InvalidMoment("naive")
        if not -_FARTHEST_OFFSET <= offset <= _FARTHEST_OFFSET:
            raise InvalidMoment("offset")
        return said.astimezone(UTC), "time"
    except InvalidMoment:
        raise
    except (ValueError, OverflowError) as error:
        raise InvalidMoment("malformed") from error


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which perhaps only the year, or the year and month, is known."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``1999``, ``1999-04`` or ``1999-04-05``.

        :raises InvalidDate: it is none of these, or no such day exists.
        """
        if len(text) == 10 and text[4] == text[7] == "-" and text.isascii():
            return cls._whole(text)
        parts = text.split("-")
        if (
            not text.isascii()
            or tuple(map(len, parts)) != _LENGTHS[: len(parts)]
            or not "".join(parts).isdigit()
        ):
            raise InvalidDate("Tanggal ditulis 1999, 1999-04 atau 1999-04-05.")
        numbers = [int(part) for part in parts]
        try:
            date(*[*numbers, 1, 1][:3])
        except ValueError as error:
            raise InvalidDate("Tanggal itu tidak ada dalam kalender.") from error
        return cls(*numbers)

    @classmethod
    def _whole(cls, text: str) -> Self:
        try:
            whole = date.fromisoformat(text)
        except ValueError as error:
            if "".join(text.split("-")).isdigit():
                raise InvalidDate("Tanggal itu tidak ada dalam kalender.") from error
            raise InvalidDate("Tanggal ditulis 1999, 1999-04 atau 1999-04-05.") from None
        return cls(whole.year, whole.month, whole.day)

    @property
    def earliest(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day it may be."""
        if self.day:
            return self.earliest
        month = self.month or 12
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def precision(self) -> Literal["year", "month", "day"]:
        return "day" if self.day else "month" if self.month else "year"

    def __str__(self) -> str:
        return self.earliest.isoformat()[: {"year": 4, "month": 7, "day": 10}[self.precision]]
