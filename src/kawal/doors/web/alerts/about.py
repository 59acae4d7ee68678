"""What stands beside an alert and comes from other rooms: the journey of its person, and the case that is open."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from kawal.access.scope import Power, Scope
from kawal.decisions.alerts.cards import AlertCard
from kawal.doors.web.kit.cards.people import Station
from kawal.doors.web.kit.cards.shell import Link
from kawal.doors.web.people import journey, timeline
from kawal.response.cases import selectors as cases
from kawal.situation.people import selectors as people
from kawal.situation.pictures import selectors as pictures

FACTS = 100  # the latest; the strip needs the first and last of each kind


def journey_of(card: AlertCard, scope: Scope, now: datetime) -> Sequence[Station]:
    """The strip of the person page, for those who may read people."""
    if not scope.may(Power.READ_PERSON):
        return ()
    picture = pictures.get_picture(scope=scope, kawal_id=card.kawal_id)
    facts = people.list_facts(scope=scope, kawal_id=card.kawal_id, limit=FACTS, newest_first=True).results
    silence = timeline.knows_of_silence(scope, in_scope=True)
    return journey.stations(picture, facts, silence=silence, now=now)


def case_of(card: AlertCard, scope: Scope) -> Link | None:
    """The open case of the reader's agency about this person, or the one that came from this alert."""
    if not scope.may(Power.READ_CASE):
        return None
    found = cases.list_cases_of(scope=scope, person_id=card.person_id)
    mine = next((it for it in found if it.alert_code == card.code or it.state == "open"), None)
    return Link(mine.code, reverse("cases:page", args=[mine.code])) if mine else None
