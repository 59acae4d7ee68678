"""What waits at a post now: people who may not wait, whoever is missing, receptions, batches of today, hand-overs."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kawal.access.scope import Power, Scope
from kawal.doors.web.batches.words import leg_name
from kawal.doors.web.handover.cards import list_row
from kawal.doors.web.kit import times
from kawal.doors.web.kit.cards.shell import Link
from kawal.doors.web.kit.cards.work import FirstCard, TaskRow
from kawal.doors.web.kit.figures import number
from kawal.response.handover import selectors as handovers
from kawal.response.reception import selectors as receptions
from kawal.response.reception.cards import ReceptionCard
from kawal.response.returns import selectors as batches
from kawal.response.returns.cards import LegCard

AHEAD, BACK = timedelta(hours=24), timedelta(hours=12)
MOST_RECEPTIONS, MOST_HANDOVERS, MOST_SHOWN = 5, 8, 8
It = TypeVar("It")
_ORDER = {"emergency": 0, "high": 1, "": 2}


def waiting_at(scope: Scope, place: str, now: datetime) -> list[TaskRow]:
    """Who may not wait first, then whoever is missing on a leg, then by the clock; what has no clock comes last. Three queries."""
    rows = [*_receptions(scope), *_legs(scope, place, now), *_handovers(scope, now)]
    rows.sort(key=lambda it: (_ORDER[it.level], it.clock is None, (it.clock.at if it.clock else None) or now))
    return rows


def lead(rows: Sequence[TaskRow]) -> tuple[FirstCard | None, list[TaskRow]]:
    """The first of them large where it presses, and the rest."""
    if not rows or not rows[0].level:
        return None, list(rows)
    it = rows[0]
    return FirstCard(it.level, it.title, it.text, it.url, it.verb, icon="attention", clock=it.clock), list(
        rows[1:]
    )


def shown(found: Sequence[It], *, whole: bool) -> Sequence[It]:
    """The first eight, or all of them."""
    return found if whole else found[:MOST_SHOWN]


def more_of(name: str, many: int, asked: str) -> Link | None:
    """To the whole list, or back to its beginning."""
    if many <= MOST_SHOWN:
        return None
    if name == asked:
        return Link(_("Delapan pertama saja"), f"?#{name}")
    return Link(_("Semua %(n)s orang") % {"n": number(many)}, f"?semua={name}#{name}")


def _receptions(scope: Scope) -> list[TaskRow]:
    if not scope.may(Power.INTAKE):
        return []
    found = receptions.list_receptions(scope=scope, limit=MOST_RECEPTIONS)
    return [_reception(it) for it in found if it.is_open]


def _reception(card: ReceptionCard) -> TaskRow:
    said = [
        _("%(came)s datang dari %(all)s") % {"came": card.came, "all": card.total},
        _("%(n)s belum lengkap") % {"n": card.incomplete} if card.incomplete else "",
    ]
    if card.first:
        title = ngettext(
            "Dahulukan %(n)s orang di %(what)s", "Dahulukan %(n)s orang di %(what)s", card.first
        ) % {"n": card.first, "what": card.about or card.code}  # fmt: skip
        url = f"{reverse('reception:queue', args=[card.code])}?yang=first"
        return TaskRow(title, _joined(said), url, _("Dahulukan"), level="emergency")
    url = reverse("reception:counter", args=[card.code])
    title = _("Terima %(what)s") % {"what": card.about or card.code}
    return TaskRow(title, _joined(said), url, _("Terima"), what=_("Penerimaan"))


def _legs(scope: Scope, place: str, now: datetime) -> list[TaskRow]:
    """Legs from or to the post until tomorrow, and those whose differences are open."""
    if not place:
        return []
    found = batches.list_legs_here(scope=scope, places=[place], since=now - BACK, until=now + AHEAD, now=now)
    return [_leg(it, place, now) for it in found if not it.closed_at]


def _leg(leg: LegCard, place: str, now: datetime) -> TaskRow:
    comes = leg.to_place == place
    at = leg.arrives_at if comes else leg.departs_at
    counted = _("%(n)s direncanakan") % {"n": leg.planned + leg.added}
    done = [
        _("%(n)s naik") % {"n": leg.boarded} if leg.boarded else "",
        _("%(n)s tiba") % {"n": leg.arrived} if leg.arrived else "",
    ]
    text = _joined([leg_name(leg), counted, *done])
    url = reverse("batches:leg", args=[leg.batch, leg.mark])
    missing = leg.missing(now)
    if missing:
        said = ngettext("Cari %(n)s orang dari %(batch)s", "Cari %(n)s orang dari %(batch)s", missing)
        return TaskRow(said % {"n": missing, "batch": leg.batch}, text, url, _("Cari"), level="high")
    title = _("Terima rombongan %(batch)s") if comes else _("Berangkatkan rombongan %(batch)s")
    clock = times.until(at, now) if at and at > now else None
    verb = _("Terima") if comes else _("Buka")
    return TaskRow(title % {"batch": leg.batch}, text, url, verb, what=_("Rombongan"), clock=clock)


def _handovers(scope: Scope, now: datetime) -> list[TaskRow]:
    rows = []
    for card in handovers.list_open(scope=scope, limit=MOST_HANDOVERS).results:
        row = list_row(card)
        title = _("Serahkan %(count)s kepada %(taker)s") % {"count": row.count, "taker": row.taker}
        text = _joined([row.code, row.waits, row.place])
        clock = times.until(card.happens_at, now)
        rows.append(TaskRow(title, text, row.url, _("Serah terima"), what=_("Serah terima"), clock=clock))
    return rows


def _joined(parts: Sequence[str]) -> str:
    return " · ".join(filter(None, parts))
