"""Alerts as one reader may see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kawal.decisions.rules.document import Text


@dataclass(frozen=True, slots=True)
class CitedFact:
    """A fact behind a reason. Only facts of categories the reader sees are there."""

    seq: int
    source: str
    id: str
    kind: str
    at: datetime
    day_only: bool
    recorded_at: datetime
    basis: str
    place: Mapping[str, Any] | None
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ReasonCard:
    """Why. An acute reason belongs to protection: other readers get its title, and ``sentence`` is None.

    :ivar facts: filled on the page of one alert alone.
    :ivar cited: all facts behind it, seen or not.
    """

    rule: str
    version: int
    severity: int
    level: str
    fired_at: datetime
    ended_at: datetime | None
    title: Text
    headline: Text
    sentence: Text | None
    missing: Text
    clears: Text
    next_step: Text
    source_kind: str
    source: Text
    cited: int
    facts: tuple[CitedFact, ...] = ()


@dataclass(frozen=True, slots=True)
class EventCard:
    """A line of the history. ``actor`` "kawal" is the system itself; ``why`` an outcome, a level, rules, or words."""

    at: datetime
    actor: str
    agency: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class AlertCard:
    """An alert with its person.

    :ivar level: as it counts for the reader; higher than ``own_level`` while a second officer is awaited on whether somebody
        whose alert is graver is the same person.
    :ivar acts_here: the reader's desk is the one that can act now.
    :ivar calm_at: since when no reason holds any more.
    :ivar reasons: holding ones first, the most severe first.
    :ivar history: oldest first; filled on the page of one alert alone.
    """

    alert_id: int
    code: str
    level: str
    state: str
    desk: str
    acts_here: bool
    opened_at: datetime
    due_at: datetime
    first_sign_at: datetime
    first_sign_known_at: datetime
    calm_at: datetime | None
    taken_by: str
    taken_agency: str
    taken_at: datetime | None
    outcome: str
    note: str
    closed_at: datetime | None
    closed_by: str
    is_merged: bool
    person_id: int
    kawal_id: str
    name: str
    sex: str
    birth_year: int | None
    home: str | None
    country: str | None
    stay: str
    stay_since: datetime | None
    procedure: str
    last_contact_at: datetime | None
    contact_due_at: datetime | None
    own_level: str
    reasons: tuple[ReasonCard, ...] = ()
    history: tuple[EventCard, ...] = ()


@dataclass(frozen=True, slots=True)
class AlertCounts:
    """Open alerts of the reader, each counted once."""

    by_level: Mapping[str, int]
    by_desk: Mapping[str, int]
    total: int
    free: int
    mine: int
