"""What linkage tells a page: frozen cards."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kawal.situation.people.cards import PersonRow, PersonView


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two claims a question compares, as its source said it."""

    claim_id: int
    name: str
    birth: str
    area: str
    source: str


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A question in the queue.

    :ivar kind: `merge`, may these two be one; `split`, may this one be two: then both rows are the same person.
    :ivar cause: why it was asked: same_number, ambiguous, alike, asked, disputed, weak, doubtful.
    :ivar weight: log2 odds; nothing where no engine has looked.
    :ivar why: why it stands where it does: alert, silence, return, expected, settles; empty: by its weight.
    :ivar state: `open`, or `second`: ``wanted`` is what ``wanted_by`` answered, and another officer must say the same.
    :ivar sides: the two claims compared; of a split the two are of one person.
    """

    proposal_id: int
    kind: str
    cause: str
    weight: float | None
    priority: int
    why: tuple[str, ...]
    state: str
    one: PersonRow
    other: PersonRow
    proposed_at: datetime
    wanted: str
    wanted_by: str
    wanted_at: datetime | None
    sides: tuple[Side, Side]


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """How many questions wait for the reader, in all and by why each matters; ``second`` waits for a second officer.

    ``at_least``: more wait than were counted.
    """

    total: int = 0
    second: int = 0
    by_why: Mapping[str, int] = field(default_factory=dict)
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class OwnDecision:
    """What the reader answered, and how it stands: `decided`, or `second` while another officer must say the same."""

    proposal_id: int
    kind: str
    verdict: str
    kin: bool
    reason: str
    state: str
    at: datetime
    second_by: str
    sides: tuple[Side, Side]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one field says of the two claims compared.

    :ivar field: name, father, birth, birth_place, mother, nik, sex, passport, kk, kawal_id, phone, home.
    :ivar level: how far they agree, as `rules.comparing.LEVELS` names it: exact, sound, swapped, near, different …
    :ivar strength: strongly_for, for, slightly_for, neutral, against, strongly_against.
    :ivar share: share of all claims that hold this value, where rarity counts; else 0.
    """

    field: str
    level: str
    bits: float
    strength: str
    share: float

    @property
    def reason(self) -> str:
        """A code for words: `name.sound`."""
        return f"{self.field}.{self.level}"


@dataclass(frozen=True, slots=True)
class ProposalView:
    """One question with both sides as the reader may see them.

    :ivar claims: the two claims compared, the first of ``one``, the second of ``other``.
    :ivar part: of a proposed split, the claims that would leave.
    :ivar evidence: strongest first, whichever way it points.
    :ivar touched: why one officer does not suffice: case, alert, detention, child.
    :ivar verdict: what was answered, and by whom; empty while it is open.
    """

    row: ProposalRow
    one: PersonView
    other: PersonView
    claims: tuple[int, int]
    part: tuple[int, ...]
    evidence: tuple[Evidence, ...]
    touched: tuple[str, ...]
    verdict: str
    decided_by: str
    second_by: str
    decided_at: datetime | None
    reason: str
    kin: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody a subject may be.

    :ivar score: log2 odds; never to be shown as a percentage.
    :ivar band: `same`, a machine would join them; `unsure`, worth a look before anybody new is opened; `different`.
    :ivar reasons: codes of what agrees (nik, name, similar_name, birth_date …) and of what does not (other_sex …), strongest first.
    """

    row: PersonRow
    score: float
    band: str
    reasons: tuple[str, ...]
    claims: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Who a subject may be, best first. ``elsewhere``: somebody the reader may not see is likely; an owner can be asked."""

    candidates: tuple[Candidate, ...] = ()
    elsewhere: bool = False
