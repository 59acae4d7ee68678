"""Rings whose members two officers decided to warn, for whoever meets one of them again."""

from dataclasses import dataclass
from datetime import datetime

from kawal.access.scope import Power, Scope
from kawal.access.wall import as_engine
from kawal.decisions.alerts.acts import WARN_RING
from kawal.facts.ledger import bulk
from kawal.situation.rings import selectors as rings
from kawal.situation.rings.cards import RingRow

# Under the ring that stands now. What goes past the reader is not told here either.
DECIDED = """select distinct on (1) coalesce(r.survivor, r.ring_id), c.answered_at, c.proposed_agency, c.answered_agency
 from alert_act c join alert a using (alert_id) join ring r on r.ring_id = a.ring_id
 where c.kind = %s and c.answer = 'confirmed' and not a.past && %s order by 1, c.answered_at desc"""


@dataclass(frozen=True, slots=True)
class WarnedRing:
    """The latest decision to warn a ring. ``agencies``: of who proposed it and who agreed."""

    ring: RingRow
    at: datetime
    agencies: tuple[str, ...]


def list_warned(*, scope: Scope, person_id: int, with_named: bool = False) -> list[WarnedRing]:
    """The ring this person is in, if it was to be warned; with ``with_named`` also those whose recruiter her record names.

    Nothing for readers who may not read alerts, about a person out of reach, or of a ring without a member within reach.
    """
    if not (scope.may(Power.READ_ALERT) and scope.may(Power.READ_PERSON)):
        return []
    with as_engine():
        rows = bulk.run(DECIDED, (WARN_RING, list(scope.marks)))
    decided = {ring: (at, tuple(dict.fromkeys(agencies))) for ring, at, *agencies in rows}
    if not decided:
        return []
    met = rings.list_met(scope=scope, person_id=person_id, among=sorted(decided), with_named=with_named)
    return [WarnedRing(row, *decided[row.ring_id]) for row in met]
