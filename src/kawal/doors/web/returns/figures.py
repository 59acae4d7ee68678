"""Figures of returns: from where, by which route, in which month, at whose cost, and how long it took."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from kawal.access.scope import Power, Scope
from kawal.doors.web.elapsed import summary_card
from kawal.doors.web.exports import Column, export, export_links
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit.cards.shell import Export, Link
from kawal.doors.web.nation.words import PERIOD_WORDS
from kawal.doors.web.returns import asking, meanings, tables
from kawal.doors.web.status import status_of
from kawal.publication.statistics.homeward import Asked, Homeward
from kawal.publication.statistics.homeward_open import get_days, get_homeward
from kawal.publication.statistics.selectors import is_exact_for
from kawal.reference import selectors as reference

TABLE = "tabel"
# What each table is called in an address and in a file, what one row is, its columns, and its rows.
TABLES: dict[str, tuple[Any, Any, Sequence[Column], Any]] = {
    "alur": (
        gettext_lazy("kepulangan menurut alur"),
        gettext_lazy("Satu baris: orang yang tiba kembali dari satu negara lewat satu pos ke satu provinsi asal."),
        (
            (gettext_lazy("Negara"), lambda it: it.country),
            (gettext_lazy("Pos masuk"), lambda it: it.post),
            (gettext_lazy("Provinsi asal"), lambda it: it.province),
            (gettext_lazy("Orang"), lambda it: it.people),
        ),
        tables.stream_rows,
    ),
    "asal": (
        gettext_lazy("kepulangan menurut asal"),
        gettext_lazy("Satu baris: orang yang tiba kembali, menurut satu daerah asal."),
        ((gettext_lazy("Asal"), lambda it: it.name), (gettext_lazy("Orang"), lambda it: it.cell)),
        tables.origin_rows,
    ),
    "jalur": (
        gettext_lazy("kepulangan menurut jalur"),
        gettext_lazy("Satu baris: orang yang tiba kembali dari satu negara lewat satu pos."),
        ((gettext_lazy("Jalur"), lambda it: it.name), (gettext_lazy("Orang"), lambda it: it.cell)),
        tables.route_rows,
    ),
    "bulan": (
        gettext_lazy("kepulangan menurut bulan"),
        gettext_lazy("Satu baris: orang yang tiba kembali dalam satu bulan di Jakarta."),
        ((gettext_lazy("Bulan"), lambda it: it.name), (gettext_lazy("Orang"), lambda it: it.cell)),
        tables.month_rows,
    ),
    "pembayar": (
        gettext_lazy("kepulangan menurut pembayar"),
        gettext_lazy("Satu baris: orang yang sedikitnya satu leg pulangnya dibayar pihak ini; seorang bisa punya beberapa pembayar."),
        (
            (gettext_lazy("Pembayar"), lambda it: it.name),
            (gettext_lazy("Orang"), lambda it: it.cell),
            (gettext_lazy("Rencana biaya per orang, rupiah"), lambda it: it.cost.planned),
            (gettext_lazy("Dari, orang"), lambda it: it.cost.planned_people),
            (gettext_lazy("Biaya nyata per orang, rupiah"), lambda it: it.cost.actual),
            (gettext_lazy("Biaya nyata dari, orang"), lambda it: it.cost.actual_people),
        ),
        tables.payer_rows,
    ),
}  # fmt: skip


@needs(Power.READ_STATISTICS)
@require_safe
def figures(request: HttpRequest, *, scope: Scope) -> HttpResponseBase:
    """Who came home, from where, how, at whose cost, and after how many days?"""
    now = timezone.now()
    is_exact = is_exact_for(scope=scope)
    asked = asking.asked_of(request, scope, is_exact=is_exact)
    found = get_homeward(scope=scope, now=now, asked=asked)
    where = asking.in_words(found, asked)
    file = _file(request, found, where)
    if file:
        return file
    # What may be chosen is what the period holds, not what is left of it by an earlier choice.
    is_narrowed = asked != Asked(asked.period) and asked != asking.reach(scope, asked.period)
    every = (
        get_homeward(scope=scope, now=now, asked=asking.reach(scope, asked.period)) if is_narrowed else found
    )
    days = get_days(scope=scope, now=now, asked=asked)
    context = {
        "found": found,
        "where": where,
        "figures": tables.key_figures(found, days),
        "periods": _periods(found, asked),
        "current_period": asking.period_label(found, asked.period),
        "choices": asking.choices(every, asked) if is_exact else [],
        "period_word": PERIOD_WORDS[asked.period],
        "flow": tables.flow_figure(found),
        "flow_title": tables.flow_title(found),
        "flow_rows": tables.band_rows(found),
        **_maps(found, asked),
        "origins": tables.origin_rows(found),
        "routes": tables.route_rows(found),
        "months": tables.month_rows(found),
        "payers": tables.payer_rows(found),
        "elapsed": summary_card(days, found.span.first, scope) if days else None,
        "elapsed_note": asking.days_note(is_exact=is_exact),
        "definitions": meanings.definitions(),
        "note": meanings.note(is_exact=found.is_exact),
        "exports": _exports(request, where),
        "up": _up(scope),
        "status": status_of(request, now),
    }
    return render(request, "returns/figures.html", context)


def _file(request: HttpRequest, found: Homeward, where: str) -> HttpResponseBase | None:
    name, counts, columns, rows_of = TABLES.get(request.GET.get(TABLE, ""), TABLES["alur"])
    return export(
        request,
        name=str(name),
        counts=f"{counts} {where}",
        columns=columns,
        rows=rows_of(found),
        power=Power.READ_STATISTICS,
    )


def _exports(request: HttpRequest, where: str) -> dict[str, Export | None]:
    links = {
        code: export_links(request, f"{counts} {where}", power=Power.READ_STATISTICS, also={TABLE: code})
        for code, (_name, counts, _columns, _rows) in TABLES.items()
    }
    return links


def _maps(found: Homeward, asked: Asked) -> dict[str, Any]:
    """The tiles of the provinces, or the kabupaten of the one that is asked for, with the shapes to draw them by."""
    if not asked.origin:
        return {"map": tables.origin_map(found)}
    outlines = reference.regency_outlines(asked.origin[:2])
    shapes = {it.code: it.path for it in outlines.shapes}
    return {"map": tables.regency_map(found, outlines), "shapes": shapes, "view": outlines.view_box}


def _periods(found: Homeward, asked: Asked) -> list[Link]:
    return [
        Link(asking.period_label(found, code), asking.address(replace(asked, period=code)))
        for code in PERIOD_WORDS
    ]


def _up(scope: Scope) -> Link:
    if scope.may(Power.HAND_OVER):
        return Link(_("Kepulangan"), reverse("returns:list"))
    return Link(_("Laporan"), reverse("nation:nation"))
