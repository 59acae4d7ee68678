"""The access log, for whoever protects the data."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kawal.access.scope import Power, Scope
from kawal.access.trail import services as trail
from kawal.access.trail.selectors import TracePage, list_traces
from kawal.doors.web.exports import every, export, export_links
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit.cards.shell import Chip, ChipGroup, Pages
from kawal.doors.web.trail.forms import LogForm
from kawal.doors.web.trail.rows import log_row
from kawal.doors.web.trail.words import TOPICS, act_words, purpose_words
from kawal.reference.agencies.selectors import agency_label

ROWS, FILE_ROWS = 25, 2000  # at a time


@needs(Power.READ_TRAIL)
@require_GET
def log(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    """Reading the log about one person or officer is an act too."""
    form = LogForm(request.GET)
    asked = form.asked()

    def lines(cursor: str | None, limit: int) -> TracePage:
        return list_traces(scope=scope, asked=asked, limit=limit, cursor=cursor)

    counts = _("Satu baris: satu bacaan atau tindakan, yang terbaru dulu.")
    file = export(
        request,
        name="jejak-akses",
        counts=counts,
        columns=[
            (_("Kapan"), lambda it: it.at),
            (_("Petugas"), lambda it: it.name),
            (_("Nama masuk"), lambda it: it.actor),
            (_("Instansi"), lambda it: agency_label(it.agency)),
            (_("Apa"), lambda it: act_words(it.action)),
            (_("Tentang"), lambda it: it.subject),
            (_("Orang"), lambda it: it.person),
            (_("Untuk apa"), lambda it: purpose_words(it.purpose)),
        ],
        rows=every(lambda cursor: lines(cursor, FILE_ROWS)),
    )
    if file:
        return file  # type: ignore[return-value]  # a file is whole before it is sent
    page = lines(request.GET.get("sesudah"), ROWS)
    if asked.person or asked.actor:
        now = timezone.now()
        trail.record(scope=scope, action="log.read", now=now, person=asked.person[:40], subject=asked.actor)
    context = {
        "form": form,
        "rows": [log_row(it) for it in page.results],
        "groups": [_topics(request)],
        "pages": Pages(len(page.results), _address(request, sesudah=page.next) if page.next else ""),
        "export": export_links(request, counts),
    }
    return render(request, "access/log.html", context)


def _topics(request: HttpRequest) -> ChipGroup:
    now = request.GET.get("apa", "")
    chips = [Chip(_("Semua"), _address(request, apa="", sesudah=""), current=not now)]
    chips += [
        Chip(str(label), _address(request, apa=topic, sesudah=""), current=now == topic)
        for topic, label in TOPICS.items()
    ]
    return ChipGroup(_("Tentang apa"), chips)


def _address(request: HttpRequest, **changed: str | None) -> str:
    said = {name: value for name, value in request.GET.items() if value} | changed
    return f"?{urlencode({name: value for name, value in said.items() if value})}"
