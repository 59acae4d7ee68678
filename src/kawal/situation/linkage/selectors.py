"""Every read of linkage under one name: ``from kawal.situation.linkage import selectors as linkage``."""

from kawal.situation.linkage.answers import list_own_decisions
from kawal.situation.linkage.candidates import find_candidates, find_candidates_of_rows
from kawal.situation.linkage.cards import (
    Candidate,
    Evidence,
    Found,
    OwnDecision,
    ProposalRow,
    ProposalView,
    QueueCounts,
    Side,
)
from kawal.situation.linkage.exporting import list_decided, list_held_claims
from kawal.situation.linkage.queue import (
    count_proposals,
    count_queue,
    get_proposal,
    list_proposals,
    list_waiting,
)
from kawal.situation.linkage.remarks import list_remarks
from kawal.situation.linkage.rules.remarks import Remark

__all__ = [
    "Candidate",
    "Evidence",
    "Found",
    "OwnDecision",
    "ProposalRow",
    "ProposalView",
    "Remark",
    "QueueCounts",
    "Side",
    "count_proposals",
    "find_candidates",
    "find_candidates_of_rows",
    "count_queue",
    "get_proposal",
    "list_decided",
    "list_held_claims",
    "list_own_decisions",
    "list_proposals",
    "list_remarks",
    "list_waiting",
]
