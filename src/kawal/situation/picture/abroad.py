"""Facts from abroad: word from her, of her, or none."""

from kawal.situation.picture import events, row
from kawal.situation.picture.moves import (
    answer,
    enter,
    is_back,
    keep_first,
    place_abroad,
    set_out,
    take_country,
)
from kawal.situation.picture.row import NONE, Row


def arrived_abroad(state: Row, n: int, day: int, flags: int) -> None:
    set_out(state, n, day)
    take_country(state, n, flags)
    state[row.ARRIVED] = state[row.BASE] = n
    state[row.BASE_DAY] = day


def heard_of(state: Row, n: int, day: int, flags: int) -> None:
    state[row.CONTACT] = n
    if flags & events.COUNTED and day > state[row.COUNTED_DAY]:
        state[row.CONTACTS] += 1
        state[row.COUNTED_DAY] = day
    state[row.CONTACT_DAY] = day
    state[row.LOST] = NONE


def in_contact(state: Row, n: int, day: int, flags: int) -> None:
    heard_of(state, n, day, flags)
    if flags & events.SAFE:
        answer(state)
    place_abroad(state, n, flags)
    stay = state[row.STAY]
    if flags & events.IN_INDONESIA and (
        stay >= row.RETURN or (stay <= row.PREPARING and not state[row.GONE])
    ):
        return
    if stay != row.TROUBLE or flags & events.SAFE:
        enter(state, n, row.IN_CONTACT)


def reported_in(state: Row, n: int, day: int, flags: int) -> None:
    in_contact(state, n, day, flags)
    state[row.REPORTED_IN] = n


def permit_seen(state: Row, n: int, day: int, flags: int) -> None:
    in_contact(state, n, day, flags)
    state[row.PERMIT] = n


def check_in_missed(state: Row, n: int, day: int, flags: int) -> None:
    """Only what was agreed can be missed."""
    state[row.SCHEDULED] = n


def troubled(state: Row, n: int, day: int, flags: int) -> None:
    heard_of(state, n, day, flags)
    place_abroad(state, n, flags)
    if flags & events.DISTRESS:
        state[row.IN_DISTRESS] = n
    if flags & events.SEVERE:
        state[row.COMPLAINT] = n
    if flags & events.AID:
        keep_first(state, row.AID_DUE, n)
    if not is_back(state, flags):
        enter(state, n, row.TROUBLE)


def checked_in(state: Row, n: int, day: int, flags: int) -> None:
    if flags & events.UNSAFE:
        troubled(state, n, day, flags)
    else:
        in_contact(state, n, day, flags)


def rescued(state: Row, n: int, day: int, flags: int) -> None:
    answer(state)
    state[row.AID_DUE] = NONE
    troubled(state, n, day, flags)


def silent(state: Row, n: int, flags: int) -> None:
    if state[row.STAY] not in (row.TROUBLE, row.CUSTODY) and not is_back(state, flags):
        enter(state, n, row.SILENT)


def contact_lost(state: Row, n: int, day: int, flags: int) -> None:
    state[row.LOST] = n
    place_abroad(state, n, flags)
    silent(state, n, flags)


def family_reported(state: Row, n: int, day: int, flags: int) -> None:
    """Its place is the family's, so it tells nothing of where she is, unless she is known to be home."""
    if flags & events.SAFE:
        back = is_back(state, flags)
        in_contact(state, n, day, flags if back else flags & ~events.IN_INDONESIA)
    elif flags & events.MISSING:
        state[row.IS_MISSING] = n
        state[row.GONE] = 1
        silent(state, n, 0)


def detained(state: Row, n: int, day: int, flags: int) -> None:
    place_abroad(state, n, flags)
    if not is_back(state, flags):
        enter(state, n, row.CUSTODY)
