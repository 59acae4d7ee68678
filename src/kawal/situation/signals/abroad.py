"""Events from abroad: word from her, of her, or none. Each takes the row, the day, the flags and numbers by kind."""

from kawal.situation.signals import flags as said
from kawal.situation.signals import row
from kawal.situation.signals.moves import (
    answer_said,
    answered,
    count,
    enter,
    field,
    forget_missed,
    heard_of,
    is_here,
    is_marked,
    is_same_name,
    keep_first,
    keep_most,
    mark,
    phase_of,
    place_abroad,
    put,
    show_abroad,
    take,
)
from kawal.situation.signals.row import NONE, Row

START_OF_WORK = 45  # days from arrival within which the first work told is the work she came to
ONE_CASE = 7  # days within which the same complaint at a second desk is one complaint


def in_touch(state: Row, day: int, flags: int) -> None:
    heard_of(state, day, flags & said.COUNTED != 0)
    if flags & said.SAFE:
        answered(state)
        if flags & said.BY_HERSELF:
            state[row.SAFE_DAY] = day
    show_abroad(state, flags)


def troubled(state: Row, day: int, flags: int) -> None:
    heard_of(state, day, flags & said.COUNTED != 0)
    if flags & said.DISTRESS:
        state[row.DISTRESS] = day
    if flags & said.SEVERE:
        state[row.SEVERE] = day
    if not is_here(state, flags):
        show_abroad(state, flags)
    if flags & said.PAPERS_KEPT and phase_of(state) <= row.BEFORE:
        keep_first(state, row.PAPERS_HELD, day)


def told(state: Row, day: int, flags: int) -> None:
    """Wages and hours. A second desk that hears the same within a week tells of one case."""
    if flags & said.UNPAID:
        complain_once(state, row.WAGE_DAY, row.WAGE_COMPLAINTS, day)
    if flags & said.HOURS:
        complain_once(state, row.HOURS_DAY, row.EXCESS_HOURS, day)


def complain_once(state: Row, column: int, counted: int, day: int) -> None:
    if state[column] == NONE or day - state[column] >= ONE_CASE:
        count(state, counted, 255)
        state[column] = day


def checked_in(state: Row, day: int, flags: int) -> None:
    if flags & said.UNSAFE:
        troubled(state, day, flags)
    else:
        in_touch(state, day, flags)
    told(state, day, flags)


def complained(state: Row, day: int, flags: int) -> None:
    troubled(state, day, flags)
    told(state, day, flags)
    if flags & said.OTHER_WORK:
        mark(state, row.OTHER_WORK)
    if flags & said.OF_DEBT:
        mark(state, row.IN_DEBT)


def check_in_missed(state: Row, day: int, flags: int, due: int) -> None:
    """Only what was agreed can be missed. Word on the due day or later answers it; an outage explains it."""
    mark(state, row.SCHEDULED)
    is_answered = state[row.CONTACT_DAY] != NONE and due <= state[row.CONTACT_DAY]
    if flags & said.OUTAGE or is_answered or phase_of(state) >= row.ON_THE_WAY:
        return
    if day > state[row.MISSED_DAY]:
        count(state, row.MISSED, 255)
        state[row.MISSED_DAY] = day


def contact_changed(state: Row, day: int, flags: int) -> None:
    in_touch(state, day, flags)
    state[row.NUMBER_CHANGED] = day


def reported_in(state: Row, day: int, flags: int) -> None:
    in_touch(state, day, flags)
    state[row.REPORTED_IN] = day


def remitted(state: Row, day: int, flags: int) -> None:
    in_touch(state, day, flags)
    last = state[row.REMITTED]
    if last == day:
        return
    if last != NONE:
        keep_most(state, row.REMITTANCE_GAP, day - last)
    state[row.REMITTANCES] = max(state[row.REMITTANCES], 0) + 1
    state[row.REMITTED] = day


def wage_reported(state: Row, day: int, flags: int, amount: int, months: int) -> None:
    in_touch(state, day, flags)
    if amount > 0:
        state[row.PAID] = amount
    if months != NONE:
        put(state, row.SMALL, row.MONTHS_UNPAID, 127, min(months, 126) + 1)
    told(state, day, flags)


def employment_changed(state: Row, day: int, flags: int, employer: int, occupation: int, wage: int) -> None:
    in_touch(state, day, flags)
    at_work(state, day, flags, employer, occupation, wage)


def contract_abroad(
    state: Row, day: int, flags: int, employer: int, occupation: int, wage: int, end: int
) -> None:
    """A contract seen there is how the work is now, whatever was agreed before leaving."""
    show_abroad(state, flags)
    mark(state, row.FOR_WORK)
    keep_most(state, row.CONTRACT_END, end)
    at_work(state, day, flags, employer, occupation, wage)


def at_work(state: Row, day: int, flags: int, employer: int, occupation: int, wage: int) -> None:
    """The first word of work after the arrival is its start; later, another employer is a change."""
    since = max(state[row.ARRIVED], state[row.DEPARTED])
    starts = not is_marked(state, row.AT_WORK) and (since == NONE or day - since <= START_OF_WORK)
    mark(state, row.AT_WORK)
    answer_said(state, row.FISHER, flags, said.FISHER)
    take(state, row.ACTUAL, wage)
    before = state[row.NOW_EMPLOYER] if state[row.NOW_EMPLOYER] != NONE else state[row.EMPLOYER]
    stays = employer == NONE or before == NONE or is_same_name(employer, before)
    if starts:
        take(state, row.FIRST_EMPLOYER, employer)
    elif not stays:
        state[row.CHANGED_BEFORE] = state[row.CHANGED]
        state[row.CHANGED] = day
    if starts or stays:
        take(state, row.WORKED_AS, occupation)
    take(state, row.NOW_EMPLOYER, employer)


def permit_seen(state: Row, day: int, flags: int, ends: int) -> None:
    in_touch(state, day, flags)
    if flags & said.NO_PERMIT == 0:
        state[row.PERMIT] = day
    if flags & said.INSURED:
        state[row.INSURANCE] = day
    keep_most(state, row.PERMIT_END, ends)


def port_called(state: Row, day: int, flags: int) -> None:
    in_touch(state, day, flags)
    state[row.PORT] = day
    if field(state, row.ANSWERS, row.FISHER, row.ANSWER) == row.UNKNOWN:
        put(state, row.ANSWERS, row.FISHER, row.ANSWER, row.YES)


def family_reported(state: Row, day: int, flags: int) -> None:
    """Its place is the family's, so it tells nothing of where she is, unless she is known to be home."""
    if flags & said.SAFE:
        in_touch(state, day, flags if is_here(state, flags) else flags & ~said.IN_INDONESIA)
    elif flags & said.IS_MISSING:
        state[row.MISSING] = day
        mark(state, row.GONE)
        enter(state, row.ABROAD)


def contact_lost(state: Row, day: int, flags: int) -> None:
    state[row.LOST] = day
    place_abroad(state, flags)
    if not is_here(state, flags):
        show_abroad(state, flags)


def detained(state: Row, flags: int) -> None:
    place_abroad(state, flags)
    if not is_here(state, flags):
        show_abroad(state, flags)
    forget_missed(state)


def rescued(state: Row, day: int, flags: int) -> None:
    answered(state)
    troubled(state, day, flags)
    state[row.SENT_HOME] = day
    state[row.REDEPARTED] = NONE
