"""The reducer: one event taken into the row. The same source runs live on a list and compiled on arrays.

Plain functions of whole numbers, ``if``, arithmetic and loops of fixed length: nothing else may stand in this module and in
``moves``, ``before``, ``abroad``, ``homeward`` and ``answers``, or it will not compile.

Where the contract of facts leaves a choice:

- Journeys begin as in the picture, and also with the departure of somebody who was sent home and not seen to come back.
- Terms of work told after leaving do not change what she left for; of several the one that binds most holds.
- Work told within 45 days of the arrival is its start; another employer later is a change, not another first employer.
- The same complaint heard by two desks within a week is one.
- What was sent home, sent away again or proven outlives the journey; all else begins anew.
"""

from kawal.situation.signals import kinds, row
from kawal.situation.signals.abroad import (
    check_in_missed,
    checked_in,
    complained,
    contact_changed,
    contact_lost,
    contract_abroad,
    detained,
    employment_changed,
    family_reported,
    permit_seen,
    port_called,
    remitted,
    reported_in,
    rescued,
    wage_reported,
)
from kawal.situation.signals.before import (
    accommodated,
    advanced,
    arrived_abroad,
    contract_seen,
    departed,
    departed_again,
    document_seen,
    family_stated,
    fee_paid,
    lent,
    recruited,
    registered,
    terms,
    trained,
    transited,
)
from kawal.situation.signals.homeward import (
    case_decided,
    crossed,
    deported,
    died,
    followed_up,
    on_the_way,
    reached_home,
    screened,
    settled_elsewhere,
)
from kawal.situation.signals.moves import look, prepare
from kawal.situation.signals.row import Row


def step(state: Row, kind: int, day: int, flags: int, a: int, b: int, c: int, d: int) -> None:
    """Take one event. What a kind does not name leaves the row as it was."""
    if kind >= kinds.HOMEWARD_FROM:
        step_homeward(state, kind, day, flags)
    elif kind >= kinds.ABROAD_FROM:
        step_abroad(state, kind, day, flags, a, b, c, d)
    elif kind >= kinds.FAMILY_STATED:
        step_around(state, kind, day, flags, a, b, c, d)
    else:
        step_before(state, kind, day, flags, a, b, c, d)


def step_before(state: Row, kind: int, day: int, flags: int, a: int, b: int, c: int, d: int) -> None:
    """The main line of a journey."""
    if kind == kinds.DOCUMENT_SEEN:
        document_seen(state, day, flags, a, b, c)
    elif kind == kinds.TERMS:
        terms(state, flags, a, b, c, d)
    elif kind == kinds.REGISTERED:
        registered(state, day, flags, a, b)
    elif kind == kinds.CONTRACT_SEEN:
        contract_seen(state, flags, a, b)
    elif kind == kinds.RECRUITED:
        recruited(state, day, flags, a, b, c, d)
    elif kind == kinds.DEPARTED:
        departed(state, day, flags, a, b, c)
    elif kind == kinds.ARRIVED_ABROAD:
        arrived_abroad(state, day, flags, a, b, c)


def step_around(state: Row, kind: int, day: int, flags: int, a: int, b: int, c: int, d: int) -> None:
    """Money, family, training and what else is told around it."""
    if kind == kinds.FAMILY_STATED:
        family_stated(state, flags)
    elif kind == kinds.TRAINED:
        trained(state)
    elif kind == kinds.REGISTRY_CHECKED:
        look(state)
    elif kind == kinds.FEE_PAID:
        fee_paid(state, a, b, c)
    elif kind == kinds.LENT:
        lent(state, flags, a, b, c, d)
    elif kind == kinds.ADVANCED:
        advanced(state, day, flags)
    elif kind == kinds.ACCOMMODATED:
        accommodated(state, day, flags, a, b)
    elif kind == kinds.PREPARED:
        prepare(state)
    elif kind == kinds.TRANSITED:
        transited(state, day, flags)
    elif kind == kinds.DEPARTED_AGAIN:
        departed_again(state, day, flags)


def step_abroad(state: Row, kind: int, day: int, flags: int, a: int, b: int, c: int, d: int) -> None:
    if kind == kinds.CHECKED_IN:
        checked_in(state, day, flags)
    elif kind == kinds.REMITTED:
        remitted(state, day, flags)
    elif kind == kinds.REPORTED_IN:
        reported_in(state, day, flags)
    elif kind == kinds.CHECK_IN_MISSED:
        check_in_missed(state, day, flags, a)
    elif kind == kinds.WAGE_REPORTED:
        wage_reported(state, day, flags, a, b)
    elif kind == kinds.EMPLOYMENT_CHANGED:
        employment_changed(state, day, flags, a, b, c)
    elif kind == kinds.PERMIT_SEEN:
        permit_seen(state, day, flags, a)
    elif kind == kinds.PORT_CALLED:
        port_called(state, day, flags)
    elif kind == kinds.CONTACT_CHANGED:
        contact_changed(state, day, flags)
    elif kind == kinds.CONTRACT_ABROAD:
        contract_abroad(state, day, flags, a, b, c, d)
    elif kind == kinds.COMPLAINED:
        complained(state, day, flags)
    elif kind == kinds.FAMILY_REPORTED:
        family_reported(state, day, flags)
    elif kind == kinds.CONTACT_LOST:
        contact_lost(state, day, flags)
    elif kind == kinds.DETAINED:
        detained(state, flags)
    elif kind == kinds.RESCUED:
        rescued(state, day, flags)


def step_homeward(state: Row, kind: int, day: int, flags: int) -> None:
    if kind == kinds.ON_THE_WAY:
        on_the_way(state, flags)
    elif kind == kinds.DEPORTED:
        deported(state, day)
    elif kind == kinds.REPATRIATED:
        crossed(state, row.SENT)
    elif kind == kinds.RETURNED:
        crossed(state, row.RETURNED)
    elif kind == kinds.REACHED_HOME:
        reached_home(state)
    elif kind == kinds.FOLLOWED_UP:
        followed_up(state, day, flags)
    elif kind == kinds.SETTLED_ELSEWHERE:
        settled_elsewhere(state)
    elif kind == kinds.DIED:
        died(state, day)
    elif kind == kinds.CASE_DECIDED:
        case_decided(state, flags)
    elif kind == kinds.SCREENED:
        screened(state, day)
