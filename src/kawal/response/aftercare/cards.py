"""What pages see of the time after home."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class OfferCard:
    """:ivar may_become: what may follow; empty for other agencies' offers.
    :ivar note: of the last change.
    """

    offer_id: int
    kind: str
    code: str
    provider: str
    due_on: date | None
    state: str
    changed_at: datetime
    note: str
    may_become: Sequence[str]


@dataclass(frozen=True, slots=True)
class PlanCard:
    plan_id: int
    agency: str
    goal: str
    opened_at: datetime
    closed_at: datetime | None
    is_own: bool
    offers: Sequence[OfferCard]


@dataclass(frozen=True, slots=True)
class SurveyCard:
    """:ivar scores: by dimension and ``whole``, 0 to 1, or nothing."""

    instrument: str
    version: int
    months: int
    agency: str
    scores: Mapping[str, float | None]
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class HomeRow:
    """Somebody who came home. ``due_at`` is the next visit nobody has made; nothing once the year is over.

    :ivar returns: how often she arrived from abroad, as far as facts tell.
    """

    person_id: int
    kawal_id: str
    name: str
    sex: str
    birth_year: int | None
    home: str | None
    home_at: datetime | None
    due_at: datetime | None
    returns: int
    has_plan: bool
