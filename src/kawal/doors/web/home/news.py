"""Beside the work: what changed in the area since yesterday, and how fresh each source is."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kawal.access.scope import Power, Scope
from kawal.doors.web.kit import times
from kawal.doors.web.kit.cards.shell import FeedRow
from kawal.doors.web.kit.cards.work import ChangeRow
from kawal.facts.feeds import selectors as feeds
from kawal.situation.pictures import selectors as pictures

SINCE = timedelta(days=1)
MOST_FEEDS = 8
FRESH, STALE = timedelta(days=1), timedelta(days=7)
CHANGES: dict[str, str | Promise] = {
    "abroad_silent": gettext_lazy("orang mulai senyap di luar negeri."),
    "in_trouble": gettext_lazy("orang mengabarkan masalah."),
    "in_custody": gettext_lazy("orang ditahan di luar negeri."),
    "in_return": gettext_lazy("orang mulai perjalanan pulang."),
    "home": gettext_lazy("orang sampai di rumah."),
    "abroad_in_contact": gettext_lazy("orang berangkat atau memberi kabar lagi."),
    "preparing": gettext_lazy("orang bersiap berangkat."),
    "died": gettext_lazy("orang dikabarkan meninggal."),
}


def changes(scope: Scope, now: datetime) -> list[ChangeRow]:
    """How many came into each stay since yesterday, what needs help first."""
    if not scope.may(Power.READ_PERSON):
        return []
    found = pictures.count_changes(scope=scope, since=now - SINCE)
    search = reverse("people:search") if scope.may(Power.SEARCH) else ""
    return [
        ChangeRow(
            found[stay],
            str(text),
            f"{search}?keberadaan={stay}" if search else "",
            _("Lihat") if search else "",
        )
        for stay, text in CHANGES.items()
        if found.get(stay)
    ]


def freshness(scope: Scope, now: datetime) -> list[FeedRow]:
    """When the sources that most rests on last sent, the longest silent of them first."""
    every = feeds.list_freshness(scope=scope)
    largest = {it.source for it in sorted(every, key=lambda it: (-it.facts, it.source))[:MOST_FEEDS]}
    return [_feed(it.name, it.last_recorded_at, now) for it in every if it.source in largest]


def _feed(name: str, at: datetime, now: datetime) -> FeedRow:
    age = now - at
    state = "ok" if age <= FRESH else "soon" if age <= STALE else "late"
    return FeedRow(name, times.since(at, now), state)
