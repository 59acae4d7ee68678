"""Every read of linkage under one name: ``from kawal.situation.linkage import selectors as linkage``."""

from kawal.situation.linkage.cards import Evidence, ProposalRow, ProposalView
from kawal.situation.linkage.exporting import list_decided, list_held_claims
from kawal.situation.linkage.queue import count_proposals, get_proposal, list_proposals

__all__ = [
    "Evidence",
    "ProposalRow",
    "ProposalView",
    "count_proposals",
    "get_proposal",
    "list_decided",
    "list_held_claims",
    "list_proposals",
]
