"""What other rooms add to the person page: who handles her now, who looked at her, the days until home."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from kawal.access.scope import Power, Scope
from kawal.access.trail import selectors as log
from kawal.decisions.alerts import selectors as alerts
from kawal.decisions.alerts.cards import AlertCard, ReasonCard
from kawal.doors.web import labels
from kawal.doors.web.alerts.rows import holder_of, holders
from kawal.doors.web.elapsed import person_bar
from kawal.doors.web.identity.asking import askable_of
from kawal.doors.web.kit import times
from kawal.doors.web.kit.cards.elapsed import SegmentBar
from kawal.doors.web.kit.cards.people import HandlerReason, HandlerRow, PersonCard
from kawal.doors.web.kit.cards.shell import Link
from kawal.doors.web.menu import address
from kawal.doors.web.people.rows import place_of, shown_name
from kawal.doors.web.rings.warned import notes_of
from kawal.response.cases import selectors as cases
from kawal.response.cases.selectors import CaseCard
from kawal.response.elapsed.selectors import elapsed_of
from kawal.situation.people.cards import PersonView

CLOSED = "closed"
MOST_CITED = 3


def with_work(card: PersonCard, view: PersonView, *, scope: Scope, now: datetime) -> PersonCard:
    """The card with what is open about the person. Out of scope nothing is told of it."""
    if not view.in_scope:
        return replace(card, handlers=None)
    own = cases.list_cases_of(scope=scope, person_id=view.person_id) if scope.may(Power.READ_CASE) else []
    own = [it for it in own if it.state != CLOSED]
    past = alerts.codes_past(scope=scope, person_id=view.person_id)
    views, viewers = log.count_viewers(scope=scope, kawal_id=view.kawal_id, now=now, without=past)
    sees_viewers = scope.may(Power.READ_CLAIMS)
    return replace(
        card,
        handlers=_handlers(view, own, scope),
        open_case_url=_open_case_url(view, own, scope),
        askable=askable_of(view, scope, now),
        split_url=_split_url(view, scope),
        viewers_url=reverse("people:viewers", args=[view.kawal_id]) if sees_viewers else "",
        views=views,
        viewers=viewers,
        segments=_segments(view, scope),
        warned=notes_of(scope, view.person_id),
    )


def _split_url(view: PersonView, scope: Scope) -> str:
    """Whoever stands in one claim alone cannot be two people."""
    may = scope.may(Power.REVIEW_IDENTITY) and len(view.claims) > 1
    return reverse("identity:split", args=[view.kawal_id]) if may else ""


def _segments(view: PersonView, scope: Scope) -> SegmentBar | None:
    """Nothing before a whole day has passed: there is nothing to learn from yet."""
    if not scope.may(Power.READ_ALERT):
        return None
    found = elapsed_of(scope=scope, person_id=view.person_id)
    return person_bar(found, scope) if found.total is not None and found.total >= 1 else None


def _open_case_url(view: PersonView, own: Sequence[CaseCard], scope: Scope) -> str:
    """One open case an agency is enough."""
    has_one = any(it.agency == scope.agency for it in own)
    return address("cases:open", view.kawal_id) if scope.may(Power.OPEN_CASE) and not has_one else ""


def _handlers(view: PersonView, own: Sequence[CaseCard], scope: Scope) -> list[HandlerRow] | None:
    """Open alerts and the own agency's open case; None for readers who see neither."""
    if not (scope.may(Power.READ_ALERT) or scope.may(Power.READ_CASE)):
        return None
    found = alerts.list_alerts_of(scope=scope, person_id=view.person_id, with_facts=True)
    standing = [it for it in found if it.state != CLOSED]
    names = holders([*(it.opened_by for it in own), *(it.taken_by for it in standing)])
    return [
        *(_case(it, names) for it in own),
        *(_alert(it, holder_of(it, scope, names)) for it in standing),
        *(_of_other(it) for it in _counted_too(view, scope)),
    ]


def _counted_too(view: PersonView, scope: Scope) -> list[AlertCard]:
    """Open alerts of people whom an officer called the same, until a second one answers."""
    others = {it.other.person_id for it in view.notes if it.waits_for_second}
    found = [it for person in sorted(others) for it in alerts.list_alerts_of(scope=scope, person_id=person)]
    return [it for it in found if it.state != CLOSED]


def _of_other(card: AlertCard) -> HandlerRow:
    label = _("Peringatan %(code)s") % {"code": card.code}
    text = _("tentang %(name)s; berlaku juga di sini sampai petugas kedua menjawab") % {
        "name": shown_name(card.name)
    }
    return HandlerRow(label, address("alerts:page", card.code), text, card.level)


def _case(card: CaseCard, names: Mapping[str, str]) -> HandlerRow:
    label = _("Kasus %(code)s") % {"code": card.code}
    text = f"{labels.source_name(card.agency)} · {names[card.opened_by]}"
    return HandlerRow(label, address("cases:page", card.code), text)


def _alert(card: AlertCard, by: str) -> HandlerRow:
    waits = _("belum diambil, sejak %(day)s") % {"day": times.day(card.opened_at)}
    text = _("diambil %(by)s") % {"by": by} if by else waits
    if card.calm_at:
        text = _("%(text)s, reda sejak %(day)s") % {"text": text, "day": times.short_day(card.calm_at)}
    label = _("Peringatan %(code)s") % {"code": card.code}
    reasons = [_reason(card, it) for it in card.reasons if it.ended_at is None]
    return HandlerRow(label, address("alerts:page", card.code), text, card.level, reasons)


def _reason(card: AlertCard, reason: ReasonCard) -> HandlerReason:
    """In its title's words; the facts are those that the reader sees, wherever on the timeline they stand."""
    facts = [
        Link(
            f"{times.short_day(it.at)}, {labels.source_name(it.source)}",
            place_of(card.kawal_id, it.at, it.seq),
        )
        for it in reason.facts
    ]
    return HandlerReason(reason.title.said(labels.language()), facts[:MOST_CITED])
