"""Maps drawn on the server: the tile map of provinces and the outlines of kabupaten.

Colours are five steps of one hue; the table beside a map always says the same in numbers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kawal.doors.web.kit.figures import number
from kawal.doors.web.kit.tiles import COLUMNS, FICTIONAL, ROWS, SIDE, STEP, TILES

RAMP = ("#e7edf5", "#c3d3e6", "#8aabcf", "#3f6ea6", "#12253d")
LIGHT_FROM = 3
DARK_TEXT, LIGHT_TEXT, EDGE = "#16222c", "#ffffff", "#6b7b77"
HATCH = "url(#few)"


@dataclass(frozen=True, slots=True)
class AreaFigure:
    """One area of a map: `value` None means suppressed, `text` is what readers and the tooltip get."""

    code: str
    name: str
    value: float | None
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class MapFigure:
    """A map: what is counted, its areas, and the four round limits between its five classes.

    `few` says what the hatched areas are, where they are not simply hidden.
    """

    id: str
    title: str
    unit: str
    sentence: str
    areas: Sequence[AreaFigure]
    limits: tuple[float, float, float, float]
    few: str = ""

    @property
    def legend(self) -> list[tuple[str, str]]:
        """Colour and words of the five classes, and of what is hidden."""
        words = [_("di bawah %(limit)s") % {"limit": number(self.limits[0])}]
        words += [f"{number(low)}–{number(high - 1)}" for low, high in pairwise(self.limits)]
        words += [_("%(limit)s ke atas") % {"limit": number(self.limits[-1])}]
        return [*zip(RAMP, words, strict=True), (HATCH, self.few or _("disamarkan"))]


def step_of(value: float, limits: Sequence[float]) -> int:
    """The class of a value, 0 to 4; a limit belongs to the class above it."""
    return sum(value >= limit for limit in limits)


def tile_drawing(figure: MapFigure) -> SafeString:
    """The tiles; the fictional region gets a tile of its own when it is counted."""
    areas = {area.code: area for area in figure.areas}
    places = dict(TILES) | ({"99": FICTIONAL} if "99" in areas else {})
    tiles = format_html_join(
        "", "{}", ((_tile(place, areas.get(code), figure),) for code, place in places.items())
    )
    return format_html(
        '<svg class="petak" viewBox="0 0 {} {}" {}',
        COLUMNS * STEP + 8,
        ROWS * STEP + 2,
        _frame(figure, tiles),
    )


def outline_drawing(figure: MapFigure, shapes: Mapping[str, str], view: str) -> SafeString:
    """The outlines of the areas that have a shape; the others stand in the table alone."""
    areas = {area.code: area for area in figure.areas}
    outlines = format_html_join(
        "", "{}", ((_outline(path, areas.get(code), figure),) for code, path in shapes.items())
    )
    return format_html('<svg class="petak outlines" viewBox="{}" {}', view, _frame(figure, outlines))


def _frame(figure: MapFigure, inside: SafeString) -> SafeString:
    return format_html(
        'role="group" aria-labelledby="{0}-t"><title id="{0}-t">{1}. {2}</title>'
        '<defs><pattern id="few" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<path fill="#fff" d="M0 0h6v6H0z"/><path stroke="#8c9a95" d="M0 0v6"/></pattern></defs>{3}</svg>',
        figure.id,
        figure.title,
        figure.sentence,
        inside,
    )


def _fill(area: AreaFigure | None, figure: MapFigure) -> tuple[str, str]:
    """Ground and text colour of an area."""
    if area is None or area.value is None:
        return HATCH, DARK_TEXT
    step = step_of(area.value, figure.limits)
    return RAMP[step], LIGHT_TEXT if step >= LIGHT_FROM else DARK_TEXT


def _tile(place: tuple[int, int, str], area: AreaFigure | None, figure: MapFigure) -> SafeString:
    column, row, letters = place
    fill, ink = _fill(area, figure)
    x, y = column * STEP + 4, row * STEP + 2
    drawn = format_html(
        '<path fill="{}" stroke="{}" stroke-width=".6" d="M{} {}h{}v{}h-{}z"/>'
        '<text x="{}" y="{}" text-anchor="middle" fill="{}">{}</text>',
        *(fill, EDGE, x, y, SIDE, SIDE, SIDE, x + SIDE / 2, y + 24, ink, letters),
    )
    return _linked(area, drawn)


def _outline(path: str, area: AreaFigure | None, figure: MapFigure) -> SafeString:
    fill, _ink = _fill(area, figure)
    return _linked(
        area, format_html('<path fill="{}" stroke="{}" stroke-width=".6" d="{}"/>', fill, EDGE, path)
    )


def _linked(area: AreaFigure | None, drawn: SafeString) -> SafeString:
    """An area with a page of its own is a link named for readers; another is only drawn."""
    if area is None:
        return format_html("<g>{}</g>", drawn)
    titled = format_html("<title>{}: {}</title>{}", area.name, area.text, drawn)
    if not area.url:
        return format_html("<g>{}</g>", titled)
    return format_html('<a href="{}" aria-label="{}: {}">{}</a>', area.url, area.name, area.text, titled)
