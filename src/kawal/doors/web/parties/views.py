"""Looking for recruiters and companies, reading about one, and saying whether two are the same."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kawal.access.scope import Power, Scope
from kawal.access.trail import services as trail
from kawal.doors.web.exports import every, export, export_links
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit.cards.shell import Pages
from kawal.doors.web.parties import drawing
from kawal.doors.web.people.rows import person_row
from kawal.situation.paging import BadCursor
from kawal.situation.parties import selectors as parties
from kawal.situation.parties import services

PER_PAGE = 25
VERDICTS = ("same", "different", "unsure")


@needs(Power.SEARCH)
@require_GET
def search(request: HttpRequest, *, scope: Scope) -> HttpResponseBase:
    q = request.GET.get("q", "").strip()[:200]
    counts = _("Perekrut, perusahaan dan pemberi kerja yang disebut laporan dalam wewenang Anda.")
    file = export(
        request,
        name=_("Perekrut dan perusahaan"),
        counts=counts,
        columns=drawing.columns(),
        rows=every(lambda at: parties.list_parties(scope=scope, q=q, limit=PER_PAGE, cursor=at)),
    )
    if file:
        return file
    try:
        found = parties.list_parties(scope=scope, q=q, limit=PER_PAGE, cursor=request.GET.get("sesudah"))
    except BadCursor as error:
        raise Http404 from error
    keep = {"q": q} if q else {}
    next_url = f"{request.path}?{urlencode({**keep, 'sesudah': found.next})}" if found.next else ""
    context = {
        "query": q,
        "rows": [drawing.row(it) for it in found.results],
        "pages": Pages(len(found.results), next_url),
        "export": export_links(request, counts) if found.results else None,
    }
    return render(request, "parties/search.html", context)


@needs(Power.READ_PERSON)
@require_GET
def page(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    view = parties.get_party(scope=scope, code=code)
    alike = parties.list_alike(scope=scope, code=code)
    trail.record(scope=scope, action="party.viewed", now=timezone.now(), subject=view.row.code)
    return render(request, "parties/page.html", {"party": drawing.card(view, alike, scope)})


@needs(Power.READ_PERSON)
@require_GET
def workers(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    """Everybody named with it whom the reader may see, page by page."""
    try:
        found = parties.list_workers(
            scope=scope, code=code, limit=PER_PAGE, cursor=request.GET.get("sesudah")
        )
    except BadCursor as error:
        raise Http404 from error
    trail.record(scope=scope, action="party.viewed", now=timezone.now(), subject=code)
    context = {
        "people": [person_row(it, scope) for it in found.results],
        "party_url": drawing.page_of(code),
        "pages": Pages(len(found.results), f"?{urlencode({'sesudah': found.next})}" if found.next else ""),
    }
    return render(request, "parties/workers.html", context)


@needs(Power.REVIEW_IDENTITY)
@require_POST
def answer(request: HttpRequest, code: str, other: str, *, scope: Scope) -> HttpResponse:
    verdict = request.POST.get("answer", "")
    if verdict not in VERDICTS:
        raise Http404

    def act() -> None:
        services.answer(scope=scope, code=code, other=other, verdict=verdict, now=timezone.now())  # type: ignore[arg-type]  # checked above

    return _acted(request, code, act, _("Jawaban disimpan. Bisa diurungkan kapan saja."))


@needs(Power.REVIEW_IDENTITY)
@require_POST
def unanswer(request: HttpRequest, code: str, other: str, *, scope: Scope) -> HttpResponse:
    def act() -> None:
        services.undo_answer(scope=scope, code=code, other=other, now=timezone.now())

    return _acted(request, code, act, _("Jawaban diurungkan."))


def _acted(request: HttpRequest, code: str, act: Callable[[], None], done: str) -> HttpResponse:
    try:
        act()
    except services.AlreadyAnswered:
        messages.warning(request, _("Petugas lain sudah menjawab. Jawabannya ada di halaman ini."))
    except services.NotAnswered:
        messages.warning(request, _("Tidak ada jawaban untuk diurungkan."))
    else:
        messages.success(request, done)
    return redirect(drawing.page_of(code) + "#serupa")
