"""Issuing cards and printing them: sheets to be cut, with the same people as a list on paper. One person's cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kawal.access.scope import NotVisible, Power, Scope
from kawal.doors.papers import as_download, qr_svg, set_pdf
from kawal.doors.web import labels, status
from kawal.doors.web.cards.here import people_here
from kawal.doors.web.cards.words import REASONS
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit import times
from kawal.doors.web.people.card import who
from kawal.response.cards import selectors, services
from kawal.response.cards.selectors import CardRow
from kawal.response.cards.services import Issued
from kawal.situation.people import selectors as people

TEMPLATE = Path(__file__).with_name("cards.typ")


@needs(Power.INTAKE)
@require_http_methods(["GET", "POST"])
def print_sheet(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    """Choose people, get one file. Who carries a valid card keeps it: printing again is no new card."""
    now = timezone.now()
    asked = request.GET.getlist("orang")
    batch = request.GET.get("rombongan", "")
    if request.method == "POST":
        wanted = request.POST.getlist("orang")
        if wanted:
            try:
                issued = services.issue_cards(scope=scope, people=wanted, act_id=_act(request), now=now)
            except services.TooMany:
                text = _("Paling banyak %(most)s kartu sekali cetak.") % {"most": services.MOST_AT_ONCE}
                status.say(request, text, now=now, tone="warn")
            else:
                return as_download(_pdf(issued, scope, batch), f"kartu-{times.machine(now, with_hour=False)}")
        else:
            status.say(request, _("Pilih orangnya dahulu."), now=now, tone="warn")
    context = {
        "rows": people_here(scope, batch=batch, chosen=asked),
        "chosen": asked,
        "act": uuid4().hex,
        "checked_at": now,
        "status": status.status_of(request, now),
    }
    return render(request, "cards/print.html", context)


@needs(Power.INTAKE)
@require_GET
def of_person(request: HttpRequest, kawal_id: str, *, scope: Scope) -> HttpResponse:
    """The cards of one person: the valid one, and those before."""
    now = timezone.now()
    view = people.get_person(scope=scope, kawal_id=kawal_id, now=now)
    context = {
        "person": who(view, scope),
        "cards": [_line(it) for it in selectors.list_cards(scope=scope, person_id=view.person_id)],
        "reasons": REASONS,
        "act": uuid4().hex,
        "status": status.status_of(request, now),
    }
    return render(request, "cards/person.html", context)


@needs(Power.INTAKE)
@require_POST
def replace(request: HttpRequest, kawal_id: str, *, scope: Scope) -> HttpResponse:
    """A new card; the old one ends with the reason."""
    now = timezone.now()
    try:
        services.replace_card(
            scope=scope,
            kawal_id=kawal_id,
            reason=request.POST.get("reason", ""),
            act_id=_act(request),
            now=now,
        )
    except services.UnknownReason:
        status.say(request, _("Pilih mengapa kartu diganti."), now=now, tone="warn")
    else:
        status.say(request, _("Kartu baru diterbitkan; yang lama tidak berlaku lagi."), now=now)
    return redirect("cards:person", kawal_id)


@needs(Power.INTAKE)
@require_POST
def end(request: HttpRequest, kawal_id: str, card_id: int, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    view = people.get_person(scope=scope, kawal_id=kawal_id, now=now)
    cards = selectors.list_cards(scope=scope, person_id=view.person_id)
    if card_id not in [it.card_id for it in cards]:
        raise NotVisible("card")
    try:
        services.end_card(scope=scope, card_id=card_id, reason=request.POST.get("reason", ""), now=now)
    except services.UnknownReason:
        status.say(request, _("Pilih mengapa kartu diakhiri."), now=now, tone="warn")
    else:
        status.say(request, _("Kartu tidak berlaku lagi."), now=now)
    return redirect("cards:person", kawal_id)


@dataclass(frozen=True, slots=True)
class CardLine:
    """One card of a person in words; ``ended`` is empty while it is valid."""

    card_id: int
    code: str
    issued: str
    ended: str


def _line(card: CardRow) -> CardLine:
    issued = _("Diterbitkan %(day)s oleh %(agency)s.") % {
        "day": times.day(card.issued_at),
        "agency": labels.source_name(card.agency),
    }
    ended = ""
    if card.ended_at:
        said = {"day": times.day(card.ended_at), "reason": REASONS.get(card.reason, card.reason)}
        ended = _("Tidak berlaku sejak %(day)s: %(reason)s.") % said
    return CardLine(card.card_id, card.code, issued, ended)


def _act(request: HttpRequest) -> str:
    return request.POST.get("act", "")[:64] or uuid4().hex


def _pdf(issued: Sequence[Issued], scope: Scope, batch: str) -> bytes:
    about = {
        it.kawal_id: it.about for it in people_here(scope, batch=batch, chosen=[it.kawal_id for it in issued])
    }
    cards = [
        {"name": it.name or _("Nama belum disebut"), "about": about.get(it.kawal_id, ""), "code": it.code,
         "qr": qr_svg(it.code.replace("-", ""))}
        for it in issued
    ]  # fmt: skip
    return set_pdf(
        TEMPLATE, {"lang": labels.language(), "words": _words(), "cards": cards, "columns": _columns()}
    )


def _columns() -> list[str]:
    return [_("Hadir"), _("Makan"), _("Paket"), _("Serah terima")]


def _words() -> dict[str, Any]:
    return {
        "title": _("Kartu perjalanan"),
        "card": _("KARTU PERJALANAN"),
        "show": _("Tunjukkan kartu ini kepada petugas di setiap tempat."),
        "found": _("Bila ditemukan: serahkan ke kantor pemerintah terdekat. Kartu ini tidak memuat data diri."),
        "qr_alt": _("Kode QR kartu"),
        "cut": _("gunting di garis"),
        "list": _("Daftar di kertas"),
        "list_hint": _("Dipakai bila tidak ada alat untuk memindai. Centang yang dilakukan, lalu catat kemudian dengan mengetik kodenya."),
        "number": _("No."),
        "name": _("Nama"),
        "about": _("Keterangan"),
        "code": _("Kode kartu"),
        "signed": _("Petugas"),
        "day": _("Tanggal"),
    }  # fmt: skip
