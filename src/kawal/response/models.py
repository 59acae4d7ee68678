"""All tables of the room, for Django."""

from kawal.response.aftercare.models import (
    ReintegrationChange,
    ReintegrationOffer,
    ReintegrationPlan,
    SurveyAnswer,
)
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
from kawal.response.desk.models import DeskInquiry, DeskTicket
from kawal.response.handover.models import HandedPerson, HandedThing, Handover, HandoverSign
from kawal.response.reception.models import Arrival, ArrivalPhoto, Reception
from kawal.response.remains.models import RemainsCase, RemainsClaim, RemainsClaimState, RemainsStep
from kawal.response.returns.models import Batch, Leg, Line, Mark, Seat, Undo
from kawal.response.shelter import models

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
    "DeskInquiry",
    "DeskTicket",
    "HandedPerson",
    "HandedThing",
    "Handout",
    "Handover",
    "HandoverSign",
    "Issue",
    "Leg",
    "Line",
    "Mark",
    "Movement",
    "PersonCard",
    "Receipt",
    "Reception",
    "ReintegrationChange",
    "ReintegrationOffer",
    "ReintegrationPlan",
    "RemainsCase",
    "RemainsClaim",
    "RemainsClaimState",
    "RemainsStep",
    "Seat",
    "Shipment",
    "Site",
    "SurveyAnswer",
    "Undo",
    "models",
]
