"""The columns a rule may read: those of the table `picture` that hold one plain value, signals, and the moment of asking.

Left out: what is bookkeeping (`drawn_at`, `next_due_at`), what is composed (`clocks`, `because`), and `screenings`, because
an assessor's finding is never the premise of a machine's.
"""

from enum import StrEnum

from kawal.situation.signals.columns import COLUMNS as _SIGNALS


class Type(StrEnum):
    TEXT = "text"
    NUMBER = "number"  # whole
    MOMENT = "moment"  # an aware instant
    DAY = "day"  # a calendar day in Asia/Jakarta
    WORDS = "words"  # a list of codes
    TRUTH = "truth"  # the answer of a condition
    SPAN = "days"  # whole days of 24 hours between two moments, or calendar days between two days


_MOMENTS = """
stay_since last_contact_at last_fact_at departed_at arrived_at left_at returned_at handed_over_at home_at died_at
return_requested_at nationality_verified_at travel_document_at exit_cleared_at return_planned_at contact_due_at
distress_at family_missing_at severe_complaint_at contact_lost_at awaited_at began_at arrival_due_at
"""
_TEXTS = "stay procedure sex home province regency country mission post shelter batch"

PICTURE: dict[str, Type] = {
    **dict.fromkeys(_TEXTS.split(), Type.TEXT),
    **dict.fromkeys(_MOMENTS.split(), Type.MOMENT),
    "facts": Type.NUMBER,
    "birth_year": Type.NUMBER,
    "leave_on": Type.DAY,
    "procedure_rules": Type.WORDS,
}
# What a person's facts, and measures over many people, say about danger.
SIGNALS: dict[str, Type] = {name: Type(column.type) for name, column in _SIGNALS.items()}
# Asked "as of when"; in SQL they are columns too, so that one statement serves every day.
PARAMETERS: dict[str, Type] = {"as_of": Type.MOMENT, "as_of_day": Type.DAY}
COLUMNS: dict[str, Type] = PICTURE | SIGNALS | PARAMETERS
