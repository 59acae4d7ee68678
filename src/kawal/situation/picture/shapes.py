"""What goes into a drawing and what comes out: facts, dated tables, the picture."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, NamedTuple

# How evidence is written everywhere: {"source": …, "id": …}.
Ref = dict[str, str]


class PictureFact(NamedTuple):
    """One standing fact: neither replaced nor withdrawn, nor a withdrawal.

    ``at`` is UTC; with ``day_only`` it holds midnight in Jakarta. ``known_at`` is when it was sent, else recorded.
    """

    kind: str
    at: datetime
    day_only: bool
    source: str
    id: str
    place: Mapping[str, Any] | None
    data: Mapping[str, Any]
    basis: str
    known_at: datetime


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit of the law in one period, the end excluded. ``unit`` is hours, days, working_days, months or years."""

    rule: str
    value: int
    unit: str
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Tables:
    """The figures a drawing needs. All have a sensible value; the limits of the law come from the caller.

    :ivar first_contacts: days after arrival (else departure) by whose end word is due.
    :ivar contact_every: days from one contact to the next, once the first ones are past.
    :ivar contact_grace: days added before silence is called silence.
    :ivar return_due: days after the planned leave within which she should have arrived.
    :ivar arrival_due: hours within which somebody who boarded is seen again; practice, not law.
    :ivar hand_over_due: days from arrival, shelter or the last hand-over to the next one. Practice, not law.
    :ivar follow_up_months: months after coming home.
    :ivar missions: the mission in charge of a country, where she reported to none.
    :ivar missions_there: every mission that serves a country.
    :ivar limits: the legal limits with a figure.
    :ivar is_out: whether a channel was down in a country on a day (an ordinal); nothing where no outage is known.
    """

    first_contacts: tuple[int, ...] = (3, 14, 30)
    contact_every: int = 30
    contact_grace: int = 0
    report_in: int = 30
    return_due: int = 2
    arrival_due: int = 24
    hand_over_due: int = 7
    follow_up_months: tuple[int, ...] = (1, 3, 6, 12)
    missions: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    missions_there: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    limits: tuple[Limit, ...] = ()
    is_out: Callable[[str | None, str | None, int], bool] | None = None


class Picture(NamedTuple):
    """What is believed of one person: the columns of table ``picture`` that follow from facts and time alone.

    :ivar post: where she is or is awaited; ``entry_post`` where she came into the country, for good.
    :ivar began_at: when the present journey began, where an earlier one is known.
    :ivar clocks: ``{"kind", "due_at", "because"}``, the soonest first; passed ones stay until they are answered.
    :ivar because: the facts that set each column, by its name.
    :ivar screenings: ``{"outcome", "assessor", "at", "source", "id"}``, oldest first; never summed up.
    :ivar next_due_at: the next moment at which time alone may change something; ``None`` when none is ahead.
    """

    facts: int
    stay: str
    stay_since: datetime | None
    last_contact_at: datetime | None
    last_fact_at: datetime | None
    country: str | None
    mission: str | None
    post: str | None
    entry_post: str | None
    shelter: str | None
    batch: str | None
    departed_at: datetime | None
    arrived_at: datetime | None
    left_at: datetime | None
    returned_at: datetime | None
    handed_over_at: datetime | None
    home_at: datetime | None
    died_at: datetime | None
    return_requested_at: datetime | None
    nationality_verified_at: datetime | None
    travel_document_at: datetime | None
    exit_cleared_at: datetime | None
    return_planned_at: datetime | None
    leave_on: date | None
    contact_due_at: datetime | None
    distress_at: datetime | None
    family_missing_at: datetime | None
    severe_complaint_at: datetime | None
    contact_lost_at: datetime | None
    awaited_at: datetime | None
    began_at: datetime | None
    arrival_due_at: datetime | None
    next_due_at: datetime | None
    clocks: tuple[dict[str, Any], ...]
    because: dict[str, list[Ref]]
    screenings: tuple[dict[str, Any], ...]
