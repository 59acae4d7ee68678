"""All tables of the room, for Django."""

from kawal.response.aid.models import (
    Answer,
    Assessment,
    Consignment,
    Handout,
    Issue,
    Movement,
    Receipt,
    Shipment,
    Site,
)
from kawal.response.cards.models import CardSeen, PersonCard
from kawal.response.cases.models import CaseFile, CaseNote
from kawal.response.handover.models import HandedPerson, HandedThing, Handover, HandoverSign
from kawal.response.reception.models import Arrival, ArrivalPhoto, Reception
from kawal.response.shelter import models as of_shelters

__all__ = [
    "Answer",
    "Arrival",
    "ArrivalPhoto",
    "Assessment",
    "CardSeen",
    "CaseFile",
    "CaseNote",
    "Consignment",
    "HandedPerson",
    "HandedThing",
    "Handout",
    "Handover",
    "HandoverSign",
    "Issue",
    "Movement",
    "PersonCard",
    "Receipt",
    "Reception",
    "Shipment",
    "Site",
    "of_shelters",
]
