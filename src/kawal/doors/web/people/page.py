"""What other rooms add to the person page: who handles her now, who looked at her, the days until home."""

from dataclasses import replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from kawal.access.scope import Power, Scope
from kawal.access.trail import selectors as log
from kawal.decisions.alerts import selectors as alerts
from kawal.decisions.alerts.cards import AlertCard
from kawal.doors.web import labels
from kawal.doors.web.alerts.rows import holder_of, holders
from kawal.doors.web.elapsed import person_bar
from kawal.doors.web.kit import times
from kawal.doors.web.kit.cards.elapsed import SegmentBar
from kawal.doors.web.kit.cards.people import HandlerRow, PersonCard
from kawal.doors.web.menu import address
from kawal.response.cases import selectors as cases
from kawal.response.cases.selectors import CaseCard
from kawal.response.elapsed.selectors import elapsed_of
from kawal.situation.people.cards import PersonView

CLOSED = "closed"


def with_work(card: PersonCard, view: PersonView, *, scope: Scope, now: datetime) -> PersonCard:
    """The card with what is open about the person. Out of scope nothing is told of it."""
    if not view.in_scope:
        return replace(card, handlers=None)
    views, viewers = log.count_viewers(scope=scope, kawal_id=view.kawal_id, now=now)
    sees_viewers = scope.may(Power.READ_CLAIMS)
    return replace(
        card,
        handlers=_handlers(view, scope),
        open_case_url=address("cases:open", view.kawal_id) if scope.may(Power.OPEN_CASE) else "",
        viewers_url=reverse("people:viewers", args=[view.kawal_id]) if sees_viewers else "",
        views=views,
        viewers=viewers,
        segments=_segments(view, scope),
    )


def _segments(view: PersonView, scope: Scope) -> SegmentBar | None:
    """Nothing before a whole day has passed: there is nothing to learn from yet."""
    if not scope.may(Power.READ_ALERT):
        return None
    found = elapsed_of(scope=scope, person_id=view.person_id)
    return person_bar(found) if found.total is not None and found.total >= 1 else None


def _handlers(view: PersonView, scope: Scope) -> list[HandlerRow] | None:
    """Open alerts and the own agency's open case; None for readers who see neither."""
    if not (scope.may(Power.READ_ALERT) or scope.may(Power.READ_CASE)):
        return None
    found = alerts.list_alerts_of(scope=scope, person_id=view.person_id)
    own = cases.list_cases_of(scope=scope, person_id=view.person_id) if scope.may(Power.READ_CASE) else []
    open_ = [card for card in found if card.state != CLOSED]
    names = holders([card.taken_by for card in open_ if card.taken_agency == scope.agency])
    return [
        *(_case(card) for card in own if card.state != CLOSED),
        *(_alert(card, holder_of(card, scope, names)) for card in open_),
    ]


def _case(card: CaseCard) -> HandlerRow:
    label = _("Kasus %(code)s") % {"code": card.code}
    return HandlerRow(
        label, address("cases:page", card.code), f"{labels.source_name(card.agency)} · {card.opened_by}"
    )


def _alert(card: AlertCard, by: str) -> HandlerRow:
    waits = _("belum diambil, sejak %(day)s") % {"day": times.day(card.opened_at)}
    label = _("Peringatan %(code)s") % {"code": card.code}
    return HandlerRow(
        label,
        address("alerts:page", card.code),
        _("diambil %(by)s") % {"by": by} if by else waits,
        card.level,
    )
