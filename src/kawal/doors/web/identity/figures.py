"""How the desk works, in figures that name nobody: how fast, how often two agree, what was taken back."""

from collections.abc import Sequence
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from kawal.access.scope import Power, Scope
from kawal.doors.web.front_desk import needs
from kawal.doors.web.identity.cards import FigureRow, GroupTable
from kawal.doors.web.kit import figures
from kawal.doors.web.kit.words import SEXES, word
from kawal.reference import selectors as reference
from kawal.situation.linkage import selectors as linkage
from kawal.situation.linkage.selectors import AnsweredGroup, DeskFigures, DeskWork

PERIOD = timedelta(days=30)
FEW = 10
MINUTE = 60
KINDS: dict[str, str | Promise] = {
    "sex": gettext_lazy("Jenis kelamin"),
    "words": gettext_lazy("Kata dalam nama"),
    "province": gettext_lazy("Provinsi asal"),
}


@needs(Power.REVIEW_IDENTITY)
@require_GET
def desk(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    found = linkage.count_desk(scope=scope, since=now - PERIOD)
    context = {
        "rows": _rows(found),
        "tables": [it for kind in KINDS if (it := _table(kind, found.groups)).rows],
        "since": now - PERIOD,
        "now": now,
        "nationwide": scope.is_nationwide,
        "empty": not found.unit.answers,
    }
    return render(request, "identity/figures.html", context)


def _rows(found: DeskFigures) -> list[FigureRow]:
    """Label, the reader's own, the unit's, and what the figure is."""
    own, unit = found.own, found.unit
    return [
        FigureRow(_("Jawaban"), figures.number(own.answers), figures.number(unit.answers),
                  _("sama, berbeda, dan belum yakin, termasuk yang diurungkan kemudian")),
        FigureRow(_("Jawaban per jam"), _per_hour(own), _per_hour(unit),
                  _("waktu dari membuka pasangan sampai menjawab, paling lama 15 menit dihitung")),
        FigureRow(_("Waktu satu jawaban, median"), _median(own), _median(unit), _("separuh jawaban lebih cepat dari ini")),
        FigureRow(_("Sepakat dengan penelaah lain"), _of(own.agreed, own.seconded), _of(unit.agreed, unit.seconded),
                  _("jawaban kedua yang sama dengan yang pertama, diberikan tanpa melihatnya")),
        FigureRow(_("Ternyata keliru"), _of(own.undone, own.answers), _of(unit.undone, unit.answers),
                  _("jawaban yang diurungkan lebih dari satu jam kemudian")),
        FigureRow(_("Tautan mesin yang bertahan"), "", _of(found.held, found.sampled),
                  _("contoh 1 dari 100 tautan otomatis, ditelaah tanpa diketahui bahwa itu contoh")),
    ]  # fmt: skip


def _per_hour(work: DeskWork) -> str:
    return figures.number(work.per_hour)


def _median(work: DeskWork) -> str:
    if work.median is None:
        return figures.UNKNOWN
    seconds = round(work.median)
    if seconds < MINUTE:
        return _("%(count)d detik") % {"count": seconds}
    return _("%(minutes)d menit %(seconds)d detik") % {
        "minutes": seconds // MINUTE,
        "seconds": seconds % MINUTE,
    }


def _of(part: int, whole: int) -> str:
    """`24 dari 25`; a share of few would say more than is known."""
    if not whole:
        return figures.UNKNOWN
    told = {"part": figures.number(part), "whole": figures.number(whole)}
    text = _("%(part)s dari %(whole)s") % told
    return f"{text} ({figures.share(part / whole)})" if whole >= FEW else text


def _table(kind: str, groups: Sequence[AnsweredGroup]) -> GroupTable:
    """Groups of ten answers or more; fewer would tell of single people."""
    shown = [it for it in groups if it.kind == kind and it.answers >= FEW]
    rows = [(_value(it), figures.number(it.answers), figures.share(it.same / it.answers)) for it in shown]
    return GroupTable(str(KINDS[kind]), rows)


def _value(it: AnsweredGroup) -> str:
    if it.kind == "sex":
        return word(SEXES, it.value) if it.value in SEXES else _("tidak disebut")
    if it.kind == "words":
        return _("satu kata") if it.value == "one" else _("dua kata atau lebih")
    return reference.area_label(it.value)
