"""A list that came before the people: its rows get numbers in the queue, and its remarks say who may not wait."""

from collections.abc import Iterator
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from kawal.access.scope import Power, Scope
from kawal.doors import intake
from kawal.doors.web import status
from kawal.doors.web.front_desk import needs
from kawal.facts.contract.errors import FactRefused
from kawal.facts.imports import selectors as imports
from kawal.facts.imports.mapping import Mapping
from kawal.facts.imports.readers import open_path, said_of
from kawal.facts.imports.rows import Row
from kawal.facts.imports.selectors import ImportCard
from kawal.homecoming import receiving
from kawal.homecoming.receiving import Listed
from kawal.response.reception import selectors
from kawal.response.reception.services import ReceptionClosed
from kawal.response.reception.triage import needs_of

SHOWN, MOST = 10, 5_000
REMARKS = ("", "@note", "data.text", "data.reason")  # columns whose words may tell what somebody needs
EMPTY = Mapping({})


@needs(Power.IMPORT)
@require_http_methods(["GET", "POST"])
def announce(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    """Choose a list that was taken in; its people stand in the queue from then on."""
    now = timezone.now()
    found, _more = imports.list_imports(scope=scope, limit=SHOWN)
    ready = [it for it in found if it.is_done and it.path and it.accepted + it.repeated]
    if request.method == "POST":
        chosen = imports.get_import(scope=scope, code=request.POST.get("daftar", ""))
        status.say(request, _announced(chosen, code, scope, now), now=now)
        return redirect(f"{reverse('reception:queue', args=[code])}?yang=announced")
    context = {
        "reception": selectors.get_reception(scope=scope, code=code),
        "lists": ready,
        "new_url": reverse("imports:new"),
        "checked_at": now,
    }
    return render(request, "reception/announce.html", context)


def _announced(card: ImportCard, code: str, scope: Scope, now: datetime) -> str:
    if card.path is None or not card.path.exists():
        return _("Berkas daftar itu sudah tidak ada. Unggah sekali lagi.")
    by = intake.interpretation(card.mapping, sender=card.agency, now=now) if card.mapping else None
    with open_path(card.path, by=by) as reading:
        listed = list(_listed(reading.rows, card, now))
    try:
        added = receiving.announce(scope=scope, code=code, listed=listed, now=now)
    except ReceptionClosed:
        return _("Penerimaan ini sudah diakhiri.")
    return ngettext(
        "%(count)d orang dari daftar masuk antrean.", "%(count)d orang dari daftar masuk antrean.", added
    ) % {"count": added}


def _listed(some: Iterator[Row], card: ImportCard, now: datetime) -> Iterator[Listed]:
    """The rows that say somebody; what was refused has been given back to its sender already."""
    for place, row in enumerate(some):
        if place >= MOST:
            return
        try:
            said = said_of(row, source=card.agency, now=now)
        except FactRefused:
            continue
        if said.subject:
            act = uuid5(NAMESPACE_URL, f"{card.code}/{row.number}")
            yield Listed(
                act, said.id, needs_of(_remarks(row, card.mapping or EMPTY), age=_age(said.subject, now))
            )


def _remarks(row: Row, mapping: Mapping) -> str:
    return " ".join(text for column, text in row.cells.items() if mapping.columns.get(column, "") in REMARKS)


def _age(subject: dict[str, str], now: datetime) -> int | None:
    year = str(subject.get("birth_date") or "")[:4]
    return timezone.localdate(now).year - int(year) if year.isdigit() else None
