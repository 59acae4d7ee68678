"""Cards of work: home pages, alerts, cases, returns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from kawal.doors.web.kit.cards.elapsed import SegmentBar
from kawal.doors.web.kit.cards.people import PersonRow, Station
from kawal.doors.web.kit.cards.shell import FeedRow, Link
from kawal.doors.web.kit.times import ClockCard


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A piece of work: the title is a sentence with a verb, `verb` the same one on the button."""

    title: str
    text: str
    url: str
    verb: str
    what: str = ""
    level: str = ""
    clock: ClockCard | None = None


@dataclass(frozen=True, slots=True)
class FirstCard:
    """The one most urgent thing. With `post_url` the button acts, without it the button opens."""

    level: str
    title: str
    text: str
    url: str
    verb: str
    icon: str = "phone"
    clock: ClockCard | None = None
    post_url: str = ""
    other_url: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One sentence about what changed; `count` stands in front of it in bold."""

    count: int
    text: str
    url: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class HomeCard:
    """The start page of officers who work on tasks."""

    now: datetime
    title: str
    tasks: Sequence[TaskRow] = ()
    first: FirstCard | None = None
    waiting: int = 0
    late: int = 0
    load: str = ""
    changes: Sequence[ChangeRow] = ()
    feeds: Sequence[FeedRow] = ()
    feed_note: str = ""
    register_url: str = ""
    more: Sequence[Link] = ()
    coming: Sequence["ExpectedRow"] = ()
    coming_url: str = ""


@dataclass(frozen=True, slots=True)
class ExpectedRow:
    """Somebody a village, shelter or post expects or houses. `acts` are the next steps."""

    name: str
    text: str
    url: str = ""
    clock: ClockCard | None = None
    acts: Sequence[Link] = ()
    needs: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class VillageHome:
    now: datetime
    village: str
    arrivals: Sequence[ExpectedRow] = ()
    departures: Sequence[ExpectedRow] = ()
    follow_ups: Sequence[ExpectedRow] = ()
    announce_url: str = ""


@dataclass(frozen=True, slots=True)
class PostHome:
    """What a border post has to do now, who is coming, who waits there to be handed over, and who was taken in today.

    :ivar more: by the name of a list, the way to all of it where only its beginning is shown.
    """

    now: datetime
    post: str
    first: FirstCard | None = None
    tasks: Sequence[TaskRow] = ()
    coming: Sequence[ExpectedRow] = ()
    here: Sequence[ExpectedRow] = ()
    walk_ins: Sequence[ExpectedRow] = ()
    more: Mapping[str, Link | None] = field(default_factory=dict)
    register_url: str = ""
    scan_url: str = ""
    feeds: Sequence[FeedRow] = ()


@dataclass(frozen=True, slots=True)
class ShelterHome:
    """Who stays tonight, arrives tonight, leaves next. `left` is how many went on or were handed over today.

    With a register, `taken` counts everybody once: those with a bed, and `bedless` who have none yet.
    """

    now: datetime
    shelter: str
    taken: int
    left: int = 0
    residents: Sequence[ExpectedRow] = ()
    arriving: Sequence[ExpectedRow] = ()
    leaving: Sequence[ExpectedRow] = ()
    register_url: str = ""
    roster_url: str = ""
    in_beds: int = 0
    bedless: int = 0


@dataclass(frozen=True, slots=True)
class AlertRow:
    """One line of the list of alerts; `taken_by` empty means that nobody has taken it. `raised`: why it stands higher.

    :ivar about: said where it is about more than one person.
    """

    level: str
    name: str
    url: str
    reason: str
    stay: str
    who: str = ""
    more_reasons: int = 0
    place: str = ""
    stay_words: str = ""
    clock: ClockCard | None = None
    taken_by: str = ""
    take_url: str = ""
    id: str = ""
    raised: str = ""
    close_url: str = ""
    snooze_url: str = ""
    climbed: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class CitedRow:
    """A fact behind a reason: who says so, how they know, and where it stands on the timeline."""

    source: str
    basis: str
    fact: Link


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """A reason in one sentence: `strong` opens it in bold. `held_back` says why words or facts are not shown.

    :ivar weight: how much it adds, in words; ``share`` the same from 0 to 1, for a drawn bar.
    :ivar facts: the first few it rests on, ``more`` the others.
    :ivar link: where what it speaks of is read, beside facts.
    """

    strong: str
    text: str
    facts: Sequence[CitedRow] = ()
    weight: str = ""
    held_back: str = ""
    ended: str = ""
    share: float = 0
    more: Sequence[CitedRow] = ()
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class MissingRow:
    """A thing not known, what it could change, and how to have it answered."""

    question: str
    text: str = ""
    changes: str = ""
    act: Link | None = None


@dataclass(frozen=True, slots=True)
class ClearRow:
    """What would end a reason, or several alike; `of` names them where there is more than one thing to clear."""

    text: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of an alert or a case; `look` is past, now or next."""

    name: str
    look: str = "next"


@dataclass(frozen=True, slots=True)
class ActCard:
    """A lawful next act. A POST when `post`, else a page with a form; `pair` needs a second person."""

    label: str
    url: str
    hint: str = ""
    icon: str = ""
    post: bool = False
    pair: bool = False


@dataclass(frozen=True, slots=True)
class KeyLink:
    """A link that a key presses as well."""

    label: str
    url: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class PairRow:
    """An act that takes two officers: who proposed it and why, what became of it, and where the reader may answer.

    :ivar after: what the two have decided, where it is done.
    """

    label: str
    by: str
    why: str
    state: str
    clock: ClockCard | None = None
    answer_url: str = ""
    after: Link | None = None


@dataclass(frozen=True, slots=True)
class Asleep:
    """An alert that was put aside, and how to end that."""

    text: str
    wake_url: str = ""


@dataclass(frozen=True, slots=True)
class AlertCard:
    """An alert in full. `title` is a sentence with "mungkin", `score` the probability in words; `former` are reasons that ended."""

    id: str
    level: str
    title: str
    person: PersonRow
    reasons: Sequence[ReasonRow]
    list_url: str = ""
    clocks: Sequence[ClockCard] = ()
    steps: Sequence[Step] = ()
    journey: Sequence[Station] = ()
    rule: str = ""
    missing: Sequence[MissingRow] = ()
    clears: Sequence[ClearRow] = ()
    acts: Sequence[ActCard] = ()
    others: Sequence[KeyLink] = ()
    procedure: str = "unknown"
    held: str = ""
    former: Sequence[ReasonRow] = ()
    case: Link | None = None
    closed: str = ""
    reopen_url: str = ""
    events: Sequence["NoteRow"] = ()
    calm: str = ""
    raised: str = ""
    ring_url: str = ""
    url: str = ""
    climbed: str = ""
    asleep: Asleep | None = None
    pairs: Sequence[PairRow] = ()
    score: str = ""


@dataclass(frozen=True, slots=True)
class NoteRow:
    """:ivar precision: time, or day where the hour is not known."""

    at: datetime
    author: str
    text: str
    precision: str = "time"


@dataclass(frozen=True, slots=True)
class CaseCard:
    """A case: the next step first. `done` are the steps behind it as facts, `notes` are decisions."""

    id: str
    title: str
    person: PersonRow
    state: str
    opened_at: datetime
    holder: str
    unit: str
    next_step: ActCard | None = None
    acts: Sequence[ActCard] = ()
    steps: Sequence[Step] = ()
    clocks: Sequence[ClockCard] = ()
    segments: SegmentBar | None = None
    alerts: Sequence[Link] = ()
    done: Sequence[NoteRow] = ()
    notes: Sequence[NoteRow] = ()
    note_url: str = ""
    list_url: str = ""
    closed: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """Somebody on the way home: where the return stands and whom it waits for.

    :ivar limit: what the clock rests on. :ivar climbs: to whom the wait has climbed. :ivar sign_days: since the first sign.
    """

    name: str
    url: str
    who: str
    stage: str
    waits_for: str
    since: date
    days: int
    clock: ClockCard | None = None
    origin: str = ""
    act: Link | None = None
    limit: str = ""
    climbs: str = ""
    sign_days: int | None = None


@dataclass(frozen=True, slots=True)
class ReturnStage:
    """A stage of the way home with everybody in it; their counts add up to all."""

    name: str
    count: int
    colour: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class ReturnsCard:
    now: datetime
    rows: Sequence[ReturnRow]
    stages: Sequence[ReturnStage] = ()
    missing: ReturnRow | None = None
    missing_count: int = 1
    missing_text: str = ""
    by_danger: bool = False
    plan_url: str = ""
    more: Sequence[Link] = field(default_factory=tuple)

    @property
    def total(self) -> int:
        return sum(stage.count for stage in self.stages)

    @property
    def shares(self) -> list[tuple[float, str]]:
        return [(stage.count, stage.colour) for stage in self.stages]
