"""Everybody on the way home: who waits on what, since when, whose turn it is."""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kawal.access.scope import Power, Scope
from kawal.access.trail import services as trail
from kawal.doors.web.elapsed import summary_card
from kawal.doors.web.exports import every, export, export_links
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit.cards.shell import Pages
from kawal.doors.web.returns import cards
from kawal.doors.web.returns.late import TURNS
from kawal.doors.web.status import status_of
from kawal.reference import selectors as reference
from kawal.response.cases.selectors import open_codes
from kawal.response.elapsed.selectors import first_signs, summarise
from kawal.response.repatriation import selectors
from kawal.response.repatriation.waiting import STAGES, Narrowed
from kawal.situation.paging import BadCursor

SINCE = timedelta(days=365)
LONGEST = 60


@needs(Power.HAND_OVER)
@require_GET
def board(request: HttpRequest, *, scope: Scope) -> HttpResponseBase:
    now = timezone.now()
    chosen = _chosen(request)
    stage, country = chosen["tahap"], chosen["negara"]
    narrowed = Narrowed(
        chosen["perwakilan"], chosen["giliran"], now if chosen["lewat"] else None, bool(chosen["luar"])
    )
    counts = _("Satu baris satu orang dalam perjalanan pulang.")

    def page_of(cursor: str | None) -> Any:
        return selectors.list_returns(
            scope=scope, now=now, stage=stage, country=country, cursor=cursor, of=narrowed
        )

    file = export(request, name=_("kepulangan"), counts=counts, columns=cards.columns(), rows=every(page_of))
    if file:
        return file
    try:
        page = page_of(request.GET.get("sesudah"))
    except BadCursor:
        raise Http404 from None
    people = [way.person_id for way in page.results]
    codes = open_codes(scope=scope, people=people) if scope.may(Power.READ_CASE) else {}
    waiting = selectors.count_waiting(scope=scope, now=now)
    stages = waiting.by_stage(country)
    missing = [] if any(chosen.values()) else selectors.list_missing(scope=scope, now=now, limit=1)
    following = request.GET.copy()
    following["sesudah"] = page.next or ""
    trail.record_all(
        scope=scope, action="return.listed", now=now, people=[way.kawal_id for way in page.results]
    )
    context = {
        "returns": cards.board(
            page.results,
            stages,
            missing,
            waiting.missing,
            codes=codes,
            signs=first_signs(scope=scope, people=people),
            scope=scope,
            now=now,
        ),
        "groups": cards.filters(chosen, waiting),
        "chosen": chosen,
        "missions": [] if scope.role == "mission" else reference.list_missions(country=country),
        "pages": Pages(len(page.results), f"?{following.urlencode()}" if page.next else ""),
        "export": export_links(request, counts),
        "days_url": reverse("returns:days") if scope.may(Power.READ_STATISTICS) else "",
        "figures_url": reverse("returns:figures"),
        "status": status_of(request, now),
    }
    return render(request, "returns/list.html", context)


def _chosen(request: HttpRequest) -> dict[str, str]:
    """The filters of the address; what is none of ours filters nothing."""
    names = ("tahap", "negara", "perwakilan", "giliran", "lewat", "luar")
    said = {name: request.GET.get(name, "")[:LONGEST] for name in names}
    said["tahap"] = said["tahap"] if said["tahap"] in STAGES else ""
    said["giliran"] = said["giliran"] if said["giliran"] in TURNS else ""
    return said


@needs(Power.READ_STATISTICS)
@require_GET
def days(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    """How many days pass from the first sign to home, for everybody the reader sees, over a year."""
    now = timezone.now()
    since = now - SINCE
    found = summarise(scope=scope, since=since, country=request.GET.get("negara", ""))
    card = summary_card(found, since, scope)
    return render(request, "returns/days.html", {"elapsed": card, "checked_at": now})
