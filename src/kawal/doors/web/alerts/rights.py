"""What the reader may do with an alert itself."""

from kawal.access.scope import Power, Scope
from kawal.decisions.alerts.cards import AlertCard
from kawal.decisions.alerts.services import LONGEST_SNOOZE


def may_close(card: AlertCard, scope: Scope) -> bool:
    """Free, or held by the own agency."""
    is_open = card.state != "closed"
    return is_open and scope.may(Power.TAKE_ALERT) and card.taken_agency in ("", scope.agency)


def may_snooze(card: AlertCard, scope: Scope) -> bool:
    """Free or her own, awake, and no emergency."""
    is_hers = card.taken_by in ("", scope.actor) and card.state != "closed"
    return (
        scope.may(Power.TAKE_ALERT)
        and is_hers
        and card.own_level in LONGEST_SNOOZE
        and not card.snoozed_until
    )
