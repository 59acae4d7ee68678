"""What lies at my site now, and what needs me first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from kawal.access.scope import Power, Scope
from kawal.doors.web.aid import words
from kawal.doors.web.exports import export, export_links
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit import figures, times
from kawal.doors.web.kit.cards.shell import Chip, ChipGroup, Link
from kawal.doors.web.kit.cards.work import TaskRow
from kawal.doors.web.status import status_of
from kawal.response.aid.needs import selectors as assessments
from kawal.response.aid.stock import selectors
from kawal.response.aid.stock.cards import ItemCard, LotCard, ShipmentCard, SiteCard, ThingCard

SOON = timedelta(days=60)
FEW = 10


@dataclass(frozen=True, slots=True)
class StockRow:
    """One thing of one size: how many, and when the first of them expires."""

    name: str
    kind: str
    quantity: int
    expires_on: date | None
    is_soon: bool


@needs(Power.GIVE_AID)
@require_GET
def home(request: HttpRequest, *, scope: Scope) -> HttpResponseBase:
    now = timezone.now()
    sites = selectors.list_sites(scope=scope)
    site = next((it for it in sites if it.code == request.GET.get("tempat")), sites[0] if sites else None)
    items = selectors.list_items(scope=scope)
    rows = stock_rows(items, selectors.list_things(scope=scope, site=site.code), now) if site else []
    counts = _("Satu baris satu barang di satu tempat.")
    file = export(request, name=_("persediaan"), counts=counts, columns=_columns(), rows=rows)
    if file:
        return file
    context = {
        "site": site,
        "groups": _chips(sites, site),
        "tasks": _tasks(site, items, scope, now) if site else [],
        "rows": rows,
        "acts": _acts(site, scope) if site else [],
        "give_url": reverse("aid:give", args=[site.code]) if site else "",
        "others": _others(scope),
        "sites_url": reverse("aid:sites") if scope.may(Power.MANAGE_STOCK) else "",
        "may_manage": scope.may(Power.MANAGE_STOCK),
        "export": export_links(request, counts),
        "checked_at": now,
        "status": status_of(request, now),
    }
    return render(request, "aid/home.html", context)


def stock_rows(items: dict[str, ItemCard], found: Sequence[ThingCard], now: datetime) -> list[StockRow]:
    """In the order of the catalogue."""
    order = list(items)
    return [
        StockRow(
            name=words.thing(items, it.item, it.size),
            kind=str(words.ITEM_KINDS[items[it.item].kind]),
            quantity=it.quantity,
            expires_on=it.expires_on,
            is_soon=bool(it.expires_on and it.expires_on - now.date() <= SOON),
        )
        for it in sorted(found, key=lambda it: (order.index(it.item), it.size))
    ]


def _chips(sites: Sequence[SiteCard], site: SiteCard | None) -> list[ChipGroup]:
    if len(sites) < 2:
        return []
    chips = [Chip(it.name, f"?tempat={it.code}", current=it == site) for it in sites]
    return [ChipGroup(_("Tempat"), chips)]


def _tasks(site: SiteCard, items: dict[str, ItemCard], scope: Scope, now: datetime) -> list[TaskRow]:
    expiring = selectors.list_expiring(scope=scope, site=site.code, until=now.date() + SOON, most=FEW)
    coming = [it for it in selectors.list_shipments(scope=scope) if it.to_code == site.code and it.lots]
    return [
        *(_arrival(it) for it in coming if scope.may(Power.MANAGE_STOCK)),
        *(_expiring(it, items, site, now) for it in expiring),
        *(
            _asked(it)
            for it in assessments.list_assessments(scope=scope)
            if it.site_code == site.code and it.closed_at is None and scope.actor not in it.answers
        ),
    ]


def _arrival(it: ShipmentCard) -> TaskRow:
    n = sum(lot.quantity for lot in it.lots)
    text = _("%(n)s barang dari %(site)s, dikirim %(day)s.") % {
        "n": figures.number(n), "site": it.from_name, "day": times.day(it.sent_at),
    }  # fmt: skip
    return TaskRow(
        _("Hitung kiriman %(code)s") % {"code": it.code},
        text,
        reverse("aid:arrive", args=[it.code]),
        _("Hitung"),
        what=it.code,
    )


def _expiring(lot: LotCard, items: dict[str, ItemCard], site: SiteCard, now: datetime) -> TaskRow:
    assert lot.expires_on is not None
    name = words.thing(items, lot.item, lot.size)
    n = ngettext("%(n)s buah", "%(n)s buah", lot.quantity) % {"n": figures.number(lot.quantity)}
    day = times.day(lot.expires_on)
    if lot.expires_on < now.date():
        title, text = _("Buang %(thing)s yang kedaluwarsa") % {"thing": name}, _("%(n)s, sejak %(day)s.")
        return TaskRow(title, text % {"n": n, "day": day}, reverse("aid:lose", args=[site.code]), _("Catat"))
    title, text = _("Berikan dahulu: %(thing)s") % {"thing": name}, _("%(n)s, kedaluwarsa %(day)s.")
    return TaskRow(title, text % {"n": n, "day": day}, reverse("aid:send", args=[site.code]), _("Kirim"))


def _asked(it: assessments.AssessmentCard) -> TaskRow:
    text = _("%(said)s dari %(all)s penilai sudah mengisi.") % {"said": len(it.answers), "all": it.assessors}
    return TaskRow(
        _("Isi kebutuhan: %(about)s") % {"about": it.about},
        text,
        reverse("aid:answer", args=[it.code]),
        _("Isi jawaban"),
        what=it.code,
    )


def _acts(site: SiteCard, scope: Scope) -> list[Link]:
    named = [
        (_("Terima dari pemberi"), "aid:receive"), (_("Kirim"), "aid:send"), (_("Hitung"), "aid:count"),
        (_("Rakit paket"), "aid:assemble"),
        (_("Serahkan ke fasilitas"), "aid:hand_out"), (_("Hilang atau rusak"), "aid:lose"),
    ]  # fmt: skip
    acts = (
        [Link(label, reverse(page, args=[site.code])) for label, page in named]
        if scope.may(Power.MANAGE_STOCK)
        else []
    )
    return [*acts, Link(_("Yang sudah diberi"), reverse("aid:given", args=[site.code]))]


def _others(scope: Scope) -> list[Link]:
    links = [(_("Kebutuhan"), "aid:needs"), (_("Diberi dua kali"), "aid:doubles")]
    if scope.may(Power.MANAGE_STOCK):
        links += [
            (_("Neraca"), "aid:balance"), (_("Laporan bagi pemberi"), "aid:donors"), (_("Tempat"), "aid:sites"),
            (_("Jenis barang"), "aid:items"),
        ]  # fmt: skip
    return [Link(label, reverse(page)) for label, page in links]


def _columns() -> Sequence[tuple[str, Any]]:
    return (
        (_("Barang"), lambda row: row.name),
        (_("Jenis"), lambda row: row.kind),
        (_("Jumlah"), lambda row: row.quantity),
        (_("Kedaluwarsa pertama"), lambda row: row.expires_on),
    )
