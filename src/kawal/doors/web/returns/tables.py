"""Returns as tables, key figures, map and streams. Nothing is read here but names, from memory."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from kawal.doors.web import labels
from kawal.doors.web.kit import figures as written
from kawal.doors.web.kit import times
from kawal.doors.web.kit.cards.office import FigureCard
from kawal.doors.web.kit.flows import FlowBand, FlowFigure, said
from kawal.doors.web.kit.maps import AreaFigure, MapFigure, step_of
from kawal.doors.web.kit.tiles import TILES
from kawal.doors.web.nation import words
from kawal.publication.statistics.homeward import Cost, Homeward
from kawal.reference import selectors as reference
from kawal.response.elapsed.selectors import Summary

Namer = Callable[[str], str]
FICTIONAL = "99"
BAR = "#1e4272", "#ffffff"
LIMITS = (
    (10, 20, 50, 100),
    (20, 50, 100, 200),
    (50, 100, 200, 500),
    (100, 200, 500, 1000),
    (500, 1000, 2000, 5000),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: ``people`` as text, ``cell`` as a file has it, ``shares`` the bar beside it."""

    name: str
    people: str
    cell: int | str
    shares: tuple[tuple[float, str], ...] = ()
    cost: Cost = field(default_factory=Cost)


@dataclass(frozen=True, slots=True)
class StreamRow:
    """``is_rest``: all the others; a station that they have in common with everybody shown is named."""

    country: str
    post: str
    province: str
    people: int
    is_rest: bool = False


# ------------------------------------------------------------------ names
def country_name(code: str) -> str:
    return (
        str(words.UNKNOWN_COUNTRY)
        if code == "-"
        else reference.country_label(code, language=labels.language())
    )


def post_name(code: str) -> str:
    return _("Pos belum diketahui") if code == "-" else reference.post_label(code)


def area_name(code: str) -> str:
    return str(words.UNKNOWN_AREA) if code.endswith("-") else reference.area_label(code)


def route_name(code: str) -> str:
    country, _mark, post = code.partition(">")
    return f"{country_name(country)} → {post_name(post)}"


def month_name(code: str) -> str:
    return times.month(date.fromisoformat(f"{code}-01"))


def payer_name(code: str) -> str:
    return labels.code_word("ticket_payer", code) if code else _("Belum diketahui")


# ------------------------------------------------------------------ key figures
def key_figures(found: Homeward, days: Summary | None) -> list[FigureCard]:
    """How many came, after how many days, at which cost, and of how many it is known who paid."""
    return [
        FigureCard(text_of(found.whole), _("Orang tiba kembali"), definition_url="#arti-tiba"),
        _days(days),
        _cost(found.cost),
        _payers(found),
    ]


def _days(days: Summary | None) -> FigureCard:
    total = days.total if days else None
    known = total is not None and total.n > 0
    said_of = {"people": written.number(total.n), "waiting": written.number(total.waiting)} if total else {}
    return FigureCard(
        written.number(total.median, 1) if total and known else written.UNKNOWN,
        _("Tanda pertama sampai di rumah, median"),
        unit=_("hari") if known else "",
        note=_("%(people)s orang · %(waiting)s masih menunggu") % said_of
        if known
        else _("belum ada yang dapat dihitung harinya"),
        definition_url="#arti-hari",
    )


def _cost(cost: Cost) -> FigureCard:
    said_of = {"people": written.number(cost.actual_people), "median": written.rupiah(cost.median)}
    known = cost.actual is not None
    return FigureCard(
        written.rupiah(cost.actual),
        _("Biaya nyata per orang, rata-rata"),
        note=_("dari %(people)s orang · median %(median)s") % said_of
        if known
        else _("belum ada biaya yang diketahui utuh"),
        definition_url="#arti-biaya",
    )


def _payers(found: Homeward) -> FigureCard:
    unknown = next((it.people for it in found.payers if not it.code), 0)
    is_hidden = found.whole is None or unknown is None
    known = None if found.whole is None or unknown is None else found.whole - unknown
    return FigureCard(
        str(words.HIDDEN) if is_hidden else written.number(known),
        _("Orang yang pembayarnya diketahui"),
        note=_("dari %(people)s orang") % {"people": text_of(found.whole)},
        definition_url="#arti-pembayar",
    )


# ------------------------------------------------------------------ tables
def text_of(people: int | None) -> str:
    return str(words.HIDDEN) if people is None else written.number(people)


def _rows(told: Mapping[str, int | None], name_of: Namer) -> list[Row]:
    most = max((it or 0 for it in told.values()), default=0) or 1
    return [_row(name_of(code), people, most) for code, people in told.items()]


def _row(name: str, people: int | None, most: int, cost: Cost | None = None) -> Row:
    shares = ((float(people), BAR[0]), (float(most - people), BAR[1])) if people else ()
    return Row(name, text_of(people), str(words.HIDDEN) if people is None else people, shares, cost or Cost())


def _most_first(told: Mapping[str, int | None]) -> dict[str, int | None]:
    """Hidden and unknown ones last."""
    return dict(
        sorted(told.items(), key=lambda it: (it[0].endswith("-"), it[1] is None, -(it[1] or 0), it[0]))
    )


def origin_rows(found: Homeward) -> list[Row]:
    return _rows(_most_first(found.origins), area_name)


def route_rows(found: Homeward) -> list[Row]:
    return _rows(_most_first(found.routes), route_name)


def month_rows(found: Homeward) -> list[Row]:
    """In their order; of one month alone there is nothing to compare."""
    return _rows(dict(sorted(found.months.items())), month_name) if len(found.months) > 1 else []


def payer_rows(found: Homeward) -> list[Row]:
    most = max((it.people or 0 for it in found.payers), default=0) or 1
    return [_row(payer_name(it.code), it.people, most, it.cost) for it in found.payers]


def stream_rows(found: Homeward) -> list[StreamRow]:
    """Every stream where numbers are exact, else those that may be told, and the rest."""
    if found.is_exact:
        streams = sorted(found.streams.items(), key=lambda it: (-it[1], it[0]))
        return [
            StreamRow(country_name(c), post_name(p), area_name(a), people) for (c, p, a), people in streams
        ]
    return band_rows(found)


def band_rows(found: Homeward) -> list[StreamRow]:
    """As they are drawn."""
    rows = [
        StreamRow(country_name(it.country), post_name(it.post), area_name(it.province), it.people)
        for it in found.bands.bands
    ]
    return rows + ([_rest(found)] if found.bands.rest else [])


def _rest(found: Homeward) -> StreamRow:
    """The others. Who all came over the one post that was asked for came over no other."""
    stations = []
    for at, name in enumerate((country_name, post_name, area_name)):
        codes = {it[at] for it in found.streams} if found.is_exact else set()
        stations.append(name(codes.pop()) if len(codes) == 1 else _("lainnya"))
    country, post, province = stations
    return StreamRow(country, post, province, found.bands.rest, is_rest=True)


# ------------------------------------------------------------------ drawings
def flow_figure(found: Homeward) -> FlowFigure:
    bands = [
        FlowBand((it.country, it.post, it.province), it.people, is_rest=it.is_rest) for it in band_rows(found)
    ]
    return FlowFigure("arus", _("Alur kepulangan"), (_("Negara"), _("Pos masuk"), _("Provinsi asal")), bands)


def flow_title(found: Homeward) -> str:
    """The finding: the widest stream."""
    if not found.bands.bands:
        return _("Dari mana, lewat mana, ke mana")
    first = flow_figure(found).bands[0]
    return _("Alur terbesar: %(stream)s") % {"stream": said(first)}


def origin_map(found: Homeward) -> MapFigure:
    """Every province as a tile; hatched where nobody came or the number is hidden."""
    codes = [*TILES, *(code for code in found.origins if code == FICTIONAL)]
    return _map(found, codes, _("Orang tiba kembali menurut provinsi asal"))


def regency_map(found: Homeward, outlines: reference.Outlines) -> MapFigure | None:
    """The kabupaten of one province; nothing where it has no shapes."""
    codes = [it.code for it in outlines.shapes]
    title = _("Orang tiba kembali menurut kabupaten asal")
    return _map(found, codes, title, _(outlines.note)) if codes else None


def _map(found: Homeward, codes: Sequence[str], title: str, note: str = "") -> MapFigure:
    sentence = _("Banyaknya orang, bukan perbandingan dengan penduduk: daerah yang besar lebih gelap.")
    told = [float(it) for it in found.origins.values() if it]
    return MapFigure(
        id="peta",
        title=title,
        unit=_("orang"),
        sentence=f"{sentence} {note}".strip(),
        areas=tuple(_area(code, found) for code in codes),
        limits=max(LIMITS, key=lambda limits: len({step_of(value, limits) for value in told})),
        few=_("tidak ada dalam wewenang Anda") if found.is_exact else _("tidak ada, atau disamarkan"),
    )


def _area(code: str, found: Homeward) -> AreaFigure:
    people = found.origins.get(code, 0)
    said_of = text_of(people) if people is None else _("%(count)s orang") % {"count": written.number(people)}
    return AreaFigure(code, reference.area_label(code), float(people) if people else None, said_of)
