"""Reading rings: the list, one, two beside each other."""

from dataclasses import replace
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kawal.access.scope import Power, Scope
from kawal.access.trail import services as trail
from kawal.doors.web.exports import every, export, export_links
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit.cards.shell import Chip, ChipGroup, Pages
from kawal.doors.web.kit.words import word
from kawal.doors.web.rings import beside, drawing, words
from kawal.situation.paging import BadCursor
from kawal.situation.rings import selectors as rings

PER_PAGE = 25


@needs(Power.SEARCH)
@require_GET
def listing(request: HttpRequest, *, scope: Scope) -> HttpResponseBase:
    q, now = request.GET.get("q", "").strip()[:200], timezone.now()
    state = request.GET.get("keadaan", "")
    state = state if state in words.STATES else ""
    counts = _(
        "Orang yang perekrutan atau perjalanannya terikat hal yang sama, dengan tanda bahaya; sekurangnya satu dalam wewenang Anda."
    )
    file = export(
        request,
        name=_("Jaringan"),
        counts=counts,
        columns=drawing.columns(),
        rows=every(
            lambda at: rings.list_rings(scope=scope, now=now, q=q, state=state, limit=PER_PAGE, cursor=at)
        ),
    )
    if file:
        return file
    try:
        found = rings.list_rings(
            scope=scope, now=now, q=q, state=state, limit=PER_PAGE, cursor=request.GET.get("sesudah")
        )
    except BadCursor as error:
        raise Http404 from error
    keep = {key: value for key, value in (("q", q), ("keadaan", state)) if value}
    chips = [
        Chip(word(words.STATES, each), f"?{urlencode({**keep, 'keadaan': each})}", current=each == state)
        for each in words.STATES
    ]
    context = {
        "query": q,
        "state": state,
        "groups": [ChipGroup(_("Keadaan"), chips)],
        "rings": [drawing.line(it) for it in found.results],
        "pages": Pages(
            len(found.results), f"?{urlencode({**keep, 'sesudah': found.next})}" if found.next else ""
        ),
        "export": export_links(request, counts) if found.results else None,
    }
    return render(request, "rings/list.html", context)


@needs(Power.READ_PERSON)
@require_GET
def page(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    view = rings.get_ring(scope=scope, code=code)
    trail.record(scope=scope, action="ring.viewed", now=timezone.now(), subject=view.row.code)
    ring = replace(
        drawing.page(view, scope), alert=beside.alert_of(view, scope), cases=beside.cases_of(view, scope)
    )
    return render(request, "rings/page.html", {"ring": ring})


@needs(Power.READ_PERSON)
@require_GET
def compare(request: HttpRequest, code: str, other: str, *, scope: Scope) -> HttpResponse:
    one, two = (rings.get_ring(scope=scope, code=it) for it in (code, other))
    if one.row.ring_id == two.row.ring_id:
        raise Http404
    trail.record(
        scope=scope, action="ring.compared", now=timezone.now(), subject=f"{one.row.code} {two.row.code}"
    )
    return render(request, "rings/compare.html", {"pair": drawing.compared(one, two, scope)})
