"""The unit's day: what stands on it, in a sentence and a bar, what waits, and how much the unit can do."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from kawal.access.scope import Power, Scope
from kawal.decisions.alerts import selectors, services
from kawal.decisions.alerts.cards import AlertCounts
from kawal.decisions.quality import selectors as quality
from kawal.doors.web.alerts.filters import ASLEEP, CLOSED, WAITING, Filters
from kawal.doors.web.alerts.forms import BudgetForm
from kawal.doors.web.alerts.quality import hours_of, minutes_of, share_of
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit import figures
from kawal.doors.web.kit.cards.shell import Link, Pages
from kawal.doors.web.status import say, status_of

DONE, TO_DO = "#1a6543", "#e3e9e6"


def shown(scope: Scope, now: datetime, counts: AlertCounts) -> dict[str, Any]:
    """For the list: its rows, what it says of itself, and the bar of the day."""
    day = selectors.list_today(scope=scope, now=now)
    left = max(0, day.per_day - day.used)
    return {
        "alerts": day.alerts,
        "sentence": _day_sentence(day.asked, left, counts),
        "pages": Pages(len(day.alerts)),
        "done": day.used,
        "waiting": left,
        "shares": [(day.used, DONE), (left, TO_DO)],
    }


def pace_of(scope: Scope, now: datetime) -> list[tuple[str, str]]:
    """How the unit does: what it decided in 90 days and how quickly. Nothing while it has decided nothing."""
    pace = quality.get_pace(scope=scope, now=now)
    if not pace.decided:
        return []
    return [
        (_("diputuskan"), figures.number(pace.decided)),
        (_("dari dibuka sampai diputuskan"), minutes_of(pace)),
        (_("dari muncul sampai diputuskan"), hours_of(pace)),
        (
            _("darurat dalam satu jam"),
            share_of(pace.in_time, pace.urgent) if pace.urgent else figures.UNKNOWN,
        ),
    ]


def sentence_of(filters: Filters, counts: AlertCounts) -> str:
    if filters.is_closed:
        return _("Yang sudah selesai, terbaru di atas.")
    if filters.keadaan == ASLEEP:
        return _("Yang ditunda; kembali sendiri pada waktunya.")
    if filters.tingkat == "watch":
        return _("Yang dipantau saja; tidak meminta kerja siapa pun.")
    if filters.keadaan == WAITING:
        return _(
            "Semua yang terbuka, juga yang belum mendapat giliran. Yang tidak ada di daftar hari ini tidak mendesak."
        )
    return _counted(counts)


def other_lists(filters: Filters, counts: AlertCounts, scope: Scope) -> list[Link]:
    """Where else to look; each said with its number where that is known."""
    found = []
    if not filters.is_today:
        found.append(Link(_("Hari ini"), reverse("alerts:list")))
    if filters.keadaan != WAITING:
        found.append(Link(_("Semua yang terbuka"), Filters(keadaan=WAITING).address()))
    for count, label, other in (
        (counts.watched, _("%(count)s dipantau saja"), Filters(tingkat="watch")),
        (counts.asleep, _("%(count)s ditunda"), Filters(keadaan=ASLEEP)),
    ):
        if count and filters != other:
            found.append(Link(label % {"count": figures.number(count)}, other.address()))
    if not filters.is_closed:
        found.append(Link(_("Yang sudah selesai"), Filters(keadaan=CLOSED).address()))
    if scope.may(Power.LEAD_UNIT):
        found.append(Link(_("Atur daya kerja unit"), reverse("alerts:budget")))
    return found


def _day_sentence(asked: int, left: int, counts: AlertCounts) -> str:
    told = {"asked": asked, "left": left, "counted": _counted(counts)}
    return (
        _(
            "%(counted)s Hari ini %(asked)d dari %(left)d yang masih sanggup dikerjakan unit, dan semua yang darurat."
        )
        % told
    )


def _counted(counts: AlertCounts) -> str:
    waiting = ngettext("%(count)d menunggu", "%(count)d menunggu", counts.free) % {"count": counts.free}
    return _("%(waiting)s, %(mine)d di tangan Anda.") % {"waiting": waiting, "mine": counts.mine}


@needs(Power.LEAD_UNIT)
@require_http_methods(["GET", "POST"])
def budget(request: HttpRequest, *, scope: Scope) -> HttpResponseBase:
    """How many alerts the unit works in a day: a number, and what it does."""
    now = timezone.now()
    day = selectors.list_today(scope=scope, now=now)
    form = BudgetForm(request.POST or None, initial={"per_day": day.per_day})
    if form.is_valid():
        services.set_budget(scope=scope, per_day=form.cleaned_data["per_day"], now=now)
        say(
            request,
            _("Daya kerja unit: %(count)d sehari.") % {"count": form.cleaned_data["per_day"]},
            now=now,
        )
        return redirect("alerts:list")
    return render(
        request, "alerts/budget.html", {"form": form, "day": day, "status": status_of(request, now)}
    )
