"""Putting kits together: which kit, which size, how many; what is in one stands beside it."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kawal.access.scope import Power, Scope
from kawal.doors.web import status
from kawal.doors.web.aid import words
from kawal.doors.web.aid.forms import Choices, KitsForm
from kawal.doors.web.aid.moving import at, form_page
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit import figures
from kawal.response.aid.stock import kits, selectors
from kawal.response.aid.stock.cards import ItemCard, ThingCard
from kawal.response.aid.stock.parts import most_of, parts_for
from kawal.response.aid.stock.services import NotEnough


@needs(Power.MANAGE_STOCK)
@require_http_methods(["GET", "POST"])
def assemble(request: HttpRequest, site: str, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    place = selectors.get_site(scope=scope, code=site)
    items = selectors.list_items(scope=scope)
    choices = _choices(items, selectors.list_things(scope=scope, site=site))
    if not choices and request.method == "GET":
        return render(request, "aid/no_kits.html", {"site": place, "back_url": at(site), "checked_at": now})
    form = KitsForm(request.POST or None, choices=choices)
    if form.is_valid():
        act = form.cleaned_data["act"]
        try:
            kits.assemble(scope=scope, act=act, site=site, kits=form.kits, now=now)
        except NotEnough as short:
            form.add_error("quantity", words.not_enough(items, short))
        else:
            made = {
                "n": figures.number(form.kits.quantity),
                "thing": words.thing(items, form.kits.item, form.kits.size),
            }
            undo_url = reverse("aid:undo", args=[act])
            status.say(request, _("%(n)s %(thing)s dirakit.") % made, now=now, undo_url=undo_url)
            return redirect(at(site))
    return form_page(
        request, form, [], title=_("Paket apa yang dirakit?"), site=place.name, verb=_("Catat rakitan"), back=at(site),
        hint=_("Isinya keluar dari persediaan, yang lebih dulu kedaluwarsa dahulu; paketnya masuk."),
    )  # fmt: skip


def _choices(items: dict[str, ItemCard], there: Sequence[ThingCard]) -> Choices:
    """Every kit that can be made now, in each size, with what one holds and for how many that is enough."""
    found = [
        (it, size, most_of(parts_for(items, it, size), there))
        for it in items.values()
        if it.parts
        for size in ("", *it.sizes)
    ]
    return [(f"{it.code}|{size}", _choice(items, it, size, most)) for it, size, most in found if most]


def _choice(items: dict[str, ItemCard], kit: ItemCard, size: str, most: int) -> str:
    inside = ", ".join(
        f"{part.quantity} {words.thing(items, part.item, part.size)}" for part in parts_for(items, kit, size)
    )
    said = {
        "thing": words.thing(items, kit.code, size) if size or not kit.sizes else _any(items, kit),
        "n": figures.number(most),
        "inside": inside,
    }
    return _("%(thing)s: cukup untuk %(n)s. Isinya %(inside)s.") % said


def _any(items: dict[str, ItemCard], kit: ItemCard) -> str:
    return _("%(thing)s, ukuran campur") % {"thing": words.thing(items, kit.code)}
