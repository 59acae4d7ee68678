"""Events of the way home and after, and those of any time."""

from kawal.situation.signals import flags as said
from kawal.situation.signals import row
from kawal.situation.signals.moves import answered, close, enter, mark, phase_of
from kawal.situation.signals.row import NONE, Row


def on_the_way(state: Row, flags: int) -> None:
    if flags & said.TO_FAMILY:
        reached_home(state)
    else:
        answered(state)
        enter(state, row.ON_THE_WAY)


def deported(state: Row, day: int) -> None:
    crossed(state, row.SENT)
    state[row.SENT_HOME] = day
    state[row.REDEPARTED] = NONE


def crossed(state: Row, step: int) -> None:
    """:param step: that she left for home, or that she came back into the country."""
    answered(state)
    enter(state, row.ON_THE_WAY)
    mark(state, row.GONE)
    mark(state, step)


def reached_home(state: Row) -> None:
    close(state)
    enter(state, row.HOME)


def followed_up(state: Row, day: int, flags: int) -> None:
    reached_home(state)
    if flags & said.SAFE:
        state[row.FOLLOWED_SAFE] = day


def settled_elsewhere(state: Row) -> None:
    close(state)
    enter(state, row.SETTLED)


def died(state: Row, day: int) -> None:
    close(state)
    if phase_of(state) != row.DEAD:
        state[row.DIED] = day
    enter(state, row.DEAD)


def case_decided(state: Row, flags: int) -> None:
    if flags & said.PROVEN:
        state[row.LASTING] = state[row.LASTING] | row.CONFIRMED


def screened(state: Row, day: int) -> None:
    if day > state[row.SCREENED] or state[row.SCREENED] == NONE:
        state[row.SCREENED] = day
