"""All tables of the room, for Django."""

from kawal.response.cases.models import CaseFile, CaseNote
from kawal.response.reception.models import Arrival, ArrivalPhoto, Reception

__all__ = ["Arrival", "ArrivalPhoto", "CaseFile", "CaseNote", "Reception"]
