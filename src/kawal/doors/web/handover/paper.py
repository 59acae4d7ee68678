"""The official record of a hand-over on paper, and the public page that says whether one is genuine."""

import re
from pathlib import Path
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kawal.access import wall
from kawal.access.scope import ENGINE, NotVisible, Power, Scope
from kawal.doors.papers import as_download, qr_svg, set_pdf
from kawal.doors.web import labels
from kawal.doors.web.cards.here import about
from kawal.doors.web.front_desk import needs, public
from kawal.doors.web.handover import words
from kawal.doors.web.kit import times
from kawal.foundation.drawn import svg_of
from kawal.foundation.references import BadReference
from kawal.reference import selectors as reference
from kawal.response.handover import selectors
from kawal.response.handover.chains import chain_of, who_signs
from kawal.response.handover.plans import Party
from kawal.response.handover.selectors import HandoverCard, HandoverView, SignCard

TEMPLATE = Path(__file__).with_name("record.typ")
LONGEST = 60


@needs(Power.HAND_OVER)
@require_GET
def paper(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    """The record as PDF; before it is complete it says so on every page and can be signed by hand."""
    view = selectors.get_handover(scope=scope, code=code)
    check = ""
    if view.card.check_code:
        check = request.build_absolute_uri(reverse("handover:check", args=[view.card.check_code]))
    return as_download(set_pdf(TEMPLATE, _data(view, check)), f"{code}-berita-acara")


@public
@require_GET
def check_form(request: HttpRequest) -> HttpResponse:
    """A code typed from paper."""
    text = request.GET.get("kode", "").strip()[:LONGEST]
    code = re.sub(r"[^0-9A-Za-z-]", "", text)
    return redirect("handover:check", code) if code else render(request, "handover/check.html")


@public
@require_GET
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Is this document genuine? Number, day, offices, how many people; no name."""
    found = None
    try:
        with transaction.atomic(), wall.as_engine():
            found = selectors.check_document(scope=ENGINE, text=code[:LONGEST])
    except (BadReference, NotVisible):
        pass
    context: dict[str, Any] = {"asked": True, "found": found, "checked_at": timezone.now()}
    if found:
        context |= {
            "giver": words.office_words(found.giver),
            "taker": words.office_words(found.taker),
            "witness": words.office_words(found.witness) if found.witness else "",
            "state": words.STATES[found.state],
        }
    answer = render(request, "handover/check.html", context, status=200 if found else 404)
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _data(view: HandoverView, check: str) -> dict[str, Any]:
    card = view.card
    return {
        "lang": labels.language(),
        "words": _words(card),
        "code": card.code,
        "parties": [_party(role, view) for role in who_signs(card.step)],
        "people": [
            {"name": it.name, "about": about(it.sex, it.birth_year, it.home), "condition": _said(it.condition, it.remarks),
             "belongings": it.belongings, "state": str(words.LINES[it.state]) if it.state != "here" else ""}
            for it in view.people
        ],
        "things": [
            {"name": it.name, "quantity": f"{it.quantity} {it.unit}".strip(), "lot": it.lot, "note": it.note} for it in view.things
        ],
        "refusals": [
            {"name": it.name, "statement": it.statement, "sign": _drawn(_sign_of(view, "person", it.line))}
            for it in view.people
            if it.state == "refused"
        ],
        "check": check,
        "check_code": card.check_code,
        "qr": qr_svg(check, error="m") if check else "",
        "fingerprint": card.fingerprint,
    }  # fmt: skip


def _party(role: str, view: HandoverView) -> dict[str, Any]:
    party = {"giver": view.card.giver, "taker": view.card.taker, "witness": view.card.witness}[role] or Party(
        "agency"
    )
    given = _sign_of(view, role)
    return {
        "role": str(words.ROLES[role]).capitalize(),
        "office": words.party_words(party),
        "name": given.name if given else party.name,
        "title": given.office if given else "",
        "sign": _drawn(given),
        "at": f"{times.day(given.signed_at)} {times.hour(given.signed_at)}" if given else "",
    }


def _sign_of(view: HandoverView, role: str, line: int = 0) -> SignCard | None:
    return next((it for it in view.signs if (it.role, it.line) == (role, line)), None)


def _drawn(given: SignCard | None) -> dict[str, Any] | None:
    """A drawing as SVG, or the bytes of a photo, as Typst takes them."""
    if given is None:
        return None
    if given.drawing:
        return {"svg": svg_of(given.drawing), "name": given.name}
    kind = "png" if given.media == "image/png" else "jpg"
    return {"bytes": list(bytes(given.image or b"")), "format": kind, "name": given.name}


def _said(condition: str, remarks: str) -> str:
    return "; ".join(filter(None, [str(words.CONDITIONS.get(condition, "")), remarks]))


def _words(card: HandoverCard) -> dict[str, Any]:
    where = ", ".join(
        filter(None, [card.place, reference.area_label(card.area, full=True) if card.area else ""])
    )
    opening = _(
        "Pada %(day)s pukul %(hour)s, bertempat di %(place)s, dilakukan serah terima sebagai berikut."
    ) % {
        "day": times.long_day(card.happens_at),
        "hour": times.hour(card.happens_at),
        "place": where or "…",
    }
    basis = labels.law_words(chain_of(card.step.chain).basis)
    state = {
        "open": _("BELUM LENGKAP: belum ditandatangani semua pihak"),
        "cancelled": _("DIBATALKAN"),
        "refused": _("DITOLAK PENERIMA: %(reason)s") % {"reason": card.reason},
    }.get(card.state, "")
    return {
        "title": _("BERITA ACARA SERAH TERIMA"),
        "number": _("Nomor %(code)s") % {"code": card.code},
        "opening": opening,
        "basis": _("Dasar: %(basis)s.") % {"basis": basis} if basis else "",
        "state": state,
        "corrects": _("Memperbaiki berita acara %(code)s.") % {"code": card.corrects} if card.corrects else "",
        "corrected": _("Sudah diperbaiki oleh %(code)s.") % {"code": card.corrected_by} if card.corrected_by else "",
        "people": _("Yang diserahterimakan"),
        "things": _("Barang"),
        "no": _("No."),
        "name": _("Nama"),
        "about": _("Keterangan"),
        "condition": _("Keadaan"),
        "belongings": _("Barang bawaan"),
        "quantity": _("Jumlah"),
        "lot": _("Lot"),
        "note": _("Catatan"),
        "remark": card.note,
        "refusals": _("Pernyataan penolakan"),
        "closing": _("Berita acara ini dibuat dengan sebenarnya dan ditandatangani para pihak."),
        "check": _("Periksa keaslian berita acara ini dengan memindai kode, atau buka alamatnya. Sidik isi:"),
        "sign_alt": _("Tanda tangan"),
        "qr_alt": _("Kode untuk memeriksa berita acara ini"),
    }  # fmt: skip
