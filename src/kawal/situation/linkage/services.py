"""Every write about who is whom under one name: ``from kawal.situation.linkage import services as linkage``."""

from kawal.situation.linkage.answers import forget_answer, keep_answer
from kawal.situation.linkage.deciding import Decided, Verdict, decide_match, undo_decision
from kawal.situation.linkage.joining_people import merge_people, split_person
from kawal.situation.linkage.linking import Linked, count_waiting, link_some
from kawal.situation.linkage.owners import OwnerAnswer, answer_owner_question, ask_owner
from kawal.situation.linkage.ranking import rank_proposals, rank_some
from kawal.situation.linkage.refusals import (
    AlreadyAnswered,
    Contradicts,
    NeedsAnother,
    NoSuchPart,
    NotAnswered,
    NowOnePerson,
)
from kawal.situation.linkage.refusing import refuse_candidates
from kawal.situation.linkage.sampling import sample_links, sample_questions

__all__ = [
    "AlreadyAnswered",
    "Contradicts",
    "Decided",
    "Linked",
    "NeedsAnother",
    "NoSuchPart",
    "NotAnswered",
    "NowOnePerson",
    "OwnerAnswer",
    "Verdict",
    "answer_owner_question",
    "ask_owner",
    "count_waiting",
    "decide_match",
    "forget_answer",
    "keep_answer",
    "link_some",
    "merge_people",
    "rank_proposals",
    "rank_some",
    "refuse_candidates",
    "sample_links",
    "sample_questions",
    "split_person",
    "undo_decision",
]
