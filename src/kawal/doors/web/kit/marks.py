"""The small drawn signs: pennant, stamp, track, clock, dots. Each carries its word in text."""

from collections.abc import Sequence
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from kawal.doors.web.kit.times import ClockCard
from kawal.doors.web.kit.words import BASES, LEVELS, PROCEDURES, STAYS, word

BARS = ("M0 10h3v3H0z", "M4 7h3v6H4z", "M8 3.5h3V13H8z", "M12 0h3v13h-3z")
LEVEL_BARS = {"emergency": 4, "high": 3, "medium": 2, "watch": 1}
STATIONS = (7, 24, 41, 58, 75)
PLACES = {
    "preparing": 0,
    "departed": 1,
    "abroad_in_contact": 2,
    "abroad_silent": 2,
    "in_trouble": 2,
    "in_custody": 2,
    "in_return": 3,
    "home": 4,
    "settled_elsewhere": 4,
    "died": 2,
}
RED = {"abroad_silent", "in_trouble", "in_custody"}
PROCEDURE_STYLES = {"procedural": " stamp-yes", "nonprocedural": " stamp-no"}
KNOWING = {"witnessed": 4, "document": 3, "self": 2, "hearsay": 1}
CLOCK_ICONS = {"ok": "clock", "soon": "clock", "late": "late"}


@lru_cache(maxsize=128)
def icon(name: str) -> SafeString:
    """A sign of the sprite; always beside a word."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="#i-{}"/></svg>', name)


@lru_cache(maxsize=8)
def _level_bars(level: str) -> SafeString:
    lit = LEVEL_BARS.get(level, 1)
    paths = ((mark_safe(' class="off"') if at >= lit else "", path) for at, path in enumerate(BARS))
    return format_html(
        '<svg viewBox="0 0 15 13" aria-hidden="true">{}</svg>',
        format_html_join("", '<path{} d="{}"/>', paths),
    )


def pennant(level: str) -> SafeString:
    """The level of an alert: emergency, high, medium or watch."""
    return _pennant(level, word(LEVELS, level))


@lru_cache(maxsize=16)
def _pennant(level: str, said: str) -> SafeString:
    return format_html('<span class="flag flag-{}">{}{}</span>', level, _level_bars(level), said)


def stamp(procedure: str) -> SafeString:
    """The departure procedure: the frame's line is the value, never its colour."""
    style = PROCEDURE_STYLES.get(procedure, "")
    return format_html('<span class="stamp{}">{}{}</span>', style, icon("stamp"), word(PROCEDURES, procedure))


@lru_cache(maxsize=32)
def track_drawing(stay: str) -> SafeString:
    """Five stations from preparing to home; the big dot is where the person is."""
    place = PLACES.get(stay)
    at = STATIONS[place] if place is not None else STATIONS[0]
    way = f'<path d="M7 7H{at}"/>' if at > STATIONS[0] else ""
    if at < STATIONS[-1]:
        way += f'<path d="M{at} 7H75" stroke="#6b7b77" stroke-dasharray="3 3"/>'
    dots = "".join(_station(x, x < at and place is not None) for x in STATIONS if x != at or place is None)
    return mark_safe(
        f'<svg viewBox="0 0 82 14" aria-hidden="true" fill="none" stroke="#1e4272" stroke-width="2">{way}{dots}'
        f"{_here(at, stay) if place is not None else ''}</svg>"
    )


def _station(x: int, passed: bool) -> str:
    colours = 'fill="#1e4272" stroke="#1e4272"' if passed else 'fill="#fff" stroke="#6b7b77"'
    return f'<circle cx="{x}" cy="7" r="2.5" {colours}/>'


def _here(x: int, stay: str) -> str:
    if stay == "died":
        return f'<path d="M{x} 1V13" stroke="#12253d" stroke-width="4"/>'
    fill = "#9b1b31" if stay in RED else "#f0b52b"
    return f'<circle cx="{x}" cy="7" r="5" fill="{fill}" stroke="#12253d" stroke-width="3"/>'


def track(stay: str, words: str = "") -> SafeString:
    """Where a person is, as a place on the track, with its word (or `words` instead)."""
    return _track(stay, words or word(STAYS, stay))


@lru_cache(maxsize=64)
def _track(stay: str, said: str) -> SafeString:
    return format_html('<span class="track">{}<span>{}</span></span>', track_drawing(stay), said)


def track_big(stay: str) -> SafeString:
    """The same drawing larger and without a word, for the person page, which says it in a sentence."""
    return format_html('<span class="track track-big">{}</span>', track_drawing(stay))


def clock(card: ClockCard) -> SafeString:
    """A term: grey, brown when near, red with an hourglass when passed."""
    sign = icon(CLOCK_ICONS.get(card.state, "clock"))
    return format_html('<span class="clock clock-{}">{}{}</span>', card.state, sign, card.text)


@lru_cache(maxsize=8)
def _dots(count: int) -> SafeString:
    circles = "".join(
        f'<circle cx="{4 + 8.6 * at:.1f}" cy="4" r="3" fill="{"#3f4e58" if at < count else "none"}"/>'
        for at in range(4)
    )
    return mark_safe(
        f'<svg viewBox="0 0 34 8" aria-hidden="true" stroke="#3f4e58" stroke-width="1.5">{circles}</svg>'
    )


def basis(value: str) -> SafeString:
    """How a source knows: up to four dots and the word, never a percentage."""
    return _sure(value, word(BASES, value))


@lru_cache(maxsize=16)
def _sure(value: str, said: str) -> SafeString:
    return format_html('<span class="sure">{}{}</span>', _dots(KNOWING.get(value, 0)), said)


def bar(shares: Sequence[tuple[float, str]], width: int = 1000, height: int = 22) -> SafeString:
    """Lengths side by side that add up to the whole: `(length, colour)` each, told in text beside it."""
    total = sum(length for length, _colour in shares) or 1
    pieces, x = [], 0.0
    for length, colour in shares:
        step = length / total * width
        pieces.append((colour, f"{x:.1f}", f"{max(step - 3, 1):.1f}"))
        x += step
    paths = format_html_join(
        "", f'<path fill="{{}}" d="M{{}} 0h{{}}v{height}H{{}}z"/>', ((c, a, b, a) for c, a, b in pieces)
    )
    return format_html(
        '<svg viewBox="0 0 {} {}" preserveAspectRatio="none" aria-hidden="true">{}</svg>',
        width,
        height,
        paths,
    )


def meter(share: float) -> SafeString:
    """How far from nothing to the most, 0 to 1; the word stands beside it."""
    length = f"{100 * min(max(share, 0.0), 1.0):.0f}"
    return format_html(
        '<svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><path fill="#e3e9e6" d="M0 0h100v8H0z"/>'
        '<path fill="#1e4272" d="M0 0h{}v8H0z"/></svg>',
        length,
    )


@lru_cache(maxsize=64)
def swatch(colour: str) -> SafeString:
    """A small square for a legend."""
    return format_html(
        '<svg viewBox="0 0 12 12" aria-hidden="true"><path fill="{}" d="M0 0h12v12H0z"/></svg>', colour
    )
