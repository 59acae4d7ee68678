"""What became of what a donor gave: counts, no names; on the page, as a file, on paper."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kawal.access.scope import NotVisible, Power, Scope
from kawal.doors.papers import as_download, set_pdf
from kawal.doors.web.aid import words
from kawal.doors.web.exports import export, export_links
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit import figures, times
from kawal.response.aid.issues import selectors as issues
from kawal.response.aid.issues.cards import GivenCount
from kawal.response.aid.stock import selectors
from kawal.response.aid.stock.cards import Account, ConsignmentCard, ItemCard
from kawal.response.aid.stock.sums import summed

PAPER = Path(__file__).with_name("donor.typ")
FEWEST = 5  # people; a smaller group might be known by it


@needs(Power.MANAGE_STOCK)
@require_GET
def donors(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    """Who brought how much to sites of the reader."""
    found = selectors.list_consignments(scope=scope)
    rows: dict[int, dict[str, Any]] = {}
    for it in found:
        row = rows.setdefault(
            it.donor_id, {"name": it.donor, "url": reverse("aid:report", args=[it.donor_id]), "counted": 0, "last": it.received_at}
        )  # fmt: skip
        row["counted"] += 0 if it.is_undone else it.counted
    context = {
        "rows": list(rows.values()),
        "found": found,
        "handouts": selectors.list_handouts(scope=scope),
        "may_sign": scope.may(Power.HAND_OVER),
        "checked_at": timezone.now(),
    }
    return render(request, "aid/donors.html", context)


@needs(Power.MANAGE_STOCK)
@require_GET
def report(request: HttpRequest, donor: int, *, scope: Scope) -> HttpResponseBase:
    now = timezone.now()
    brought, accounts = _of(scope, donor)
    items = selectors.list_items(scope=scope)
    counts = _("Satu baris satu barang dari pemberi ini; tanpa nama orang.")
    columns = (
        (_("Barang"), lambda it: words.thing(items, it.item)),
        (_("Diterima"), lambda it: it.received),
        (_("Ada"), lambda it: it.stock),
        (_("Di jalan"), lambda it: it.transit),
        (_("Diberikan"), lambda it: it.given),
        (_("Hilang"), lambda it: it.lost),
        (_("Menjadi paket"), lambda it: it.packed),
    )
    file = export(request, name=_("laporan pemberi"), counts=counts, columns=columns, rows=accounts)
    if file:
        return file
    context = {
        "donor": brought[0].donor,
        "brought": [it for it in brought if not it.is_undone],
        "sums": [(words.thing(items, it.item), it) for it in accounts],
        "has_kits": any(it.packed for it in accounts),
        "given": given_rows(issues.count_given(scope=scope, donor_id=donor), items),
        "pdf_url": reverse("aid:paper", args=[donor]),
        "export": export_links(request, counts),
        "now": now,
    }
    return render(request, "aid/report.html", context)


@needs(Power.MANAGE_STOCK)
@require_GET
def paper(request: HttpRequest, donor: int, *, scope: Scope) -> HttpResponse:
    """The same on paper, to be signed."""
    now = timezone.now()
    brought, accounts = _of(scope, donor)
    items = selectors.list_items(scope=scope)
    given = given_rows(issues.count_given(scope=scope, donor_id=donor), items)
    pdf = set_pdf(PAPER, _paper_data(brought, accounts, given, items, now))
    return as_download(pdf, _("laporan pemberi"))


def given_rows(found: list[GivenCount], items: dict[str, ItemCard]) -> list[tuple[str, str, str, str]]:
    """Thing, group, how many things, how many people; small groups as "under five"."""
    rows = []
    for it in found:
        few = it.people < FEWEST
        rows.append(
            (
                words.thing(items, it.item),
                _group(it),
                _few() if few else figures.number(it.things),
                _few() if few else figures.number(it.people),
            )
        )
    return rows


def _of(scope: Scope, donor: int) -> tuple[list[ConsignmentCard], list[Account]]:
    """:raises NotVisible: nothing of that donor came to a site of the reader."""
    brought = [it for it in selectors.list_consignments(scope=scope) if it.donor_id == donor]
    if not brought:
        raise NotVisible("donor")
    name = brought[0].donor
    return brought, summed(it for it in selectors.list_accounts(scope=scope) if it.donor == name)


def _group(it: GivenCount) -> str:
    if it.is_child:
        return _("anak")
    if it.is_child is None:
        return _("umur belum diketahui")
    return {"female": _("perempuan dewasa"), "male": _("laki-laki dewasa")}.get(it.sex, _("dewasa"))


def _few() -> str:
    return _("di bawah %(n)s") % {"n": FEWEST}


def _paper_data(
    brought: list[ConsignmentCard],
    accounts: list[Account],
    given: list[tuple[str, str, str, str]],
    items: dict[str, ItemCard],
    now: datetime,
) -> dict[str, Any]:
    standing = [it for it in brought if not it.is_undone]
    packed = _("Yang menjadi paket dihitung pada paketnya.")
    return {
        "lang": "en" if get_language() == "en" else "id",
        "words": {
            "title": _("Laporan bagi pemberi: %(donor)s") % {"donor": brought[0].donor},
            "made": _("Dibuat %(day)s. Hanya hitungan; tanpa nama orang.") % {"day": times.day(now)},
            "brought": _("Yang diterima"), "became": _("Menjadi apa"), "people": _("Diberikan kepada"),
            "equation": f"{_('Diterima = ada + di jalan + diberikan + hilang, untuk setiap barang.')} {packed}",
            "signed": _("Tanda tangan"),
        },
        "brought": {
            "head": [_("Kapan"), _("Surat"), _("Tempat"), _("Menurut surat"), _("Terhitung"), _("Diserahkan, diterima oleh")],
            "rows": [
                [
                    times.day(it.received_at), it.letter, it.site, figures.number(it.said), figures.number(it.counted),
                    f"{it.handed_by}, {it.received_by}",
                ]
                for it in standing
            ],
        },
        "became": {
            "head": [_("Barang"), _("Diterima"), _("Ada"), _("Di jalan"), _("Diberikan"), _("Hilang"), _("Menjadi paket")],
            "rows": [
                [words.thing(items, it.item), *map(figures.number, (it.received, it.stock, it.transit, it.given, it.lost, it.packed))]
                for it in accounts
            ],
        },
        "people": {"head": [_("Barang"), _("Kelompok"), _("Jumlah"), _("Orang")], "rows": [list(it) for it in given]},
    }  # fmt: skip
