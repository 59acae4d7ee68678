"""The one order in which the facts of a person are taken: day, rank of kind, time where known, source, id.

A day is a day in Asia/Jakarta. The rank follows the journey, so that facts of one day make sense whatever their hours.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from kawal.situation.picture.shapes import PictureFact

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

_JAKARTA: Final = timedelta(hours=7)

# (day, rank, has an hour, moment, source, id, fact). Source and id are unique, so facts themselves are never compared.
Placed = tuple[int, int, bool, datetime, str, str, PictureFact]
FACT: Final = 6


def in_order(facts: Iterable[PictureFact]) -> list[Placed]:
    """The facts in their order, each once. A fact of a day alone comes before those of an hour of that day.

    A plan that lies ahead of its telling is taken on the day it was told: what happens until then comes after it.
    """
    each = {(it.source, it.id): it for it in facts}
    rank = RANK.get
    return sorted(
        [
            (
                (
                    (it.at if it.kind not in PLANS or it.at <= it.known_at else it.known_at) + _JAKARTA
                ).toordinal(),
                rank(it.kind, UNRANKED),
                not it.day_only,
                it.at,
                it.source,
                it.id,
                it,
            )
            for it in each.values()
        ]
    )
