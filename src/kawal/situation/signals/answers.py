"""From the row to the named columns, as whole numbers; ``UNSAID`` is unknown. Compiled as it stands, like the steps.

Texts are codes here: phase 1 to 3, an answer of the family 1 to 3, channel and visa by their place in ``codes``, countries
and posts as ``codes`` makes them.
"""

from kawal.situation.signals import named, row
from kawal.situation.signals.moves import field, is_marked, is_same_name, phase_of
from kawal.situation.signals.named import UNSAID
from kawal.situation.signals.row import NONE, Row

SAID_YES, SAID_NO = 1, 2
BY_LAW = 18
MOST_PER_CENT = 1_000_000
ANOTHER_UNIT = (
    8  # per cent of the agreed wage below which an amount was told for a day or in another currency
)
ABOVE_SENSE = 1_000
PERMIT_AFTER = 30
SERIAL = 180


def read(state: Row, born: Row, today: int, every: int, grace: int, out: Row) -> None:
    """All columns on a day. ``born`` is of :func:`.births.read_births`; ``every`` and ``grace`` are the contact clock's days."""
    for column in range(named.WIDTH):
        out[column] = UNSAID
    read_recruitment(state, out)
    read_money(state, out)
    read_people(state, born, today, out)
    read_leaving(state, out)
    read_papers(state, today, out)
    read_work(state, out)
    read_contact(state, every, grace, out)
    read_complaints(state, out)
    read_after(state, out)


def copied(state: Row, column: int, out: Row, name: int) -> None:
    if state[column] != NONE:
        out[name] = state[column]


def answered(state: Row, shift: int, out: Row, name: int) -> None:
    said = field(state, row.ANSWERS, shift, row.ANSWER)
    if said != row.UNKNOWN:
        out[name] = 1 if said == row.YES else 0


def coded(value: int, out: Row, name: int) -> None:
    if value != 0:
        out[name] = value


def seen(state: Row, there: int, lacking: int, out: Row, name: int) -> None:
    """1 where it was seen, 0 where it would have been."""
    if is_marked(state, there):
        out[name] = 1
    elif is_marked(state, lacking):
        out[name] = 0


def read_recruitment(state: Row, out: Row) -> None:
    phase = phase_of(state)
    if phase != row.NOTHING_KNOWN:
        out[named.PHASE] = phase if phase < row.ON_THE_WAY else row.ON_THE_WAY
    copied(state, row.RECRUITED, out, named.RECRUITED_ON)
    if not is_hired_by_employer(state):
        answered(state, row.LICENSED, out, named.RECRUITER_LICENSED)
    coded(field(state, row.COUNTS, row.CHANNEL, 7), out, named.RECRUIT_CHANNEL)
    copied(state, row.PROMISE_PCT, out, named.PROMISED_WAGE_PCT)
    answered(state, row.SKILLED, out, named.JOB_SKILLED)
    seen(state, row.TRAINED, row.LACKS_TRAINING, out, named.QUALIFIED)
    answered(state, row.NEEDS_WEEKS, out, named.JOB_NEEDS_PREPARATION)
    if out[named.JOB_NEEDS_PREPARATION] == UNSAID and out[named.JOB_SKILLED] == 1:
        out[named.JOB_NEEDS_PREPARATION] = 1
    family(state, row.KNOWS, row.KNOWS_NOT, out, named.FAMILY_KNOWS)
    family(state, row.CONSENTS, row.CONSENTS_NOT, out, named.FAMILY_CONSENTS)
    copied(state, row.PAPERS_HELD, out, named.PAPERS_HELD_ON)
    copied(state, row.HOUSED, out, named.HOUSED_ON)
    answered(state, row.HOUSED_EARLY, out, named.HOUSED_BEFORE_PAPERS)


def is_hired_by_employer(state: Row) -> bool:
    """Whoever has a verified contract with the one who recruited her needs no company in between, and that one no licence."""
    return is_marked(state, row.VERIFIED) and is_same_name(state[row.RECRUITER_NAME], state[row.EMPLOYER])


def family(state: Row, yes: int, no: int, out: Row, name: int) -> None:
    said = (SAID_YES if is_marked(state, yes) else 0) + (SAID_NO if is_marked(state, no) else 0)
    coded(said, out, name)


def read_money(state: Row, out: Row) -> None:
    copied(state, row.FEES, out, named.FEES_IDR)
    copied(state, row.FEE_CAP, out, named.FEE_CAP_IDR)
    copied(state, row.LOANS, out, named.LOANS_IDR)
    if state[row.LOANS] != NONE and state[row.AGREED] > 0:
        out[named.LOAN_WAGE_PCT] = min(state[row.LOANS] * 100 // state[row.AGREED], MOST_PER_CENT)
    answered(state, row.LENDER_RECRUITS, out, named.LENDER_IS_RECRUITER)
    if is_marked(state, row.IN_DEBT):
        out[named.DEBT_TOLD] = 1
    copied(state, row.ADVANCED, out, named.ADVANCED_ON)
    answered(state, row.ADVANCED_EARLY, out, named.ADVANCED_BEFORE_PAPERS)


def day_number(ordinal: int) -> int:
    """A day as year, month and day in one number: 20260131. Arithmetic alone, so that it compiles."""
    days = ordinal + 305
    era = days // 146_097
    of_era = days - era * 146_097
    year = (of_era - of_era // 1_460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    shifted = (5 * of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    day = of_year - (153 * shifted + 2) // 5 + 1
    return (year + era * 400 + (1 if month <= 2 else 0)) * 10_000 + month * 100 + day


def years_between(earlier: int, later: int) -> int:
    return (day_number(later) - day_number(earlier)) // 10_000


def read_people(state: Row, born: Row, today: int, out: Row) -> None:
    least = max(field(state, row.SMALL, row.LEAST_AGE, 31), BY_LAW)
    out[named.MINIMUM_AGE] = least
    if born[0] != NONE:
        left = state[row.DEPARTED] if state[row.DEPARTED] != NONE else today
        out[named.AGE_OLDEST] = max(years_between(born[0], left), 0)
        youngest = max(years_between(born[1], left), 0)
        out[named.AGE_YOUNGEST] = youngest
        apart = born[3] if youngest >= least else born[2]
        if apart != NONE:
            out[named.BIRTHS_APART_DAYS] = apart
    card, passport = state[row.CARD_ISSUED], state[row.PASSPORT_ISSUED]
    if card != NONE and passport != NONE and card <= passport and not is_first_card(born, card):
        out[named.ID_REISSUED_DAYS] = passport - card


def is_first_card(born: Row, issued: int) -> bool:
    """Identity cards are first issued at seventeen."""
    return born[0] != NONE and years_between(born[0], issued) < BY_LAW


def read_leaving(state: Row, out: Row) -> None:
    country = field(state, row.COUNTRIES, row.BOUND_FOR, row.COUNTRY)
    coded(country, out, named.DESTINATION)
    answered(state, row.CLOSED, out, named.DESTINATION_CLOSED)
    coded(field(state, row.COUNTRIES, row.BY_CONTRACT, row.COUNTRY), out, named.CONTRACT_COUNTRY)
    coded(field(state, row.SMALL, row.ARRIVED_IN, row.COUNTRY), out, named.ARRIVAL_COUNTRY)
    copied(state, row.DEPARTED, out, named.DEPARTED_ON)
    copied(state, row.ARRIVED, out, named.ARRIVED_ON)
    coded(field(state, row.ANSWERS, row.VISA, 15), out, named.EXIT_VISA)
    if is_marked(state, row.FOR_WORK):
        out[named.WORK_BOUND] = 1
    copied(state, row.EXIT_POST, out, named.EXIT_POST)
    answered(state, row.RISKY, out, named.RISKY_EXIT)
    answered(state, row.ONE_WAY, out, named.ONE_WAY)
    answered(state, row.THIRD_PAID, out, named.TICKET_BY_THIRD)
    since = state[row.ARRIVED] if state[row.ARRIVED] != NONE else state[row.DEPARTED]
    if state[row.TRANSIT] != NONE and since != NONE:
        out[named.HOTSPOT_DAYS] = abs(state[row.TRANSIT] - since)
    if state[row.RECRUITED] != NONE and state[row.DEPARTED] >= state[row.RECRUITED]:
        out[named.PREPARATION_DAYS] = state[row.DEPARTED] - state[row.RECRUITED]


def read_papers(state: Row, today: int, out: Row) -> None:
    if is_marked(state, row.VERIFIED) or not is_marked(state, row.CARD):
        seen(state, row.VERIFIED, row.LACKS_CONTRACT, out, named.CONTRACT_VERIFIED)
    seen(state, row.CARD, row.LACKS_CARD, out, named.E_PMI)
    missing = missing_of(state, row.MEDICAL, row.LACKS_PAPERS | row.LACKS_MEDICAL)
    missing += missing_of(state, row.ORIENTATION, row.LACKS_PAPERS | row.LACKS_ORIENTATION)
    missing += missing_of(state, row.INSURED, row.LACKS_INSURANCE)
    every = (
        is_marked(state, row.MEDICAL) and is_marked(state, row.ORIENTATION) and is_marked(state, row.INSURED)
    )
    if missing > 0 or every or is_marked(state, row.CARD):
        out[named.PAPERS_MISSING] = missing
    copied(state, row.PERMIT, out, named.PERMIT_ON)
    copied(state, row.INSURANCE, out, named.INSURANCE_ON)
    copied(state, row.PERMIT_END, out, named.PERMIT_ENDS_ON)
    copied(state, row.CONTRACT_END, out, named.CONTRACT_ENDS_ON)
    waited = state[row.ARRIVED] != NONE and today >= state[row.ARRIVED] + PERMIT_AFTER
    if state[row.PERMIT] != NONE:
        out[named.PERMIT_MISSING] = 0
    elif waited and is_marked(state, row.LACKS_PERMIT):
        out[named.PERMIT_MISSING] = 1
    if state[row.INSURANCE] != NONE:
        out[named.INSURANCE_MISSING] = 0
    elif waited and is_marked(state, row.LACKS_INSURANCE):
        out[named.INSURANCE_MISSING] = 1


def missing_of(state: Row, there: int, lacking: int) -> int:
    """The card is issued after all the rest: who has it lacks none."""
    there_or_card = is_marked(state, there) or is_marked(state, row.CARD)
    return 1 if is_marked(state, lacking) and not there_or_card else 0


def read_work(state: Row, out: Row) -> None:
    if state[row.EMPLOYER] != NONE and state[row.FIRST_EMPLOYER] != NONE:
        same = is_same_name(state[row.EMPLOYER], state[row.FIRST_EMPLOYER])
        out[named.OTHER_EMPLOYER] = 0 if same else 1
    if is_marked(state, row.OTHER_WORK):
        out[named.OTHER_OCCUPATION] = 1
    elif state[row.OCCUPATION] != NONE and state[row.WORKED_AS] != NONE:
        out[named.OTHER_OCCUPATION] = 0 if state[row.OCCUPATION] == state[row.WORKED_AS] else 1
    lower = below(state[row.AGREED], state[row.ACTUAL])
    if lower != UNSAID:
        out[named.WAGE_DROP_PCT] = lower
    agreed = state[row.ACTUAL] if state[row.ACTUAL] > state[row.AGREED] else state[row.AGREED]
    kept = below(agreed, state[row.PAID])
    if kept != UNSAID:
        out[named.DEDUCTIONS_PCT] = max(kept, 0)
    latest, earlier = state[row.CHANGED], state[row.CHANGED_BEFORE]
    if latest != NONE:
        out[named.EMPLOYER_CHANGES] = 2 if earlier != NONE and latest - earlier <= SERIAL else 1
    elif state[row.NOW_EMPLOYER] != NONE:
        out[named.EMPLOYER_CHANGES] = 0
    answered(state, row.FISHER, out, named.FISHER)
    heard = max(state[row.PORT], state[row.CONTACT_DAY])
    told_of = state[row.PORT] != NONE or is_in_touch(state)
    if out[named.FISHER] == 1 and told_of and heard != NONE:
        out[named.PORT_ON] = heard


def below(agreed: int, told: int) -> int:
    """By how many per cent one wage lies below the other; unsaid where one is not known or they cannot be of one unit."""
    if agreed <= 0 or told <= 0:
        return UNSAID
    per_cent = told * 100 // agreed
    return UNSAID if per_cent < ANOTHER_UNIT or per_cent > ABOVE_SENSE else 100 - per_cent


def read_contact(state: Row, every: int, grace: int, out: Row) -> None:
    missed = field(state, row.COUNTS, row.MISSED, 255)
    if missed > 0 or state[row.CONTACT_DAY] != NONE:
        out[named.MISSED_IN_ROW] = missed
    copied(state, row.MISSED_DAY, out, named.MISSED_ON)
    copied(state, row.DISTRESS, out, named.DISTRESS_ON)
    copied(state, row.MISSING, out, named.MISSING_ON)
    copied(state, row.SEVERE, out, named.SEVERE_ON)
    copied(state, row.LOST, out, named.LOST_ON)
    copied(state, row.NUMBER_CHANGED, out, named.NUMBER_CHANGED_ON)
    copied(state, row.CONTACT_DAY, out, named.LAST_HEARD_ON)
    copied(state, row.SAFE_DAY, out, named.SAFE_ON)
    copied(state, row.REPORTED_IN, out, named.REPORTED_IN_ON)
    due = contact_due(state, every, grace)
    if due != NONE and phase_of(state) == row.ABROAD:
        out[named.CONTACT_DUE_ON] = due


def is_in_touch(state: Row) -> bool:
    """Word was agreed, or came on two days: she can fall silent."""
    contacts = field(state, row.COUNTS, row.CONTACTS, 3)
    return is_marked(state, row.SCHEDULED) or contacts >= row.ENOUGH_CONTACTS


def contact_due(state: Row, every: int, grace: int) -> int:
    """As the picture has it: 3, 14 and 30 days after arrival, else departure, then from the latest contact."""
    if not is_in_touch(state):
        return NONE
    base, last = max(state[row.ARRIVED], state[row.DEPARTED]), state[row.CONTACT_DAY]
    if base != NONE:
        for days in (3, 14, 30):
            if base + days > last:
                return base + days + grace
    return last + every + grace if last != NONE else NONE


def read_complaints(state: Row, out: Row) -> None:
    coded(field(state, row.COUNTS, row.WAGE_COMPLAINTS, 255), out, named.WAGE_COMPLAINTS)
    coded(field(state, row.COUNTS, row.EXCESS_HOURS, 255), out, named.EXCESS_HOURS)
    months = field(state, row.SMALL, row.MONTHS_UNPAID, 127)
    if months != 0:
        out[named.UNPAID_MONTHS] = months - 1
    copied(state, row.REMITTANCES, out, named.REMITTANCES)
    copied(state, row.REMITTED, out, named.REMITTED_ON)
    copied(state, row.REMITTANCE_GAP, out, named.REMITTANCE_GAP_DAYS)


def read_after(state: Row, out: Row) -> None:
    copied(state, row.SENT_HOME, out, named.SENT_HOME_ON)
    copied(state, row.REDEPARTED, out, named.REDEPARTED_DAYS)
    copied(state, row.DIED, out, named.DIED_ON)
    copied(state, row.SCREENED, out, named.SCREENED_ON)
    copied(state, row.FOLLOWED_SAFE, out, named.FOLLOWED_SAFE_ON)
    if state[row.LASTING] & row.CONFIRMED != 0:
        out[named.CONFIRMED] = 1
