"""The picture of a person as a card: every column of the table, and who it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class PictureCard:
    """:ivar clocks: ``[{"kind", "due_at", "because": [{"source", "id"}]}]``.
    :ivar because: facts behind a column, as ``[{"source", "id"}]``.
    :ivar screenings: empty for scopes that do not see the category protection."""

    person_id: int
    kawal_id: str
    name: str
    facts: int
    stay: str
    stay_since: datetime | None
    procedure: str
    procedure_rules: Sequence[str]
    last_contact_at: datetime | None
    last_fact_at: datetime | None
    sex: str
    birth_year: int | None
    home: str | None
    province: str | None
    regency: str | None
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
    clocks: Sequence[Mapping[str, Any]] = field(default_factory=tuple)
    because: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)
    procedure_because: Sequence[Mapping[str, Any]] = field(default_factory=tuple)
    screenings: Sequence[Mapping[str, Any]] = field(default_factory=tuple)


OF_ROW = tuple(it.name for it in fields(PictureCard) if it.name not in ("person_id", "kawal_id", "name"))


def card(person_id: int, kawal_id: str, name: str, row: Mapping[str, Any], *, protected: bool) -> PictureCard:
    """A card from the columns of a row. ``protected``: the reader sees the category protection."""
    values = {column: row[column] for column in OF_ROW}
    if not protected:
        values["screenings"] = ()
    return PictureCard(person_id=person_id, kawal_id=kawal_id, name=name, **values)
