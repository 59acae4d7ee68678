"""The reducer: what each kind of fact does to the row. Small functions, one a kind; numbers in, numbers out.

Where the contract of facts leaves a choice:

- Trouble ends with a safe contact or a fact of the way home, custody with any contact or such a fact; silence does not
  hide either of them.
- What happened in Indonesia does not carry somebody who is home, or on the way there, abroad again; nor a candidate who
  has shown no sign of having left.
- Someone who came back through a debarkation and departs or arrives abroad again is on another journey, known home or not.
- An upstream fact means preparing until something shows that she has left: a departure, or word from abroad. After home it
  begins another journey, but for a look into the registry or at a paper that everybody holds or that is not there.
- Steps of the way home are the first of their kind on the journey, departure and arrival the latest; a plan is the latest.
"""

from collections.abc import Callable
from typing import Final

from kawal.situation.picture import abroad, homeward, row, upstream
from kawal.situation.picture.row import NONE, Row
from kawal.situation.picture.silence import Plan, silent_from

Event = tuple[int, int, int, int]  # code of the kind, number of the fact, its day, its flags
Step = Callable[[Row, int, int, int], None]  # row, number, day, flags


def step(state: Row, event: Event, plan: Plan) -> None:
    """Take one fact into the row. Silence that had set in before its day is noticed first."""
    kind, n, day, flags = event
    act = STEPS[kind]
    if state[row.STAY] == row.IN_CONTACT:
        lapse(state, day, plan)
    act(state, n, day, flags)


def lapse(state: Row, day: int, plan: Plan) -> None:
    """Word was due by the end of a day before ``day`` and did not come: she has been silent since."""
    due = silent_from(state, plan)
    if due != NONE and day > due:
        state[row.STAY] = row.SILENT
        state[row.SINCE_DUE] = due


def _nothing(state: Row, n: int, day: int, flags: int) -> None:
    """A fact that leaves the picture as it was: a screening, the return of remains, a kind not known yet."""


_BY_KIND: Final[dict[str, Step]] = {
    "recruited": upstream.prepare,
    "registered": upstream.prepare,
    "civil_registry_checked": upstream.checked,
    "contract_seen": upstream.prepare,
    "fee_paid": upstream.prepare,
    "lent": upstream.prepare,
    "advanced": upstream.prepare,
    "accommodated": upstream.prepare,
    "trained": upstream.prepare,
    "family_stated": upstream.prepare,
    "employment_changed": abroad.in_contact,
    "wage_reported": abroad.in_contact,
    "remitted": abroad.in_contact,
    "contact_changed": abroad.in_contact,
    "port_called": abroad.in_contact,
    "document_seen": upstream.document_seen,
    "departure_deferred": upstream.departure_deferred,
    "departed": upstream.departed,
    "transited": upstream.transited,
    "arrived_abroad": abroad.arrived_abroad,
    "reported_in": abroad.reported_in,
    "permit_seen": abroad.permit_seen,
    "checked_in": abroad.checked_in,
    "check_in_missed": abroad.check_in_missed,
    "family_reported": abroad.family_reported,
    "contact_lost": abroad.contact_lost,
    "complained": abroad.troubled,
    "rescued": abroad.rescued,
    "detained": abroad.detained,
    "return_requested": homeward.first_of(row.REQUESTED),
    "nationality_verified": homeward.first_of(row.VERIFIED),
    "travel_document_issued": homeward.first_of(row.DOCUMENT),
    "exit_cleared": homeward.first_of(row.CLEARED),
    "return_planned": homeward.return_planned,
    "deported": homeward.left,
    "repatriated": homeward.left,
    "boarded": homeward.boarded,
    "unaccounted": homeward.unaccounted,
    "disembarked": homeward.seen_on_the_way,
    "returned": homeward.returned,
    "sheltered": homeward.sheltered,
    "left_shelter": homeward.left_shelter,
    "handed_over": homeward.handed_over,
    "reached_home": homeward.reached_home,
    "followed_up": homeward.followed_up,
    "settled_elsewhere": homeward.settled_elsewhere,
    "departed_again": homeward.departed_again,
    "died": homeward.died,
    "case_decided": homeward.case_decided,
    "assisted": homeward.assisted,
}

STEPS: Final[tuple[Step, ...]] = (_nothing, *_BY_KIND.values())
_CODES: Final[dict[str, int]] = {kind: code for code, kind in enumerate(_BY_KIND, start=1)}


def code_of(kind: str) -> int:
    """The number of a kind; 0 for one that leaves the picture as it was."""
    return _CODES.get(kind, 0)
