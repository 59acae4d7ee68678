"""Which kinds of facts a role records. The one table that says so; the powers of the role still hold beside it."""

from collections.abc import Iterable

from kawal.access.scope import Power, Scope
from kawal.facts.contract.kinds import KINDS, WITHDRAWN, Kind

# fmt: off
_UPSTREAM = [
    "recruited", "registered", "document_seen", "civil_registry_checked", "contract_seen", "fee_paid", "lent",
    "advanced", "accommodated", "trained", "family_stated", "departure_deferred", "departed", "transited",
]
_ABROAD = [
    "arrived_abroad", "reported_in", "checked_in", "check_in_missed", "employment_changed", "wage_reported",
    "remitted", "contact_changed", "port_called", "permit_seen", "complained", "family_reported", "detained",
    "rescued", "contact_lost",
]
_STEPS = [
    "return_requested", "nationality_verified", "travel_document_issued", "exit_cleared", "return_planned",
]
_HOME = [
    "deported", "repatriated", "boarded", "disembarked", "unaccounted", "returned", "sheltered", "left_shelter",
    "handed_over", "reached_home", "settled_elsewhere", "followed_up", "departed_again", "died", "remains_returned",
]
# fmt: on
_CARE = ["needs_seen", "assisted", "programme_offered", "reintegration_surveyed"]
_PROTECTION = ["screened", "case_decided"]

_DESK = [*_UPSTREAM, *_ABROAD, *_STEPS, *_HOME, *_CARE]
RECORDABLE: dict[str, frozenset[str]] = {
    role: frozenset(kinds)
    for role, kinds in {
        "village": [
            "recruited", "family_stated", "document_seen", "departed", "family_reported", "handed_over", "reached_home",
            "settled_elsewhere", "followed_up", "departed_again", "died",
        ],
        "district": _DESK,
        "supervisor": _DESK,
        "protection": [*_DESK, *_PROTECTION],
        "national": [*_DESK, *_PROTECTION],
        "border_post": [
            "document_seen", "family_stated", "departure_deferred", "departed", "transited", "deported",
            "boarded", "disembarked", "unaccounted", "returned",
            "handed_over", "sheltered", "left_shelter", "needs_seen", "assisted", "died", "remains_returned",
        ],
        "mission": [
            "document_seen", "contract_seen", "fee_paid", *_ABROAD, *_STEPS, "deported", "repatriated", "boarded",
            "disembarked", "unaccounted", "sheltered",
            "left_shelter", "handed_over", "settled_elsewhere", "died", "remains_returned", *_CARE,
        ],
        "shelter": [
            "sheltered", "left_shelter", "handed_over", "reached_home", "document_seen", "complained", "contact_changed",
            "family_reported", "departed_again", "died", *_CARE, *_PROTECTION,
        ],
        "investigator": ["detained", "rescued", "case_decided", "document_seen"],
    }.items()
}  # fmt: skip
ALSO_NEEDS = {"return_planned": Power.PLAN_RETURN, "handed_over": Power.HAND_OVER, "screened": Power.SCREEN}


def may_record(scope: Scope, kind: str) -> bool:
    """Its role records that kind, and it has the power that kind needs beside reporting."""
    needed = ALSO_NEEDS.get(kind, Power.REPORT)
    return kind in RECORDABLE.get(scope.role, ()) and scope.may(Power.REPORT) and scope.may(needed)


def kinds_of(scope: Scope) -> list[Kind]:
    """In the order of the contract, which is the order of the journey."""
    return [kind for name, kind in KINDS.items() if name != WITHDRAWN and may_record(scope, name)]


def grouped(kinds: Iterable[Kind]) -> dict[str, list[Kind]]:
    """By stage of the journey, in order."""
    found: dict[str, list[Kind]] = {}
    for kind in kinds:
        found.setdefault(kind.stage, []).append(kind)
    return found
