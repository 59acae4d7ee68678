"""The two moments of a fact: when it happened and when it was sent."""

from datetime import UTC, datetime, timedelta

from kawal.facts.contract.errors import FieldError, problem
from kawal.foundation.moments import InvalidMoment, Precision, read_moment

AHEAD = timedelta(hours=24)  # clocks and time zones differ; more than a day is no difference of clocks
EARLIEST_YEAR, LATEST_YEAR = 1900, 2200
_NEVER: tuple[datetime, Precision] = (datetime(EARLIEST_YEAR, 1, 1, tzinfo=UTC), "day")


def read_occurred(
    value: object, now: datetime, planned: bool, errors: list[FieldError]
) -> tuple[datetime, Precision]:
    """When it happened; what is planned may lie ahead, though not for centuries."""
    read = _read(value, "occurred_at", errors)
    if read is None:
        return _NEVER
    if read[0] - now > AHEAD and not planned:
        errors.append(problem("occurred_at", "time_future"))
    return read


def read_sent(value: object, now: datetime, errors: list[FieldError]) -> datetime | None:
    """When the source sent or learnt it, if it says so."""
    if value is None or value == "":
        return None
    read = _read(value, "sent_at", errors)
    if read is None:
        return None
    if read[0] - now > AHEAD:
        errors.append(problem("sent_at", "time_future"))
    return read[0]


def _read(value: object, field: str, errors: list[FieldError]) -> tuple[datetime, Precision] | None:
    if not isinstance(value, str) or not value:
        errors.append(problem(field, "not_text" if value else "required"))
        return None
    try:
        read = read_moment(value)
    except InvalidMoment as error:
        errors.append(problem(field, f"time_{error.reason}"))
        return None
    if not EARLIEST_YEAR <= read[0].year < LATEST_YEAR:
        errors.append(problem(field, "time_ancient" if read[0].year < EARLIEST_YEAR else "time_far"))
        return None
    return read
