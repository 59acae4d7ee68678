"""Facts from before leaving, and of leaving."""

from kawal.situation.picture import events, row
from kawal.situation.picture.moves import begin_journey, enter, set_out, take_country
from kawal.situation.picture.row import NONE, Row


def prepare(state: Row, n: int, day: int, flags: int) -> None:
    if state[row.STAY] in (row.HOME, row.SETTLED):
        begin_journey(state, n)
    if flags & events.SAYS_END:
        state[row.CONTRACT] = n
    if state[row.GONE]:
        return
    take_country(state, n, flags)
    if state[row.STAY] not in (row.TROUBLE, row.CUSTODY):
        enter(state, n, row.PREPARING)


def checked(state: Row, n: int, day: int, flags: int) -> None:
    """It says nothing of a departure: preparing, but only where nothing else is known of her."""
    if state[row.STAY] in (row.UNKNOWN, row.PREPARING):
        prepare(state, n, day, flags)


def document_seen(state: Row, n: int, day: int, flags: int) -> None:
    (prepare if flags & events.FOR_LEAVING else checked)(state, n, day, flags)
    if flags & events.E_PMI:
        state[row.CARD] = n


def departure_deferred(state: Row, n: int, day: int, flags: int) -> None:
    prepare(state, n, day, flags)
    if flags & events.SAYS_POST:
        state[row.POST] = n


def departed(state: Row, n: int, day: int, flags: int) -> None:
    set_out(state, n, day)
    take_country(state, n, flags)
    state[row.DEPARTED] = state[row.BASE] = n
    state[row.BASE_DAY] = day


def transited(state: Row, n: int, day: int, flags: int) -> None:
    set_out(state, n, day)
    if state[row.COUNTRY] == NONE:  # on the way somewhere else
        take_country(state, n, flags)
