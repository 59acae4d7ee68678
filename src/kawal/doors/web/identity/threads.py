"""Two timelines on one axis: a drawing made here, the same in words, and where both would have been in two places at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kawal.doors.web import labels
from kawal.doors.web.identity.cards import Threads
from kawal.doors.web.identity.places import drawn_places
from kawal.doors.web.kit import times
from kawal.doors.web.people.timeline import sentence_of
from kawal.situation.people.cards import FactCard

HOME = "IDN"
# Kinds that say where somebody was for the day, and those that say she was under way that day.
STAYS = frozenset(
    {
        "reported_in",
        "complained",
        "detained",
        "rescued",
        "sheltered",
        "left_shelter",
        "handed_over",
        "reached_home",
        "followed_up",
    }
)
WIDTH, LEFT, RIGHT = 780, 40, 760
LAST_START = 700  # a label that began farther right would leave the drawing
LANES = (36, 88)
BASE = 116
NOTHING, FIRM, AT_END = SafeString(""), SafeString(' class="firm"'), SafeString(' text-anchor="end"')
NEAR, LETTER, LABEL = 14, 7.4, 84  # knots nearer than this are one; the width of a letter, of a month's name
MOST_LETTERS, MOST_TOLD = 30, 60


@dataclass(frozen=True, slots=True)
class Knot:
    """Facts of one side on about one day."""

    x: float
    label: str
    is_firm: bool


def threads_of(one: Sequence[FactCard], other: Sequence[FactCard]) -> Threads:
    sides = [_standing(one), _standing(other)]
    return Threads(
        _drawing(sides), _told(sides), clashes(*sides), _places(sides), drawn_places(*map(_areas, sides))
    )


def _areas(facts: Iterable[FactCard]) -> set[str]:
    """Provinces that were named."""
    return {str((it.place or {}).get("area") or "")[:2] for it in facts} - {""}


def _standing(facts: Iterable[FactCard]) -> list[FactCard]:
    return sorted((it for it in facts if it.state == "active"), key=lambda it: it.at)


def clashes(one: Sequence[FactCard], other: Sequence[FactCard]) -> list[str]:
    """Days on which the two were in two countries. Whoever travels is in two on one day, so only stays count."""
    there = {
        day: {it.place_code for it in group}
        for day, group in groupby(_whereabouts(one), key=lambda it: it.day)
    }
    found: dict[date, tuple[str, str]] = {}
    for it in _whereabouts(other):
        if (places := there.get(it.day)) and it.place_code not in places:
            found.setdefault(it.day, (min(places), it.place_code))
    return [
        _("%(day)s: A di %(one)s, B di %(other)s")
        % {"day": times.day(day), "one": _country(a), "other": _country(b)}
        for day, (a, b) in sorted(found.items())
    ]


@dataclass(frozen=True, slots=True)
class Whereabouts:
    day: date
    place_code: str


def _whereabouts(facts: Iterable[FactCard]) -> list[Whereabouts]:
    return [
        Whereabouts(timezone.localdate(it.at), country)
        for it in facts
        if it.kind in STAYS and (country := _country_of(it))
    ]


def _country_of(fact: FactCard) -> str:
    place = fact.place or {}
    return str(place.get("country") or (HOME if place.get("area") or place.get("post") else ""))


def _country(code: str) -> str:
    return _("Indonesia") if code == HOME else labels.place_name(code)


def _places(sides: Sequence[Sequence[FactCard]]) -> list[tuple[str, str]]:
    """Every place that somebody named, and which of the two it was said of."""
    named: dict[str, set[str]] = {}
    for letter, facts in zip("AB", sides, strict=True):
        for fact in facts:
            place = fact.place or {}
            code = str(place.get("post") or place.get("area") or place.get("country") or "")
            if code:
                named.setdefault(labels.place_name(code), set()).add(letter)
    return [
        (name, " · ".join(sorted(who)))
        for name, who in sorted(named.items(), key=lambda it: (-len(it[1]), it[0]))
    ]


def _told(sides: Sequence[Sequence[FactCard]]) -> list[tuple[str, str, str]]:
    """Day, letter and sentence, oldest first."""
    both = [(it.at, letter, it) for letter, facts in zip("AB", sides, strict=True) for it in facts]
    known = labels.labels_for([it for _at, _letter, it in both])
    shown = sorted(both, key=lambda it: it[0])[-MOST_TOLD:]
    return [(times.day(at), letter, sentence_of(fact, known)) for at, letter, fact in shown]


def _drawing(sides: Sequence[Sequence[FactCard]]) -> SafeString:
    every = [it.at for facts in sides for it in facts]
    if not every:
        return NOTHING
    first, last = min(every), max(every)
    pad = max((last - first) * 0.04, timedelta(days=10))
    begin, whole = first - pad, (last - first + 2 * pad).total_seconds()
    lanes = [_knots(facts, begin, whole) for facts in sides]
    return format_html(
        '<svg class="threads" viewBox="0 0 {} 136" aria-hidden="true">{}{}{}{}</svg>',
        WIDTH, _axis(begin, whole), _way(lanes), _lane("A", LANES[0], lanes[0]), _lane("B", LANES[1], lanes[1]),
    )  # fmt: skip


def _x(at: datetime, begin: datetime, whole: float) -> float:
    return round(LEFT + (at - begin).total_seconds() / whole * (RIGHT - LEFT), 1)


def _knots(facts: Sequence[FactCard], begin: datetime, whole: float) -> list[Knot]:
    """Facts that stand close together share a knot and a label."""
    knots: list[Knot] = []
    for fact in facts:
        x, name = _x(fact.at, begin, whole), labels.kind_label(fact.kind)
        is_firm = fact.basis in {"witnessed", "document"}
        if knots and x - knots[-1].x < NEAR:
            last = knots.pop()
            names = (
                last.label
                if name.lower() in last.label.lower()
                else f"{last.label}, {name[:1].lower()}{name[1:]}"
            )
            knots.append(Knot(last.x, names, last.is_firm or is_firm))
        else:
            knots.append(Knot(x, name, is_firm))
    return knots


def _lane(letter: str, y: int, knots: Sequence[Knot]) -> SafeString:
    line = (
        format_html('<path d="M{} {}H{}" class="thread"/>', knots[0].x, y, knots[-1].x)
        if len(knots) > 1
        else ""
    )
    dots = format_html_join(
        "",
        '<circle cx="{}" cy="{}" r="6"{}/>',
        ((it.x, y, FIRM if it.is_firm else "") for it in knots),
    )
    return format_html(
        '<text x="4" y="{}" class="who">{}</text>{}<g class="knots">{}</g>{}',
        y + 6,
        letter,
        line,
        dots,
        _labels(y - 13, knots),
    )


def _labels(y: int, knots: Sequence[Knot]) -> SafeString:
    """As many as fit without touching one another; the list beside has them all."""
    shown, free = [], float(LEFT - 20)
    for it in knots:
        text = it.label if len(it.label) <= MOST_LETTERS else f"{it.label[: MOST_LETTERS - 1].rstrip(', ')}…"
        width = len(text) * LETTER
        start = min(max(it.x - 8, LEFT - 20), WIDTH - width - 2)
        if start >= free:
            shown.append((round(start, 1), y, text))
            free = start + width + 10
    return format_html_join("", '<text x="{}" y="{}">{}</text>', shown)


def _way(lanes: Sequence[Sequence[Knot]]) -> SafeString:
    """Where one ends before the other begins: the stitch that a yes would sew."""
    if not lanes[0] or not lanes[1]:
        return NOTHING
    (early, y), (late, below) = sorted(zip(lanes, LANES, strict=True), key=lambda it: it[0][0].x)
    start, end = early[-1].x, late[0].x
    if end - start < NEAR:
        return NOTHING
    middle = round((start + end) / 2, 1)
    return format_html(
        '<path d="M{} {}C{} {} {} {} {} {}" class="stitch"/>', start, y, middle, y, middle, below, end, below
    )


def _axis(begin: datetime, whole: float) -> SafeString:
    end = begin + timedelta(seconds=whole)
    months = max(1, round((end - begin).days / 30.4))
    step = next((it for it in (1, 2, 3, 6, 12, 24, 60) if months / it <= 6), 120)
    marks = [(_x(at, begin, whole), _month(at)) for at in _month_starts(begin, end, step)]
    lines = format_html_join("", '<path d="M{} 8V{}"/>', ((x, BASE) for x, _text in marks))
    texts = format_html_join("", '<text x="{}" y="132"{}>{}</text>', _apart(marks))
    return format_html('<g class="grid">{}</g>{}', lines, texts)


def _apart(marks: Sequence[tuple[float, str]]) -> Iterable[tuple[float, str, str]]:
    """Names of months that do not touch; the last one ends at its line."""
    free = 0.0
    for x, text in marks:
        at_end = x > LAST_START
        start = x - LABEL if at_end else x
        if start >= free:
            yield x, AT_END if at_end else NOTHING, text
            free = start + LABEL


def _month(at: datetime) -> str:
    return times.months(at, at)


def _month_starts(begin: datetime, end: datetime, step: int) -> Iterable[datetime]:
    here = timezone.get_current_timezone()
    months = begin.year * 12 + begin.month  # the month after the first day
    months += -months % step
    while (at := datetime(months // 12, months % 12 + 1, 1, tzinfo=here)) < end:
        yield at
        months += step


def summary(clash: Sequence[str]) -> str:
    """The one sentence that decides faster than spelling."""
    if not clash:
        return _("Tidak ada dua tempat pada satu hari.")
    return ngettext(
        "Dua tempat pada satu hari: %(days)s.", "Dua tempat pada satu hari: %(days)s.", len(clash)
    ) % {"days": "; ".join(clash[:3])}
