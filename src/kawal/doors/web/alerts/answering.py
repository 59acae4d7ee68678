"""A decision about an alert from the browser: done, said in one line with the way back, and where it leads next."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kawal import flow
from kawal.access.scope import NotVisible, Scope
from kawal.decisions.alerts import selectors, services
from kawal.doors.web.alerts import rows
from kawal.doors.web.alerts.filters import Filters
from kawal.doors.web.status import say

OVERTAKEN = (
    services.AlertNotHeld,
    services.AlertAlreadyTaken,
    services.AlertClosed,
    services.AlertStillOpen,
    services.ActLapsed,
    services.ActAwaited,
    services.SnoozeTooLong,
)


def decide_and_say(
    request: HttpRequest,
    code: str,
    scope: Scope,
    text: str,
    *,
    decide: Callable[[datetime], int],
    undo: str = "",
) -> HttpResponseBase:
    """Do it, say it, go back. What somebody else decided meanwhile is said instead."""
    now = timezone.now()
    try:
        flow.redraw(affected=[decide(now)], now=now)
    except OVERTAKEN:
        return overtaken(request, code, scope)
    undo_url = f"{reverse(undo, args=[code])}?{request.GET.urlencode()}" if undo else ""
    say(request, text % {"code": code}, now=now, undo_url=undo_url)
    return go_back(request, code, scope)


def overtaken(request: HttpRequest, code: str, scope: Scope) -> HttpResponseBase:
    """Somebody else decided meanwhile: nothing was done, and that is said."""
    said = _("%(code)s sudah berubah sementara itu; lihat keadaannya di halaman peringatan.")
    say(request, said % {"code": code}, now=timezone.now(), tone="warn")
    return go_back(request, code, scope)


def go_back(request: HttpRequest, code: str, scope: Scope) -> HttpResponseBase:
    """To the alert; to the list as it was narrowed when it was pressed there, or the alert went out of sight with the key it had opened."""
    if request.GET.get(rows.FROM) == rows.LIST:
        return redirect((reverse("alerts:list") + Filters.read(request.GET).address()).rstrip("?"))
    try:
        selectors.get_alert(scope=scope, code=code)
    except NotVisible:
        return redirect("alerts:list")
    return redirect("alerts:page", code)
