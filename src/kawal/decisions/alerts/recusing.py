"""An officer who cannot deal with an alert says so: it is hidden from her, or from her unit, and goes on to others."""

from datetime import datetime

from django.db import transaction

from kawal.access.scope import Scope, officer_mark, own_key
from kawal.access.wall import as_engine
from kawal.decisions.alerts.deciding import climb_from, decide, open_alert
from kawal.facts.ledger import bulk

OWN_UNIT = "own_unit"
REASONS = ("relative", "own_record", OWN_UNIT)
KEEP = """insert into alert_recusal (claim_id, mark, reason, by, agency, at) values (%s, %s, %s, %s, %s, %s) on conflict do nothing"""


class ReasonMissing(Exception):
    """None of the reasons for which an officer does not deal with an alert."""


@transaction.atomic
def recuse_from_alert(*, scope: Scope, code: str, reason: str, now: datetime) -> int:
    """The officer does not deal with alerts about this person: a relative, her own record, or her own unit.

    From here on they are not there for her, or for her whole unit. What she held, or her unit, is nobody's again.

    :raises NotAllowed: the officer may not take alerts.
    :raises NotVisible: unknown, or out of scope.
    :raises AlertClosed: it is closed.
    :raises ReasonMissing: no such reason.
    """
    alert = open_alert(scope, code)
    if reason not in REASONS:
        raise ReasonMissing(reason)
    is_unit = reason == OWN_UNIT
    mark = own_key(scope.agency) if is_unit else officer_mark(scope.actor)
    fields = []
    if alert.taken_agency == scope.agency if is_unit else alert.taken_by == scope.actor:
        alert.state, alert.taken_by, alert.taken_agency, alert.taken_at = "new", "", "", None
        alert.climbs_at = climb_from(alert, now)
        fields = ["state", "taken_by", "taken_agency", "taken_at"]
    with as_engine():
        bulk.run(KEEP, (alert.claim_id, mark, reason, scope.actor, scope.agency, now))
    return decide(scope, alert, fields, "passed" if is_unit else "recused", now, reason)
