"""The columns a rule may read: those of the table `picture` that hold one plain value, the signals, the moment of asking.

Left out: what is bookkeeping (`drawn_at`, `next_due_at`), what is composed (`clocks`, `because`), and `screenings`, because
an assessor's finding is never the premise of a machine's.
"""

from enum import StrEnum

from kawal.situation.signals.columns import COLUMNS as _SIGNALS


class Type(StrEnum):
    TEXT = "text"
    NUMBER = "number"  # whole, but for what a division gives
    MOMENT = "moment"  # an aware instant
    DAY = "day"  # a calendar day in Asia/Jakarta: a date, or its ordinal as the signals keep it
    WORDS = "words"  # a list of codes
    TRUTH = "truth"  # the answer of a condition
    SPAN = "days"  # whole days of 24 hours between two moments, or calendar days between two days
    TIME = "time"  # a moment or a day, whichever is known: to be told, never compared


_MOMENTS = """
stay_since last_contact_at last_fact_at departed_at arrived_at left_at returned_at handed_over_at home_at died_at
return_requested_at nationality_verified_at travel_document_at exit_cleared_at return_planned_at contact_due_at
distress_at family_missing_at severe_complaint_at contact_lost_at awaited_at began_at arrival_due_at
"""
_TEXTS = "stay procedure sex home province regency country mission post entry_post shelter batch"

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
# A row is both beside each other. What it does not hold is unknown.
ROW: dict[str, Type] = PICTURE | SIGNALS
# Asked "as of when"; in SQL they are columns too, so that one statement serves every day.
PARAMETERS: dict[str, Type] = {"as_of": Type.MOMENT, "as_of_day": Type.DAY}
COLUMNS: dict[str, Type] = ROW | PARAMETERS
# The dated tables of the world on which a column may rest.
TABLES = frozenset(
    {
        "clocks", "closed_countries", "fee_caps", "feeds", "high_risk_exits", "licences", "minimum_ages", "official_numbers",
        "outages", "rates", "recruiter_addresses", "reference_wages", "transit_spots", "zero_cost_jobs",
    }
)  # fmt: skip
