"""Recruiters and companies as pages show them. Nothing here calls anybody guilty: they are named in reports."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kawal.doors.web.kit.cards.people import PersonRow


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A line: ``kind`` and ``said`` (how often, about how many) in words; ``span`` the days of the reports."""

    name: str
    url: str
    kind: str
    said: str
    span: str
    also: Sequence[str] = ()
    origin: str = ""
    why: str = ""
    licence: str = ""
    """The state of its licence, where it is a listed company."""


@dataclass(frozen=True, slots=True)
class SaidRow:
    """What reports say of one thing: the values with how often, each with a remark or none."""

    label: str
    values: Sequence[tuple[str, str]]
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class AlikeNote:
    """Another one that may be the same. ``reasons`` in words with their points; an answer, or where to give one."""

    row: PartyRow
    band: str
    reasons: Sequence[str]
    points: str
    answer: str = ""
    answered_by: str = ""
    answer_url: str = ""
    undo_url: str = ""


@dataclass(frozen=True, slots=True)
class PartyCard:
    row: PartyRow
    rows: Sequence[SaidRow] = ()
    people: Sequence[PersonRow] = ()
    more_people: int = 0
    people_url: str = ""
    same: Sequence[PartyRow] = ()
    alike: Sequence[AlikeNote] = field(default_factory=tuple)
    record: str = ""
    """Of its workers those with a proven case, in words: a shrunk share with its interval."""
    returns: Sequence[PartyRow] = ()
    """Others named in findings that share a number, house or owner with it."""
