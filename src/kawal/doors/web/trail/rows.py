"""Lines of the access log as rows of a page."""

from django.utils.translation import ngettext

from kawal.access.trail.selectors import ActCard, TraceCard
from kawal.doors.web.kit.cards.office import LogRow
from kawal.doors.web.kit.figures import number
from kawal.doors.web.trail.words import act_words, purpose_words
from kawal.reference.agencies.selectors import agency_label


def log_row(it: TraceCard) -> LogRow:
    return LogRow(
        at=it.at,
        officer=it.name,
        unit=agency_label(it.agency),
        what=_what(it.action, it.subject),
        person=it.person,
        purpose=purpose_words(it.purpose),
    )


def act_row(it: ActCard) -> LogRow:
    """A line of the reader's own: whoever was looked at by a list is counted, not named one by one."""
    what = _what(it.action, it.subject)
    if it.people > 1:
        people = ngettext("%(count)s orang", "%(count)s orang", it.people) % {"count": number(it.people)}
        what = f"{what}, {people}"
    return LogRow(at=it.at, officer="", unit="", what=what, person=it.person)


def _what(action: str, subject: str) -> str:
    return f"{act_words(action)}: {subject}" if subject else act_words(action)
