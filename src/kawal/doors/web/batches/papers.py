"""The manifest of a leg on paper: who travels, in which seat, with whom, and where they sign."""

from datetime import datetime
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kawal.access.scope import Power, Scope
from kawal.access.trail import services as trail
from kawal.doors import papers
from kawal.doors.web import labels
from kawal.doors.web.batches import words
from kawal.doors.web.batches.marking import legs_of
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit import times
from kawal.reference import selectors as reference
from kawal.response.cards import selectors as cards
from kawal.response.returns import selectors

TEMPLATE = Path(__file__).with_name("manifest.typ")


@needs(Power.HAND_OVER)
@require_GET
def manifest(request: HttpRequest, code: str, mark: str, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    _legs, leg = legs_of(scope, code, mark)
    batch = selectors.get_batch(scope=scope, code=code, now=now).batch
    seats = [
        it for it in selectors.list_seats(scope=scope, code=code, leg_id=leg.leg_id) if it.stand != "excused"
    ]
    names = {it.line.line_id: it.line.name for it in seats}
    ids = [it.line.kawal_id for it in seats if it.line.kawal_id]
    trail.record_all(scope=scope, action="return.batch_read", now=now, people=ids, subject=f"{code}/{mark}")
    codes = cards.list_codes(scope=scope, people=ids)
    mode = reference.code_label("modes", leg.mode, language=labels.language()) if leg.mode else ""
    data = {
        "lang": labels.language(),
        "code": f"{code} · {mark}",
        "words": {
            "title": _("Manifes"), "no": _("No."), "name": _("Nama"), "who": _("Jenis kelamin, lahir, asal"), "seat": _("Kursi"),
            "care": _("Perhatian"), "card": _("Kartu"), "on": _("Naik"), "off": _("Tiba"), "sum": _("%(n)s orang") % {"n": len(seats)},
            "sign": [_("Pendamping"), _("Pengemudi atau nakhoda"), _("Penerima")],
            "made": _("Dicetak %(day)s %(hour)s") % {"day": times.day(now), "hour": times.hour(now)},
        },
        "about": [
            [_("Leg"), f"{mark}: {words.leg_name(leg)}"],
            [_("Kendaraan"), ", ".join(filter(None, [mode, leg.carrier])) or "–"],
            [_("Berangkat"), _moment(leg.departs_at)],
            [_("Surat"), batch.letter or "–"],
            [_("Penerima"), labels.place_name(leg.receiver) if leg.receiver else "–"],
        ],
        "cards": bool(codes),
        "people": [
            [str(it.line.number), it.line.name, words.who(it.line), it.seat, "; ".join(words.care(it.line, names)),
             _drawn(codes.get(it.line.kawal_id, ""))]
            for it in seats
        ],
    }  # fmt: skip
    return papers.as_download(papers.set_pdf(TEMPLATE, data), f"manifes {code} {mark}")


def _drawn(code: str) -> str:
    """The code of a card as a drawing, nothing for whoever has none."""
    return papers.qr_svg(code.replace("-", "")) if code else ""


def _moment(at: datetime | None) -> str:
    return f"{times.day(at)} {times.hour(at)}" if at else "–"
