"""What a replay asks of the signals, the networks and the rules: three protocols, so that each can be tried alone."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from kawal.situation.picture.shapes import PictureFact

Row = Any  # the reducer's own: integers only
Columns = Mapping[str, Any]


class Verdict(NamedTuple):
    """What the rules say of one person on one day.

    :ivar fired: grade by id of the rule.
    :ivar probability: that this person is being trafficked, with its interval.
    :ivar priority: probability by severity, urgency and what can still be done; orders the queue.
    :ivar next_day: the first day on which silence alone may change this; nothing where none is ahead.
    """

    fired: Mapping[str, int]
    probability: float
    low: float
    high: float
    priority: float
    level: str
    next_day: int | None
    phase: str = ""
    verified: frozenset[str] = frozenset()


class Reason(NamedTuple):
    """One indicator of an alert as it is told."""

    id: str
    version: int
    fact_ids: tuple[str, ...]
    reason: str
    reason_en: str


class Ring(NamedTuple):
    """A supported component as the networks see it: its people, and those of them whose case is proven."""

    id: str
    members: tuple[int, ...]
    confirmed: tuple[int, ...] = ()


class Signals(Protocol):
    """One person's facts as numbers."""

    def fresh(self) -> Row: ...

    def step(self, row: Row, fact: PictureFact, day: int) -> None:
        """Take a fact of that day, as the one order has it."""

    def columns(self, row: Row, births: Sequence[str], day: int) -> Columns: ...

    def evidence(self, facts: Sequence[PictureFact], births: Sequence[str], day: int) -> Mapping[str, Any]:
        """Refs by name of column."""


class Networks(Protocol):
    """Measures over many people."""

    def take(self, person: int | None, fact: PictureFact, subject: Mapping[str, Any]) -> Iterable[int]:
        """A fact stands: whose measures may have changed."""

    def forget(self, person: int) -> Iterable[int]:
        """All that was said of somebody is taken back; what still stands is then given again."""

    def measures(self, person: int, day: int) -> Columns: ...

    def evidence(self, person: int, day: int) -> Mapping[str, Any]: ...

    def ring(self, person: int) -> Ring | None: ...


class Rules(Protocol):
    """The catalogue and its weights."""

    def judge(self, columns: Columns, day: int) -> Verdict: ...

    def reasons(self, columns: Columns, day: int, evidence: Mapping[str, Any]) -> list[Reason]: ...
