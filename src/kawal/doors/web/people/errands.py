"""What brings somebody to a counter, by role: four to six plain choices, each a kind of fact. Said in one place.

The first choice of a role is the commonest there. ``data`` is what the choice says by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kawal.access.scope import Scope


@dataclass(frozen=True, slots=True)
class Errand:
    kind: str
    label: str | Promise
    data: Mapping[str, Any] = field(default_factory=dict)
    basis: str = "self"


FAMILY_SEEKS = Errand(
    "family_reported", _("Keluarganya mencari kabar"), {"by": "family", "what": "missing"}, "hearsay"
)
COMPLAINS = Errand("complained", _("Mengadukan masalah"), {"channel": "office"})
WANTS_HOME = Errand("return_requested", _("Minta dipulangkan"), {"by": "self"})
NEEDS_HELP = Errand("assisted", _("Minta bantuan atau keterangan"))
WILL_LEAVE = Errand("registered", _("Akan berangkat bekerja"))
OFFERED = Errand("recruited", _("Ditawari pekerjaan di luar negeri"))
CAME_HOME = Errand("reached_home", _("Sudah pulang ke rumah"))
STAYS_HERE = Errand("sheltered", _("Perlu tempat menginap"), basis="witnessed")
REPORTS_IN = Errand("reported_in", _("Lapor diri"), basis="witnessed")
SAYS_SAFE = Errand("checked_in", _("Memberi kabar"), {"channel": "office", "by": "self"})
ARRIVES = Errand("returned", _("Tiba dari luar negeri"), basis="witnessed")
DEPORTED = Errand("deported", _("Dideportasi"), basis="witnessed")
LEAVES = Errand("departed", _("Berangkat ke luar negeri"), {"official_crossing": True}, "witnessed")
HELD_BACK = Errand("departure_deferred", _("Keberangkatannya ditunda"), basis="witnessed")
FAMILY_KNOWS = Errand(
    "family_stated", _("Akan berangkat, keluarga tahu"), {"by": "family", "knows": True}, "hearsay"
)

_DESK = (COMPLAINS, FAMILY_SEEKS, WANTS_HOME, WILL_LEAVE, CAME_HOME, NEEDS_HELP)
ERRANDS: dict[str, tuple[Errand, ...]] = {
    "village": (FAMILY_KNOWS, OFFERED, CAME_HOME, FAMILY_SEEKS),
    "district": _DESK,
    "protection": _DESK,
    "supervisor": _DESK,
    "national": _DESK,
    "border_post": (ARRIVES, DEPORTED, LEAVES, HELD_BACK, STAYS_HERE, NEEDS_HELP),
    "mission": (REPORTS_IN, COMPLAINS, WANTS_HOME, STAYS_HERE, FAMILY_SEEKS, SAYS_SAFE),
    "shelter": (STAYS_HERE, NEEDS_HELP, COMPLAINS, CAME_HOME),
}


def errands_of(scope: Scope) -> tuple[Errand, ...]:
    """Nothing for a role that receives nobody."""
    return ERRANDS.get(scope.role, ())


def own_data(errand: Errand, scope: Scope, place: str) -> dict[str, Any]:
    """What the errand says, with what is said by who records it."""
    return {**errand.data, **said_by_place(errand.kind, scope, place)}


def said_by_place(kind: str, scope: Scope, place: str) -> dict[str, str]:
    """The mission that was reported to, the shelter that was entered. Another's shelter has to be named."""
    if kind == "reported_in" and scope.role == "mission":
        return {"mission": scope.agency}
    if kind == "sheltered" and scope.role == "shelter" and place:
        return {"shelter": place}
    return {}
