"""Streams between three columns, drawn on the server: at most eight bands. The table beside the drawing says the same in numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kawal.doors.web.kit.figures import number

WIDTH, BODY, TOP = 800.0, 300.0, 34.0
GAP, NODE, LEAST = 26.0, 10.0, 1.5
COLUMNS = (
    200.0,
    395.0,
    590.0,
)  # where the nodes of each column begin: beside the outer ones a whole name and its number fit
COLOURS = ("#1e4272", "#b4690e", "#1a6543", "#7a3b69", "#4a78b0", "#874709", "#5f9b7f", "#3f4e58")
REST_COLOUR = "#8c9a95"
LONGEST = 22  # letters of a name that fit beside a node


@dataclass(frozen=True, slots=True)
class FlowBand:
    """So many people along three stations, named. ``is_rest``: all the others."""

    stations: tuple[str, str, str]
    people: int
    is_rest: bool = False


@dataclass(frozen=True, slots=True)
class FlowFigure:
    id: str
    title: str
    heads: tuple[str, str, str]
    bands: Sequence[FlowBand]


Places = dict[str, tuple[float, float]]  # name of a station: upper end and height


def flow_drawing(figure: FlowFigure) -> SafeString:
    """Nothing where nobody came."""
    bands = [it for it in figure.bands if it.people > 0]
    if not bands:
        return SafeString("")
    columns = [_totals(bands, at) for at in range(3)]
    scale = min((BODY - GAP * (len(it) - 1)) / sum(it.values()) for it in columns)
    places = [_placed(it, scale) for it in columns]
    inside = [_ribbons(bands, places, at, scale) for at in range(2)]
    inside += [_nodes(at, figure.heads[at], places[at], columns[at]) for at in range(3)]
    return format_html(
        '<svg class="arus" viewBox="0 0 {} {}" role="img" aria-labelledby="{}-t"><title id="{}-t">{}</title>{}</svg>',
        *(int(WIDTH), int(TOP + BODY + 8), figure.id, figure.id, _in_words(figure.title, bands)),
        format_html_join("", "{}", ((it,) for it in inside)),
    )


def _in_words(title: str, bands: Sequence[FlowBand]) -> str:
    return f"{title}. {'; '.join(said(it) for it in bands)}."


def said(band: FlowBand) -> str:
    """`Malaysia → PLBN Entikong → Nusa Tenggara Timur: 40 orang`."""
    way = _("lainnya") if band.is_rest else " → ".join(band.stations)
    return _("%(way)s: %(people)s orang") % {"way": way, "people": number(band.people)}


def _totals(bands: Sequence[FlowBand], at: int) -> dict[str, int]:
    """People at each station of a column, the most first, the rest last."""
    found: dict[str, int] = {}
    for band in bands:
        found[band.stations[at]] = found.get(band.stations[at], 0) + band.people
    rest = {it.stations[at] for it in bands if it.is_rest} - {
        it.stations[at] for it in bands if not it.is_rest
    }
    return dict(sorted(found.items(), key=lambda it: (it[0] in rest, -it[1], it[0])))


def _placed(totals: Mapping[str, int], scale: float) -> Places:
    """One below the other, the column in the middle of the drawing."""
    height = sum(totals.values()) * scale + GAP * (len(totals) - 1)
    y, found = TOP + (BODY - height) / 2, {}
    for name, people in totals.items():
        found[name] = (y, people * scale)
        y += people * scale + GAP
    return found


def _colour(band: FlowBand, bands: Sequence[FlowBand]) -> str:
    """By country, so that a stream keeps its colour over the post."""
    starts = list(dict.fromkeys(it.stations[0] for it in bands))
    return REST_COLOUR if band.is_rest else COLOURS[starts.index(band.stations[0]) % len(COLOURS)]


def _ribbons(bands: Sequence[FlowBand], places: Sequence[Places], at: int, scale: float) -> SafeString:
    """From one column to the next, in the order of the stations at both ends so that few cross."""
    here, there = places[at], places[at + 1]
    used = [{name: y for name, (y, _height) in column.items()} for column in (here, there)]
    leaving = sorted(bands, key=lambda it: (here[it.stations[at]], there[it.stations[at + 1]]))
    starts = {id(it): _take(used[0], it.stations[at], it.people * scale) for it in leaving}
    coming = sorted(bands, key=lambda it: (there[it.stations[at + 1]], here[it.stations[at]]))
    ends = {id(it): _take(used[1], it.stations[at + 1], it.people * scale) for it in coming}
    x, end = COLUMNS[at] + NODE, COLUMNS[at + 1]
    return format_html_join(
        "",
        '<path fill="{}" fill-opacity=".5" d="{}"/>',
        (
            (_colour(it, bands), _curve(x, starts[id(it)], end, ends[id(it)], max(LEAST, it.people * scale)))
            for it in leaving
        ),
    )


def _take(used: dict[str, float], name: str, height: float) -> float:
    y = used[name]
    used[name] = y + height
    return y


def _curve(x: float, y: float, end: float, end_y: float, height: float) -> str:
    middle = (x + end) / 2
    return (
        f"M{x:.0f} {y:.1f}C{middle:.0f} {y:.1f} {middle:.0f} {end_y:.1f} {end:.0f} {end_y:.1f}v{height:.1f}"
        f"C{middle:.0f} {end_y + height:.1f} {middle:.0f} {y + height:.1f} {x:.0f} {y + height:.1f}z"
    )


def _nodes(at: int, head: str, places: Places, totals: Mapping[str, int]) -> SafeString:
    x = COLUMNS[at]
    nodes = format_html_join(
        "",
        '<path fill="#12253d" d="M{} {}h{}v{}h-{}z"/><text x="{}" y="{}" text-anchor="{}">{} <tspan>{}</tspan></text>',
        (
            (
                f"{x:.0f}", f"{y:.1f}", f"{NODE:.0f}", f"{max(LEAST, height):.1f}", f"{NODE:.0f}",
                *_label_at(at, x, y, height), _short(name), number(totals[name]),
            )
            for name, (y, height) in places.items()
        ),
    )  # fmt: skip
    anchor = ("end", "middle", "start")[at]
    middle = x + (NODE if at == 0 else NODE / 2 if at == 1 else 0)
    return format_html(
        '<text class="kepala" x="{}" y="12" text-anchor="{}">{}</text>{}',
        f"{middle:.0f}",
        anchor,
        head,
        nodes,
    )


def _label_at(at: int, x: float, y: float, height: float) -> tuple[str, str, str]:
    """Beside the nodes at the ends, above those in the middle."""
    if at == 1:
        return f"{x + NODE / 2:.0f}", f"{y - 5:.1f}", "middle"
    side = x - 8 if at == 0 else x + NODE + 8
    return f"{side:.0f}", f"{y + height / 2 + 4.5:.1f}", "end" if at == 0 else "start"


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"
