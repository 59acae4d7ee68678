"""The books: a count, losses, the ledger of a site, the reconciliation of everything received."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kawal.access.officers.selectors import names_of
from kawal.access.scope import Power, Scope
from kawal.doors.web import status
from kawal.doors.web.aid import words
from kawal.doors.web.aid.forms import CountForm, LoseForm
from kawal.doors.web.aid.moving import at, form_page
from kawal.doors.web.exports import export, export_links
from kawal.doors.web.front_desk import needs
from kawal.response.aid.issues import selectors as issues
from kawal.response.aid.stock import selectors, services
from kawal.response.aid.stock.services import NotEnough
from kawal.response.aid.stock.sums import summed

GET_OR_POST = ["GET", "POST"]
MOST_SHOWN = 500  # lots on a page; the file has them all


@needs(Power.MANAGE_STOCK)
@require_http_methods(GET_OR_POST)
def count(request: HttpRequest, site: str, *, scope: Scope) -> HttpResponse:
    """A stock-take; a difference is written down as lost or found, never overwritten."""
    now = timezone.now()
    place = selectors.get_site(scope=scope, code=site)
    items, lots = selectors.list_items(scope=scope), selectors.list_stock(scope=scope, site=site)
    form = CountForm(request.POST or None, lots=lots, items=items)
    if form.is_valid():
        act = form.cleaned_data["act"]
        try:
            differing = services.count(scope=scope, act=act, site=site, seen=form.seen, now=now)
        except (services.BookMoved, services.BadCount):
            form = CountForm(lots=lots, items=items)
            text = _("Persediaan berubah selagi dihitung; tidak ada yang tersimpan. Hitung sekali lagi.")
            status.say(request, text, now=now, tone="warn")
        else:
            text = _("Hitungan tersimpan; %(n)s lot berbeda.") % {"n": differing}
            status.say(request, text, now=now, undo_url=reverse("aid:undo", args=[act]) if differing else "")
            return redirect(at(site))
    return form_page(
        request, form, [], title=_("Berapa yang ada sekarang?"), site=place.name, verb=_("Simpan hitungan"), back=at(site),
        hint=_("Isi hanya yang dihitung. Selisih dicatat sebagai hilang atau ditemukan."),
    )  # fmt: skip


@needs(Power.MANAGE_STOCK)
@require_http_methods(GET_OR_POST)
def lose(request: HttpRequest, site: str, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    place = selectors.get_site(scope=scope, code=site)
    items, lots = selectors.list_items(scope=scope), selectors.list_stock(scope=scope, site=site)
    form = LoseForm(request.POST or None, lots=lots, items=items, today=now.date())
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.lose(
                scope=scope, act=said["act"], site=site, lot_id=said["lot"], quantity=said["quantity"], reason=said["reason"],
                now=now,
            )  # fmt: skip
        except NotEnough:
            form.add_error("quantity", _("Tidak ada sebanyak itu."))
        else:
            undo_url = reverse("aid:undo", args=[said["act"]])
            status.say(request, _("Tercatat hilang atau rusak."), now=now, undo_url=undo_url)
            return redirect(at(site))
    return form_page(
        request,
        form,
        [],
        title=_("Apa yang hilang atau rusak?"),
        site=place.name,
        verb=_("Simpan"),
        back=at(site),
    )


@needs(Power.MANAGE_STOCK)
@require_GET
def movements(request: HttpRequest, site: str, *, scope: Scope) -> HttpResponseBase:
    """Every line of a site's ledger, the latest first."""
    place = selectors.get_site(scope=scope, code=site)
    items = selectors.list_items(scope=scope)
    found = selectors.list_movements(scope=scope, site=site)
    names = names_of(logins={it.by_actor for it in found})
    counts = _("Satu baris satu gerak satu lot.")
    columns: Sequence[tuple[str, Any]] = (
        (_("Kapan"), lambda it: it.happened_at),
        (_("Apa"), lambda it: _move(it)),
        (_("Barang"), lambda it: words.thing(items, it.item, it.size)),
        (_("Jumlah"), lambda it: it.quantity),
        (_("Sebab"), lambda it: str(words.REASONS.get(it.reason, it.reason))),
        (_("Oleh"), lambda it: names.get(it.by_actor, it.by_actor)),
    )
    file = export(request, name=_("gerak barang"), counts=counts, columns=columns, rows=found)
    if file:
        return file
    rows = [
        (
            it.happened_at,
            _move(it),
            words.thing(items, it.item, it.size),
            it.quantity,
            words.REASONS.get(it.reason, ""),
            names.get(it.by_actor, ""),
        )
        for it in found
    ]
    context = {"rows": rows, "site": place, "back_url": at(site), "export": export_links(request, counts)}
    return render(request, "aid/movements.html", context)


@needs(Power.MANAGE_STOCK)
@require_GET
def balance(request: HttpRequest, *, scope: Scope) -> HttpResponseBase:
    """Received = in stock + in transit + given + lost, by lot and in sum."""
    now = timezone.now()
    items, accounts = selectors.list_items(scope=scope), selectors.list_accounts(scope=scope)
    counts = _("Satu baris satu lot, di mana pun sekarang.")
    columns: Sequence[tuple[str, Any]] = (
        (_("Barang"), lambda it: words.thing(items, it.item, it.size)),
        (_("Pemberi"), lambda it: it.donor),
        (_("Kedaluwarsa"), lambda it: it.expires_on),
        (_("Diterima"), lambda it: it.received),
        (_("Ada"), lambda it: it.stock),
        (_("Di jalan"), lambda it: it.transit),
        (_("Diberikan"), lambda it: it.given),
        (_("Hilang"), lambda it: it.lost),
        (_("Menjadi paket"), lambda it: it.packed),
    )
    file = export(request, name=_("neraca"), counts=counts, columns=columns, rows=accounts)
    if file:
        return file
    context = {
        "sums": [(words.thing(items, it.item), it) for it in summed(accounts)],
        "lots": [(words.thing(items, it.item, it.size), it) for it in accounts[:MOST_SHOWN]],
        "has_kits": any(it.packed for it in accounts),
        "unbalanced": selectors.count_unbalanced(scope=scope),
        "export": export_links(request, counts),
        "checked_at": now,
    }
    return render(request, "aid/balance.html", context)


@needs(Power.GIVE_AID)
@require_GET
def doubles(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    """Who turned out to be one person and got the same twice: shown, not lost."""
    items = selectors.list_items(scope=scope)
    found = issues.list_issues(scope=scope, doubles=True)
    rows = [(it, words.thing(items, it.item, it.size)) for it in found]
    return render(request, "aid/doubles.html", {"rows": rows, "checked_at": timezone.now()})


def _move(it: Any) -> str:
    text = str(words.MOVES[it.kind])
    return _("urung: %(move)s") % {"move": text} if it.undoes else text
