"""What stands beside a ring and comes from other rooms: the open alert about it, and the cases of its members."""

from django.urls import reverse

from kawal.access.scope import Power, Scope
from kawal.decisions.alerts import selectors as alerts
from kawal.doors.web.alerts import rows
from kawal.doors.web.alerts.words import STATES
from kawal.doors.web.kit.cards.people import PersonRow
from kawal.doors.web.kit.cards.rings import RingAlert
from kawal.doors.web.kit.cards.shell import Link
from kawal.doors.web.kit.words import word
from kawal.doors.web.people import rows as people
from kawal.response.cases import selectors as cases
from kawal.situation.rings.cards import RingView


def alert_of(view: RingView, scope: Scope) -> RingAlert | None:
    """Nothing for readers who may not read alerts, or whose scope the member to act on first is not in."""
    card = alerts.get_ring_alert(scope=scope, ring_id=view.row.ring_id)
    if card is None:
        return None
    holder = rows.holder_of(
        card, scope, rows.holders([card.taken_by] if card.taken_agency == scope.agency else [])
    )
    state = word(STATES, card.state)
    return RingAlert(
        card.level,
        Link(card.code, reverse("alerts:page", args=[card.code])),
        f"{state}, {holder}" if holder else state,
    )


def cases_of(view: RingView, scope: Scope) -> list[tuple[PersonRow, Link]]:
    """The reader's own open cases about members within reach, in the order of the members."""
    if not scope.may(Power.READ_CASE):
        return []
    found = cases.open_codes(scope=scope, people=[it.person.person_id for it in view.members])
    return [
        (people.person_row(it.person, scope), Link(code, reverse("cases:page", args=[code])))
        for it in view.members
        if (code := found.get(it.person.person_id))
    ]
