"""On a person's page: what resembles her elsewhere and may be asked about, without a word of whom."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from kawal.access.scope import Power, Scope
from kawal.doors.web.identity.words import OWNER_ANSWERS
from kawal.doors.web.kit import times
from kawal.doors.web.kit.cards.people import AskCard
from kawal.doors.web.kit.words import word
from kawal.situation.linkage import selectors as linkage
from kawal.situation.linkage.selectors import Askable
from kawal.situation.people.cards import PersonView


def askable_of(view: PersonView, scope: Scope, now: datetime) -> list[AskCard]:
    """Only about whom the own agency has said something: that is what it sends."""
    own = any(it.source == scope.agency for it in view.claims)
    if not own or not scope.may(Power.REVIEW_IDENTITY):
        return []
    found = linkage.list_askable(scope=scope, kawal_id=view.kawal_id, now=now)
    return [_card(it, view.kawal_id) for it in found]


def _card(it: Askable, kawal_id: str) -> AskCard:
    return AskCard(
        ask_url="" if it.asked_at else reverse("identity:ask", args=[kawal_id, it.proposal_id]),
        asked=_("Ditanyakan %(day)s, belum dijawab.") % {"day": times.day(it.asked_at)}
        if it.asked_at
        else "",
        answer=word(OWNER_ANSWERS, it.answer) if it.answer else "",
    )
