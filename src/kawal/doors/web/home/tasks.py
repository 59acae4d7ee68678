"""What an officer must do now about alerts: by level and clock, each row a verb."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from kawal.access.scope import Power, Scope
from kawal.decisions.alerts import selectors as alerts
from kawal.decisions.alerts.cards import ActCard, AlertCard
from kawal.decisions.rules.document import Text
from kawal.doors.web import labels
from kawal.doors.web.alerts.words import ACTS
from kawal.doors.web.kit import times
from kawal.doors.web.kit.cards.work import FirstCard, TaskRow
from kawal.doors.web.kit.words import word
from kawal.doors.web.menu import address
from kawal.doors.web.people.rows import shown_name
from kawal.doors.web.rings import words as ring_words
from kawal.situation.rings import selectors as rings

MOST_ALERTS = 8


def words(text: Text, **values: str) -> str:
    """A text of a rule in the reader's language."""
    said = text.en if labels.language() == "en" else text.id
    return said.format(**values) if values else said


def waiting_alerts(scope: Scope, now: datetime) -> list[AlertCard]:
    """Of the unit's day what is hers or nobody's, in the order of its list. Nothing for those who read no alerts."""
    if not scope.may(Power.READ_ALERT):
        return []
    today = alerts.list_today(scope=scope, now=now).alerts
    return [it for it in today if it.taken_by in ("", scope.actor)][: 2 * MOST_ALERTS]


def first_of(card: AlertCard, scope: Scope, now: datetime) -> FirstCard:
    """The most urgent alert as the lead of the page: taking it is one press."""
    url = address("alerts:page", card.code)
    may_take = scope.may(Power.TAKE_ALERT) and not card.taken_by
    return FirstCard(
        level=card.level,
        title=_title(card),
        text=_reason(card),
        url=url,
        verb=_("Ambil") if may_take else _("Buka"),
        icon="attention",
        clock=times.until(card.due_at, now),
        post_url=address("alerts:take", card.code) if may_take else "",
        other_url=url if may_take else "",
        other=_("Lihat alasannya") if may_take else "",
    )


def first_answer(row: TaskRow) -> FirstCard:
    """Where no alert leads the page, what a colleague waits for does."""
    return FirstCard(row.level, row.title, row.text, row.url, row.verb, icon="two", clock=row.clock)


def alert_task(card: AlertCard, now: datetime) -> TaskRow:
    return TaskRow(
        title=_title(card),
        text=" · ".join(filter(None, [_reason(card), _where(card)])),
        url=address("alerts:page", card.code),
        verb=_("Buka"),
        level=card.level,
        clock=times.until(card.due_at, now),
    )


def answer_tasks(scope: Scope, now: datetime) -> list[TaskRow]:
    """What a colleague proposed and only a second officer may answer, the soonest to lapse first."""
    found = alerts.list_to_answer(scope=scope, now=now, most=MOST_ALERTS)
    return [_answer(card, act, now) for card, act in found]


def _answer(card: AlertCard, act: ActCard, now: datetime) -> TaskRow:
    told = {"act": word(ACTS, act.kind), "name": shown_name(card.name)}
    return TaskRow(
        title=_("Setujui atau tolak: %(act)s, %(name)s") % told,
        text=f"{labels.source_name(act.proposed_agency)}: {act.why}",
        url=address("alerts:answer", card.code, act.act_id),
        verb=_("Jawab"),
        what=_("Petugas kedua"),
        level=card.level,
        clock=times.until(act.expires_at, now),
    )


def ring_tasks(scope: Scope) -> list[TaskRow]:
    """Two rings that a colleague calls one."""
    return [
        TaskRow(
            title=_("Setujui atau tolak: %(one)s dan %(other)s satu jaringan")
            % {"one": ring_words.title(it.one), "other": ring_words.title(it.other)},
            text=f"{labels.source_name(it.agency)}: {it.reason}",
            url=address("rings:compare", it.one.code, it.other.code),
            verb=_("Jawab"),
            what=_("Petugas kedua"),
        )
        for it in rings.list_to_answer(scope=scope)
    ]


def _title(card: AlertCard) -> str:
    name = shown_name(card.name)
    return words(card.reasons[0].headline, name=name) if card.reasons else name


def _reason(card: AlertCard) -> str:
    """The gravest reason as a sentence; its title where the sentence belongs to protection."""
    if not card.reasons:
        return ""
    reason = card.reasons[0]
    return words(reason.sentence) if reason.sentence else words(reason.title)


def _where(card: AlertCard) -> str:
    found = [labels.place_name(card.country) if card.country else "", labels.home_label(card.home)]
    return " · ".join(filter(None, found))


def late(rows: Sequence[TaskRow | FirstCard], now: datetime) -> int:
    """How many are past their term; a clock without one says itself that it is."""
    clocks = [row.clock for row in rows if row.clock]
    return sum(1 for clock in clocks if (clock.at < now if clock.at else clock.state == "late"))
