"""When word is due, in days: a figure for the reducer and for the clock alike."""

from collections.abc import Callable
from typing import Final, NamedTuple

from kawal.situation.picture import row
from kawal.situation.picture.row import NONE, Row

AFTER_OUTAGE: Final = 3  # days to send word in once a network is back
LONGEST_OUTAGE: Final = 400
ENOUGH_CONTACTS = 2  # who was heard of on two days is in touch, and can fall silent


class Plan(NamedTuple):
    """Days after arrival, days from one contact to the next, days of grace.

    :ivar is_out: whether, where she is, the network she writes by was down on a day.
    """

    first: tuple[int, ...]
    every: int
    grace: int
    is_out: Callable[[Row, int], bool] | None = None


def silent_from(state: Row, plan: Plan) -> int:
    """The last day on which word is in time, as an ordinal; ``NONE`` for whoever is not expected to send any.

    A contact answers every due day up to its own. After the first ones the next is due ``every`` days after the last
    contact, not on a grid: people write when they can.
    """
    if state[row.SCHEDULED] == NONE and state[row.CONTACTS] < ENOUGH_CONTACTS:
        return NONE
    due = _agreed(state, plan)
    return due if due == NONE or plan.is_out is None else _when_back(due, state, plan.is_out)


def _agreed(state: Row, plan: Plan) -> int:
    base, last = state[row.BASE_DAY], state[row.CONTACT_DAY]
    if base != NONE:
        for days in plan.first:
            if base + days > last:
                return base + days + plan.grace
    return last + plan.every + plan.grace if last != NONE else NONE


def _when_back(due: int, state: Row, is_out: Callable[[Row, int], bool]) -> int:
    """Nobody is late with what no network would have carried: the day moves to some days after it was back."""
    day = due
    while day < due + LONGEST_OUTAGE and is_out(state, day):
        day += 1
    return due if day == due else day - 1 + AFTER_OUTAGE
