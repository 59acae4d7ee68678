"""Was the departure procedural? Rules dep-N1 to dep-N14, each answering yes (broken), no or unknown, with its facts."""

from kawal.situation.procedure.deciding import procedure_of, procedure_taken
from kawal.situation.procedure.shapes import About, Answer, Feed, Feeds, Procedure

__all__ = [
    "About",
    "Answer",
    "Feed",
    "Feeds",
    "Procedure",
    "procedure_of",
    "procedure_taken",
]
