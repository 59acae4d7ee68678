"""Cases: my unit's list, one case with its next step, opening, steps, notes and closing."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kawal import flow
from kawal.access.scope import Category, NotAllowed, Power, Scope
from kawal.access.trail import services as trail
from kawal.decisions.alerts import selectors as alerts
from kawal.doors.web import status
from kawal.doors.web.cases import cards, words
from kawal.doors.web.cases.forms import CloseForm, NoteForm, OpenForm, StepForm
from kawal.doors.web.exports import every, export, export_links
from kawal.doors.web.facts.saving import save
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit.cards.shell import Chip, ChipGroup, Pages
from kawal.response.cases import selectors, services
from kawal.response.cases.selectors import CaseCard
from kawal.response.elapsed.selectors import elapsed_of
from kawal.response.repatriation import selectors as returns
from kawal.response.repatriation.selectors import WayCard
from kawal.response.repatriation.steps import STEP
from kawal.situation.paging import BadCursor
from kawal.situation.people import selectors as people

GET_OR_POST = ["GET", "POST"]
STATES = ("open", "closed")
FACTS_SHOWN = 20


@needs(Power.READ_CASE)
@require_GET
def case_list(request: HttpRequest, *, scope: Scope) -> HttpResponseBase:
    """Which cases wait for a step? The unit's, or those the reader opened."""
    now = timezone.now()
    state = request.GET.get("keadaan", "open")
    state = state if state in STATES else "open"
    mine = request.GET.get("oleh") == "saya"
    counts = _("Satu baris satu kasus instansi ini.")

    def page_of(cursor: str | None) -> Any:
        return selectors.list_cases(scope=scope, state=state, mine=mine, cursor=cursor)

    file = export(request, name=_("kasus"), counts=counts, columns=_columns(), rows=every(page_of))
    if file:
        return file
    try:
        page = page_of(request.GET.get("sesudah"))
    except BadCursor:
        raise Http404 from None
    ways = returns.ways_of(scope=scope, people=[it.person_id for it in page.results], now=now)
    following = request.GET.copy()
    following["sesudah"] = page.next or ""
    context = {
        "tasks": [cards.task_row(it, ways.get(it.person_id), now) for it in page.results],
        "groups": _filters(state, mine, selectors.count_cases(scope=scope)),
        "pages": Pages(len(page.results), f"?{following.urlencode()}" if page.next else ""),
        "export": export_links(request, counts),
        "checked_at": now,
        "status": status.status_of(request, now),
    }
    return render(request, "cases/list.html", context)


@needs(Power.OPEN_CASE)
@require_http_methods(GET_OR_POST)
def open_case(request: HttpRequest, kawal_id: str, *, scope: Scope) -> HttpResponse:
    """From an alert (``?peringatan=``) or from the person."""
    now = timezone.now()
    view = people.get_person(scope=scope, kawal_id=kawal_id, now=now)
    form = OpenForm(request.POST or None, initial={"alert": request.GET.get("peringatan", "")})
    if form.is_valid():
        try:
            code = services.open_case(
                scope=scope,
                kawal_id=view.kawal_id,
                summary=form.cleaned_data["summary"],
                alert_code=form.cleaned_data["alert"],
                now=now,
            )
        except services.CaseAlreadyOpen as already:
            text = _("Instansi Anda sudah menangani orang ini. Inilah kasusnya.")
            status.say(request, text, now=now, tone="warn")
            return redirect("cases:page", already.code)
        flow.redraw(affected=[view.person_id], now=now)
        status.say(request, _("Kasus %(code)s dibuka.") % {"code": code}, now=now)
        return redirect("cases:page", code)
    context = {"form": form, "name": view.name, "back_url": reverse("people:page", args=[view.kawal_id])}
    return render(request, "cases/open.html", context)


@needs(Power.READ_CASE)
@require_GET
def page(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    case, way = _case(code, scope, now)
    facts = []
    if way and scope.sees(Category.MOVEMENT):
        facts = people.list_facts(
            scope=scope,
            kawal_id=case.kawal_id,
            limit=FACTS_SHOWN,
            newest_first=True,
            category=Category.MOVEMENT,
        ).results
    card = cards.case_card(
        case,
        way,
        facts=facts,
        notes=selectors.list_notes(scope=scope, code=code),
        days=elapsed_of(scope=scope, person_id=case.person_id) if way else None,
        held=_held_alert(case, scope),
        scope=scope,
        now=now,
    )
    trail.record(scope=scope, action="case.read", now=now, person=case.kawal_id, subject=code)
    return render(request, "cases/page.html", {"case": card, "status": status.status_of(request, now)})


@needs(Power.OPEN_CASE)
@require_POST
def note(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    form = NoteForm(request.POST)
    if form.is_valid():
        services.note_case(scope=scope, code=code, text=form.cleaned_data["text"], now=now)
        status.say(request, _("Catatan tersimpan."), now=now)
    else:
        selectors.get_case(scope=scope, code=code)
        status.say(request, _("Catatan kosong tidak disimpan."), now=now, tone="warn")
    return redirect(reverse("cases:page", args=[code]) + "#catatan")


@needs(Power.OPEN_CASE)
@require_http_methods(GET_OR_POST)
def close(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    case, way = _case(code, scope, now)
    form = CloseForm(
        request.POST or None, initial={"outcome": "home_safe"} if way and way.stage == "done" else {}
    )
    held = _held_alert(case, scope)
    if form.is_valid() and held:
        text = _(
            "Instansi Anda masih memegang %(code)s. Tutup atau lepaskan dahulu: sesudah kasus ditutup, Anda mungkin tidak melihatnya lagi."
        )
        form.add_error(None, text % {"code": held})
    elif form.is_valid():
        outcome, text = form.cleaned_data["outcome"], form.cleaned_data["note"]
        try:
            services.close_case(scope=scope, code=code, outcome=outcome, note=text, now=now)
        except services.CaseAlreadyClosed:
            form.add_error(None, _("Kasus ini sudah ditutup petugas lain."))
        else:
            flow.redraw(affected=[case.person_id] if case.person_id else [], now=now)
            status.say(request, _("Kasus %(code)s ditutup.") % {"code": code}, now=now)
            return redirect("cases:list")
    sentence = _(
        "Kasus %(code)s tentang %(name)s ditutup. Instansi Anda lalu melihatnya hanya di wilayahnya sendiri."
    )
    context = {
        "case": cards.head(case, way),
        "form": form,
        "title": _("Apa hasil kasus ini?"),
        "sentence": sentence % {"code": code, "name": cards.name_of(case)},
        "verb": _("Tutup kasus"),
        "back_url": reverse("cases:page", args=[code]),
    }
    return render(request, "cases/step.html", context)


@needs(Power.REPORT)
@require_http_methods(GET_OR_POST)
def step(request: HttpRequest, code: str, slug: str, *, scope: Scope) -> HttpResponse:
    """A step of the way home, recorded as a fact; pressing twice is a repetition."""
    now = timezone.now()
    case, way = _case(code, scope, now)
    if slug not in words.STEP_OF_SLUG or way is None or case.state != "open":
        raise Http404
    its = STEP[words.STEP_OF_SLUG[slug]]
    if not scope.may(its.power):
        raise NotAllowed(its.power)
    said = words.STEPS[its.code]
    form = StepForm(request.POST or None, step=its, scope=scope, now=now)
    if form.is_valid():
        raw = form.fact_about(case.kawal_id, case.name)
        if save(request, raw, scope=scope, now=now, form=form):
            return redirect("cases:page", code)
    context = {
        "case": cards.head(case, way),
        "form": form,
        "title": said.asks,
        "sentence": f"{cards.name_of(case)}. {said.hint}",
        "verb": said.verb,
        "back_url": reverse("cases:page", args=[code]),
    }
    return render(request, "cases/step.html", context)


def _case(code: str, scope: Scope, now: datetime) -> tuple[CaseCard, WayCard | None]:
    """The case, and her way home as long as the reader may see her.

    :raises NotVisible: unknown case, or another agency's.
    """
    case = selectors.get_case(scope=scope, code=code)
    return case, returns.ways_of(scope=scope, people=[case.person_id], now=now).get(case.person_id)


def _held_alert(case: CaseCard, scope: Scope) -> str:
    """The open alert about the person that the reader's own agency holds. Without the case nobody there may see it."""
    found = alerts.list_alerts_of(scope=scope, person_id=case.person_id) if case.person_id else []
    held = (it.code for it in found if it.state != "closed" and it.taken_agency == scope.agency)
    return next(held, "") if case.agency == scope.agency else ""


def _filters(state: str, mine: bool, counts: dict[str, int]) -> list[ChipGroup]:
    whose = "&oleh=saya" if mine else ""
    states = [("open", _("Terbuka")), ("closed", _("Ditutup"))]
    return [
        ChipGroup(
            _("Keadaan"),
            [Chip(label, f"?keadaan={it}{whose}", counts[it], current=it == state) for it, label in states],
        ),
        ChipGroup(
            _("Pemegang"),
            [
                Chip(_("Seluruh unit"), f"?keadaan={state}", current=not mine),
                Chip(_("Dibuka oleh saya"), f"?keadaan={state}&oleh=saya", current=mine),
            ],
        ),
    ]


def _columns() -> Sequence[tuple[str, Any]]:
    return (
        (_("Kasus"), lambda row: row.code),
        (_("Kode orang"), lambda row: row.kawal_id),
        (_("Nama"), lambda row: row.name),
        (_("Yang ditangani"), lambda row: row.summary),
        (_("Peringatan"), lambda row: row.alert_code),
        (_("Dibuka"), lambda row: row.opened_at),
        (_("Dibuka oleh"), lambda row: row.opened_by),
        (_("Ditutup"), lambda row: row.closed_at),
        (_("Hasil"), lambda row: words.outcome_word(row.outcome) if row.outcome else ""),
    )
