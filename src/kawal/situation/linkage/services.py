"""Every write about who is whom under one name: ``from kawal.situation.linkage import services as linkage``."""

from kawal.situation.linkage.deciding import Decided, Verdict, decide_match, undo_decision
from kawal.situation.linkage.joining_people import merge_people, split_person
from kawal.situation.linkage.refusals import (
    AlreadyAnswered,
    Contradicts,
    NeedsAnother,
    NoSuchPart,
    NotAnswered,
    NowOnePerson,
)

__all__ = [
    "AlreadyAnswered",
    "Contradicts",
    "Decided",
    "NeedsAnother",
    "NoSuchPart",
    "NotAnswered",
    "NowOnePerson",
    "Verdict",
    "decide_match",
    "merge_people",
    "split_person",
    "undo_decision",
]
