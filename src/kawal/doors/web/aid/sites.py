"""Places where things lie, and the kinds of things."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kawal.access.scope import Power, Scope
from kawal.doors.web import places, status
from kawal.doors.web.aid import words
from kawal.doors.web.aid.forms import ItemForm, SiteForm
from kawal.doors.web.front_desk import needs
from kawal.reference import selectors as reference
from kawal.response.aid.stock import selectors, services


@needs(Power.MANAGE_STOCK)
@require_http_methods(["GET", "POST"])
def sites(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    form = SiteForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.open_site(
                scope=scope, name=said["name"], kind=said["kind"], place=places.here(scope).post, now=now
            )
        except services.NameTaken:
            form.add_error("name", _("Sudah ada tempat dengan nama itu."))
        else:
            status.say(request, _("Tempat dibuka."), now=now)
            return redirect("aid:home")
    found = [
        (it, words.SITE_KINDS[it.kind], reference.agency_label(it.agency))
        for it in selectors.list_sites(scope=scope)
    ]
    context = {"sites": found, "form": form, "status": status.status_of(request, now)}
    return render(request, "aid/sites.html", context)


@needs(Power.MANAGE_STOCK)
@require_http_methods(["GET", "POST"])
def items(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    form = ItemForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        sizes = [it.strip() for it in said["sizes"].split(",") if it.strip()]
        services.add_item(
            scope=scope, label_id=said["label_id"], label_en=said["label_en"], kind=said["kind"], sizes=sizes, now=now
        )  # fmt: skip
        status.say(request, _("Jenis barang ditambah."), now=now)
        return redirect("aid:items")
    known = selectors.list_items(scope=scope)
    rows = [
        (
            words.thing(known, it.code),
            words.ITEM_KINDS[it.kind],
            ", ".join(it.sizes),
            ", ".join(f"{part.quantity} × {words.thing(known, part.item, part.size)}" for part in it.parts),
        )
        for it in known.values()
    ]
    return render(
        request, "aid/items.html", {"rows": rows, "form": form, "status": status.status_of(request, now)}
    )
