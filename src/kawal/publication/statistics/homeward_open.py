"""Returns for those who have no people of their own: the nation's, as last counted, with small numbers hidden before they are kept.

They choose a period and nothing else: tables narrowed by country, post and origin would be subtracted from one another.
"""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from kawal.access.scope import Power, Scope
from kawal.publication.statistics.bands import Band, Bands, Told, told_bands
from kawal.publication.statistics.elapsed import get_elapsed
from kawal.publication.statistics.homeward import Asked, Cost, Homeward, Payer, count_homeward, span_of
from kawal.publication.statistics.models import FiguresDrawn
from kawal.publication.statistics.periods import PERIODS, Span
from kawal.publication.statistics.selectors import is_exact_for
from kawal.publication.statistics.suppression import FEW, hidden_cells
from kawal.response.elapsed.selectors import Summary, summarise

KEPT = ("whole", "origins", "routes", "months", "bands", "payers", "cost")


def get_homeward(*, scope: Scope, now: datetime, asked: Asked) -> Homeward:
    """Exact for who has people, by what is asked; for others the nation's of that period, whatever else is asked.

    :raises NotAllowed: the scope may not read statistics. :raises NotVisible: no such period.
    """
    scope.require(Power.READ_STATISTICS)
    if is_exact_for(scope=scope):
        return count_homeward(scope=scope, now=now, asked=asked)
    drawn = FiguresDrawn.objects.values_list("as_of", "homeward").first()
    span = span_of(drawn[0] if drawn else now, asked.period)
    if not drawn or not drawn[1]:
        return Homeward(None, span, is_exact=False)
    return _kept(drawn[1][asked.period], drawn[0], span)


def get_days(*, scope: Scope, now: datetime, asked: Asked) -> Summary | None:
    """Days from the first sign to home of the same people's chains, by country, post and origin; for who has no people the
    nation's year, or nothing where that would tell of fewer than ten.

    :raises NotAllowed: the scope may not read statistics. :raises NotVisible: no such period.
    """
    if not is_exact_for(scope=scope):
        return get_elapsed(scope=scope, now=now)
    is_regency = len(asked.origin) > len("53")
    return summarise(
        scope=scope,
        since=span_of(now, asked.period).first,
        country=asked.country,
        post=asked.post,
        province="" if is_regency else asked.origin,
        regency=asked.origin if is_regency else "",
    )


def count_open(*, scope: Scope, now: datetime) -> dict[str, Any]:
    """Every period as JSON keeps it, with its small numbers hidden. :raises NotAllowed: not the nation's scope."""
    told = {period: hidden(count_homeward(scope=scope, now=now, asked=Asked(period))) for period in PERIODS}
    return {period: {name: asdict(found)[name] for name in KEPT} for period, found in told.items()}


def hidden(found: Homeward) -> Homeward:
    """The same with no number of one to nine people, and none that a subtraction brings back. Pure."""
    whole = found.whole or 0
    is_few = 0 < whole < FEW
    origins, routes = _column(found.origins, is_few), _column(found.routes, is_few)
    bands = Bands((), 0) if is_few else told_bands(found.streams, origins, routes)
    return replace(
        found,
        is_exact=False,
        whole=None if is_few else whole,
        origins=origins,
        routes=routes,
        months=_months(found, is_few),
        bands=bands,
        payers=_payers(found, is_few),
        cost=_cost(found.cost),
        streams={},
    )


def _column(told: Told, is_total_hidden: bool) -> Told:
    row = {code: people or 0 for code, people in told.items()}
    at = hidden_cells({"": row}, totals_hidden=frozenset({""} if is_total_hidden else ()))
    return {code: None if ("", code) in at else people for code, people in row.items()}


def _months(found: Homeward, is_total_hidden: bool) -> Told:
    """The last month is told as a period of its own too, so it never stands in for another: the others hide among themselves."""
    if found.span.period != "year" or not found.months:
        return {}
    last = max(found.months)
    people = found.months[last] or 0
    is_few = 0 < people < FEW
    others = {code: n for code, n in found.months.items() if code != last}
    return {**_column(others, is_few or is_total_hidden), last: None if is_few else people}


def _payers(found: Homeward, is_total_hidden: bool) -> tuple[Payer, ...]:
    """As if nobody had two: then the others would give a small number away."""
    people = _column({it.code: it.people for it in found.payers}, is_total_hidden)
    return tuple(
        Payer(it.code, None) if people[it.code] is None else replace(it, cost=_cost(it.cost))
        for it in found.payers
    )


def _cost(cost: Cost) -> Cost:
    """Means of ten and more."""
    planned = cost.planned if cost.planned_people >= FEW else None
    enough = cost.actual_people >= FEW
    return Cost(
        cost.planned_people if planned is not None else 0,
        planned,
        cost.actual_people if enough else 0,
        cost.actual if enough else None,
        cost.median if enough else None,
    )


def _kept(row: Mapping[str, Any], as_of: datetime, span: Span) -> Homeward:
    """As `count_open` kept it."""
    bands = Bands(tuple(Band(**it) for it in row["bands"]["bands"]), row["bands"]["rest"])
    payers = tuple(Payer(it["code"], it["people"], Cost(**it["cost"])) for it in row["payers"])
    said = {**row, "bands": bands, "payers": payers, "cost": Cost(**row["cost"])}
    return Homeward(as_of, span, is_exact=False, **said)
