"""The board of returns as the page shows it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from kawal.access.scope import Category, Scope
from kawal.doors.web import labels
from kawal.doors.web.cases import words
from kawal.doors.web.cases.cards import clock_of, who_words
from kawal.doors.web.facts.recordable import may_record
from kawal.doors.web.kit import times
from kawal.doors.web.kit.cards.shell import Chip, ChipGroup, Link
from kawal.doors.web.kit.cards.work import ReturnRow, ReturnsCard, ReturnStage
from kawal.doors.web.kit.words import SEXES
from kawal.doors.web.returns import late
from kawal.reference import selectors as reference
from kawal.response.repatriation.selectors import Waiting, WayCard
from kawal.response.repatriation.steps import STEP, days_waiting

COLOURS = {
    "request": "#6b7b77", "verify": "#874709", "document": "#d08a2e", "clear": "#f0b52b", "plan": "#8aabcf",
    "leave": "#4a78b0", "arrive": "#1e4272", "hand_over": "#5f9b7f", "home": "#1a6543",
}  # fmt: skip
COUNTRIES_SHOWN = 6


def row(
    way: WayCard, codes: Mapping[int, str], signs: Mapping[int, datetime], scope: Scope, now: datetime
) -> ReturnRow:
    """Somebody on the way home; the button records the next step, in the unit's case or on the person."""
    sign = signs.get(way.person_id)
    return ReturnRow(
        name=way.name or _("Nama belum disebut"),
        url=reverse("people:page", args=[way.kawal_id]),
        who=who_words(way),
        stage=words.waiting(way.stage),
        waits_for=words.turn_word(way.turn),
        since=way.since.date(),
        days=way.days,
        clock=clock_of(way, now),
        act=_act(way, codes.get(way.person_id, ""), scope),
        limit=late.limit_words(way.clock, now) if way.due_at else "",
        climbs=late.climb_words(way.level),
        sign_days=days_waiting(sign, now) if sign else None,
    )


def board(
    ways: Sequence[WayCard],
    counts: Mapping[str, int],
    longest_missing: Sequence[WayCard],
    missing: int,
    *,
    codes: Mapping[int, str],
    signs: Mapping[int, datetime],
    scope: Scope,
    now: datetime,
) -> ReturnsCard:
    rows = [row(way, codes, signs, scope, now) for way in ways]
    lost = row(longest_missing[0], codes, signs, scope, now) if longest_missing else None
    return ReturnsCard(
        now=now,
        rows=rows,
        stages=[
            ReturnStage(words.waiting(stage), count, COLOURS[stage], f"?{urlencode({'tahap': stage})}")
            for stage, count in counts.items()
            if count
        ],
        missing=lost,
        by_danger=scope.sees(Category.TROUBLE),
        missing_count=missing if lost else 0,
        missing_text=_missing_text(longest_missing[0]) if lost else "",
    )


def filters(chosen: Mapping[str, str], waiting: Waiting) -> list[ChipGroup]:
    """Links that keep one another; countries only where there are several."""
    stage, country = chosen["tahap"], chosen["negara"]
    counts, countries = waiting.by_stage(country), waiting.by_country()

    def address(**other: str) -> str:
        parameters = {**chosen, **other}
        return f"?{urlencode({key: value for key, value in parameters.items() if value})}"

    stages = [
        Chip(words.waiting(it), address(tahap=it, luar=""), count, current=it == stage)
        for it, count in counts.items()
        if count
    ]
    every = Chip(
        _("Semua"),
        address(tahap="", lewat="", luar=""),
        sum(counts.values()),
        current=not (stage or chosen["lewat"] or chosen["luar"]),
    )
    abroad = Chip(
        _("Masih di luar negeri"),
        address(tahap="", luar="" if chosen["luar"] else "1"),
        waiting.abroad_from(country),
        current=bool(chosen["luar"]),
    )
    past = Chip(
        _("Lewat batas"), address(lewat="" if chosen["lewat"] else "1"), current=bool(chosen["lewat"])
    )
    groups = [ChipGroup(_("Tahap"), [every, abroad, past, *stages])]
    turns = [
        Chip(
            str(text), address(giliran="" if it == chosen["giliran"] else it), current=it == chosen["giliran"]
        )
        for it, text in late.TURNS.items()
    ]
    groups.append(ChipGroup(_("Giliran siapa"), turns))
    if len(countries) > 1:
        named = list(countries.items())[:COUNTRIES_SHOWN]
        chips = [
            Chip(
                reference.country_label(it, language=labels.language()),
                address(negara=it),
                count,
                current=it == country,
            )
            for it, count in named
        ]
        groups.append(
            ChipGroup(_("Negara"), [Chip(_("Semua negara"), address(negara=""), current=not country), *chips])
        )
    return groups


def columns() -> Sequence[tuple[str, Any]]:
    """What a file of returns holds: the same as the board, and no number."""
    return (
        (_("Kode orang"), lambda way: way.kawal_id),
        (_("Nama"), lambda way: way.name),
        (_("Jenis kelamin"), lambda way: str(SEXES.get(way.sex, ""))),
        (_("Tahun lahir"), lambda way: way.birth_year),
        (_("Asal"), lambda way: labels.home_label(way.home)),
        (_("Negara"), lambda way: reference.country_label(way.country) if way.country else ""),
        (_("Tahap"), lambda way: words.waiting(way.stage)),
        (_("Menunggu"), lambda way: words.turn_word(way.turn)),
        (_("Sejak"), lambda way: way.since),
        (_("Hari"), lambda way: way.days),
        (_("Tenggat"), lambda way: way.due_at),
        (_("Naik ke"), lambda way: late.climb_words(way.level)),
    )


def _act(way: WayCard, code: str, scope: Scope) -> Link | None:
    step = STEP.get(way.stage)
    if step is None:
        return None
    said = words.STEPS[step.code]
    if code and scope.may(step.power):
        return Link(str(said.verb), reverse("cases:step", args=[code, said.slug]))
    kind = next((it for it in step.kinds if may_record(scope, it)), "")
    if kind and scope.may(step.power):
        return Link(str(said.verb), reverse("facts:record", args=[way.kawal_id, kind]))
    return None


def _missing_text(way: WayCard) -> str:
    return _("berangkat pulang %(day)s, belum tercatat tiba. Sudah %(span)s.") % {
        "day": times.day(way.since),
        "span": times.span(way.days),
    }
