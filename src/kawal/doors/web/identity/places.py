"""Where the two were said to be, on the tile map of provinces; the list beside it says the same and more."""

from collections.abc import Set as AbstractSet

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from kawal.doors.web.kit.tiles import COLUMNS, FICTIONAL, ROWS, SIDE, STEP, TILES

FILLS = {
    "": ("#e3e9e6", "#6b7b77"),
    "A": ("#1e4272", "#ffffff"),
    "B": ("#c3d3e6", "#16222c"),
    "AB": ("#f0b52b", "#16222c"),
}


def drawn_places(one: AbstractSet[str], other: AbstractSet[str]) -> SafeString | None:
    """Nothing where no province was named: what happened abroad stands in the list."""
    if not one | other:
        return None
    places = dict(TILES) | ({"99": FICTIONAL} if "99" in one | other else {})
    tiles = (
        (_tile(place, ("A" if code in one else "") + ("B" if code in other else "")),)
        for code, place in places.items()
    )
    return format_html(
        '<svg class="places" viewBox="0 0 {} {}" aria-hidden="true">{}</svg>',
        COLUMNS * STEP + 8,
        ROWS * STEP + 2,
        format_html_join("", "{}", tiles),
    )


def _tile(place: tuple[int, int, str], who: str) -> SafeString:
    column, row, _letters = place
    x, y = column * STEP + 4, row * STEP + 2
    fill, ink = FILLS[who]
    drawn = format_html(
        '<path fill="{}" stroke="#cdd6d1" d="M{} {}h{}v{}h-{}z"/>', fill, x, y, SIDE, SIDE, SIDE
    )
    if not who:
        return drawn
    return format_html(
        '{}<text x="{}" y="{}" text-anchor="middle" fill="{}">{}</text>',
        drawn,
        x + SIDE / 2,
        y + 25,
        ink,
        who,
    )
