"""What several kinds of facts do to the row."""

from kawal.situation.picture import events, row
from kawal.situation.picture.row import NONE, Row


def enter(state: Row, n: int, stay: int) -> None:
    if state[row.STAY] == row.DIED:
        return
    if state[row.STAY] != stay:
        state[row.STAY] = stay
        state[row.SINCE] = n
        state[row.SINCE_DUE] = NONE
    state[row.SAYS] = n


def begin_journey(state: Row, n: int) -> None:
    if state[row.STAY] != row.DIED:
        state[:] = row.EMPTY
        state[row.BEGAN] = n


def keep_first(state: Row, column: int, n: int) -> None:
    if state[column] == NONE:
        state[column] = n


def answer(state: Row) -> None:
    """She is safe, rescued or on the way home: what called for help has been answered."""
    state[row.IN_DISTRESS] = state[row.IS_MISSING] = state[row.COMPLAINT] = state[row.LOST] = NONE


def take_country(state: Row, n: int, flags: int) -> None:
    if flags & events.SAYS_COUNTRY:
        state[row.COUNTRY] = n


def place_abroad(state: Row, n: int, flags: int) -> None:
    """It shows her abroad, unless it says it happened in Indonesia."""
    take_country(state, n, flags)
    if not flags & events.IN_INDONESIA:
        state[row.GONE] = 1


def is_back(state: Row, flags: int) -> bool:
    return bool(flags & events.IN_INDONESIA) and state[row.STAY] >= row.RETURN


def set_out(state: Row, n: int, day: int) -> None:
    """Common to leaving and arriving: another journey if she had come back, and no longer at any post or shelter."""
    if state[row.RETURNED] != NONE or state[row.STAY] in (row.HOME, row.SETTLED):
        begin_journey(state, n)
    state[row.GONE] = 1
    state[row.POST] = state[row.SHELTER] = NONE
    if state[row.STAY] != row.TROUBLE:
        enter(state, n, row.IN_CONTACT)


def close(state: Row) -> None:
    """The journey is at its end: nothing waits for an answer, and she is at no post or shelter."""
    answer(state)
    state[row.AID_DUE] = state[row.AWAITED] = NONE
    state[row.POST] = state[row.SHELTER] = NONE
