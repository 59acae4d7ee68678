"""What an event says with one bit or two. Groups of kinds use the same bits for different words."""

from typing import Final

from kawal.situation.signals.row import NO, YES

IN_INDONESIA: Final = 1  # the fact says that it happened there

# Word from abroad.
(
    COUNTED,
    SAFE,
    UNSAFE,
    DISTRESS,
    SEVERE,
    IS_MISSING,
    UNPAID,
    HOURS,
    PAPERS_KEPT,
    OUTAGE,
    BY_HERSELF,
    INSURED,
    OTHER_WORK,
    OF_DEBT,
) = (1 << n for n in range(1, 15))

# A document.
FOR_LEAVING, MEDICAL, ORIENTATION, INSURANCE, CARD, TRAINING, PERMITS, HELD, HERS_AGAIN = (
    1 << n for n in range(1, 10)
)

# … of which somebody says that it is not there.
NO_CONTRACT, NO_MEDICAL, NO_ORIENTATION, NO_INSURANCE, NO_CARD, NO_TRAINING = (1 << n for n in range(10, 16))

# Family.
KNOWS, KNOWS_NOT, CONSENTS, CONSENTS_NOT = (1 << n for n in range(1, 5))

# Leaving: what would have been seen if it were there.
LACKS_CONTRACT, LACKS_PAPERS, LACKS_INSURANCE, LACKS_CARD, LACKS_TRAINING, LACKS_PERMIT = (
    1 << n for n in range(1, 7)
)

# By kind.
PROVEN: Final = 2  # a case decided
LISTED: Final = 2  # a transit through a listed country
BOUND_FOR_LISTED: Final = 1 << 7  # leaving for one, or arriving in one
VERIFIED: Final = 2  # a contract
TO_FAMILY: Final = 2  # a hand-over
RECRUITER: Final = 2  # lender or host is called that
PAID_TO_HER: Final = 2  # money in advance
# Being housed, or advanced money.
NO_CONTRACT_YET, NO_PAPERS_YET, PAPERS_IN_ORDER, PAPERS_OPEN = (1 << n for n in range(2, 6))

NO_PERMIT: Final = 1 << 10  # a permit that is none

# Answers of two bits.
LICENSED, SKILLED, CLOSED, RISKY, ONE_WAY, THIRD_PAID, FISHER, NEEDS_WEEKS = range(13, 29, 2)
AUTHORITY: Final = 1  # three bits, of terms


def answer(value: bool | None, shift: int) -> int:
    return 0 if value is None else (YES if value else NO) << shift
