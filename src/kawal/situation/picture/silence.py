"""When word is due, in days: a figure for the reducer and for the clock alike."""

from typing import NamedTuple

from kawal.situation.picture import row
from kawal.situation.picture.row import NONE, Row

ENOUGH_CONTACTS = 2  # who was heard of on two days is in touch, and can fall silent


class Plan(NamedTuple):
    """Days after arrival, days from one contact to the next, days of grace."""

    first: tuple[int, ...]
    every: int
    grace: int


def silent_from(state: Row, plan: Plan) -> int:
    """The last day on which word is in time, as an ordinal; ``NONE`` for whoever is not expected to send any.

    A contact answers every due day up to its own. After the first ones the next is due ``every`` days after the last
    contact, not on a grid: people write when they can.
    """
    if state[row.SCHEDULED] == NONE and state[row.CONTACTS] < ENOUGH_CONTACTS:
        return NONE
    base, last = state[row.BASE_DAY], state[row.CONTACT_DAY]
    if base != NONE:
        for days in plan.first:
            if base + days > last:
                return base + days + plan.grace
    return last + plan.every + plan.grace if last != NONE else NONE
