"""Rings as pages show them: in words, with a small drawing that a table says again."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kawal.doors.web.kit.cards.people import PersonRow
from kawal.doors.web.kit.cards.shell import Link


@dataclass(frozen=True, slots=True)
class RingLine:
    """A line of the list."""

    title: str
    url: str
    size: str
    span: str
    growth: str
    reasons: Sequence[str]
    origin: str = ""
    countries: str = ""
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A node of the drawing, in units of its box. ``side`` left is an identifier, right a person or several."""

    x: int
    y: int
    side: str
    label: str
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Thread:
    x1: int
    y1: int
    x2: int
    y2: int


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: int
    dots: Sequence[Dot]
    threads: Sequence[Thread]


@dataclass(frozen=True, slots=True)
class LinkLine:
    """One identifier in words: whom of the ring it ties and when."""

    kind: str
    shown: str
    people: str
    span: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class RoleLine:
    """What somebody does in the ring, in words; ``by`` are the identifiers it is known by."""

    role: str
    who: str
    by: str
    people: str
    span: str


@dataclass(frozen=True, slots=True)
class MemberLine:
    person: PersonRow
    joined: str
    signs: str


@dataclass(frozen=True, slots=True)
class AnswerLine:
    title: str
    url: str
    said: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class RingAlert:
    """The open alert about the ring. ``state`` says how far it is, with its holder where there is one."""

    level: str
    link: Link
    state: str


@dataclass(frozen=True, slots=True)
class RingPage:
    line: RingLine
    heading: str
    links: Sequence[LinkLine]
    members: Sequence[MemberLine]
    unseen: int
    drawing: Drawing
    answers: Sequence[AnswerLine] = ()
    near: Sequence[tuple[RingLine, str]] = field(default_factory=tuple)
    """Others that use one of its identifiers, each with where to compare the two."""
    alert: RingAlert | None = None
    cases: Sequence[tuple[PersonRow, Link]] = ()
    """Open cases of the reader's agency about members within reach."""
    roles: Sequence[RoleLine] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """Two rings beside each other. ``standing`` is the latest act about them; the flags say what the reader may do now.

    :ivar waits: another officer than the reader is to answer.
    """

    one: RingPage
    other: RingPage
    common: Sequence[LinkLine]
    standing: AnswerLine | None
    url: str
    may_propose: bool = False
    may_answer: bool = False
    may_undo: bool = False
    waits: bool = False
