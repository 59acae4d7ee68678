"""What several kinds of events do to the row. Numbers in, numbers out; compiled as it stands (see the README)."""

from kawal.situation.signals.flags import IN_INDONESIA
from kawal.situation.signals.row import (
    ABROAD,
    ANSWER,
    ANSWERS,
    ARRIVED,
    BEFORE,
    CONTACT_DAY,
    CONTACTS,
    COUNTED_DAY,
    COUNTS,
    DEAD,
    DEPARTED,
    DISTRESS,
    GONE,
    HOME,
    JOURNEY,
    JOURNEY_FROM,
    LOST,
    MISSED,
    MISSED_DAY,
    MISSING,
    NO,
    NONE,
    NOTHING_KNOWN,
    NUMBER_CHANGED,
    NUMBERS_FROM,
    ON_THE_WAY,
    PHASE,
    SETTLED,
    SEVERE,
    WIDTH,
    YES,
    Row,
)

LETTERS = (1 << 20) - 1
CHANGED_LETTERS = 2


def phase_of(state: Row) -> int:
    return state[JOURNEY] & PHASE


def enter(state: Row, phase: int) -> None:
    if phase_of(state) != DEAD:
        state[JOURNEY] = state[JOURNEY] & ~PHASE | phase


def mark(state: Row, flag: int) -> None:
    state[JOURNEY] = state[JOURNEY] | flag


def is_marked(state: Row, flag: int) -> bool:
    return state[JOURNEY] & flag != 0


def field(state: Row, word: int, shift: int, mask: int) -> int:
    return state[word] >> shift & mask


def put(state: Row, word: int, shift: int, mask: int, value: int) -> None:
    state[word] = state[word] & ~(mask << shift) | value << shift


def count(state: Row, shift: int, mask: int) -> None:
    """One more, up to what the field holds."""
    now = field(state, COUNTS, shift, mask)
    if now < mask:
        put(state, COUNTS, shift, mask, now + 1)


def answer_said(state: Row, shift: int, flags: int, said_at: int) -> None:
    """The answer that an event gives replaces the one before; an event that gives none leaves it."""
    said = flags >> said_at & ANSWER
    if said != 0:
        put(state, ANSWERS, shift, ANSWER, said)


def settle(state: Row, shift: int, yes: bool) -> None:
    """An answer that stays yes once it was yes."""
    if yes:
        put(state, ANSWERS, shift, ANSWER, YES)
    elif field(state, ANSWERS, shift, ANSWER) == 0:
        put(state, ANSWERS, shift, ANSWER, NO)


def keep_first(state: Row, column: int, value: int) -> None:
    if state[column] == NONE:
        state[column] = value


def keep_most(state: Row, column: int, value: int) -> None:
    if value > state[column]:
        state[column] = value


def take(state: Row, column: int, value: int) -> None:
    """What was said replaces what stood there; what was not said leaves it."""
    if value != NONE:
        state[column] = value


def is_same_name(one: int, other: int) -> bool:
    """Two name codes of :func:`.codes.name_code`: the same numbers, and letters that differ in two bits at most."""
    if one == NONE or other == NONE or one >> 20 != other >> 20:
        return False
    apart = (one ^ other) & LETTERS
    bits = 0
    while apart != 0:
        apart = apart & apart - 1
        bits += 1
    return bits <= CHANGED_LETTERS


def begin_journey(state: Row) -> None:
    if phase_of(state) == DEAD:
        return
    for column in range(JOURNEY_FROM, WIDTH):
        state[column] = 0 if column < NUMBERS_FROM else NONE


def answered(state: Row) -> None:
    """She is safe, rescued or on the way home: what called for help has been answered."""
    state[DISTRESS] = NONE
    state[MISSING] = NONE
    state[SEVERE] = NONE
    state[LOST] = NONE


def close(state: Row) -> None:
    """The journey is at its end: nothing waits for an answer."""
    answered(state)
    forget_missed(state)
    state[NUMBER_CHANGED] = NONE


def forget_missed(state: Row) -> None:
    put(state, COUNTS, MISSED, 255, 0)
    state[MISSED_DAY] = NONE


def heard_of(state: Row, day: int, counts: bool) -> None:
    if counts and day > state[COUNTED_DAY]:
        count(state, CONTACTS, 3)
        state[COUNTED_DAY] = day
    if state[NUMBER_CHANGED] != NONE and day > state[NUMBER_CHANGED]:
        state[NUMBER_CHANGED] = NONE
    state[CONTACT_DAY] = day
    state[LOST] = NONE
    forget_missed(state)


def place_abroad(state: Row, flags: int) -> None:
    """It shows her abroad, unless it says that it happened in Indonesia."""
    if flags & IN_INDONESIA == 0:
        mark(state, GONE)


def is_here(state: Row, flags: int) -> bool:
    """It happened in Indonesia to somebody who is on the way home or there."""
    return flags & IN_INDONESIA != 0 and phase_of(state) >= ON_THE_WAY


def show_abroad(state: Row, flags: int) -> None:
    """Word of her: she is abroad, unless it came from Indonesia and she had not left, or had come back."""
    place_abroad(state, flags)
    phase = phase_of(state)
    from_here = flags & IN_INDONESIA != 0
    if from_here and (phase >= ON_THE_WAY or (phase <= BEFORE and not is_marked(state, GONE))):
        return
    enter(state, ABROAD)


def prepare(state: Row) -> None:
    """An upstream fact: another journey after home, else preparing until something shows that she left."""
    if phase_of(state) in (HOME, SETTLED):
        begin_journey(state)
    if not is_marked(state, GONE) and phase_of(state) <= BEFORE:
        enter(state, BEFORE)


def look(state: Row) -> None:
    """A look into a registry says nothing of leaving: preparing, but only where nothing else is known of her."""
    if phase_of(state) == NOTHING_KNOWN:
        enter(state, BEFORE)


def has_left(state: Row) -> bool:
    return state[DEPARTED] != NONE or state[ARRIVED] != NONE
