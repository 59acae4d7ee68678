"""Every read of linkage under one name: ``from kawal.situation.linkage import selectors as linkage``."""

from kawal.situation.linkage.candidates import find_candidates, find_candidates_of_rows
from kawal.situation.linkage.cards import Candidate, Evidence, Found, ProposalRow, ProposalView
from kawal.situation.linkage.exporting import list_decided, list_held_claims
from kawal.situation.linkage.queue import count_proposals, get_proposal, list_proposals

__all__ = [
    "Candidate",
    "Evidence",
    "Found",
    "ProposalRow",
    "ProposalView",
    "count_proposals",
    "find_candidates",
    "find_candidates_of_rows",
    "get_proposal",
    "list_decided",
    "list_held_claims",
    "list_proposals",
]
