"""Where each kind of fact stands on the journey."""

from typing import Final

# In the order of the journey. What says nothing of the journey stands with the contacts.
_RANKS: Final = (
    "recruited registered document_seen civil_registry_checked contract_seen fee_paid lent advanced accommodated"
    " trained family_stated departure_deferred",
    "departed",
    "transited",
    "arrived_abroad",
    "reported_in checked_in check_in_missed employment_changed wage_reported remitted contact_changed port_called"
    " permit_seen family_reported contact_lost screened needs_seen assisted reintegration_surveyed"
    " programme_offered case_decided",
    "complained rescued",
    "detained",
    "return_requested nationality_verified travel_document_issued exit_cleared return_planned deported repatriated"
    " boarded unaccounted disembarked returned sheltered left_shelter",
    "handed_over reached_home followed_up",
    "settled_elsewhere",
    "departed_again",
    "died remains_returned",
)
RANK: Final[dict[str, int]] = {kind: rank for rank, kinds in enumerate(_RANKS) for kind in kinds.split()}
UNRANKED: Final = RANK["screened"]
PLANS: Final = ("return_planned",)  # the only kinds that may lie ahead
UPSTREAM: Final = frozenset(kind for kind, rank in RANK.items() if rank <= RANK["transited"])
