"""The journey of an alert's person as a picture: what is known on one axis of time, and the places one after another.

Drawn on the server; the table beside it says the same, and is what phones and readers of text get.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kawal.doors.web import labels
from kawal.doors.web.kit import times
from kawal.situation.people.cards import FactCard

WIDTH, LEFT, RIGHT, AXIS, ROW = 760, 14, 746, 30, 34
LABEL, ROWS, LONGEST = 128, 3, 18  # room a label takes, rows of labels, letters that fit
MOST_POINTS, MOST_PLACES = 9, 6
MILESTONES = (
    "recruited",
    "registered",
    "accommodated",
    "departed",
    "transited",
    "arrived_abroad",
    "deported",
    "returned",
    "reached_home",
)
INK, LINE, SUN, RED = "#12253d", "#1e4272", "#f0b52b", "#9b1b31"


@dataclass(frozen=True, slots=True)
class Moment:
    """A fact on the axis. ``is_reason``: the alert rests on it."""

    at: datetime
    day: str
    text: str
    place: str
    source: str
    is_reason: bool


@dataclass(frozen=True, slots=True)
class JourneyPicture:
    """:ivar timeline: the axis as SVG, :ivar route: the places as SVG; empty where there is nothing to draw."""

    moments: Sequence[Moment]
    timeline: SafeString
    route: SafeString


def picture_of(
    facts: Sequence[FactCard], reasons: frozenset[int], home: str, now: datetime
) -> JourneyPicture | None:
    """``reasons`` are the numbers of facts that the alert cites; only what the reader sees is drawn."""
    standing = sorted((it for it in facts if it.state == "active"), key=lambda it: it.at)
    moments = [_moment(it, it.seq in reasons) for it in standing]
    if not moments:
        return None
    places = list(_places(home, moments))
    return JourneyPicture(moments, _timeline(_told(standing, moments), moments[0].at, now), _route(places))


def _moment(it: FactCard, is_reason: bool) -> Moment:
    return Moment(
        it.at,
        times.day(it.at),
        labels.kind_label(it.kind),
        _place(it),
        labels.source_name(it.source),
        is_reason,
    )


def _place(it: FactCard) -> str:
    said = it.place or {}
    code = said.get("post") or said.get("area") or said.get("country") or ""
    return labels.place_name(str(code)) if code else ""


def _told(facts: Sequence[FactCard], moments: Sequence[Moment]) -> list[Moment]:
    """What has a name on the axis: what the alert rests on, then the stations of the journey, then the last word."""
    order = [
        (not moment.is_reason, fact.kind not in MILESTONES, -n)
        for n, (fact, moment) in enumerate(zip(facts, moments, strict=True))
    ]
    picked = sorted(range(len(moments)), key=order.__getitem__)[:MOST_POINTS]
    return [moments[n] for n in sorted(picked)]


def _timeline(told: Sequence[Moment], first: datetime, now: datetime) -> SafeString:
    whole = max((now - first).total_seconds(), 1.0)
    ends = [-1.0] * ROWS
    parts = []
    for it in told:
        x = LEFT + (RIGHT - LEFT) * (it.at - first).total_seconds() / whole
        at = min(x, float(WIDTH - LABEL))
        row = next((n for n in range(ROWS) if ends[n] < at), None)
        fill, stroke = (SUN, INK) if it.is_reason else ("#fff", LINE)
        parts.append(format_html('<circle cx="{}" cy="{}" r="{}" fill="{}" stroke="{}" stroke-width="2.5"/>',
                                 f"{x:.1f}", AXIS, 7 if it.is_reason else 5, fill, stroke))  # fmt: skip
        if row is None:
            continue
        ends[row] = at + LABEL
        y = AXIS + 26 + row * ROW
        parts.append(format_html(
            '<path d="M{} {}V{}" stroke="#cdd6d1"/><text x="{}" y="{}"><tspan font-weight="600">{}</tspan>'
            '<tspan x="{}" dy="14">{}</tspan></text>',
            f"{x:.1f}", AXIS + 9, y - 12, f"{at:.1f}", y, _short(it.text), f"{at:.1f}", it.day,
        ))  # fmt: skip
    height = AXIS + 26 + ROW * max(1, sum(end > 0 for end in ends))
    return format_html(
        '<svg class="axis" viewBox="0 0 {} {}" role="img" aria-label="{}"><path d="M{} {}H{}" stroke="{}" stroke-width="3"/>'
        '<path d="M{} {}v14" stroke="{}" stroke-width="2"/><text x="{}" y="14" text-anchor="end">{}</text>{}</svg>',
        WIDTH, height, _("Garis waktu: %(count)d kejadian; tabel di bawah menyebutnya satu per satu.") % {"count": len(told)},
        LEFT, AXIS, RIGHT, LINE, RIGHT, AXIS - 7, RED, RIGHT, _("hari ini"), format_html_join("", "{}", ((it,) for it in parts)),
    )  # fmt: skip


def _places(home: str, moments: Sequence[Moment]) -> Iterator[str]:
    """One after another, none twice in a row."""
    last = ""
    for place in (home, *(it.place for it in moments)):
        if place and place != last:
            yield place
            last = place


def _route(places: Sequence[str]) -> SafeString:
    if len(places) < 2:
        return SafeString("")
    shown = [*places]
    if len(shown) > MOST_PLACES:
        half = MOST_PLACES // 2
        shown = [*shown[:half], "…", *shown[-half:]]
    step = (RIGHT - LEFT) / len(shown)
    knots = [
        format_html(
            '<circle cx="{}" cy="14" r="6" fill="{}" stroke="{}" stroke-width="2.5"/><text x="{}" y="38" text-anchor="middle">{}</text>',
            f"{LEFT + step * (n + 0.5):.1f}", SUN if n == len(shown) - 1 else "#fff", INK, f"{LEFT + step * (n + 0.5):.1f}", _short(place),
        )
        for n, place in enumerate(shown)
    ]  # fmt: skip
    return format_html(
        '<svg class="axis" viewBox="0 0 {} 46" role="img" aria-label="{}"><path d="M{} 14H{}" stroke="{}" stroke-width="3"/>{}</svg>',
        WIDTH, _("Rute: %(places)s") % {"places": ", ".join(places)}, f"{LEFT + step / 2:.1f}", f"{RIGHT - step / 2:.1f}", LINE,
        format_html_join("", "{}", ((it,) for it in knots)),
    )  # fmt: skip


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
