"""Counts as the page of the nation shows them: key figures, map, tables. Nothing is read here but names, from memory."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from kawal.doors.web.kit import figures as written
from kawal.doors.web.kit.cards.elapsed import Segment, SegmentBar
from kawal.doors.web.kit.cards.office import AreaRow, CountryRow, FigureCard
from kawal.doors.web.kit.maps import AreaFigure, MapFigure, step_of
from kawal.doors.web.nation import words
from kawal.foundation.shares import Rate
from kawal.publication.statistics.rates import rate
from kawal.publication.statistics.selectors import Counts, Figures, Told
from kawal.reference import selectors as reference
from kawal.response.elapsed.selectors import Summary

Address = Callable[[str], str]  # of an area or country by its code; empty where there is no page
TOP = 8
# Round limits between the five classes; a map takes those that tell most of its areas apart.
LIMITS = (
    (1, 2, 4, 6), (5, 10, 20, 30), (10, 20, 40, 60), (20, 40, 80, 120), (50, 100, 200, 300), (100, 200, 300, 400),
    (100, 200, 400, 600),
)  # fmt: skip
COLOURS = ("#12253d", "#1e4272", "#4a78b0", "#8aabcf", "#a9bdd4", "#1a6543")


def count_text(told: Told, name: str) -> str:
    """A count; few are hidden, and one that is not told here is a dash."""
    if name not in told:
        return written.UNKNOWN
    people = told[name]
    return str(words.HIDDEN) if people is None else written.number(people)


def rate_of(counts: Counts) -> Rate | None:
    return rate(counts.now.get("attention"), counts.now.get("abroad"))


def area_name(code: str) -> str:
    return str(words.UNKNOWN_AREA) if code.endswith("-") else reference.area_label(code)


def country_name(code: str) -> str:
    return str(words.UNKNOWN_COUNTRY) if code == "-" else reference.country_label(code)


# ------------------------------------------------------------------ key figures
def key_figures(figures: Figures, elapsed: Summary | None) -> list[FigureCard]:
    """Days to home, who needs attention, who came back, who is missing on the way."""
    now = figures.whole.now
    return [
        _days(elapsed),
        FigureCard(
            count_text(now, "attention"),
            _("Orang perlu perhatian"),
            note=_("dari %(count)s di luar negeri") % {"count": count_text(now, "abroad")},
            definition_url="#arti-perhatian",
        ),
        FigureCard(
            count_text(figures.whole.flows, "returned"),
            _("Orang tiba kembali"),
            note=_change(figures.whole.change("returned")),
            definition_url="#arti-arus",
        ),
        FigureCard(
            count_text(now, "unaccounted"),
            _("Belum terhitung di perjalanan pulang"),
            note=_("dari %(count)s di perjalanan") % {"count": count_text(now, "in_return")}
            if "in_return" in now
            else _("tidak disajikan di sini"),
            definition_url="#arti-jalan",
        ),
    ]


def _days(elapsed: Summary | None) -> FigureCard:
    if elapsed is None or not elapsed.total.n:
        nobody = _("belum ada yang sampai di rumah sesudah peringatan")
        return FigureCard(
            written.UNKNOWN,
            _("Tanda pertama sampai di rumah"),
            note=nobody if elapsed else _("tidak disajikan di sini"),
            definition_url="#arti-pulang",
        )
    total = elapsed.total
    said = {
        "median": written.number(total.median),
        "people": written.number(total.n),
        "waiting": written.number(total.waiting),
    }
    return FigureCard(
        written.number(total.mean),
        _("Tanda pertama sampai di rumah, rata-rata"),
        unit=_("hari"),
        note=_("median %(median)s · %(people)s orang · %(waiting)s masih menunggu") % said,
        definition_url="#arti-pulang",
    )


def _change(people: int | None) -> str:
    if people is None:
        return ""
    return _("%(change)s dari periode sebelumnya") % {"change": written.change(people)}


def segments(elapsed: Summary | None) -> SegmentBar | None:
    """The days by who had them; means of whole chains, which add up. Nothing without one."""
    if elapsed is None or not elapsed.whole:
        return None
    names = (
        _("tanda → diketahui"), _("→ peringatan"), _("→ ditangani"), _("→ berangkat pulang"), _("→ tiba di pos"), _("→ rumah"),
    )  # fmt: skip
    parts = [
        Segment(it.whole_mean or 0.0, name, colour)
        for it, name, colour in zip(elapsed.stretches, names, COLOURS, strict=True)
    ]
    longest = max(parts, key=lambda it: it.value)
    said = {
        "all": written.number(sum(it.value for it in parts)),
        "days": written.number(longest.value),
        "what": longest.text.removeprefix("→ "),
    }
    return SegmentBar(
        _("Dari %(all)s hari, %(days)s habis sampai %(what)s") % said,
        parts,
        note=_("rata-rata tiap ruas, %(count)s orang") % {"count": written.number(elapsed.whole)},
    )


# ------------------------------------------------------------------ tables
def area_rows(counts: Sequence[Counts], page_of: Address, people_of: Address) -> list[AreaRow]:
    """By name, those of unknown origin last."""
    rows = sorted(counts, key=lambda it: (it.code.endswith("-"), area_name(it.code)))
    return [_area_row(it, page_of, people_of) for it in rows]


def top_rows(counts: Sequence[Counts], page_of: Address, people_of: Address) -> list[AreaRow]:
    """Those with most who need attention among a thousand abroad."""
    rates = {it.code: found for it in counts if (found := rate_of(it)) and not it.code.endswith("-")}
    rows = sorted((it for it in counts if it.code in rates), key=lambda it: (-rates[it.code].value, it.code))
    return [_area_row(it, page_of, people_of) for it in rows[:TOP]]


def _area_row(counts: Counts, page_of: Address, people_of: Address) -> AreaRow:
    found = rate_of(counts)
    return AreaRow(
        name=area_name(counts.code),
        attention=count_text(counts.now, "attention"),
        rate=thousand(found.value) if found else written.UNKNOWN,
        interval=f"{thousand(found.low)}–{thousand(found.high)}" if found else "",
        abroad=count_text(counts.now, "abroad"),
        departed=count_text(counts.flows, "departed"),
        returned=count_text(counts.flows, "returned"),
        change=written.change(counts.change("returned")),
        url=page_of(counts.code),
        list_url=people_of(counts.code) if counts.now.get("attention") else "",
    )


def thousand(share: float) -> str:
    return written.number(share * 1000)


def country_rows(counts: Sequence[Counts], page_of: Address) -> list[CountryRow]:
    """The most people first, hidden numbers and the unknown country last."""
    abroad = [it for it in counts if it.now.get("abroad", 0) != 0]
    rows = sorted(abroad, key=lambda it: (it.code == "-", -(it.now.get("abroad", 0) or 0), it.code))
    return [
        CountryRow(
            name=country_name(it.code),
            people=count_text(it.now, "abroad"),
            silent=count_text(it.now, "silent"),
            trouble=count_text(it.now, "trouble"),
            url=page_of(it.code),
        )
        for it in rows
    ]


# ------------------------------------------------------------------ map
def area_map(
    counts: Sequence[Counts], *, codes: Sequence[str], is_exact: bool, page_of: Address
) -> MapFigure:
    """Every area of the map; one without ten people abroad, or outside the scope, is hatched."""
    known = {it.code: it for it in counts}
    rates = {code: rate_of(known[code]) for code in codes if code in known}
    values = [it.value * 1000 for it in rates.values() if it]
    return MapFigure(
        id="peta",
        title=_("Perlu perhatian per 1.000 orang di luar negeri"),
        unit=_("per 1.000"),
        sentence=_(
            "Orang yang senyap, dalam masalah, atau dalam tahanan, per 1.000 orang yang kini di luar negeri. Tinggi berarti banyak "
            "yang perlu dibantu, bukan daerah yang bersalah."
        ),
        areas=tuple(
            _area_figure(code, known.get(code), rates.get(code), is_exact, page_of) for code in codes
        ),
        limits=max(LIMITS, key=lambda limits: len({step_of(value, limits) for value in values})),
        few=_("kurang dari 10 orang di luar negeri, atau di luar wewenang Anda") if is_exact else "",
    )


def _area_figure(
    code: str, counts: Counts | None, found: Rate | None, is_exact: bool, page_of: Address
) -> AreaFigure:
    name = reference.area_label(code)
    if counts is None or found is None:
        text = _("kurang dari 10 orang di luar negeri") if is_exact else str(words.HIDDEN)
        return AreaFigure(code, name, None, text, page_of(code) if counts else "")
    said = {"rate": thousand(found.value), "people": count_text(counts.now, "attention")}
    return AreaFigure(
        code, name, found.value * 1000, _("%(rate)s per 1.000, %(people)s orang") % said, page_of(code)
    )
