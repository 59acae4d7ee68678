"""The numbers of the kinds of events. Most are kinds of facts; ``TERMS`` is what several of them say of the work agreed."""

from typing import Final

(
    NOTHING,
    TERMS,  # before leaving, and leaving
    DOCUMENT_SEEN,
    REGISTERED,
    CONTRACT_SEEN,
    RECRUITED,
    DEPARTED,
    ARRIVED_ABROAD,
    FAMILY_STATED,
    TRAINED,
    REGISTRY_CHECKED,
    FEE_PAID,
    LENT,
    ADVANCED,
    ACCOMMODATED,
    PREPARED,
    TRANSITED,
    DEPARTED_AGAIN,
    CHECKED_IN,  # abroad
    REMITTED,
    REPORTED_IN,
    CHECK_IN_MISSED,
    WAGE_REPORTED,
    EMPLOYMENT_CHANGED,
    PERMIT_SEEN,
    PORT_CALLED,
    CONTACT_CHANGED,
    CONTRACT_ABROAD,
    COMPLAINED,
    FAMILY_REPORTED,
    CONTACT_LOST,
    DETAINED,
    RESCUED,
    ON_THE_WAY,  # homeward, after, and of any time
    DEPORTED,
    REPATRIATED,
    RETURNED,
    REACHED_HOME,
    FOLLOWED_UP,
    SETTLED_ELSEWHERE,
    DIED,
    CASE_DECIDED,
    SCREENED,
) = range(43)
ABROAD_FROM: Final = CHECKED_IN
HOMEWARD_FROM: Final = ON_THE_WAY

Event = tuple[int, int, int, int, int, int, int]  # kind, day, flags, and four numbers by kind
