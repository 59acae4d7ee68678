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
from kawal.situation.people import selectors as people
from kawal.situation.people import services

SHOWN_FOR = 30  # seconds
VERDICTS = ("same", "different", "unsure")
KINDS = ("nik", "passport", "phone")


@needs(Power.REVIEW_IDENTITY)
@require_POST
def answer(request: HttpRequest, kawal_id: str, note_id: int, *, scope: Scope) -> HttpResponse:
    verdict = request.POST.get("answer", "")
    if verdict not in VERDICTS:
        raise Http404
    now = timezone.now()
    try:
        for note in _alike(kawal_id, note_id, scope=scope, now=now):
            flow.answer_note(scope=scope, note_id=note, verdict=verdict, now=now)  # type: ignore[arg-type]  # checked above
    except services.AlreadyAnswered:
        messages.warning(request, _("Petugas lain sudah menjawab. Jawabannya ada di halaman ini."))
    else:
        messages.success(request, _("Jawaban disimpan. Bisa diurungkan kapan saja."))
    return redirect(page_of(kawal_id) + "#serupa")


@needs(Power.REVIEW_IDENTITY)
@require_POST
def unanswer(request: HttpRequest, kawal_id: str, note_id: int, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    try:
        for note in _alike(kawal_id, note_id, scope=scope, now=now):
            flow.undo_answer(scope=scope, note_id=note, now=now)
    except services.NotAnswered:
        messages.warning(request, _("Tidak ada jawaban untuk diurungkan."))
    else:
        messages.success(request, _("Jawaban diurungkan."))
    return redirect(page_of(kawal_id) + "#serupa")


def _alike(kawal_id: str, note_id: int, *, scope: Scope, now: datetime) -> list[int]:
    """Every note of one answer about the same two people: they are asked about once, however many claims agree.

    :raises NotVisible: no such note on that page.
    """
    notes = people.get_person(scope=scope, kawal_id=kawal_id, now=now).notes
    asked = next((note for note in notes if note.note_id == note_id), None)
    if asked is None:
        raise NotVisible("note")
    same = [
        it.note_id
        for it in notes
        if it.other.person_id == asked.other.person_id and it.verdict == asked.verdict
    ]
    return sorted(same, key=lambda it: it != note_id)


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
