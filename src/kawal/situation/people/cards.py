"""What the room tells of people: frozen cards with everything a page, a list or the API may show."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kawal.situation.pictures.cards import PictureCard


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in a list. ``why`` is what was hit: kawal_id, nik, passport, kk, phone, name, similar, fragment, area."""

    person_id: int
    kawal_id: str
    name: str
    also: tuple[str, ...]
    sex: str
    birth: str
    birth_year: int | None
    home: str | None
    stay: str
    stay_since: datetime | None
    why: str = ""
    procedure: str = "unknown"


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """What one source said; numbers are masked unless revealed. ``held`` is false when no standing fact says it."""

    claim_id: int
    source: str
    subject: dict[str, Any]
    first_recorded_at: datetime
    held: bool


@dataclass(frozen=True, slots=True)
class NoteCard:
    """Somebody who may be the same person.

    :ivar verdict: empty until answered: same, different or unsure. Where it waits for a second officer: what the first said.
    :ivar weight: log2 odds; nothing where no engine has looked.
    """

    proposal_id: int
    cause: str
    weight: float | None
    other: PersonRow
    verdict: str
    decided_by: str
    decided_at: datetime | None
    waits_for_second: bool


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person as the reader may see her. Out of scope it is drawn from the reader's own claims and facts alone."""

    person_id: int
    kawal_id: str
    name: str
    also: tuple[str, ...]
    sex: str
    births: tuple[str, ...]
    birth_year: int | None
    home: str | None
    claims: tuple[ClaimCard, ...]
    picture: PictureCard
    notes: tuple[NoteCard, ...]
    in_scope: bool


@dataclass(frozen=True, slots=True)
class FactCard:
    """A fact as it was said, and what became of it: active, replaced or withdrawn."""

    seq: int
    source: str
    id: str
    kind: str
    at: datetime
    day_only: bool
    occurred_text: str
    recorded_at: datetime
    sent_at: datetime | None
    basis: str
    place: dict[str, Any] | None
    data: dict[str, Any]
    more: dict[str, Any] | None
    corrects: str | None
    claim_id: int | None
    subject: dict[str, Any]
    state: str = "active"
    ended_at: datetime | None = None
    ended_by: str | None = None
    end_reason: str = ""
    kawal_id: str | None = None
