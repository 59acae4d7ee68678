"""The reducer's row: whole numbers of 32 bits only, so that it can be held in arrays and compiled.

Three kinds of columns: what outlives a journey, words of several small fields, and plain numbers (days as proleptic
ordinals, amounts in rupiah, codes), which are ``NONE`` until something says them. A field of a word is named by its shift;
an answer takes two bits (0 unknown, 1 no, 2 yes).
"""

from typing import Final

NONE: Final = -1
UNKNOWN, NO, YES = range(3)
ANSWER: Final = 3  # the bits of an answer
COUNTRY: Final = 0x7FFF  # … of a country
Row = list[int]

(
    SENT_HOME,  # outlive the journey
    REDEPARTED,
    LASTING,
    JOURNEY,  # words
    ANSWERS,
    COUNTRIES,
    COUNTS,
    SMALL,
    SEEN_A,  # sums already counted, as a filter of 62 bits
    SEEN_B,
    RECRUITED,  # numbers
    RECRUITER_NAME,
    RECRUITER_PHONE,
    PROMISE_PCT,
    AGREED,  # a month's wage
    FEE_CAP,
    FEES,
    LOANS,
    LENDER_NAME,
    LENDER_PHONE,
    ADVANCED,
    PAPERS_HELD,
    HOUSED,
    CARD_ISSUED,  # identity or family card
    PASSPORT_ISSUED,
    DEPARTED,
    EXIT_POST,
    TRANSIT,
    ARRIVED,
    EMPLOYER,
    FIRST_EMPLOYER,
    NOW_EMPLOYER,
    OCCUPATION,
    WORKED_AS,
    ACTUAL,  # a month's wage abroad, as agreed with the employer there
    PAID,
    CHANGED,
    CHANGED_BEFORE,
    PERMIT,
    INSURANCE,
    PERMIT_END,
    CONTRACT_END,
    PORT,
    MISSED_DAY,
    DISTRESS,
    MISSING,
    SEVERE,
    LOST,
    NUMBER_CHANGED,
    CONTACT_DAY,
    COUNTED_DAY,
    SAFE_DAY,
    REPORTED_IN,
    FOLLOWED_SAFE,
    WAGE_DAY,
    HOURS_DAY,
    REMITTANCES,
    REMITTED,
    REMITTANCE_GAP,
    SCREENED,
    DIED,
) = range(61)
WIDTH: Final = DIED + 1
JOURNEY_FROM: Final = JOURNEY  # what begins anew with a journey
NUMBERS_FROM: Final = RECRUITED

# LASTING
CONFIRMED: Final = 1

# JOURNEY: three bits of phase, then flags
PHASE: Final = 7
NOTHING_KNOWN, BEFORE, ABROAD, ON_THE_WAY, HOME, SETTLED, DEAD = range(7)
(
    GONE,  # something shows that she left the country
    RETURNED,  # through a debarkation
    SENT,  # deported or repatriated
    SCHEDULED,  # word was agreed
    FOR_WORK,
    AT_WORK,  # the start of work abroad was told
    VERIFIED,
    MEDICAL,
    ORIENTATION,
    INSURED,
    CARD,
    TRAINED,
    KNOWS,
    KNOWS_NOT,
    CONSENTS,
    CONSENTS_NOT,
    LACKS_CONTRACT,  # left or was housed, and a contract would have been seen if there was one
    LACKS_PAPERS,
    LACKS_INSURANCE,
    LACKS_CARD,
    LACKS_TRAINING,
    LACKS_PERMIT,
    OTHER_WORK,  # she complained that the work is not what was agreed
    IN_DEBT,  # … of a debt
    LACKS_MEDICAL,  # somebody looked for it, and it was not there
    LACKS_ORIENTATION,
) = (1 << n for n in range(3, 29))

# ANSWERS
(
    LICENSED,
    SKILLED,
    CLOSED,
    RISKY,
    ONE_WAY,
    THIRD_PAID,
    FISHER,
    NEEDS_WEEKS,
    LENDER_RECRUITS,
    ADVANCED_EARLY,
    HOUSED_EARLY,
) = range(0, 22, 2)
AUTHORITY: Final = 22  # how well the terms of work are known: three bits
PROMISED, DRAFT, REGISTERED, SIGNED = range(1, 5)
VISA: Final = 25  # four bits

# COUNTRIES
BOUND_FOR, BY_CONTRACT = 0, 15

# COUNTS: eight bits each, contacts two, channel three
MISSED, WAGE_COMPLAINTS, EXCESS_HOURS, CONTACTS, CHANNEL = 0, 8, 16, 24, 26
ENOUGH_CONTACTS: Final = 2  # who was heard of on two days is in touch, and can fall silent

# SMALL: fifteen bits, five, seven (a number of months and one more)
ARRIVED_IN, LEAST_AGE, MONTHS_UNPAID = 0, 15, 20


def new_row() -> Row:
    return [NONE, NONE, 0] + [0] * (NUMBERS_FROM - JOURNEY_FROM) + [NONE] * (WIDTH - NUMBERS_FROM)
