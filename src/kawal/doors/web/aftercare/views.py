"""Who came home and is due for a visit; one person's year after home."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kawal.access.scope import Power, Scope
from kawal.access.trail import services as trail
from kawal.doors.web import labels, status
from kawal.doors.web.aftercare import words
from kawal.doors.web.aftercare.cards import home_row, home_words, plan_view, survey_view
from kawal.doors.web.aftercare.forms import GoalForm, OfferForm, VisitForm
from kawal.doors.web.exports import export, export_links
from kawal.doors.web.facts.saving import show_errors
from kawal.doors.web.front_desk import needs
from kawal.doors.web.home.expected import FOLLOW_UPS
from kawal.doors.web.kit.cards.shell import Pages
from kawal.doors.web.people.rows import page_of, shown_name
from kawal.facts.contract.errors import FactRefused
from kawal.homecoming import aftercaring
from kawal.homecoming.aftercaring import Visit
from kawal.response.aftercare import selectors
from kawal.response.aftercare.sight import may_care
from kawal.situation.paging import BadCursor, cursor_of, parts_of
from kawal.situation.people import selectors as people
from kawal.situation.people.cards import PersonView

PER_PAGE, MOST, DAYS_A_MONTH = 25, 20_000, 30.4


@needs(Power.HAND_OVER)
@require_GET
def home_list(request: HttpRequest, *, scope: Scope) -> HttpResponseBase:
    now = timezone.now()
    counts = _("Orang yang sudah di rumah dan masih akan dikunjungi, satu baris satu orang.")
    everybody = selectors.list_home(scope=scope, now=now, limit=MOST) if "bentuk" in request.GET else []
    file = export(request, name=_("Sesudah pulang"), counts=counts, columns=_columns(), rows=everybody)
    if file:
        return file
    try:
        parts = parts_of(request.GET.get("sesudah") or None, datetime, int)
    except BadCursor as error:
        raise Http404 from error
    found = selectors.list_home(
        scope=scope, now=now, limit=PER_PAGE + 1, after=(parts[0], parts[1]) if parts else None
    )
    shown = found[:PER_PAGE]
    more = cursor_of(shown[-1].due_at.isoformat(), shown[-1].person_id) if len(found) > PER_PAGE and shown[-1].due_at else ""  # fmt: skip
    endings = selectors.count_endings(scope=scope)
    context = {
        "rows": [home_row(it, now) for it in shown],
        "endings": [(words.ENDINGS[code], count) for code, count in endings.items()],
        "total": sum(endings.values()),
        "pages": Pages(len(shown), f"?sesudah={more}" if more else ""),
        "export": export_links(request, counts) if shown else None,
        "checked_at": now,
        "status": status.status_of(request, now),
    }
    trail.record_all(scope=scope, action="aftercare.listed", now=now, people=[it.kawal_id for it in shown])
    return render(request, "aftercare/list.html", context)


@needs(Power.HAND_OVER)
@require_GET
def person(request: HttpRequest, kawal_id: str, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    view = people.get_person(scope=scope, kawal_id=kawal_id, now=now)
    form = VisitForm(initial={"months": round_due(view, now)})
    return draw(request, view, scope, now, visit_form=form)


@needs(Power.HAND_OVER)
@require_POST
def visit(request: HttpRequest, kawal_id: str, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    view = people.get_person(scope=scope, kawal_id=kawal_id, now=now)
    form = VisitForm(request.POST)
    if not form.is_valid():
        return draw(request, view, scope, now, visit_form=form)
    said = {name: form.said(name) for name in ("safe", "employed", "wants_to_leave")}
    made = Visit(form.cleaned_data["months"], **said)
    try:
        aftercaring.visit(
            scope=scope, kawal_id=view.kawal_id, act=form.cleaned_data["act"], made=made, now=now
        )
    except FactRefused as refused:
        show_errors(form, refused)
        return draw(request, view, scope, now, visit_form=form)
    status.say(request, _("Kunjungan tersimpan."), now=now)
    return redirect("aftercare:person", view.kawal_id)


def draw(request: HttpRequest, view: PersonView, scope: Scope, now: datetime, **forms: Any) -> HttpResponse:
    """The page of one person, with whatever form was refused as it was sent."""
    cares = may_care(scope)
    plans = selectors.list_plans(scope=scope, kawal_id=view.kawal_id)
    surveys = selectors.list_surveys(scope=scope, kawal_id=view.kawal_id)
    has_own = any(it.is_own and it.closed_at is None for it in plans)
    context = {
        "kawal_id": view.kawal_id,
        "name": shown_name(view.name),
        **home_words(view, now),
        "page_url": page_of(view.kawal_id),
        "cares": cares,
        "plans": [plan_view(it) for it in plans],
        "surveys": [survey_view(it) for it in surveys],
        "visit_form": VisitForm(initial={"months": round_due(view, now)}),
        "goal_form": None if has_own or not cares else GoalForm(),
        "offer_form": OfferForm() if has_own else None,
        "checked_at": now,
        "status": status.status_of(request, now),
    }
    refused = any(form.errors for form in forms.values())
    return render(request, "aftercare/person.html", context | forms, status=422 if refused else 200)


def round_due(view: PersonView, now: datetime) -> int:
    """The round a visit today stands for: the last one that is due by now, else the first."""
    home_at = view.picture.home_at if view.picture else None
    months = (now - home_at).days / DAYS_A_MONTH if home_at else 0
    return max((it for it in FOLLOW_UPS if it <= months + 0.5), default=FOLLOW_UPS[0])


def _columns() -> Any:
    return (
        (_("Kode"), lambda row: row.kawal_id),
        (_("Nama"), lambda row: shown_name(row.name)),
        (_("Asal"), lambda row: labels.home_label(row.home)),
        (_("Di rumah sejak"), lambda row: row.home_at),
        (_("Kunjungan berikut"), lambda row: row.due_at),
        (_("Kali pulang"), lambda row: row.returns),
        (_("Ada rencana"), lambda row: row.has_plan),
    )
