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
from kawal.situation.linkage.figures import (
    AnsweredGroup,
    DeskFigures,
    DeskWork,
    count_desk,
    count_own_answers,
)
from kawal.situation.linkage.group import TiedPair, list_tied
from kawal.situation.linkage.owners import (
    Askable,
    OwnerQuestion,
    OwnerQuestionView,
    OwnQuestion,
    get_owner_question,
    list_askable,
    list_own_questions,
    list_owner_answers,
    list_owner_questions,
)
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
    "AnsweredGroup",
    "Askable",
    "Candidate",
    "DeskFigures",
    "DeskWork",
    "Evidence",
    "Found",
    "OwnDecision",
    "OwnQuestion",
    "OwnerQuestion",
    "OwnerQuestionView",
    "ProposalRow",
    "ProposalView",
    "QueueCounts",
    "Remark",
    "Side",
    "TiedPair",
    "count_desk",
    "count_own_answers",
    "count_proposals",
    "count_queue",
    "find_candidates",
    "find_candidates_of_rows",
    "get_owner_question",
    "get_proposal",
    "list_askable",
    "list_decided",
    "list_held_claims",
    "list_own_decisions",
    "list_own_questions",
    "list_owner_answers",
    "list_owner_questions",
    "list_proposals",
    "list_remarks",
    "list_tied",
    "list_waiting",
]
