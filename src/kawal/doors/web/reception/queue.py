"""The whole queue: who came, who is still expected, who may not wait, who needs a full record."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kawal.access.scope import Power, Scope
from kawal.doors.web import status
from kawal.doors.web.exports import export, export_links
from kawal.doors.web.facts.saving import show_errors
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit.cards.shell import Chip, ChipGroup, Pages
from kawal.doors.web.menu import address
from kawal.doors.web.reception.forms import FullForm
from kawal.doors.web.reception.rows import called, columns, queue_row
from kawal.facts.contract.errors import FactRefused
from kawal.homecoming import receiving
from kawal.homecoming.receiving import NotStored, Row
from kawal.response.reception import selectors, services
from kawal.response.reception.cards import ReceptionCard

PER_PAGE, MOST = 50, 20_000
LONGEST = 100


@needs(Power.INTAKE)
@require_GET
def queue(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponseBase:
    card = selectors.get_reception(scope=scope, code=code)
    which: Any = request.GET.get("yang", "")
    which = which if which in _names() else "came"
    words = request.GET.get("q", "").strip()[:LONGEST]

    def found(limit: int, at: int | None = None) -> list[Any]:
        place = {"before": at} if which == "came" else {"after": at or 0}
        rows = selectors.list_arrivals(scope=scope, code=code, which=which, words=words, limit=limit, **place)
        return [queue_row(row, code) for row in rows]

    counts = _("Antrean penerimaan %(code)s, satu baris satu orang.") % {"code": code}
    file = export(
        request,
        name=_("antrean"),
        counts=counts,
        columns=columns(),
        rows=found(MOST) if "bentuk" in request.GET else [],
    )
    if file:
        return file
    said = request.GET.get("sesudah", "")
    rows = found(PER_PAGE + 1, int(said) if said.isdigit() else None)
    more = len(rows) > PER_PAGE and which != "first"
    shown = rows[:PER_PAGE]
    following = urlencode({"yang": which, "q": words, "sesudah": shown[-1].number}) if more else ""
    context = {
        "reception": card,
        "rows": shown,
        "which": which,
        "words": words,
        "groups": [ChipGroup(_("Yang mana"), _chips(card, which))],
        "pages": Pages(len(shown), f"?{following}" if more else ""),
        "export": export_links(request, counts) if shown else None,
        "checked_at": timezone.now(),
        "status": status.status_of(request, timezone.now()),
    }
    return render(request, "reception/queue.html", context)


@needs(Power.INTAKE)
@require_POST
def serve(request: HttpRequest, code: str, number: int, *, scope: Scope) -> HttpResponse:
    """Somebody who may not wait is being looked after; pressed again, she is not."""
    served = request.POST.get("dilayani", "1") == "1"
    services.mark_served(scope=scope, code=code, number=number, now=timezone.now(), served=served)
    if request.POST.get("kembali") == "antrean":
        return redirect(f"{reverse('reception:queue', args=[code])}?yang=first")
    return redirect("reception:counter", code)


@needs(Power.INTAKE)
@require_GET
def photo(request: HttpRequest, code: str, number: int, *, scope: Scope) -> HttpResponse:
    return HttpResponse(selectors.get_photo(scope=scope, code=code, number=number), content_type="image/jpeg")


@needs(Power.INTAKE)
@require_http_methods(["GET", "POST"])
def complete(request: HttpRequest, code: str, number: int, *, scope: Scope) -> HttpResponse:
    """The full record of one, then of the next who needs one."""
    now = timezone.now()
    row = queue_row(selectors.get_arrival(scope=scope, code=code, number=number), code)
    form = FullForm(request.POST or None, scope=scope, now=now, initial=_initial(scope, code, number))
    if request.method == "POST" and form.is_valid() and _completed(form, code, number, scope):
        status.say(request, _("Data nomor %(number)s lengkap.") % {"number": called(number)}, now=now)
        rest = selectors.list_arrivals(scope=scope, code=code, which="incomplete", limit=1, after=number)
        if rest:
            return redirect("reception:complete", code, rest[0].number)
        return redirect(f"{reverse('reception:queue', args=[code])}?yang=incomplete")
    context = {
        "reception": selectors.get_reception(scope=scope, code=code),
        "row": row,
        "form": form,
        "areas_url": address("reference:areas"),
        "status": status.status_of(request, now),
    }
    return render(request, "reception/full.html", context, status=422 if form.errors else 200)


def _completed(form: FullForm, code: str, number: int, scope: Scope) -> bool:
    place = {"post": selectors.get_reception(scope=scope, code=code).post}
    row = Row(form.act_made, form.subject(), place=place)
    try:
        receiving.complete(scope=scope, code=code, number=number, row=row, now=timezone.now())
    except FactRefused as refused:
        show_errors(form, refused)
        return False
    except NotStored:
        form.add_error(
            None, _("Isian ini sudah tersimpan dengan isi lain. Muat ulang halaman, lalu isi lagi.")
        )
        return False
    return True


def _initial(scope: Scope, code: str, number: int) -> dict[str, Any]:
    row = selectors.get_arrival(scope=scope, code=code, number=number)
    return {"name": row.name, "sex": row.sex, "born": row.birth, "origin": queue_row(row, code).origin}


def _names() -> dict[str, str]:
    return {
        "came": _("Sudah datang"),
        "announced": _("Belum datang"),
        "first": _("Didahulukan"),
        "incomplete": _("Belum lengkap"),
    }


def _chips(card: ReceptionCard, which: str) -> list[Chip]:
    counted = {
        "came": card.came,
        "announced": card.announced,
        "first": card.first,
        "incomplete": card.incomplete,
    }
    return [
        Chip(name, f"?yang={code}", counted[code], current=code == which) for code, name in _names().items()
    ]
