"""The days between the first sign and home, and who had them."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of the time from first sign to home: days, what it was, who had it."""

    value: float
    text: str
    colour: str
    holder: str = ""


@dataclass(frozen=True, slots=True)
class SegmentBar:
    """The stretches side by side; `missing` says which could not be counted and why."""

    title: str
    parts: Sequence[Segment]
    note: str = ""
    missing: str = ""

    @property
    def shares(self) -> list[tuple[float, str]]:
        return [(part.value, part.colour) for part in self.parts]


@dataclass(frozen=True, slots=True)
class StretchRow:
    """One stretch over many people: `median` in days, of `counted` people; `waiting` have begun and not ended it."""

    name: str
    median: float | None
    counted: int
    waiting: int
    unknown: int


@dataclass(frozen=True, slots=True)
class ElapsedCard:
    """How long it takes from the first sign to home. `note` says of whom, since when; the last row is the whole."""

    note: str
    rows: Sequence[StretchRow]
    bar: SegmentBar | None = None
