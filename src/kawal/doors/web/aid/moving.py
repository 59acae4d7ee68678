"""Things that come and go: from donors, to other sites, taken in there; and the way back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kawal.access.scope import Power, Scope
from kawal.doors.web import status
from kawal.doors.web.aid import words
from kawal.doors.web.aid.forms import (
    LINES,
    ArriveForm,
    LineForm,
    ReceiveForm,
    SendForm,
    WantForm,
    choices_of,
    stock_choices,
)
from kawal.doors.web.front_desk import needs
from kawal.response.aid.stock import selectors, services
from kawal.response.aid.stock.services import Arrival, NotEnough

GET_OR_POST = ["GET", "POST"]


@needs(Power.MANAGE_STOCK)
@require_http_methods(GET_OR_POST)
def receive(request: HttpRequest, site: str, *, scope: Scope) -> HttpResponse:
    """A consignment: what the letter says, what was counted, who signed for both sides."""
    now = timezone.now()
    place = selectors.get_site(scope=scope, code=site)
    things = choices_of(selectors.list_items(scope=scope))
    form = ReceiveForm(request.POST or None)
    donors = dict.fromkeys(it.donor for it in selectors.list_consignments(scope=scope))
    form.fields["donor"].suggestions = list(donors)  # type: ignore[attr-defined]  # read by the field card
    lines = [LineForm(request.POST or None, prefix=f"b{n}", things=things) for n in range(LINES)]
    if request.method == "POST" and all([form.is_valid(), *(it.is_valid() for it in lines)]):
        came = [line for it in lines if (line := it.line)]
        if came:
            code = services.receive(
                scope=scope, arrival=Arrival(site=site, lines=came, **form.cleaned_data), now=now
            )
            status.say(
                request, _("Penerimaan %(code)s tersimpan.") % {"code": code}, now=now, undo_url=_undo(form)
            )
            return redirect(at(site))
        form.add_error(None, _("Isi paling sedikit satu barang."))
    return form_page(
        request, form, lines, title=_("Apa yang datang dari pemberi?"), site=place.name, verb=_("Simpan penerimaan"),
        back=at(site), hint=_("Hanya yang terhitung masuk persediaan; selisih dengan surat diberi sebab."),
    )  # fmt: skip


@needs(Power.MANAGE_STOCK)
@require_http_methods(GET_OR_POST)
def send(request: HttpRequest, site: str, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    place = selectors.get_site(scope=scope, code=site)
    items = selectors.list_items(scope=scope)
    things = stock_choices(items, selectors.list_stock(scope=scope, site=site))
    targets = [it for it in selectors.list_every_site(scope=scope) if it.code != site]
    form = SendForm(request.POST or None, sites=targets)
    lines = [WantForm(request.POST or None, prefix=f"b{n}", things=things) for n in range(LINES)]
    if request.method == "POST" and all([form.is_valid(), *(it.is_valid() for it in lines)]):
        wants = [want for it in lines if (want := it.want)]
        try:
            if wants:
                code = services.send(scope=scope, site=site, wants=wants, now=now, **form.cleaned_data)
                status.say(
                    request, _("Kiriman %(code)s berangkat.") % {"code": code}, now=now, undo_url=_undo(form)
                )
                return redirect(at(site))
            form.add_error(None, _("Isi paling sedikit satu barang."))
        except NotEnough as short:
            form.add_error(None, words.not_enough(items, short))
    return form_page(
        request, form, lines, title=_("Apa yang dikirim ke tempat lain?"), site=place.name, verb=_("Kirim"), back=at(site),
        hint=_("Yang lebih dulu kedaluwarsa dikirim dahulu. Di jalan sampai dihitung di tujuan."),
    )  # fmt: skip


@needs(Power.MANAGE_STOCK)
@require_http_methods(GET_OR_POST)
def arrive(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    """Count what came; what is missing or over is named."""
    now = timezone.now()
    card = next(iter(selectors.list_shipments(scope=scope, code=code)), None)
    if card is None or not code:
        raise Http404
    if not card.lots:
        status.say(request, _("Kiriman ini sudah diterima atau ditarik kembali."), now=now, tone="warn")
        return redirect("aid:home")
    site = selectors.get_site(scope=scope, code=card.to_code)
    items = selectors.list_items(scope=scope)
    form = ArriveForm(request.POST or None, lots=card.lots, items=items)
    if form.is_valid():
        try:
            services.arrive(
                scope=scope, act=form.cleaned_data["act"], code=code, counted=form.counted, reasons=form.reasons, now=now
            )  # fmt: skip
        except services.AlreadyArrived:
            form.add_error(None, _("Petugas lain sudah menerima kiriman ini."))
        else:
            status.say(
                request, _("Kiriman %(code)s diterima.") % {"code": code}, now=now, undo_url=_undo(form)
            )
            return redirect(at(site.code))
    return form_page(
        request, form, [], title=_("Berapa yang tiba dari %(site)s?") % {"site": card.from_name}, site=site.name,
        verb=_("Terima kiriman"), back=at(site.code),
        hint=_("Yang kurang tercatat hilang di jalan, yang lebih tercatat ditemukan; keduanya diberi sebab."),
    )  # fmt: skip


@needs(Power.MANAGE_STOCK)
@require_POST
def undo(request: HttpRequest, act: UUID, *, scope: Scope) -> HttpResponse:
    """A counter-entry; pressing twice is one."""
    status.hush(request)
    try:
        services.undo(scope=scope, act=act, now=timezone.now())
    except NotEnough as short:
        messages.warning(request, words.not_enough(selectors.list_items(scope=scope), short))
    else:
        messages.success(request, _("Diurungkan dengan catatan balik."))
    return redirect("aid:home")


def at(site: str) -> str:
    """The stock page of a site."""
    return f"{reverse('aid:home')}?tempat={site}"


def form_page(
    request: HttpRequest,
    form: Any,
    lines: list[Any],
    *,
    title: str,
    site: str,
    verb: str,
    back: str,
    hint: str = "",
) -> HttpResponse:
    """The page of one act."""
    context = {
        "form": form, "lines": lines, "title": title, "site": site, "verb": verb, "back_url": back, "hint": hint,
        "status": status.status_of(request, timezone.now()),
    }  # fmt: skip
    wrong = form.errors or any(it.errors for it in lines if it.is_bound)
    return render(request, "aid/form.html", context, status=422 if wrong else 200)


def _undo(form: Any) -> str:
    return reverse("aid:undo", args=[form.cleaned_data["act"]])
