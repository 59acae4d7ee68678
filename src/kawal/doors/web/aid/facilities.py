"""Protective equipment and devices for facilities, signed for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kawal.access.scope import Power, Scope
from kawal.doors.web import status
from kawal.doors.web.aid import words
from kawal.doors.web.aid.forms import LINES, HandOutForm, WantForm, stock_choices
from kawal.doors.web.aid.moving import at, form_page
from kawal.doors.web.front_desk import needs
from kawal.reference import selectors as reference
from kawal.response.aid.stock import selectors, services
from kawal.response.aid.stock.services import HandOver, NotEnough


@needs(Power.MANAGE_STOCK)
@require_http_methods(["GET", "POST"])
def hand_out(request: HttpRequest, site: str, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    place = selectors.get_site(scope=scope, code=site)
    items = selectors.list_items(scope=scope)
    things = stock_choices(items, selectors.list_stock(scope=scope, site=site))
    form = HandOutForm(request.POST or None)
    shelters = [it.name for it in reference.list_posts(kind="shelter")]
    form.fields["facility"].suggestions = shelters  # type: ignore[attr-defined]  # read by the field card
    lines = [WantForm(request.POST or None, prefix=f"b{n}", things=things) for n in range(LINES)]
    if request.method == "POST" and all([form.is_valid(), *(it.is_valid() for it in lines)]):
        wants = [want for it in lines if (want := it.want)]
        try:
            if wants:
                over = HandOver(site=site, wants=wants, **form.cleaned_data)
                code = services.hand_out(scope=scope, hand_over=over, now=now)
                undo_url = reverse("aid:undo", args=[over.act])
                status.say(
                    request, _("Penyerahan %(code)s tersimpan.") % {"code": code}, now=now, undo_url=undo_url
                )
                return redirect(at(site))
            form.add_error(None, _("Isi paling sedikit satu barang."))
        except NotEnough as short:
            form.add_error(None, words.not_enough(items, short))
    return form_page(
        request, form, lines, title=_("Apa yang diserahkan ke fasilitas?"), site=place.name, verb=_("Simpan penyerahan"),
        back=at(site), hint=_("Alat pelindung dan alat kesehatan untuk penampungan dan pusat rehabilitasi."),
    )  # fmt: skip
