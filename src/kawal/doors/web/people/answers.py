"""What an officer decides on a person page: whether two people are one, and to see a number whole."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from kawal import flow
from kawal.access.scope import NotVisible, Power, Scope
from kawal.doors.web.front_desk import needs
from kawal.doors.web.people import claims
from kawal.doors.web.people.rows import page_of
from kawal.doors.web.people.verdicts import REFUSED, what_became, why_not
from kawal.situation.people import selectors as people
from kawal.situation.people import services

SHOWN_FOR = 30  # seconds
VERDICTS = ("same", "different", "unsure")
KINDS = ("nik", "passport", "phone")


@needs(Power.REVIEW_IDENTITY)
@require_POST
def answer(request: HttpRequest, kawal_id: str, proposal_id: int, *, scope: Scope) -> HttpResponse:
    verdict = request.POST.get("answer", "")
    if verdict not in VERDICTS:
        raise Http404
    now = timezone.now()
    _asked(kawal_id, proposal_id, scope=scope, now=now)
    try:
        made = flow.decide_match(
            scope=scope,
            proposal_id=proposal_id,
            verdict=verdict,  # type: ignore[arg-type]  # checked above
            now=now,
        )
    except REFUSED as refused:
        messages.warning(request, why_not(refused))
    else:
        messages.success(request, what_became(made))
    return redirect(page_of(kawal_id) + "#serupa")


@needs(Power.REVIEW_IDENTITY)
@require_POST
def unanswer(request: HttpRequest, kawal_id: str, proposal_id: int, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    _asked(kawal_id, proposal_id, scope=scope, now=now)
    try:
        flow.undo_decision(scope=scope, proposal_id=proposal_id, now=now)
    except REFUSED as refused:
        messages.warning(request, why_not(refused))
    else:
        messages.success(request, _("Jawaban diurungkan."))
    return redirect(page_of(kawal_id) + "#serupa")


def _asked(kawal_id: str, proposal_id: int, *, scope: Scope, now: datetime) -> None:
    """:raises NotVisible: no such question on that page."""
    notes = people.get_person(scope=scope, kawal_id=kawal_id, now=now).notes
    if all(note.proposal_id != proposal_id for note in notes):
        raise NotVisible("proposal")


@needs(Power.REVEAL_NUMBER)
@never_cache
@require_POST
def reveal(request: HttpRequest, kawal_id: str, kind: str, *, scope: Scope) -> HttpResponse:
    """The number whole for half a minute, in place or, without script, on a page of its own. Written to the access log."""
    if kind not in KINDS:
        raise Http404
    now = timezone.now()
    view = people.get_person(scope=scope, kawal_id=kawal_id, now=now)
    card = next(
        (it for it in claims.numbers(view.claims, lambda _kind: "") if it.kind == claims.label_of(kind)), None
    )
    if card is None or not view.in_scope:
        raise NotVisible("number")
    shown = services.reveal_number(scope=scope, kawal_id=kawal_id, kind=kind, now=now)
    context = {"number": card, "shown": claims.grouped(shown), "seconds": SHOWN_FOR}
    if "HX-Request" in request.headers:
        return render(request, "people/number.html", context)
    response = render(
        request, "people/revealed.html", {**context, "back_url": page_of(view.kawal_id), "name": view.name}
    )
    response["Refresh"] = f"{SHOWN_FOR}; url={page_of(view.kawal_id)}"
    return response
