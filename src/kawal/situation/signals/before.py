"""Events from before leaving, and of leaving. Each takes the row, the day, the flags and four numbers."""

from kawal.situation.signals import flags as said
from kawal.situation.signals import row
from kawal.situation.signals.moves import (
    answer_said,
    begin_journey,
    enter,
    field,
    has_left,
    is_marked,
    is_same_name,
    keep_first,
    keep_most,
    look,
    mark,
    phase_of,
    prepare,
    put,
    settle,
    take,
)
from kawal.situation.signals.row import NONE, Row

AGAIN_AFTER = 7  # days after a rescue from which a departure is another one


def recruited(state: Row, day: int, flags: int, name: int, phone: int, pct: int, channel: int) -> None:
    prepare(state)
    mark(state, row.FOR_WORK)
    keep_first(state, row.RECRUITED, day)
    answer_said(state, row.LICENSED, flags, said.LICENSED)
    if name != NONE or phone != NONE:
        state[row.RECRUITER_NAME] = name
        state[row.RECRUITER_PHONE] = phone
        match_lender(state)
    take(state, row.PROMISE_PCT, pct)
    if channel != 0 and field(state, row.COUNTS, row.CHANNEL, 7) == 0:
        put(state, row.COUNTS, row.CHANNEL, 7, channel)


def registered(state: Row, day: int, flags: int, employer: int, end: int) -> None:
    prepare(state)
    mark(state, row.FOR_WORK)
    keep_first(state, row.RECRUITED, day)
    if field(state, row.ANSWERS, row.LICENSED, row.ANSWER) == row.UNKNOWN:
        answer_said(state, row.LICENSED, flags, said.LICENSED)
    answer_said(state, row.NEEDS_WEEKS, flags, said.NEEDS_WEEKS)
    if flags & said.CONSENTS:
        mark(state, row.CONSENTS)
    keep_most(state, row.CONTRACT_END, end)
    agree_employer(state, employer, row.REGISTERED)


def contract_seen(state: Row, flags: int, employer: int, end: int) -> None:
    prepare(state)
    mark(state, row.FOR_WORK)
    keep_most(state, row.CONTRACT_END, end)
    if flags & said.VERIFIED:
        mark(state, row.VERIFIED)
        agree_employer(state, employer, row.SIGNED)
    else:
        agree_employer(state, employer, row.DRAFT)


def agree_employer(state: Row, employer: int, authority: int) -> None:
    """Comes before the terms of the same fact, which raise the authority."""
    known = state[row.EMPLOYER] != NONE
    if employer == NONE or (known and has_left(state)):
        return
    if not known or authority >= field(state, row.ANSWERS, row.AUTHORITY, 7):
        state[row.EMPLOYER] = employer


def terms(state: Row, flags: int, where: int, occupation: int, cap: int, wage: int) -> None:
    """Country, occupation and wage as agreed: of several the one that binds most, of equals the latest.

    What is told after she left does not change what she left for.
    """
    if has_left(state):
        return
    authority = flags >> said.AUTHORITY & 7
    better = authority >= field(state, row.ANSWERS, row.AUTHORITY, 7)
    country = where & row.COUNTRY
    if country != 0:
        if country != field(state, row.COUNTRIES, row.BOUND_FOR, row.COUNTRY):
            put(state, row.ANSWERS, row.CLOSED, row.ANSWER, row.UNKNOWN)
        put(state, row.COUNTRIES, row.BOUND_FOR, row.COUNTRY, country)
        answer_said(state, row.CLOSED, flags, said.CLOSED)
        if better or field(state, row.COUNTRIES, row.BY_CONTRACT, row.COUNTRY) == 0:
            put(state, row.COUNTRIES, row.BY_CONTRACT, row.COUNTRY, country)
    if better or state[row.OCCUPATION] == NONE:
        take(state, row.OCCUPATION, occupation)
        answer_said(state, row.SKILLED, flags, said.SKILLED)
        answer_said(state, row.FISHER, flags, said.FISHER)
    if better or state[row.AGREED] == NONE:
        take(state, row.AGREED, wage)
    if better or state[row.FEE_CAP] == NONE:
        take(state, row.FEE_CAP, cap)
    if better or field(state, row.SMALL, row.LEAST_AGE, 31) == 0:
        put(state, row.SMALL, row.LEAST_AGE, 31, where >> 15 & 31)
    if better:
        put(state, row.ANSWERS, row.AUTHORITY, 7, authority)


def document_seen(state: Row, day: int, flags: int, issued: int, passport: int, ends: int) -> None:
    if flags & said.FOR_LEAVING:
        prepare(state)
    else:
        look(state)
    marks = (
        (said.MEDICAL, row.MEDICAL),
        (said.ORIENTATION, row.ORIENTATION),
        (said.INSURANCE, row.INSURED),
        (said.CARD, row.CARD),
        (said.TRAINING, row.TRAINED),
        (said.PERMITS, row.CONSENTS),
        (said.NO_CONTRACT, row.LACKS_CONTRACT),
        (said.NO_MEDICAL, row.LACKS_MEDICAL),
        (said.NO_ORIENTATION, row.LACKS_ORIENTATION),
        (said.NO_INSURANCE, row.LACKS_INSURANCE),
        (said.NO_CARD, row.LACKS_CARD),
        (said.NO_TRAINING, row.LACKS_TRAINING),
    )
    for flag, marked in marks:
        if flags & flag:
            mark(state, marked)
    if flags & (said.NO_CONTRACT | said.NO_MEDICAL) and not has_left(state):
        were_too_early(state)
    if flags & said.INSURANCE:
        state[row.INSURANCE] = day
    if flags & said.HELD:
        keep_first(state, row.PAPERS_HELD, day)
    if flags & said.HERS_AGAIN:
        state[row.PAPERS_HELD] = NONE
    if state[row.PASSPORT_ISSUED] == NONE or issued <= state[row.PASSPORT_ISSUED]:
        keep_most(state, row.CARD_ISSUED, issued)
    if passport != NONE and (state[row.PASSPORT_ISSUED] == NONE or passport < state[row.PASSPORT_ISSUED]):
        state[row.PASSPORT_ISSUED] = passport
    keep_most(state, row.PERMIT_END, ends)


def is_counted(state: Row, key: int) -> bool:
    """Whether this sum was told before; three bits of 62 remember it. Now and then a new one is taken for told."""
    told = True
    for shift in (0, 10, 20):
        bit = (key >> shift & 1023) % 62
        column = row.SEEN_A if bit < 31 else row.SEEN_B
        if state[column] >> bit % 31 & 1 == 0:
            told = False
            state[column] = state[column] | 1 << bit % 31
    return told


def added(state: Row, column: int, amount: int) -> None:
    state[column] = min(max(state[column], 0) + amount, 2_000_000_000)


def fee_paid(state: Row, amount: int, key: int, receipt: int) -> None:
    """Told before by payee and day, or by its receipt."""
    prepare(state)
    if amount <= 0:
        return
    told = is_counted(state, key)
    if receipt != NONE:
        told = is_counted(state, receipt) or told
    if not told:
        added(state, row.FEES, amount)


def lent(state: Row, flags: int, amount: int, key: int, name: int, phone: int) -> None:
    prepare(state)
    if amount > 0 and not is_counted(state, key):
        added(state, row.LOANS, amount)
    if flags & said.RECRUITER:
        settle(state, row.LENDER_RECRUITS, True)
    if name != NONE or phone != NONE:
        state[row.LENDER_NAME] = name
        state[row.LENDER_PHONE] = phone
        match_lender(state)


def is_recruiter(state: Row, name: int, phone: int) -> bool:
    by_phone = phone != NONE and phone == state[row.RECRUITER_PHONE]
    return by_phone or is_same_name(name, state[row.RECRUITER_NAME])


def match_lender(state: Row) -> None:
    lender = state[row.LENDER_NAME] != NONE or state[row.LENDER_PHONE] != NONE
    recruiter = state[row.RECRUITER_NAME] != NONE or state[row.RECRUITER_PHONE] != NONE
    if lender and recruiter:
        settle(
            state, row.LENDER_RECRUITS, is_recruiter(state, state[row.LENDER_NAME], state[row.LENDER_PHONE])
        )


def too_early(state: Row, flags: int) -> int:
    """Were the papers there already? Known if both were seen, or one would have been seen by then, or was looked for and not there."""
    contract, medical = is_marked(state, row.VERIFIED), is_marked(state, row.MEDICAL)
    if contract and medical:
        return row.NO
    if not contract and (flags & said.NO_CONTRACT_YET != 0 or is_marked(state, row.LACKS_CONTRACT)):
        return row.YES
    if not medical and (flags & said.NO_PAPERS_YET != 0 or is_marked(state, row.LACKS_MEDICAL)):
        return row.YES
    return row.UNKNOWN


def were_too_early(state: Row) -> None:
    """What is not there now was not there before either."""
    if (
        state[row.ADVANCED] != NONE
        and field(state, row.ANSWERS, row.ADVANCED_EARLY, row.ANSWER) == row.UNKNOWN
    ):
        put(state, row.ANSWERS, row.ADVANCED_EARLY, row.ANSWER, too_early(state, 0))
    if state[row.HOUSED] != NONE and field(state, row.ANSWERS, row.HOUSED_EARLY, row.ANSWER) == row.UNKNOWN:
        put(state, row.ANSWERS, row.HOUSED_EARLY, row.ANSWER, housed_too_early(state, 0))


def housed_too_early(state: Row, flags: int) -> int:
    """Before the medical and the contract both. A company lodges for training whoever has the one and waits for the other."""
    if is_marked(state, row.VERIFIED) or is_marked(state, row.MEDICAL):
        return row.NO
    return too_early(state, flags)


def advanced(state: Row, day: int, flags: int) -> None:
    prepare(state)
    if flags & said.PAID_TO_HER and state[row.ADVANCED] == NONE and not has_left(state):
        state[row.ADVANCED] = day
        put(state, row.ANSWERS, row.ADVANCED_EARLY, row.ANSWER, too_early(state, flags))


def accommodated(state: Row, day: int, flags: int, name: int, phone: int) -> None:
    prepare(state)
    by_recruiter = flags & said.RECRUITER != 0 or is_recruiter(state, name, phone)
    if not by_recruiter or has_left(state):
        return
    early = housed_too_early(state, flags)
    if flags & said.PAPERS_OPEN:
        early = row.YES
    elif flags & said.PAPERS_IN_ORDER:
        early = row.NO
    if state[row.HOUSED] == NONE:
        state[row.HOUSED] = day
        put(state, row.ANSWERS, row.HOUSED_EARLY, row.ANSWER, early)
    elif early == row.YES:
        put(state, row.ANSWERS, row.HOUSED_EARLY, row.ANSWER, early)


def trained(state: Row) -> None:
    prepare(state)
    mark(state, row.TRAINED)


def family_stated(state: Row, flags: int) -> None:
    prepare(state)
    if flags & said.KNOWS:
        mark(state, row.KNOWS)
    if flags & said.KNOWS_NOT:
        mark(state, row.KNOWS_NOT)
    if flags & said.CONSENTS:
        mark(state, row.CONSENTS)
    if flags & said.CONSENTS_NOT:
        mark(state, row.CONSENTS_NOT)


def set_out(state: Row) -> None:
    """Common to leaving and arriving: another journey if she had come back."""
    if is_marked(state, row.RETURNED) or phase_of(state) in (row.HOME, row.SETTLED):
        begin_journey(state)
    mark(state, row.GONE)
    enter(state, row.ABROAD)


def note_redeparture(state: Row, day: int) -> None:
    sent = state[row.SENT_HOME]
    back = phase_of(state) >= row.ON_THE_WAY
    if sent != NONE and state[row.REDEPARTED] == NONE and (back or day - sent >= AGAIN_AFTER):
        state[row.REDEPARTED] = day - sent


def departed(state: Row, day: int, flags: int, post: int, country: int, visa: int) -> None:
    """Whoever was sent home and departs is on another journey, whether or not somebody saw her come back."""
    note_redeparture(state, day)
    if phase_of(state) == row.ON_THE_WAY and is_marked(state, row.SENT):
        begin_journey(state)
    set_out(state)
    state[row.DEPARTED] = day
    take(state, row.EXIT_POST, post)
    if country & row.COUNTRY != 0:
        put(state, row.COUNTRIES, row.BOUND_FOR, row.COUNTRY, country & row.COUNTRY)
        answer_said(state, row.CLOSED, flags, said.CLOSED)
        if field(state, row.SMALL, row.LEAST_AGE, 31) == 0:
            put(state, row.SMALL, row.LEAST_AGE, 31, country >> 15 & 31)
    if visa != 0:
        put(state, row.ANSWERS, row.VISA, 15, visa)
    pass_through(state, day, flags, country & row.COUNTRY)
    answer_said(state, row.RISKY, flags, said.RISKY)
    answer_said(state, row.ONE_WAY, flags, said.ONE_WAY)
    answer_said(state, row.THIRD_PAID, flags, said.THIRD_PAID)
    for lacked in range(5):
        if flags & said.LACKS_CONTRACT << lacked:
            mark(state, row.LACKS_CONTRACT << lacked)


def departed_again(state: Row, day: int, flags: int) -> None:
    """Whoever is being prepared sets out on that journey; anybody else on another one."""
    note_redeparture(state, day)
    if phase_of(state) != row.BEFORE:
        begin_journey(state)
    departed(state, day, flags, NONE, 0, 0)


def transited(state: Row, day: int, flags: int) -> None:
    homeward = phase_of(state) == row.ON_THE_WAY
    set_out(state)
    if flags & said.LISTED and not homeward:
        state[row.TRANSIT] = day


def pass_through(state: Row, day: int, flags: int, country: int) -> None:
    """Who goes to a listed country, and has a contract for another, passes through."""
    agreed = field(state, row.COUNTRIES, row.BY_CONTRACT, row.COUNTRY)
    if flags & said.BOUND_FOR_LISTED and agreed != 0 and agreed != country:
        state[row.TRANSIT] = day


def arrived_abroad(state: Row, day: int, flags: int, employer: int, country: int, visa: int) -> None:
    set_out(state)
    state[row.ARRIVED] = day
    if country != 0:
        pass_through(state, day, flags, country)
        put(state, row.SMALL, row.ARRIVED_IN, row.COUNTRY, country)
        answer_said(state, row.CLOSED, flags, said.CLOSED)
    if visa != 0 and field(state, row.ANSWERS, row.VISA, 15) == 0:
        put(state, row.ANSWERS, row.VISA, 15, visa)
    if flags & said.LACKS_PERMIT:
        mark(state, row.LACKS_PERMIT)
    keep_first(state, row.FIRST_EMPLOYER, employer)
    keep_first(state, row.NOW_EMPLOYER, employer)
