"""The elapsed times as a bar of stretches: of one person, and the middle values of many."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from kawal.access.scope import Scope
from kawal.doors.web.kit import figures, times
from kawal.doors.web.kit.cards.elapsed import ElapsedCard, Segment, SegmentBar, StretchRow
from kawal.doors.web.kit.sentences import joined
from kawal.reference import selectors as reference
from kawal.response.elapsed.chain import Elapsed
from kawal.response.elapsed.selectors import StretchFigures, Summary

NAMES: dict[str, str | Promise] = {
    "sign": lazy("tanda pertama"),
    "known": lazy("diketahui"),
    "alert": lazy("peringatan"),
    "case": lazy("kasus"),
    "left": lazy("berangkat pulang"),
    "arrived": lazy("tiba di debarkasi"),
    "home": lazy("rumah"),
}
COLOURS = {
    "known": "#6b7b77", "alert": "#12253d", "case": "#1e4272", "left": "#4a78b0", "arrived": "#8aabcf", "home": "#1a6543",
}  # fmt: skip
SYSTEM = "kawal"


def person_bar(found: Elapsed, scope: Scope) -> SegmentBar | None:
    """The days of one person and who had them; nothing where fewer than two moments are known."""
    if found.total is None:
        return None
    parts = [
        Segment(round(it.days), _stretch(it.begins, it.ends), COLOURS[it.ends], _holder(it.holder))
        for it in found.stretches
    ]
    return SegmentBar(
        _finding(found),
        parts,
        note=_("hari tiap ruas"),
        missing=" ".join(filter(None, [_missing(found), own_cases(scope)])),
    )


def own_cases(scope: Scope) -> str:
    """Why the days of a unit differ from those of the nation."""
    if scope.is_nationwide:
        return ""
    return _("Kasus instansi lain tidak dihitung di sini; angka nasional menghitungnya.")


def _finding(found: Elapsed) -> str:
    """Where most of the days went."""
    longest = max(found.stretches, key=lambda it: it.days)
    words = {
        "total": times.span(round(found.total or 0)),
        "longest": times.span(round(longest.days)),
        "begins": NAMES[longest.begins],
        "ends": NAMES[longest.ends],
    }
    if len(found.stretches) == 1 or words["total"] == words["longest"]:
        return _("%(longest)s antara %(begins)s dan %(ends)s") % words
    return _("Dari %(total)s, %(longest)s antara %(begins)s dan %(ends)s") % words


def summary_card(found: Summary, since: datetime, scope: Scope) -> ElapsedCard | None:
    """Medians of every stretch, and the means as a bar; nothing where no chain has begun."""
    if not found.people:
        return None
    note = _("%(people)s orang dengan peringatan pertama sejak %(day)s.") % {
        "people": figures.number(found.people),
        "day": times.day(since),
    }
    rows = [
        StretchRow(stretch_name(it), it.median, it.n, it.waiting, it.not_computable)
        for it in (*found.stretches, found.total)
    ]
    return ElapsedCard(" ".join(filter(None, [note, own_cases(scope)])), rows, _means(found))


def _means(found: Summary) -> SegmentBar | None:
    """Means of the chains known from end to end, so that they add up."""
    if not found.whole:
        return None
    parts = [
        Segment(round(it.whole_mean or 0, 1), _stretch(it.begins, it.ends), COLOURS[it.ends])
        for it in found.stretches
    ]
    title = _("Rata-rata %(total)s dari tanda pertama sampai rumah") % {
        "total": times.span(round(found.total.whole_mean or 0))
    }
    note = _("%(whole)s dari %(people)s orang, yang semua ruasnya diketahui") % {
        "whole": figures.number(found.whole),
        "people": figures.number(found.people),
    }
    return SegmentBar(title, parts, note=note)


def stretch_name(found: StretchFigures) -> str:
    """`peringatan → kasus`."""
    return f"{NAMES[found.begins]} → {NAMES[found.ends]}"


def _stretch(begins: str, ends: str) -> str:
    return f"{NAMES[begins]} → {NAMES[ends]}" if begins == "sign" else f"→ {NAMES[ends]}"


def _holder(code: str) -> str:
    return "" if code in ("", SYSTEM) else reference.agency_label(code)


def _missing(found: Elapsed) -> str:
    """Which moments nobody told of, and which stand out of order and were left out."""
    parts = []
    if found.unknown:
        parts.append(_("Belum diketahui: %(moments)s.") % {"moments": _listed(found.unknown)})
    if found.out_of_order:
        parts.append(
            _("Tidak dihitung karena urutannya terbalik: %(moments)s.")
            % {"moments": _listed(found.out_of_order)}
        )
    return " ".join(parts)


def _listed(moments: Sequence[str]) -> str:
    return joined([str(NAMES[it]) for it in moments])
