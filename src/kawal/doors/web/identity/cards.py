"""Cards of the desk, for its templates alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.safestring import SafeString

from kawal.doors.web.identity.differing import Piece
from kawal.doors.web.kit.cards.shell import Link


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A question in the list: two names with who said them, why it waits, and what became of it."""

    id: int
    url: str
    one: str
    other: str
    about_one: str
    about_other: str
    why: str
    cause: str
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with its differing letters marked; ``also`` are other values of the same side, each with its source."""

    letter: str
    pieces: Sequence[Piece] = ()
    is_number: bool = False
    also: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class FieldRow:
    """:ivar sign: equal, near, unequal or missing. :ivar differs: said in words, for those who see no marks."""

    label: str
    cells: Sequence[Cell]
    strength: str
    reason: str
    sign: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """Whose word stands in a column: the source, with which fact and when, how they knew, who verified."""

    letter: str
    source: str
    said: str
    basis: str = ""
    verified: Sequence[str] = ()
    others: int = 0


@dataclass(frozen=True, slots=True)
class Threads:
    """Two timelines on one axis. ``clash`` says where both are in two places on one day."""

    drawing: SafeString
    told: Sequence[tuple[str, str, str]]
    clash: Sequence[str] = ()
    places: Sequence[tuple[str, str]] = ()
    map: SafeString | None = None


@dataclass(frozen=True, slots=True)
class PairCard:
    """One question as its page shows it.

    :ivar waits_for: why two officers must say the same.
    :ivar answered: what was answered and by whom; empty while the reader may answer.
    :ivar blind: a colleague has answered, unseen.
    :ivar tied: other questions hang together with this one.
    """

    id: int
    heads: Sequence[Head]
    rows: Sequence[FieldRow]
    threads: Threads
    effects: Sequence[str]
    why: str
    waits_for: str = ""
    answered: str = ""
    reason: str = ""
    undo: bool = False
    blind: bool = False
    disputed: bool = False
    opened: str = ""
    links: Sequence[Link] = field(default_factory=tuple)
    answers: Sequence[str] = ()
    tied: bool = False


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """What the reader answered."""

    id: int
    url: str
    one: str
    other: str
    verdict: str
    state: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class GroupCell:
    letter: str
    text: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A field of everybody in a group."""

    label: str
    cells: Sequence[GroupCell]
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class TiedRow:
    """A question between two of a group."""

    label: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class ClaimChoice:
    """A claim that may be somebody else's, with what it says: label and value."""

    id: int
    source: str
    at: str
    told: Sequence[tuple[str, str]]
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A question to or from another agency. ``answer`` is in words, empty while nobody has answered."""

    name: str
    url: str
    text: str
    at: datetime
    answer: str = ""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure of the reader and of the unit, and in words what it is."""

    label: str
    own: str
    unit: str
    what: str


@dataclass(frozen=True, slots=True)
class GroupTable:
    """Answers by what is said of the people: value, answers, share of "same"."""

    label: str
    rows: Sequence[tuple[str, str, str]]
