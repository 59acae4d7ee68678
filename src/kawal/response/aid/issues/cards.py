"""Issues as selectors give them: of a person her name, sex and age, and nothing of her journey."""

from dataclasses import dataclass
from datetime import datetime

from kawal.response.aid.entitlements.rules import Verdict


@dataclass(frozen=True, slots=True)
class PersonCard:
    """Who may get something, as an aid worker sees her."""

    person_id: int
    kawal_id: str
    name: str
    sex: str
    birth_year: int | None


@dataclass(frozen=True, slots=True)
class RecipientCard:
    """:ivar verdicts: every entitlement with its answer; those she may get first."""

    person: PersonCard
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class IssueCard:
    """:ivar name: empty where the reader may not see the person any more. :ivar double_of: the issue that came before it."""

    issue_id: int
    act: str
    kawal_id: str
    name: str
    site: str
    entitlement: str
    item: str
    size: str
    quantity: int
    given_at: datetime
    by_actor: str
    receipt: str
    has_image: bool
    ended: str
    double_of: int | None


@dataclass(frozen=True, slots=True)
class GivenCount:
    """So many of an item given to people of one sex and age."""

    item: str
    sex: str
    is_child: bool | None
    things: int
    people: int
