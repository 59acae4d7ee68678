"""The entries of each role: at most five. A sixth thing goes inside one of them or into the account menu."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as word

from kawal.access.scope import Power, Scope
from kawal.doors.web.kit.cards.shell import NavEntry


@dataclass(frozen=True, slots=True)
class Entry:
    """``page`` is the name of its address; ``power`` the one that page needs."""

    label: str
    page: str
    icon: str
    power: Power | None = None


class Count(NamedTuple):
    """What waits; ``at_least``: more than was counted."""

    total: int
    at_least: bool = False


TODAY = Entry(word("Hari ini"), "home:home", "today")
ALERTS = Entry(word("Perlu perhatian"), "alerts:list", "attention", Power.READ_ALERT)
PEOPLE = Entry(word("Orang"), "people:search", "people", Power.SEARCH)
REGISTER = Entry(word("Daftarkan"), "people:register", "user-plus", Power.INTAKE)
RECEIVE = Entry(word("Terima orang"), "reception:list", "plus", Power.INTAKE)
DESK = Entry(word("Lapor diri"), "desk:today", "user-plus", Power.INTAKE)
RETURNS = Entry(word("Kepulangan"), "returns:list", "bus", Power.HAND_OVER)
SCAN = Entry(word("Pindai kartu"), "cards:scan", "scan", Power.HAND_OVER)
HANDOVER = Entry(word("Serah terima"), "handover:list", "handover", Power.HAND_OVER)
REMAINS = Entry(word("Jenazah"), "remains:list", "plane", Power.INTAKE)
AID = Entry(word("Barang bantuan"), "aid:home", "care", Power.GIVE_AID)
BATCHES = Entry(word("Rombongan"), "batches:list", "bus", Power.HAND_OVER)
AFTERCARE = Entry(word("Sesudah pulang"), "aftercare:list", "home", Power.HAND_OVER)
CASES = Entry(word("Kasus"), "cases:list", "care", Power.READ_CASE)
RESIDENTS = Entry(word("Penghuni"), "shelter:start", "bed", Power.HOUSE)
OCCUPANCY = Entry(word("Hunian penampungan"), "shelter:numbers", "bed", Power.READ_STATISTICS)
COMPLAINTS = Entry(word("Aduan penampungan"), "shelter:complaints", "mail", Power.HEAR_COMPLAINT)
IMPORTS = Entry(word("Kiriman"), "imports:list", "import", Power.IMPORT)
REVIEW = Entry(word("Telaah identitas"), "identity:queue", "two", Power.REVIEW_IDENTITY)
NATION = Entry(word("Laporan"), "nation:nation", "report", Power.READ_STATISTICS)
RULES = Entry(word("Aturan pengawasan"), "watch:rules", "filter", Power.TRY_RULES)
QUALITY = Entry(word("Mutu tanda bahaya"), "alerts:quality", "report", Power.READ_QUALITY)
REFERENCE = Entry(word("Acuan"), "reference:search", "book")
TABLES = Entry(word("Tabel acuan"), "context:tables", "list", Power.READ_STATISTICS)
OFFICERS = Entry(word("Petugas"), "officers:list", "people", Power.MANAGE_OFFICERS)
KEYS = Entry(word("Kunci mesin"), "officers:keys", "key", Power.MANAGE_OFFICERS)
TRAIL = Entry(word("Jejak akses"), "trail:log", "shield", Power.READ_TRAIL)
RINGS = Entry(word("Jaringan"), "rings:list", "two", Power.SEARCH)
HELP = Entry(word("Bantuan"), "help:help", "info")

_DESK = (TODAY, ALERTS, PEOPLE, RETURNS, NATION)
MENUS: dict[str, tuple[Entry, ...]] = {
    "village": (TODAY, RETURNS, HANDOVER, HELP),
    "district": _DESK,
    "protection": _DESK,
    "border_post": (TODAY, RECEIVE, BATCHES, SCAN, PEOPLE),
    "mission": (TODAY, ALERTS, PEOPLE, BATCHES, DESK),
    "shelter": (TODAY, RESIDENTS, CASES, AID, HANDOVER),
    "investigator": (TODAY, HELP),
    "aid": (AID, HELP),
    "analyst": (TODAY, NATION, RULES, QUALITY, REFERENCE),
    "rule_author": (RULES, QUALITY, TABLES, NATION, HELP),
    "rule_approver": (TABLES, RULES, QUALITY, NATION, HELP),
    "national": (TODAY, ALERTS, PEOPLE, REVIEW, NATION),
    "supervisor": _DESK,
    "administrator": (OFFICERS, KEYS, REFERENCE, HELP),
    "data_protection": (TRAIL, REFERENCE, HELP),
}
OTHERS = (
    PEOPLE,
    RINGS,
    REGISTER,
    SCAN,
    HANDOVER,
    AFTERCARE,
    REMAINS,
    AID,
    REVIEW,
    CASES,
    BATCHES,
    RETURNS,
    RESIDENTS,
    OCCUPANCY,
    COMPLAINTS,
    IMPORTS,
    NATION,
    QUALITY,
    REFERENCE,
)
# Pages that belong under an entry of another topic.
UNDER = {
    "facts": "people",
    "parties": "people",
    "rings": "alerts",
    "returns": "batches",
    "batches": "returns",
    "aftercare": "returns",
    "handover": "returns",
    "remains": "returns",
    "context": "reference",
}


def nav_of(
    scope: Scope, *, namespace: str, page: str, counts: Mapping[str, Count] = MappingProxyType({})
) -> list[NavEntry]:
    """The entries of the role; the one for the page itself is current, else the first of its topic."""
    entries = [it for it in MENUS.get(scope.role, ()) if is_open(it, scope)]
    at = next((it for it in entries if it.page == page), None)
    above = UNDER.get(namespace, "")
    for topic in (namespace, above, UNDER.get(above, "")):
        at = at or next((it for it in entries if it.page.partition(":")[0] == topic), None)
    return [_drawn(it, is_current=it is at, count=counts.get(it.page)) for it in entries]


def pages_of(scope: Scope) -> frozenset[str]:
    """The pages in the menu of the role."""
    return frozenset(it.page for it in MENUS.get(scope.role, ()))


def others_of(scope: Scope) -> list[NavEntry]:
    """What the account menu adds."""
    shown = MENUS.get(scope.role, ())
    return [_drawn(it) for it in OTHERS if it not in shown and scope.role and is_open(it, scope)]


def is_open(entry: Entry, scope: Scope) -> bool:
    return (entry.power is None or scope.may(entry.power)) and bool(address(entry.page))


def address(page: str, *about: object) -> str:
    """Empty where the site has no such page."""
    return _reversed(page, about) if about else _known(page, get_script_prefix())


@cache
def _known(page: str, _prefix: str) -> str:
    """Those without a gap stand in every menu and change with where the site stands alone."""
    return _reversed(page)


def _reversed(page: str, about: Sequence[object] = ()) -> str:
    try:
        return reverse(page, args=about)
    except NoReverseMatch:
        return ""


def _drawn(entry: Entry, *, is_current: bool = False, count: Count | None = None) -> NavEntry:
    counted = "" if count is None else f"hitung-{entry.page.partition(':')[0]}"
    total, at_least = count or Count(0)
    return NavEntry(
        _(entry.label), address(entry.page), entry.icon, total, is_current, counted, at_least=at_least
    )
