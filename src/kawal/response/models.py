"""All tables of the room, for Django."""

from kawal.response.cards.models import CardSeen, PersonCard
from kawal.response.cases.models import CaseFile, CaseNote
from kawal.response.handover.models import HandedPerson, HandedThing, Handover, HandoverSign
from kawal.response.reception.models import Arrival, ArrivalPhoto, Reception

__all__ = [
    "Arrival",
    "ArrivalPhoto",
    "CardSeen",
    "CaseFile",
    "CaseNote",
    "HandedPerson",
    "HandedThing",
    "Handover",
    "HandoverSign",
    "PersonCard",
    "Reception",
]
