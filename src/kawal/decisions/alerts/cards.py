"""Alerts as one reader may see them."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kawal.decisions.rules.document import Text

WEEK = 7 * 86_400  # seconds


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
    :ivar points: what it adds to the figure by itself, in log-odds; filled on the page of one alert alone, for reasons that hold.
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
    points: float | None = None


@dataclass(frozen=True, slots=True)
class EventCard:
    """A line of the history. ``actor`` "kawal" is the system itself; ``why`` an outcome, a level, rules, or words."""

    at: datetime
    actor: str
    agency: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class ActCard:
    """An act that takes two officers. ``answer`` "" while it waits, confirmed, refused, or lapsed when nobody answered in time.

    :ivar is_orphaned: it lapsed because its author may propose no more.
    """

    act_id: int
    kind: str
    why: str
    proposed_by: str
    proposed_agency: str
    proposed_at: datetime
    expires_at: datetime
    answer: str
    answered_by: str
    answered_agency: str
    answered_at: datetime | None
    answer_why: str
    is_orphaned: bool = False


@dataclass(frozen=True, slots=True)
class AlertCard:
    """An alert with its person.

    :ivar level: as it counts for the reader; higher than ``own_level`` while a second officer is awaited on whether somebody
        whose alert is graver is the same person.
    :ivar acts_here: the reader's desk is the one that can act now.
    :ivar probability: that she is being exploited or about to be, between ``low`` and ``high``; None for what was never scored.
    :ivar weights: the version of the weights it was scored with.
    :ivar dimensions: which rules count, by dimension.
    :ivar climbed: 0 its own desk's, 1 the province's, 2 the nation's as well, because nobody took an emergency in time.
    :ivar ring: the code of the ring it is about; then the person is the member to act on first.
    :ivar calm_at: since when no reason holds any more.
    :ivar reasons: holding ones first, the most urgent level first, then what weighs most.
    :ivar history: oldest first; filled on the page of one alert alone, as are ``acts``, newest first, and the ``keys`` that show it.
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
    probability: float | None = None
    low: float | None = None
    high: float | None = None
    priority: float = 1
    weights: str = ""
    dimensions: Mapping[str, Sequence[str]] = field(default_factory=dict)
    snoozed_until: datetime | None = None
    snoozed_by: str = ""
    climbed: int = 0
    ring: str | None = None
    reasons: tuple[ReasonCard, ...] = ()
    history: tuple[EventCard, ...] = ()
    acts: tuple[ActCard, ...] = ()
    keys: tuple[str, ...] = ()

    @property
    def place(self) -> float:
        """Where it stands within its level, smaller first: a week of waiting doubles what it weighs (`place_of` in the database)."""
        return self.opened_at.timestamp() / WEEK - math.log2(self.priority)


@dataclass(frozen=True, slots=True)
class AlertCounts:
    """Open alerts of the reader that ask for work, each counted once; and apart from them those only watched, and those put aside."""

    by_level: Mapping[str, int]
    by_desk: Mapping[str, int]
    total: int
    free: int
    mine: int
    watched: int = 0
    asleep: int = 0


@dataclass(frozen=True, slots=True)
class TodayCard:
    """A unit's work of a day.

    :ivar per_day: how many alerts it can work, emergencies apart; ``used``: how many of them it has taken up today.
    :ivar asked: how many of ``alerts`` wait for somebody to take them, emergencies apart; never more than what is left.
    """

    alerts: list[AlertCard]
    per_day: int
    used: int
    asked: int
