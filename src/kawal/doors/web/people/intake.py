"""Somebody walks in: a name, a look whether she is known, then a fact. Saving is never refused for looking alike."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kawal.access.scope import NotVisible, Power, Scope
from kawal.access.trail import services as trail
from kawal.doors.web.facts.forms import renumber
from kawal.doors.web.facts.saving import Saved, save
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit.cards.shell import Link
from kawal.doors.web.menu import address
from kawal.doors.web.people import rows
from kawal.doors.web.people.forms import RegisterForm
from kawal.situation.linkage import selectors as linkage
from kawal.situation.linkage import services as linkage_services
from kawal.situation.people import selectors as people

SHORTEST_NAME, SHOWN = 3, 3
MOST_ASKED, A_MINUTE = 60, timedelta(minutes=1)
NOBODY_SHOWN: dict[str, Any] = {"candidates": (), "name": "", "elsewhere": False}
POST_OR_GET = ["GET", "POST"]


@needs(Power.INTAKE)
@require_http_methods(POST_OR_GET)
def register(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    return _register(request, scope, title=_("Siapa yang datang?"))


@needs(Power.REPORT)
@require_http_methods(POST_OR_GET)
def announce(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    """The same for a village, which receives nobody but hears who will leave; it looks nobody up."""
    return _register(request, scope, title=_("Siapa yang dikabarkan?"))


@needs(Power.MATCH)
@require_GET
def candidates(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    """The panel beside the form, as it is typed."""
    now = timezone.now()
    form = RegisterForm(request.GET, scope=scope, now=now)
    form.is_valid()
    try:
        trail.keep_pace(scope=scope, action="match.asked", now=now, most=MOST_ASKED, within=A_MINUTE)
    except trail.TooFast:
        return render(request, "kit/duplicates.html", NOBODY_SHOWN)
    return render(request, "kit/duplicates.html", _panel(form, scope, now))


def _register(request: HttpRequest, scope: Scope, *, title: str) -> HttpResponse:
    now = timezone.now()
    if request.method == "GET":
        form = RegisterForm(scope=scope, now=now, initial={"name": request.GET.get("nama", "")[:200]})
        return _draw(request, form, scope, title=title)
    form = RegisterForm(request.POST, scope=scope, now=now)
    chosen = request.POST.get("orang", "")
    if not form.is_valid():
        return _draw(request, form, scope, title=title)
    panel = _panel(form, scope, now)
    alike = [it for it in panel["candidates"] if it.alike]
    if alike and not chosen and "ditawarkan" not in request.POST:
        return _draw(request, form, scope, title=title, panel=panel, offered=True)
    if chosen:
        chosen = _visible(scope, chosen)
    saved = save(request, form.raw_fact(chosen), scope=scope, now=now, form=form)
    if isinstance(saved, Saved):
        refused = request.POST.getlist("ditolak")
        if refused and saved.kawal_id and not chosen and scope.may(Power.MATCH):
            linkage_services.refuse_candidates(
                scope=scope, kawal_id=saved.kawal_id, shown=refused[:SHOWN], now=now
            )
        return redirect(rows.page_of(saved.kawal_id) if saved.kawal_id else reverse("home:home"))
    renumber(form)
    return _draw(request, form, scope, title=title, panel=panel)


def _draw(
    request: HttpRequest,
    form: RegisterForm,
    scope: Scope,
    *,
    title: str,
    panel: dict[str, Any] | None = None,
    offered: bool = False,
) -> HttpResponse:
    matches = scope.may(Power.MATCH)
    context = {
        "form": form,
        "title": title,
        "offered": offered,
        "duplicates_url": reverse("people:candidates") if matches else "",
        "areas_url": address("reference:areas"),
        "back": Link(_("Batal"), reverse("home:home")),
        **(panel or NOBODY_SHOWN),
    }
    return render(request, "people/register.html", context)


def _panel(form: RegisterForm, scope: Scope, now: datetime) -> dict[str, Any]:
    """At most three people who may be the one; nothing before three letters of a name."""
    name = str(form.cleaned_data.get("name") or "").strip()
    if len(name) < SHORTEST_NAME or not scope.may(Power.MATCH):
        return NOBODY_SHOWN
    found = linkage.find_candidates(scope=scope, subject=form.subject_so_far(), now=now, limit=SHOWN)
    shown = [rows.candidate(it) for it in found.candidates]
    return {"candidates": shown, "name": name, "elsewhere": found.elsewhere and not shown}


def _visible(scope: Scope, kawal_id: str) -> str:
    """The chosen person, where the officer may see her; else the fact stands for itself."""
    try:
        return people.get_person(scope=scope, kawal_id=kawal_id, now=timezone.now()).kawal_id
    except NotVisible:
        return ""
