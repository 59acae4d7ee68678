"""Returns that wait, as tasks: who left and did not arrive, then the longest waiting steps."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kawal.access.scope import Power, Scope
from kawal.doors.web import labels
from kawal.doors.web.cases import words
from kawal.doors.web.kit import times
from kawal.doors.web.kit.cards.shell import Link
from kawal.doors.web.kit.cards.work import TaskRow
from kawal.doors.web.kit.figures import number
from kawal.doors.web.people.rows import page_of, shown_name
from kawal.response.repatriation import selectors as returns
from kawal.response.repatriation.selectors import WayCard
from kawal.response.repatriation.steps import STEP

MOST_RETURNS, MOST_LOOKED_AT = 6, 25


def return_tasks(scope: Scope, now: datetime) -> list[TaskRow]:
    """Who left and did not arrive, then the longest waiting steps that this officer's powers can do."""
    if not scope.may(Power.READ_PERSON):
        return []
    missing = returns.list_missing(scope=scope, now=now, limit=MOST_RETURNS)
    waiting = returns.list_returns(scope=scope, now=now, limit=MOST_LOOKED_AT).results
    waiting = [way for way in waiting if way.stage in STEP and scope.may(STEP[way.stage].power)]
    seen = {way.person_id for way in missing}
    rows = [_missing(way, now) for way in missing]
    return [*rows, *(_step(way, now) for way in waiting if way.person_id not in seen)][:MOST_RETURNS]


def abroad_link(scope: Scope, now: datetime) -> list[Link]:
    """For a district: how many of its people wait abroad, and the board of who waits on what."""
    if not scope.area or scope.is_nationwide or not scope.may(Power.HAND_OVER):
        return []
    count = returns.count_waiting(scope=scope, now=now).abroad_from()
    said = ngettext(
        "%(count)s warga daerah ini menunggu pulang di luar negeri",
        "%(count)s warga daerah ini menunggu pulang di luar negeri",
        count,
    )
    return [Link(said % {"count": number(count)}, f"{reverse('returns:list')}?luar=1")] if count else []


def _missing(way: WayCard, now: datetime) -> TaskRow:
    return TaskRow(
        title=_("Cari %(name)s yang belum tiba") % {"name": shown_name(way.name)},
        text=_("Berangkat %(day)s, belum ada catatan tiba.") % {"day": times.day(way.since)},
        url=page_of(way.kawal_id),
        verb=_("Buka"),
        what=_("Kepulangan"),
        clock=times.ClockCard(_("%(days)s tanpa kabar") % {"days": times.span(way.days)}, "late"),
    )


def _step(way: WayCard, now: datetime) -> TaskRow:
    waited = _("menunggu %(days)s") % {"days": times.span(way.days)}
    return TaskRow(
        title=f"{words.STEPS[way.stage].verb}: {shown_name(way.name)}",
        text=" · ".join(filter(None, [waited, words.turn_word(way.turn), labels.home_label(way.home)])),
        url=page_of(way.kawal_id),
        verb=_("Buka"),
        what=_("Kepulangan"),
        clock=times.until(way.due_at, now) if way.due_at else None,
    )
