"""Cards of people: rows of a search, the person page, claims, viewers, registration."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from kawal.doors.web.kit.cards.elapsed import SegmentBar
from kawal.doors.web.kit.cards.shell import Chip, Link
from kawal.doors.web.kit.times import ClockCard
from kawal.doors.web.kit.words import SEXES, word


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of a list: name, sex, birth year and kabupaten, never a number. `why` says what was hit."""

    name: str
    url: str
    stay: str
    sex: str = ""
    birth_year: int | None = None
    origin: str = ""
    why: str = ""
    stay_words: str = ""
    also: Sequence[str] = ()
    clock: ClockCard | None = None

    @property
    def about(self) -> str:
        """`perempuan, 1999 · Kab. Malang`, of that what is known."""
        born = ", ".join(
            filter(None, [word(SEXES, self.sex) if self.sex in SEXES else "", str(self.birth_year or "")])
        )
        return " · ".join(filter(None, [born, self.origin]))


@dataclass(frozen=True, slots=True)
class Station:
    """A knot of the journey. `look`: "" two sources or witnessed, one, none, gap, now, next."""

    name: str
    text: str = ""
    look: str = ""
    silent: str = ""


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact on the timeline, or a silence (`gap_days`).

    `state` is active, replaced or withdrawn; `firm` means witnessed or from two sources; `zone` is the
    place's zone for events abroad; `more` holds keys the contract does not know.
    """

    at: date | None = None
    sentence: str = ""
    source: str = ""
    basis: str = "unknown"
    precision: str = "time"
    anchor: str = ""
    state: str = "active"
    firm: bool = False
    quote: str = ""
    zone: str = ""
    time_note: str = ""
    confirmed_by: str = ""
    recorded_at: datetime | None = None
    ended_at: datetime | None = None
    reason: str = ""
    links: Sequence[Link] = ()
    correct_url: str = ""
    withdraw_url: str = ""
    remarks: Sequence[str] = ()
    more: Mapping[str, str] = field(default_factory=dict)
    gap_days: int = 0
    gap_text: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class ScreeningCard:
    """What one assessor stated, and when. `body` names the body that identified, where one did."""

    outcome: str
    assessor: str
    at: date
    body: str = ""


@dataclass(frozen=True, slots=True)
class TermRow:
    label: str
    clock: ClockCard
    because: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class ClaimCell:
    text: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class ClaimRow:
    label: str
    cells: Sequence[ClaimCell]
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class ClaimTable:
    """One column a source, one row a field; `differing` names in words what does not agree."""

    sources: Sequence[str]
    rows: Sequence[ClaimRow]
    differing: str = ""


@dataclass(frozen=True, slots=True)
class SameNote:
    """A possible same person. `answer` is "", same, different or unsure; an answer can be undone.

    Where it `waits` another officer must say the same: who may has an `answer_url`.
    """

    name: str
    url: str
    reason: str
    answer_url: str = ""
    answer: str = ""
    answered_by: str = ""
    undo_url: str = ""
    waits: bool = False
    birth_year: int | None = None
    origin: str = ""
    pair_url: str = ""


@dataclass(frozen=True, slots=True)
class AskCard:
    """Something resembles her at another agency. `asked` and `answer` are in words; empty before."""

    ask_url: str
    asked: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class NumberCard:
    """A masked number; `reveal_url` is empty for readers who may not see it whole."""

    kind: str
    masked: str
    reveal_url: str = ""


@dataclass(frozen=True, slots=True)
class HandlerRow:
    """An alert, case or return that is open about the person."""

    label: str
    url: str
    text: str
    level: str = ""
    reasons: Sequence["HandlerReason"] = ()


@dataclass(frozen=True, slots=True)
class HandlerReason:
    """Why an alert stands, with links to the facts it rests on."""

    text: str
    because: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class ViewerRow:
    at: datetime
    officer: str
    unit: str
    what: str


@dataclass(frozen=True, slots=True)
class RingNote:
    """What two officers decided about a ring, where somebody of it is met."""

    ring: Link
    text: str


@dataclass(frozen=True, slots=True)
class PersonCard:
    """The whole person page. What the reader's role never sees is None (`claims`, `handlers`, `screenings`) or, for
    `procedure`, empty; it is then not mentioned at all."""

    kawal_id: str
    name: str
    stay: str
    procedure: str
    procedure_sentence: str
    url: str = ""
    also: Sequence[str] = ()
    sex: str = ""
    birth: str = ""
    birth_differs: str = ""
    origin: str = ""
    numbers: Sequence[NumberCard] = ()
    last_contact_at: datetime | None = None
    last_contact: str = ""
    last_contact_day_only: bool = False
    shows_contact: bool = True
    """False for readers who see no word of the person; then nothing is said about it."""
    procedure_because: Sequence[Link] = ()
    stay_because: Sequence[Link] = ()
    screenings: Sequence[ScreeningCard] | None = ()
    journey: Sequence[Station] = ()
    facts: Sequence[FactRow] = ()
    categories: Sequence[Chip] = ()
    older_url: str = ""
    clocks: Sequence[TermRow] = ()
    claims: ClaimTable | None = ClaimTable((), ())
    claims_url: str = ""
    claims_total: int = 0
    same_notes: Sequence[SameNote] = ()
    remarks: Sequence[str] = ()
    handlers: Sequence[HandlerRow] | None = ()
    new_fact_url: str = ""
    card_url: str = ""
    hand_url: str = ""
    open_case_url: str = ""
    askable: Sequence[AskCard] = ()
    split_url: str = ""
    viewers_url: str = ""
    views: int = 0
    viewers: int = 0
    segments: SegmentBar | None = None
    stands_alone: bool = False
    """True when the reader sees only the facts of the own agency."""
    warned: Sequence[RingNote] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be the one being registered; `reason` in words, no score. Choosing sends the form with the id.

    `alike` is true where so much agrees that saving without having looked would be rash.
    """

    name: str
    reason: str
    kawal_id: str
    url: str = ""
    birth_year: int | None = None
    origin: str = ""
    alike: bool = True
