"""All tables of the room, for Django."""

from kawal.situation.linkage.models import MatchDecision, MatchProposal
from kawal.situation.parties.models import (
    Party,
    PartyAnswer,
    PartyDetail,
    PartyKey,
    PartyMention,
    PartySpelling,
)
from kawal.situation.pictures.models import KeyGrant, Picture

__all__ = [
    "KeyGrant",
    "MatchDecision",
    "MatchProposal",
    "Party",
    "PartyAnswer",
    "PartyDetail",
    "PartyKey",
    "PartyMention",
    "PartySpelling",
    "Picture",
]
