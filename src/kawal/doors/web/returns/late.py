"""Limits and waits past them, in words; and who is asked about them: the missions whose turn it may be."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kawal.access.scope import Power, Scope
from kawal.doors.web import labels
from kawal.doors.web.kit.cards.work import TaskRow
from kawal.doors.web.kit.times import ClockCard
from kawal.doors.web.kit.words import Words
from kawal.reference.limits.selectors import limit
from kawal.response.repatriation.selectors import MOST_LATE, count_late
from kawal.response.repatriation.steps import Level

TURNS: Words = {
    "mission": gettext_lazy("Perwakilan"),
    "host": gettext_lazy("Negara setempat"),
    "post": gettext_lazy("Pos"),
    "shelter": gettext_lazy("Penampungan"),
    "origin": gettext_lazy("Daerah asal"),
}
ASKED: dict[str, Level] = {
    "supervisor": "supervisor",
    "national": "nation",
}  # at whose start page a wait arrives


def limit_words(clock: str, now: datetime) -> str:
    """`T1, UU 21/2007 Pasal 52`, in English `T1, Law 21/2007 Article 52`; what is practice is called so."""
    if not clock:
        return ""
    known = limit(clock, timezone.localdate(now))
    return f"{known.rule}, {labels.law_words(known.basis)}" if known else _("kebiasaan, bukan hukum")


def climb_words(level: Level) -> str:
    return {"": "", "supervisor": _("naik ke penyelia"), "nation": _("naik ke nasional")}[level]


def late_tasks(scope: Scope, now: datetime) -> list[TaskRow]:
    """Waits that have climbed to this officer: one line, however many. Nothing for others."""
    level = ASKED.get(scope.role)
    if level is None or not scope.may(Power.HAND_OVER):
        return []
    count = count_late(scope=scope, now=now, level=level)
    if not count:
        return []
    said = f"{MOST_LATE}+" if count >= MOST_LATE else str(count)
    title = ngettext(
        "%(count)s orang menunggu pulang melewati batas",
        "%(count)s orang menunggu pulang melewati batas",
        count,
    ) % {"count": said}
    return [
        TaskRow(
            title=title,
            text=_("Tanyakan kepada yang mendapat giliran, yang paling terancam dulu."),
            url=f"{reverse('returns:list')}?lewat=1",
            verb=_("Buka"),
            what=_("Kepulangan"),
            clock=ClockCard(_("lewat batas"), "late"),
        )
    ]
