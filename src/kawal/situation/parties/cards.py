"""What other rooms and pages see of recruiters and companies: always only what the reader's own mentions say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kawal.reference.selectors import CompanyCard
from kawal.situation.people.cards import PersonRow


@dataclass(frozen=True, slots=True)
class Counted:
    """A value and in how many reports it stands."""

    value: str
    times: int


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A line of a list. ``name`` is the spelling most often said, empty where only a number was.

    :ivar kind: company, employer, person or unknown.
    :ivar members: codes of all parties that officers called the same; the own one alone where nobody did.
    :ivar company: the placement company of that name in the list of the state, with its licence.
    """

    code: str
    name: str
    also: tuple[str, ...]
    kind: str
    roles: tuple[str, ...]
    mentions: int
    workers: int
    first_at: datetime
    last_at: datetime
    regencies: tuple[str, ...]
    members: tuple[str, ...]
    company: CompanyCard | None = None
    why: str = ""
    is_more: bool = False
    """Only the latest of its mentions were looked at; the counts are the least there are."""


@dataclass(frozen=True, slots=True)
class Detail:
    """A phone (masked), licence, owner or address that reports give; ``holder`` is whose licence the list of the state says it is."""

    kind: str
    shown: str
    times: int
    holder: CompanyCard | None = None


@dataclass(frozen=True, slots=True)
class Alike:
    """Another party that may be the same, with what speaks for it, and the answer an officer gave.

    :ivar member: code of the one, among those called the same, that an answer is about.
    """

    row: PartyRow
    band: str
    points: float
    reasons: tuple[tuple[str, float], ...]
    verdict: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None
    member: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """Of the workers recruited or placed, those with a proven case, as a share in per mille that few workers cannot carry away.

    :ivar low_pm: and ``high_pm`` the interval, 90 of 100. :ivar usual_pm: what it is pulled to where little is known.
    """

    workers: int
    harmed: int
    rate_pm: int
    low_pm: int
    high_pm: int
    usual_pm: int


@dataclass(frozen=True, slots=True)
class PartyView:
    """One party, or several that officers called the same, as far as the reader's mentions tell."""

    row: PartyRow
    names: tuple[Counted, ...]
    roles: tuple[Counted, ...]
    sources: tuple[Counted, ...]
    regencies: tuple[Counted, ...]
    details: tuple[Detail, ...]
    findings: int
    people: Sequence[PersonRow] = ()
    same: Sequence[PartyRow] = ()
    record: Record | None = None
