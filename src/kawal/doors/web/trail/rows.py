"""Lines of the access log as rows of a page."""

from kawal.access.trail.selectors import TraceCard
from kawal.doors.web.kit.cards.office import LogRow
from kawal.doors.web.trail.words import act_words, purpose_words
from kawal.reference.agencies.selectors import agency_label


def log_row(it: TraceCard) -> LogRow:
    return LogRow(
        at=it.at,
        officer=it.name,
        unit=agency_label(it.agency),
        what=f"{act_words(it.action)}: {it.subject}" if it.subject else act_words(it.action),
        person=it.person,
        purpose=purpose_words(it.purpose),
    )
