"""Alerts: whom first? why this one, and what next? how did it end?"""

from dataclasses import asdict
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kawal import flow
from kawal.access.scope import Power, Scope
from kawal.access.trail import services as trail
from kawal.decisions.alerts import selectors, services
from kawal.decisions.alerts.cards import AlertCounts
from kawal.decisions.quiet.selectors import list_quiet
from kawal.doors.web import labels
from kawal.doors.web.alerts import about, rows, steps, today
from kawal.doors.web.alerts import card as cards
from kawal.doors.web.alerts.answering import decide_and_say, go_back
from kawal.doors.web.alerts.filters import Filters, chips
from kawal.doors.web.alerts.forms import CloseForm
from kawal.doors.web.alerts.words import DESKS
from kawal.doors.web.exports import every, export, export_links
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit.cards.shell import Pages, StatusCard
from kawal.doors.web.kit.words import word
from kawal.doors.web.status import say, status_of
from kawal.situation.paging import BadCursor


@needs(Power.READ_ALERT)
@require_GET
def alert_list(request: HttpRequest, *, scope: Scope) -> HttpResponseBase:
    """What the unit works on today; with a filter, or to see what waits, the whole list."""
    now = timezone.now()
    filters = Filters.read(request.GET)
    is_today = filters.is_today and "sesudah" not in request.GET
    explained = _("Satu baris: satu peringatan tentang satu orang.")

    def page_of(cursor: str | None, limit: int = 500) -> Any:
        return selectors.list_alerts(scope=scope, **filters.asked(), limit=limit, cursor=cursor)

    file = export(
        request, name=_("perlu perhatian"), counts=explained, columns=rows.columns(scope), rows=every(page_of)
    )
    if file:
        return file
    counts = selectors.count_alerts(scope=scope)
    try:
        shown = today.shown(scope, now, counts) if is_today else _whole(page_of, request, filters, counts)
    except BadCursor:
        return redirect("alerts:list")
    context = {
        **shown,
        "alerts": rows.rows_of(shown["alerts"], scope, now, narrowed=asdict(filters)),
        "groups": chips(filters, counts),
        "quiet": list_quiet(scope=scope),
        "pace": today.pace_of(scope, now),
        "others": today.other_lists(filters, counts, scope),
        "export": export_links(request, explained),
        "checked_at": now,
        "empty": _("Tidak ada yang menunggu Anda.")
        if is_today
        else _("Tidak ada yang cocok dengan saringan ini."),
        "status": status_of(request, now),
    }
    return render(request, "alerts/list.html", context)


def _whole(page_of: Any, request: HttpRequest, filters: Filters, counts: AlertCounts) -> dict[str, Any]:
    """:raises BadCursor: the address names none of our pages."""
    page = page_of(request.GET.get("sesudah"), 25)
    return {
        "alerts": page.results,
        "sentence": today.sentence_of(filters, counts),
        "pages": Pages(len(page.results), filters.following(page.next)),
    }


@needs(Power.READ_ALERT)
@require_GET
def page(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    alert = selectors.get_alert(scope=scope, code=code)
    trail.record(scope=scope, action="alert.read", now=now, person=alert.kawal_id, subject=alert.code)
    (journey, picture), case = about.journey_of(alert, scope, now), about.case_of(alert, scope)
    before, after = about.neighbours_of(alert, scope, now)
    context = {
        "alert": cards.alert_card(
            alert, scope, now, journey=journey, case=case, ring=about.ring_of(alert, scope)
        ),
        "picture": picture,
        "similar": about.similar_of(alert, scope),
        "seen_by": about.seen_by(alert),
        "desk": word(DESKS, alert.desk),
        "before": before,
        "after": after,
        "status": status_of(request, now),
    }
    return render(request, "alerts/page.html", context)


@needs(Power.TAKE_ALERT)
@require_POST
def take(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponseBase:
    """One press. htmx gets the row again with its holder; without script the page comes back with the same line."""
    now = timezone.now()
    undo = f"{reverse('alerts:release', args=[code])}?{request.GET.urlencode()}"
    try:
        person = services.take_alert(scope=scope, code=code, now=now)
        flow.redraw(affected=[person], now=now)
        said = StatusCard(_("%(code)s Anda pegang.") % {"code": code}, undo)
    except services.AlertAlreadyTaken as error:
        holder = labels.source_name(error.agency)
        said = StatusCard(_("%(code)s sudah diambil %(who)s.") % {"code": code, "who": holder}, tone="warn")
    except services.AlertClosed:
        said = StatusCard(_("%(code)s sudah ditutup.") % {"code": code}, tone="warn")
    if "HX-Request" in request.headers:
        [row] = rows.rows_of([selectors.get_alert(scope=scope, code=code)], scope, now)
        return render(
            request, "alerts/taken.html", {"alert": row, "status": said, **_counts(request, scope, now)}
        )
    say(request, said.text, now=now, undo_url=said.undo_url, tone=said.tone)
    return go_back(request, code, scope)


@needs(Power.TAKE_ALERT)
@require_POST
def release(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponseBase:
    return decide_and_say(
        request, code, scope, _("%(code)s dilepas; rekan lain dapat mengambilnya."), undo="alerts:take",
        decide=lambda now: services.hand_back_alert(scope=scope, code=code, now=now),
    )  # fmt: skip


@needs(Power.TAKE_ALERT)
@require_POST
def refer(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponseBase:
    """The mission of her country has the next step now. The mission is the alert's own, nothing the browser says."""
    mission = steps.mission_of(selectors.get_alert(scope=scope, code=code))
    if not mission:
        raise Http404
    return decide_and_say(
        request, code, scope, _("%(code)s dirujuk ke perwakilan."),
        decide=lambda now: services.refer_alert(scope=scope, code=code, now=now, why=mission),
    )  # fmt: skip


@needs(Power.TAKE_ALERT)
@require_POST
def reopen(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponseBase:
    return decide_and_say(
        request,
        code,
        scope,
        _("%(code)s dibuka lagi."),
        decide=lambda now: services.reopen_alert(scope=scope, code=code, now=now),
    )


@needs(Power.TAKE_ALERT)
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponseBase:
    now = timezone.now()
    form = CloseForm(request.POST or None)
    if form.is_valid():
        try:
            person = services.close_alert(scope=scope, code=code, **form.cleaned_data, now=now)
        except services.AlertClosed:
            form.add_error(None, _("%(code)s sudah ditutup petugas lain.") % {"code": code})
        except services.AlertAlreadyTaken as error:
            holder = labels.source_name(error.agency)
            form.add_error(
                None, _("%(who)s memegang peringatan ini; merekalah yang menutupnya.") % {"who": holder}
            )
        except services.OutcomeMissing:
            form.add_error("note", _("Tulis kalimat yang utuh, agar rekan Anda mengerti."))
        else:
            flow.redraw(affected=[person], now=now)
            undo = reverse("alerts:reopen", args=[code])
            say(request, _("%(code)s ditutup.") % {"code": code}, now=now, undo_url=undo)
            return redirect("alerts:list")
    alert = cards.alert_card(selectors.get_alert(scope=scope, code=code), scope, now)
    return render(
        request, "alerts/close.html", {"alert": alert, "form": form, "status": status_of(request, now)}
    )


def _counts(request: HttpRequest, scope: Scope, now: datetime) -> dict[str, Any]:
    """What the list says in numbers, as narrowed in the reader's window; nothing where that shows another page."""
    shown = urlsplit(request.headers.get("HX-Current-URL", ""))
    if shown.path != reverse("alerts:list"):
        return {}
    filters, counts = Filters.read(QueryDict(shown.query)), selectors.count_alerts(scope=scope)
    said = (
        today.shown(scope, now, counts)["sentence"]
        if filters.is_today
        else today.sentence_of(filters, counts)
    )
    return {"groups": chips(filters, counts), "sentence": said}
