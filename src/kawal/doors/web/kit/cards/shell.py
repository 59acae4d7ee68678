"""What stands round every page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Tone = Literal["ok", "warn", "late"]


@dataclass(frozen=True, slots=True)
class Link:
    """A link in words. `url` may be empty where the place is the page itself."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class NavEntry:
    """One of the five entries of a role. `count` is what waits for the reader, not what exists; `count_id` names its
    place, where there is one to bring up to date; `at_least`: more wait than were counted."""

    label: str
    url: str
    icon: str
    count: int = 0
    current: bool = False
    count_id: str = ""
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Shell:
    """Header, account menu and footer. An empty address leaves its link out."""

    demo: bool = False
    unit: str = ""
    officer: str = ""
    role: str = ""
    home_url: str = "/"
    search_url: str = ""
    query: str = ""
    account_url: str = ""
    help_url: str = ""
    logout_url: str = ""
    language_url: str = ""
    path: str = "/"
    save_data: bool = False
    more: Sequence[NavEntry] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class StatusCard:
    """What has just happened, and how to undo it for a while."""

    text: str
    undo_url: str = ""
    tone: Tone = "ok"


@dataclass(frozen=True, slots=True)
class Chip:
    label: str
    url: str
    count: int | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class ChipGroup:
    """Filters of one kind; `label` is read to those who do not see them together."""

    label: str
    chips: Sequence[Chip]


@dataclass(frozen=True, slots=True)
class Pages:
    """Keyset pages: the addresses carry the cursor. `total` only where it costs nothing."""

    shown: int
    next_url: str = ""
    previous_url: str = ""
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """Two files of a list; `counts` says in words what a row of them is."""

    xlsx_url: str
    csv_url: str
    counts: str


@dataclass(frozen=True, slots=True)
class FeedRow:
    """How fresh a source is: `text` is when it last sent, `state` is ok, soon or late."""

    name: str
    text: str
    state: str = "ok"
