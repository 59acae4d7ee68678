"""Who came home: from where, by which route, in which month, who paid and what it cost a person.

Somebody is counted once, by the last arrival at a post of debarkation. Who pays and what it costs is told by the legs that she
travelled in the batch she was last listed in since she left; where there is none, or nobody wrote who pays, it is not known.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from kawal.access.asking import Question
from kawal.access.scope import NotVisible, Power, Scope
from kawal.publication.statistics.bands import Bands, Stream, Told, bands_of, route_of
from kawal.publication.statistics.periods import JAKARTA, PERIODS, Span, spans_at

_CAME = """came as materialized (
  select p.person_id, p.departed_at, coalesce(p.province, '-') as province,
    coalesce(p.regency, coalesce(p.province, '-') || '.-') as regency, coalesce(p.country, '-') as country,
    coalesce(p.entry_post, '-') as post, to_char(p.returned_at at time zone 'Asia/Jakarta', 'YYYY-MM') as month
  from picture p join person w using (person_id)
  where {w seen} and p.returned_at >= %(first)s and p.returned_at < %(last)s
    and (%(country)s = '' or p.country = %(country)s) and (%(post)s = '' or p.entry_post = %(post)s)
    and (%(origin)s = '' or p.province = %(origin)s or p.regency = %(origin)s))"""
COUNTS = Question(f"""with {_CAME}
 select grouping(province, regency, country, month)::int as bits, province, regency, country, post, month, count(*)::int as people
 from came group by grouping sets ((), (province), (province, regency), (country, post), (country, post, province), (month))""")
WHOLE, PROVINCE, REGENCY, ROUTE, STREAM, MONTH = 15, 7, 3, 13, 5, 14
# Whole: every leg of hers that this payer (or anybody) pays has a cost, so that a sum is not half a sum.
PAID = Question(f"""with {_CAME}, trip as (
  select distinct on (c.person_id) c.person_id, l.line_id
  from came c join standing s on s.person_id = c.person_id join return_line l on l.claim_id = s.claim_id
  where c.departed_at is null or l.listed_at >= c.departed_at
  order by c.person_id, l.listed_at desc, l.line_id desc),
travelled as (
  select t.person_id, coalesce(nullif(c.payer, ''), g.payer) as payer, c.planned_cost, c.actual_cost
  from trip t join return_seat c using (line_id) join return_leg g using (leg_id) where c.stand not in ('waiting', 'excused')),
shares as (
  select person_id, payer, grouping(payer) as is_whole,
    case when bool_and(planned_cost is not null) then sum(planned_cost)::float end as planned,
    case when bool_and(actual_cost is not null) then sum(actual_cost)::float end as actual
  from travelled group by grouping sets ((person_id, payer), (person_id)))
 select case when is_whole = 1 then 'all' else payer end as payer, count(*)::int as people,
  count(planned)::int as planned_people, avg(planned) as planned, count(actual)::int as actual_people, avg(actual) as actual,
  percentile_cont(0.5) within group (order by actual) as median from shares group by is_whole, payer
 union all
 select 'known', count(distinct person_id)::int, 0, null, 0, null, null from travelled where payer <> ''""")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which returns: ``period`` of `periods`; empty texts ask for all. ``origin`` is a province or a kabupaten, dotted."""

    period: str = "year"
    country: str = ""
    post: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Cost:
    """Rupiah a person, over those whose every leg has a cost. ``None`` where there is nobody, or too few to tell.

    :ivar planned: mean of what was planned, of ``planned_people``; ``actual`` of what was paid, ``median`` of the same.
    """

    planned_people: int = 0
    planned: float | None = None
    actual_people: int = 0
    actual: float | None = None
    median: float | None = None


@dataclass(frozen=True, slots=True)
class Payer:
    """Who paid for a leg or more of these people; somebody may have several. Empty: nobody wrote who pays."""

    code: str
    people: int | None
    cost: Cost = field(default_factory=Cost)


@dataclass(frozen=True, slots=True)
class Homeward:
    """Returns of a period. ``None`` is hidden. Codes: areas dotted (``53.-`` within 53, not known), routes as `bands.route_of`,
    months as ``2026-11``. ``as_of`` is ``None`` where nothing was counted yet.

    :ivar origins: provinces, or regencies where one province is asked for.
    :ivar streams: who came from which country over which post to which province; where numbers are hidden only ``bands`` tell.
    """

    as_of: datetime | None
    span: Span
    is_exact: bool
    whole: int | None = 0
    origins: Told = field(default_factory=dict)
    routes: Told = field(default_factory=dict)
    months: Told = field(default_factory=dict)
    bands: Bands = field(default_factory=lambda: Bands((), 0))
    payers: tuple[Payer, ...] = ()
    cost: Cost = field(default_factory=Cost)
    streams: Mapping[Stream, int] = field(default_factory=dict)


def span_of(now: datetime, period: str) -> Span:
    """:raises NotVisible: no such period."""
    if period not in PERIODS:
        raise NotVisible(f"period {period}")
    return next(it for it in spans_at(now) if it.period == period)


def count_homeward(*, scope: Scope, now: datetime, asked: Asked) -> Homeward:
    """Everybody the scope sees, exactly. Two queries.

    :raises NotAllowed: the scope may not read statistics. :raises NotVisible: no such period.
    """
    scope.require(Power.READ_STATISTICS)
    span = span_of(now, asked.period)
    values = {
        "first": span.first, "last": span.last, "country": asked.country, "post": asked.post, "origin": asked.origin,
    }  # fmt: skip
    rows = COUNTS.ask(scope, **values)
    by = {bits: [it for it in rows if it.bits == bits] for bits in (PROVINCE, REGENCY, ROUTE, STREAM, MONTH)}
    whole = next((it.people for it in rows if it.bits == WHOLE), 0)
    streams = {(it.country, it.post, it.province): it.people for it in by[STREAM]}
    payers, cost = _paid(PAID.ask(scope, **values), whole) if whole else ((), Cost())
    level = REGENCY if asked.origin else PROVINCE
    return Homeward(
        as_of=now,
        span=span,
        is_exact=True,
        whole=whole,
        origins={it.regency if level == REGENCY else it.province: it.people for it in by[level]},
        routes={route_of(it.country, it.post): it.people for it in by[ROUTE]},
        months=dict.fromkeys(months_of(span), 0) | {it.month: it.people for it in by[MONTH]},
        bands=bands_of(streams),
        payers=payers,
        cost=cost,
        streams=streams,
    )


def months_of(span: Span) -> list[str]:
    """Every month of Jakarta that the span touches: ``2026-11``."""
    first, last = (at.astimezone(JAKARTA) for at in (span.first, span.last - timedelta(microseconds=1)))
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [f"{number // 12}-{number % 12 + 1:02d}" for number in numbers]


def _paid(rows: Iterable[Any], whole: int) -> tuple[tuple[Payer, ...], Cost]:
    """The payers, the most people first, those of whom nobody wrote it last."""
    told = {it.payer: it for it in rows}
    every, known = told.pop("all", None), told.pop("known", None)
    payers = [Payer(code, it.people, _cost(it)) for code, it in told.items() if code]
    payers.sort(key=lambda it: (-(it.people or 0), it.code))
    unknown = whole - (known.people if known else 0)
    if unknown:
        payers.append(Payer("", unknown))
    return tuple(payers), _cost(every) if every else Cost()


def _cost(row: Any) -> Cost:
    return Cost(row.planned_people, row.planned, row.actual_people, row.actual, row.median)
