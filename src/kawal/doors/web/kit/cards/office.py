"""Cards of the office: imports, officers, the access log, reference data, figures of the nation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kawal.doors.web.kit.cards.elapsed import SegmentBar
from kawal.doors.web.kit.cards.people import Candidate
from kawal.doors.web.kit.cards.shell import Link
from kawal.doors.web.kit.maps import MapFigure


@dataclass(frozen=True, slots=True)
class FourNumbers:
    """What became of the rows of a file."""

    read: int
    accepted: int
    repeated: int
    refused: int
    conflict: int = 0
    seconds: float | None = None

    @property
    def turned_away(self) -> int:
        return self.refused + self.conflict


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A file that was taken in, or waits. `state` in words; `percent` while it runs."""

    name: str
    url: str
    at: datetime
    by: str
    state: str
    counts: FourNumbers | None = None
    percent: int | None = None


@dataclass(frozen=True, slots=True)
class ImportProblem:
    row: int
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class ImportCard:
    """One import. `refused_url` gives the sender's own rows with a reason each."""

    name: str
    source: str
    at: datetime
    by: str
    counts: FourNumbers | None
    refused_url: str = ""
    problems: Sequence[ImportProblem] = ()
    remarks: Sequence[str] = ()
    running: bool = False
    percent: int = 0
    refresh_url: str = ""
    failed: str = ""


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A column of the sender's sheet: what it is called there, examples, and the chosen meaning."""

    key: str
    heading: str
    examples: Sequence[str]
    chosen: str = ""
    remembered: bool = False


@dataclass(frozen=True, slots=True)
class FieldGroup:
    label: str
    fields: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row as it would be taken in: (heading, text) in the order of the headings, its problems, what was interpreted."""

    number: int
    cells: Sequence[tuple[str, str]]
    problems: Sequence[str] = ()
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A row and who it may be. `answer` is placed, decide or new; `who` the likeliest, with what agrees."""

    number: int
    name: str
    birth_year: str
    answer: str
    label: str
    who: Candidate | None = None
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class KnownList:
    """Which rows of a file are known people; `counts` as (label, how many). Not `is_whole` where only the first were looked at."""

    counts: Sequence[tuple[str, int]]
    rows: Sequence[KnownRow]
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class MappingCard:
    """The mapping of a sheet to the contract, with the first rows as they would be read."""

    name: str
    columns: Sequence[ColumnRow]
    choices: Sequence[FieldGroup]
    headings: Sequence[str]
    preview: Sequence[PreviewRow]
    note: str = ""
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class OfficerRow:
    name: str
    login: str
    role: str
    unit: str
    state: str
    last_seen: datetime | None = None
    reset_url: str = ""
    disable_url: str = ""
    enable_url: str = ""
    move_url: str = ""


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key of a machine. An empty ``revoke_url``: it no longer holds."""

    prefix: str
    may: Sequence[str]
    reads: str
    issued_at: datetime
    issued_by: str
    last_used_at: datetime | None
    state: str
    revoke_url: str = ""


@dataclass(frozen=True, slots=True)
class LogRow:
    """A line of the access log: who did what about whom; `person` is the opaque id."""

    at: datetime
    officer: str
    unit: str
    what: str
    person: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """A code with its name, its parents in words, and since when it holds."""

    code: str
    name: str
    family: str
    within: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    also: str = ""


@dataclass(frozen=True, slots=True)
class FigureCard:
    """A key figure: its value as text, unit, what it counts, and change, interval or base as note."""

    value: str
    text: str
    unit: str = ""
    note: str = ""
    definition_url: str = ""


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area, or a country seen from one: numbers as text. `url` leads to its page, `list_url` to the people."""

    name: str
    attention: str
    rate: str
    interval: str = ""
    abroad: str = ""
    departed: str = ""
    returned: str = ""
    change: str = ""
    url: str = ""
    list_url: str = ""


@dataclass(frozen=True, slots=True)
class CountryRow:
    name: str
    people: str
    silent: str
    trouble: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """What a number counts. Figures link to it by `id`."""

    id: str
    term: str
    text: str


@dataclass(frozen=True, slots=True)
class NationCard:
    """The page of the nation, of a province or of a country. `top` are the highest of `areas`.

    Without a `map` there is nothing to draw; with `shapes` it is drawn by outlines.
    """

    title: str
    as_of: datetime | None
    complete: str
    figures: Sequence[FigureCard]
    map: MapFigure | None
    top: Sequence[AreaRow]
    areas: Sequence[AreaRow]
    countries: Sequence[CountryRow] = ()
    periods: Sequence[Link] = ()
    current_period: str = ""
    segments: SegmentBar | None = None
    shapes: dict[str, str] | None = None
    view: str = "0 0 1000 600"
    up: Link | None = None
    note: str = ""
    definitions: Sequence[Definition] = ()


@dataclass(frozen=True, slots=True)
class HealthRow:
    name: str
    text: str
    state: str = "ok"
