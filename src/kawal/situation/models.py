"""All tables of the room, for Django."""

from kawal.situation.linkage.models import (
    ClaimForm,
    Edge,
    LinkageModel,
    LinkDue,
    MatchDecision,
    MatchOffer,
    MatchProposal,
    NearWord,
    Posting,
    Word,
)
from kawal.situation.parties.models import (
    Party,
    PartyAnswer,
    PartyDetail,
    PartyKey,
    PartyMention,
    PartySpelling,
)
from kawal.situation.pictures.models import KeyGrant, Picture
from kawal.situation.rings.models import Ring, RingAnswer, RingLink, RingMember

__all__ = [
    "ClaimForm",
    "Edge",
    "KeyGrant",
    "LinkDue",
    "LinkageModel",
    "MatchDecision",
    "MatchOffer",
    "MatchProposal",
    "NearWord",
    "Party",
    "PartyAnswer",
    "PartyDetail",
    "PartyKey",
    "PartyMention",
    "PartySpelling",
    "Picture",
    "Posting",
    "Ring",
    "RingAnswer",
    "RingLink",
    "RingMember",
    "Word",
]
