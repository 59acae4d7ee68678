"""A plan with somebody who came home: begun in her words, made of offers, each answered by her."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kawal.access.scope import Power, Scope
from kawal.doors.web import status
from kawal.doors.web.aftercare.forms import GoalForm, OfferForm
from kawal.doors.web.aftercare.views import draw
from kawal.doors.web.front_desk import needs
from kawal.homecoming import aftercaring
from kawal.response.aftercare import services
from kawal.response.aftercare.programmes import STATES
from kawal.response.aftercare.services import CannotBecome, PlanClosed, PlanOpen
from kawal.situation.people import selectors as people

LONGEST_NOTE = 500


@needs(Power.HAND_OVER)
@require_POST
def open_plan(request: HttpRequest, kawal_id: str, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    view = people.get_person(scope=scope, kawal_id=kawal_id, now=now)
    form = GoalForm(request.POST)
    if not form.is_valid():
        return draw(request, view, scope, now, goal_form=form)
    try:
        services.open_plan(scope=scope, kawal_id=view.kawal_id, goal=form.cleaned_data["goal"], now=now)
    except PlanOpen:
        status.say(request, _("Instansi Anda sudah punya rencana dengan orang ini."), now=now, tone="warn")
    else:
        status.say(request, _("Rencana dimulai."), now=now)
    return redirect("aftercare:person", view.kawal_id)


@needs(Power.HAND_OVER)
@require_POST
def offer(request: HttpRequest, kawal_id: str, plan_id: int, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    view = people.get_person(scope=scope, kawal_id=kawal_id, now=now)
    form = OfferForm(request.POST)
    if not form.is_valid():
        return draw(request, view, scope, now, offer_form=form)
    kind, code = form.kind_and_code
    said = form.cleaned_data
    try:
        services.offer(
            scope=scope, plan_id=plan_id, act=said["act"], kind=kind, code=code, provider=said["provider"],
            due_on=said["due_on"], now=now,
        )  # fmt: skip
    except PlanClosed:
        status.say(request, _("Rencana ini sudah diakhiri."), now=now, tone="warn")
    else:
        status.say(request, _("Tawaran tersimpan."), now=now)
    return redirect("aftercare:person", view.kawal_id)


@needs(Power.HAND_OVER)
@require_POST
def change(request: HttpRequest, kawal_id: str, offer_id: int, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    view = people.get_person(scope=scope, kawal_id=kawal_id, now=now)
    state, note = request.POST.get("state", ""), request.POST.get("note", "")[:LONGEST_NOTE]
    try:
        if state not in STATES:
            raise CannotBecome(state)
        aftercaring.change_offer(
            scope=scope, kawal_id=view.kawal_id, offer_id=offer_id, state=state, note=note, now=now
        )
    except CannotBecome:
        status.say(request, _("Tawaran ini sudah dijawab lain. Muat ulang halaman."), now=now, tone="warn")
    else:
        status.say(request, _("Tersimpan."), now=now)
    return redirect("aftercare:person", view.kawal_id)


@needs(Power.HAND_OVER)
@require_POST
def close(request: HttpRequest, kawal_id: str, plan_id: int, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    services.close_plan(scope=scope, plan_id=plan_id, now=now)
    status.say(request, _("Rencana diakhiri."), now=now)
    return redirect("aftercare:person", kawal_id)
