"""Facts of the way home and after, and those of any time."""

from collections.abc import Callable

from kawal.situation.picture import events, row
from kawal.situation.picture.moves import answer, begin_journey, close, enter, keep_first, take_country
from kawal.situation.picture.row import NONE, Row
from kawal.situation.picture.upstream import departed


def first_of(column: int) -> Callable[[Row, int, int, int], None]:
    """A step on which a return waits: it does not change the stay."""

    def act(state: Row, n: int, day: int, flags: int) -> None:
        take_country(state, n, flags)
        keep_first(state, column, n)

    return act


def on_the_way(state: Row, n: int, flags: int) -> None:
    answer(state)
    take_country(state, n, flags)
    if flags & events.SAYS_POST:
        state[row.POST] = n
    enter(state, n, row.RETURN)


def return_planned(state: Row, n: int, day: int, flags: int) -> None:
    on_the_way(state, n, flags)
    state[row.PLANNED] = n


def left(state: Row, n: int, day: int, flags: int) -> None:
    on_the_way(state, n, flags)
    keep_first(state, row.LEFT, n)
    state[row.GONE] = 1


def boarded(state: Row, n: int, day: int, flags: int) -> None:
    """Gone from where she was, and awaited at the post she is bound for."""
    on_the_way(state, n, flags)
    state[row.AWAITED] = n
    if not flags & events.SAYS_POST:
        state[row.POST] = NONE


def unaccounted(state: Row, n: int, day: int, flags: int) -> None:
    """Somebody looked for her and did not find her: she is awaited, since she boarded if she did."""
    keep_first(state, row.AWAITED, n)


def seen_on_the_way(state: Row, n: int, day: int, flags: int) -> None:
    on_the_way(state, n, flags)
    state[row.AWAITED] = NONE


def returned(state: Row, n: int, day: int, flags: int) -> None:
    seen_on_the_way(state, n, day, flags)
    keep_first(state, row.RETURNED, n)
    state[row.GONE] = 1


def sheltered(state: Row, n: int, day: int, flags: int) -> None:
    seen_on_the_way(state, n, day, flags)
    state[row.HELPED] = n
    state[row.AID_DUE] = NONE
    state[row.SHELTER] = n if flags & events.SAYS_SHELTER else NONE


def left_shelter(state: Row, n: int, day: int, flags: int) -> None:
    seen_on_the_way(state, n, day, flags)
    state[row.LEFT_SHELTER] = n
    state[row.SHELTER] = n if flags & events.SAYS_SHELTER else NONE


def handed_over(state: Row, n: int, day: int, flags: int) -> None:
    if flags & events.TO_FAMILY:
        reached_home(state, n, day, flags)
    else:
        seen_on_the_way(state, n, day, flags)
        state[row.POST] = NONE
        if flags & events.TO_HOME_OFFICE:
            state[row.SHELTER] = NONE
    state[row.HANDED_OVER] = n


def reached_home(state: Row, n: int, day: int, flags: int) -> None:
    close(state)
    if state[row.STAY] not in (row.HOME, row.DIED):
        state[row.CAME_HOME] = n
        state[row.FOLLOWED_UP] = NONE
    enter(state, n, row.HOME)


def followed_up(state: Row, n: int, day: int, flags: int) -> None:
    reached_home(state, n, day, flags)
    state[row.FOLLOWED_UP] = n


def settled_elsewhere(state: Row, n: int, day: int, flags: int) -> None:
    close(state)
    take_country(state, n, flags)
    enter(state, n, row.SETTLED)


def departed_again(state: Row, n: int, day: int, flags: int) -> None:
    """Whoever is being prepared, or of whom nothing is known, sets out on that journey; anybody else on another one."""
    if state[row.STAY] not in (row.PREPARING, row.UNKNOWN):
        begin_journey(state, n)
    departed(state, n, day, flags)


def died(state: Row, n: int, day: int, flags: int) -> None:
    close(state)
    take_country(state, n, flags)
    keep_first(state, row.DEATH, n)
    enter(state, n, row.DIED)


def case_decided(state: Row, n: int, day: int, flags: int) -> None:
    if flags & events.PROVEN:
        keep_first(state, row.VERDICT, n)


def assisted(state: Row, n: int, day: int, flags: int) -> None:
    state[row.HELPED] = n
    state[row.AID_DUE] = NONE
    if flags & events.RESTITUTION:
        state[row.VERDICT] = NONE
    if flags & events.EMPOWERMENT:
        state[row.EMPOWERED] = n
