"""The reducer's row: small integers only, so that it can be held in arrays and compiled.

A column that a fact sets holds the number of that fact in the order of taking, ``NONE`` where none did: so a row is at
once the state and its own evidence. A few columns are codes, days (proleptic ordinals) or counts.
"""

from typing import Final

NONE: Final = -1
Row = list[int]

STAYS: Final = (
    "unknown",
    "preparing",
    "abroad_in_contact",
    "abroad_silent",
    "in_trouble",
    "in_custody",
    "in_return",
    "home",
    "settled_elsewhere",
    "died",
)
UNKNOWN, PREPARING, IN_CONTACT, SILENT, TROUBLE, CUSTODY, RETURN, HOME, SETTLED, DIED = range(10)

(
    STAY,  # a code
    SINCE,  # the fact with which the present stay began …
    SINCE_DUE,  # … or the day whose end brought the silence
    SAYS,  # the latest fact that says the present stay
    GONE,  # 1: something shows that she left the country on this journey
    CONTACTS,  # days with a contact, on this journey
    BASE_DAY,  # of arrival, else departure
    COUNTED_DAY,  # of the latest contact that was counted
    CONTACT_DAY,
    SCHEDULED,  # the fact that shows an agreed schedule
    BASE,
    DEPARTED,
    ARRIVED,
    LEFT,
    RETURNED,
    HANDED_OVER,
    CAME_HOME,
    DEATH,
    REQUESTED,
    VERIFIED,
    DOCUMENT,
    CLEARED,
    PLANNED,
    CONTACT,
    IN_DISTRESS,
    IS_MISSING,
    COMPLAINT,
    LOST,
    COUNTRY,
    POST,
    SHELTER,
    LEFT_SHELTER,
    REPORTED_IN,
    CONTRACT,
    PERMIT,
    FOLLOWED_UP,
    HELPED,
    EMPOWERED,
    AID_DUE,
    VERDICT,
    CARD,  # the e-PMI
    AWAITED,  # boarded, or called unaccounted for, and not seen since
    BEGAN,  # the fact with which the journey began, where an earlier one is known
) = range(43)

EMPTY: Final[tuple[int, ...]] = tuple(
    UNKNOWN if n == STAY else 0 if n in (GONE, CONTACTS) else NONE for n in range(BEGAN + 1)
)


def new_row() -> Row:
    return list(EMPTY)
