"""How often signs of danger were right, how early and how quickly answered: numbers about rules and offices."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kawal.access.scope import Power, Scope
from kawal.decisions.quality import selectors
from kawal.decisions.quality.cards import IndicatorCard, PaceCard, UnitCard
from kawal.decisions.score.weights import built_in
from kawal.doors.web import labels
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit import figures, times
from kawal.foundation.shares import Rate, span_of

FIRST = "awal"  # how the weights are called that no real person's outcome has shaped
LONG = 72  # hours
FIRST_UNITS = 10
LEAST = 10  # of fewer a share in per cent would say more than is known


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """``share`` says how often in words; ``bar`` the span from 0 to 100 for the drawing, nothing of too few."""

    rule: str
    title: str
    counted: str
    share: str
    open_ended: int
    bar: tuple[int, int, int] | None


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table of offices: its name and its figures as they are shown."""

    name: str
    cells: tuple[str, ...]


@needs(Power.READ_QUALITY)
@require_GET
def quality(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    rows = [_indicator(it) for it in selectors.list_indicators(scope=scope)]
    weights = built_in()
    units = [_unit(it) for it in selectors.list_units(scope=scope, now=now)]
    lead, audit = selectors.get_lead(scope=scope), selectors.get_audit(scope=scope)
    context = {
        "is_first": weights.version.startswith(FIRST),
        "weights": weights.version,
        "judged": [it for it in rows if it.bar],
        "few": [it for it in rows if it.share and not it.bar],
        "unjudged": [it for it in rows if not it.share],
        "lead": lead,
        "early": [
            (_("Diberi tahu sebelum berangkat"), share_of(lead.before_departure, lead.departed)),
            (_("Diberi tahu sebelum kerugian mulai"), share_of(lead.before_harm, lead.harmed)),
            (_("Pernah punya peringatan"), share_of(lead.told, lead.cases)),
        ],
        "days": figures.number(round(lead.days)) if lead.days is not None else "",
        "audit": audit,
        "audit_share": share_of(audit.right, audit.judged),
        "units": units[:FIRST_UNITS],
        "more_units": units[FIRST_UNITS:],
        "paces": [pace_line(it) for it in selectors.list_paces(scope=scope, now=now)],
        "checked_at": now,
    }
    return render(request, "alerts/quality.html", context)


def share_of(part: int, whole: int) -> str:
    """In words: so many of so many, in per cent with its span where there are enough."""
    span = span_of(part, whole)
    if span is None:
        return _("belum ada yang dinilai")
    told = {"part": figures.number(part), "whole": figures.number(whole)}
    if whole < LEAST:
        return _("%(part)s dari %(whole)s; terlalu sedikit untuk persen") % told
    return _("%(part)s dari %(whole)s: %(span)s") % {**told, "span": in_percent(span)}


def in_percent(span: Rate) -> str:
    value, low, high = (figures.number(round(it * 100)) for it in (span.value, span.low, span.high))
    return f"{value} % ({low}–{high} %)"


def pace_line(it: PaceCard) -> Line:
    return Line(
        labels.source_name(it.agency),
        (
            figures.number(it.decided),
            minutes_of(it),
            hours_of(it),
            share_of(it.in_time, it.urgent) if it.urgent else figures.UNKNOWN,
        ),
    )


def minutes_of(it: PaceCard) -> str:
    if it.minutes is None:
        return figures.UNKNOWN
    return _("%(count)s menit (dari %(of)s)") % {"count": figures.number(it.minutes, 1), "of": it.opened}


def hours_of(it: PaceCard) -> str:
    """Hours up to three days, days beyond."""
    if it.hours is None:
        return figures.UNKNOWN
    if it.hours < 1:
        return _("%(count)s menit") % {"count": figures.number(round(it.hours * 60))}
    if it.hours > LONG:
        return times.span(round(it.hours / 24))
    return _("%(count)s jam") % {"count": figures.number(it.hours, 1)}


def _indicator(it: IndicatorCard) -> IndicatorRow:
    is_many = it.rate is not None and it.judged >= LEAST
    spans = (it.rate.low, it.rate.value, it.rate.high) if it.rate and is_many else None
    return IndicatorRow(
        it.rule,
        it.title.said(labels.language()),
        _("%(part)s dari %(whole)s") % {"part": it.right, "whole": it.judged},
        share_of(it.right, it.judged) if it.judged else "",
        it.open_ended,
        (round(spans[0] * 100), round(spans[1] * 100), round(spans[2] * 100)) if spans else None,
    )


def _unit(it: UnitCard) -> Line:
    kind, _mark, code = it.key.partition(":")
    name = labels.source_name(code) if kind == "m" else labels.place_name(code)
    cells = (it.waiting, it.free, it.late)
    return Line(name, (figures.number(it.per_day, 1), *map(figures.number, cells)))
