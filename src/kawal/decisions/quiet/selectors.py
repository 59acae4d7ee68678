"""Notices of sources that do not send, with how many of the reader's people they leave without word."""

from dataclasses import dataclass
from datetime import datetime

from kawal.access.asking import Question
from kawal.access.scope import Power, Scope
from kawal.reference import selectors as reference

NOTICES = Question("""select h.source, min(h.since) as since, count(*) as people from silence_held h join person p using (person_id)
 where h.back_at is null and {p seen} group by 1 order by 3 desc, 1""")


@dataclass(frozen=True, slots=True)
class QuietNotice:
    """A source that has not sent since then, and people whose word would come by it."""

    source: str
    name: str
    since: datetime
    people: int


def list_quiet(*, scope: Scope) -> list[QuietNotice]:
    """The most people first.

    :raises NotAllowed: the scope may not read alerts.
    """
    scope.require(Power.READ_ALERT)
    return [
        QuietNotice(it.source, reference.agency_label(it.source), it.since, it.people)
        for it in NOTICES.ask(scope)
    ]
