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
from kawal.response.returns.models import Batch, Leg, Line, Mark, Seat, Undo

__all__ = [
    "Answer",
    "Arrival",
    "ArrivalPhoto",
    "Assessment",
    "Batch",
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
    "Leg",
    "Line",
    "Mark",
    "PersonCard",
    "Receipt",
    "Reception",
    "Shipment",
    "Site",
    "of_shelters",
    "Seat",
    "Undo",
]
