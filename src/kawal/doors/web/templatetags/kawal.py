"""The tags and filters of Kawal's pages: `{% load kawal %}`.

Marks draw one value (`{% pennant level %}`), filters write one value (`{{ at|day }}`), parts with more
text are included (`{% include "kit/..." %}`). Everything goes out escaped.
"""

from datetime import date, datetime
from typing import Any

from django import template
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kawal.doors.web.kit import figures, marks, times
from kawal.doors.web.kit.fields import errors_of, field_card
from kawal.doors.web.kit.flows import flow_drawing
from kawal.doors.web.kit.maps import outline_drawing, tile_drawing
from kawal.doors.web.kit.sentences import joined
from kawal.doors.web.kit.times import ClockCard
from kawal.doors.web.kit.words import (
    BASES,
    CATEGORIES,
    LEVELS,
    PROCEDURES,
    SCREENINGS,
    SEXES,
    STAYS,
    word,
)

register = template.Library()

register.simple_tag(marks.icon, name="icon")
register.simple_tag(marks.pennant, name="pennant")
register.simple_tag(marks.stamp, name="stamp")
register.simple_tag(marks.track, name="track")
register.simple_tag(marks.track_big, name="track_big")
register.simple_tag(marks.clock, name="clock")
register.simple_tag(marks.basis, name="basis")
register.simple_tag(marks.bar, name="bar")
register.simple_tag(marks.meter, name="meter")
register.simple_tag(marks.swatch, name="swatch")
register.simple_tag(flow_drawing, name="flow")

register.filter("number", figures.number)
register.filter("share", figures.share)
register.filter("rupiah", figures.rupiah)
register.filter("counted", figures.counted)
register.filter("change", figures.change)
register.filter("masked", figures.masked)
register.filter("masked_short", figures.masked_short)
register.filter("day", times.day)
register.filter("short_day", times.short_day)
register.filter("long_day", times.long_day)
register.filter("month", times.month)
register.filter("hour", times.hour)
register.filter("span", times.span)

WORDS = {
    "level": LEVELS,
    "procedure": PROCEDURES,
    "stay": STAYS,
    "screening": SCREENINGS,
    "basis": BASES,
    "sex": SEXES,
    "category": CATEGORIES,
}


@register.filter("word")
def word_of(value: str, family: str) -> str:
    """`{{ person.sex|word:"sex" }}`: the word for a coded value; an unknown code is shown as it is."""
    return word(WORDS[family], value) if value else ""


@register.filter
def ago(at: datetime | None) -> str:
    """`2 jam lalu`, seen from now."""
    return times.since(at, timezone.now()) if at else figures.UNKNOWN


@register.simple_tag
def moment(at: date | None, precision: str = "time", zone: str = "") -> SafeString:
    """`<time>` with day and, where it is known, hour: `19 Nov 2026 09.18 WITA`."""
    if at is None:
        return format_html("{}", figures.UNKNOWN)
    with_hour = precision == "time" and isinstance(at, datetime)
    text = times.day(at)
    if with_hour and isinstance(at, datetime):
        text = f"{text} {times.hour(at, zone)}"
    return format_html('<time datetime="{}">{}</time>', times.machine(at, with_hour=with_hour), text)


@register.simple_tag
def timeline_time(at: date, precision: str = "time", zone: str = "", note: str = "") -> SafeString:
    """The same on the timeline: the day in bold, under it the hour or a note, or nothing."""
    with_hour = precision == "time" and isinstance(at, datetime)
    below = times.hour(at, zone) if with_hour and isinstance(at, datetime) else note
    stamp = times.machine(at, with_hour=with_hour)
    return format_html('<time datetime="{}"><b>{}</b> {}</time>', stamp, times.day(at), below)


@register.simple_tag
def due(at: datetime | None, what: str = "") -> SafeString:
    """The clock of a term, seen from now."""
    if at is None:
        return format_html("{}", figures.UNKNOWN)
    return marks.clock(times.until(at, timezone.now(), what=what))


@register.simple_tag
def said_clock(text: str, state: str = "ok") -> SafeString:
    """A clock whose words are given: `{% said_clock "senyap 63 hari" "late" %}`."""
    return marks.clock(ClockCard(text, state))  # type: ignore[arg-type]  # one of three words


@register.filter
def names(items: list[str]) -> str:
    """`a, b dan c`."""
    return joined(items)


@register.inclusion_tag("kit/field.html")
def field(bound: BoundField, **more: Any) -> dict[str, Any]:
    """One form field with label, hint, error and, where it may stay empty, the word for it.

    Options: `hint`, `shape` (`input`, `choices`, `segments`, `ticks`, `check`), `list_url` (suggestions by htmx),
    `classes`, `kind` (`inputmode`), `autofocus`.
    """
    return {"field": field_card(bound, **more)}


@register.inclusion_tag("kit/errors.html")
def error_summary(form: Any) -> dict[str, Any]:
    """The summary on top of a form that was refused, with a link to each field. Nothing when all is well."""
    return {"errors": errors_of(form)}


@register.inclusion_tag("kit/tiles.html")
def tile_map(figure: Any) -> dict[str, Any]:
    """The 38 provinces as equal tiles; `figure` is a `MapFigure` whose areas are province codes."""
    return {"figure": figure, "drawing": tile_drawing(figure)}


@register.inclusion_tag("kit/outlines.html")
def outline_map(figure: Any, shapes: dict[str, str], view: str) -> dict[str, Any]:
    """The kabupaten of a province drawn from path data by area code; `view` is the viewBox."""
    return {"figure": figure, "drawing": outline_drawing(figure, shapes, view)}
