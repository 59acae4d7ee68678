"""What the list is narrowed to, as its address says it, and the chips that change it."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from kawal.decisions.alerts.cards import AlertCounts
from kawal.decisions.rules.document import LEVELS
from kawal.doors.web.alerts.rows import with_filters
from kawal.doors.web.alerts.words import DESKS
from kawal.doors.web.kit.cards.shell import Chip, ChipGroup
from kawal.doors.web.kit.words import LEVELS as LEVEL_WORDS
from kawal.doors.web.kit.words import word

MINE, FREE = "saya", "bebas"
CLOSED, ASLEEP, WAITING = "selesai", "ditunda", "semua"
STATES = {CLOSED: "closed", ASLEEP: "asleep"}


@dataclass(frozen=True, slots=True)
class Filters:
    """Each in its query parameter; "" is all."""

    tingkat: str = ""
    di: str = ""
    oleh: str = ""
    keadaan: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> "Filters":
        """Unknown values are left out rather than answered with an empty list."""
        allowed = {
            "tingkat": LEVELS,
            "di": tuple(DESKS),
            "oleh": (MINE, FREE),
            "keadaan": (CLOSED, ASLEEP, WAITING),
        }
        return cls(
            **{name: query.get(name, "") for name, values in allowed.items() if query.get(name, "") in values}
        )

    @property
    def is_today(self) -> bool:
        """Nothing is chosen: what the unit works on today."""
        return self == Filters()

    @property
    def is_closed(self) -> bool:
        return self.keadaan == CLOSED

    def asked(self) -> dict[str, Any]:
        """As the selector takes them."""
        state = STATES.get(self.keadaan, "open")
        return {
            "state": state, "level": self.tingkat, "desk": self.di, "mine": self.oleh == MINE, "free": self.oleh == FREE,
        }  # fmt: skip

    def address(self, **changed: str) -> str:
        return with_filters(**asdict(replace(self, **changed)))

    def following(self, cursor: str | None) -> str:
        return with_filters(**asdict(self), sesudah=cursor) if cursor else ""


def chips(filters: Filters, counts: AlertCounts) -> list[ChipGroup]:
    """By level, by where, by holder. For closed ones there are none: nobody counts them here."""
    if filters.is_closed:
        return []
    levels = [_chip(filters, "tingkat", "", _("Semua"), counts.total)] + [
        _chip(filters, "tingkat", level, word(LEVEL_WORDS, level), counts.by_level.get(level, 0))
        for level in LEVELS[:3]
    ]
    desks = [
        _chip(filters, "di", desk, label, counts.by_desk[desk])
        for desk, label in DESKS.items()
        if counts.by_desk.get(desk)
    ]
    holders = [
        _chip(filters, "oleh", FREE, _("Belum diambil"), counts.free),
        _chip(filters, "oleh", MINE, _("Milik saya"), counts.mine),
    ]
    groups = [(_("Tingkat"), levels), (_("Yang dapat bertindak"), desks), (_("Pemegang"), holders)]
    return [ChipGroup(label, shown) for label, shown in groups if shown]


def _chip(filters: Filters, name: str, value: str, label: Any, count: int) -> Chip:
    """Pressing a chosen one again lets it go."""
    is_chosen = getattr(filters, name) == value
    address = filters.address(**{name: "" if is_chosen else value})
    return Chip(str(label), address, count, current=is_chosen)
