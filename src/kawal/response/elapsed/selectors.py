"""Reads of the elapsed times: one person's chain, and the middle values of everybody the reader sees.

SQL over alerts, cases and pictures: behind the wall it answers a unit for its people, the nation for all. A case of
another agency is not seen, so the moment it was opened counts for its own agency and the nation alone.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from kawal.access.asking import Question
from kawal.access.scope import NotVisible, Power, Scope
from kawal.response.elapsed.chain import Elapsed, elapsed

_PERSON = Question("""
select a.first_sign_at as sign, a.first_sign_known_at as known, a.opened_at as alert, c.opened_at as "case", p.left_at as "left",
  p.returned_at as arrived, p.home_at as home, a.taken_agency, c.agency, p.mission,
  p.because->'returned_at'->0->>'source' as receiver
from picture p join person who using (person_id)
left join lateral (select * from alert a where a.person_id = p.person_id order by a.opened_at, a.alert_id limit 1) a on true
left join lateral (select * from case_file c where c.person_id = p.person_id order by c.opened_at, c.case_id limit 1) c on true
where p.person_id = %(person)s and {who seen}""")


_SIGNS = Question("""select distinct on (a.person_id) a.person_id, a.first_sign_at from alert a join person who using (person_id)
 where a.person_id = any (%(people)s::bigint[]) and {who seen} order by a.person_id, a.opened_at, a.alert_id""")


def _not_before(at: str, *earlier: str) -> str:
    """The moment, or the one before it where that is of the same day: many are known by their day alone."""
    before = f"greatest({', '.join(earlier)})"
    days = [f"({it} at time zone 'Asia/Jakarta')::date" for it in (at, before)]
    return f"(select case when {' = '.join(days)} then greatest({at}, {before}) else {at} end as at offset 0)"


_MANY = f"""
with first_alert as (
  select distinct on (person_id) person_id, first_sign_at, first_sign_known_at, opened_at, outcome
  from alert order by person_id, opened_at, alert_id),
told as (
  select a.first_sign_at as sign, a.first_sign_known_at as known, a.opened_at as alert, c.opened_at as taken, p.left_at as gone,
    p.returned_at as arrived, p.home_at as home
  from first_alert a join picture p using (person_id)
  left join (select person_id, min(opened_at) as opened_at from case_file group by person_id) c using (person_id)
  where a.opened_at >= %(since)s and coalesce(a.outcome, '') not in ('wrong_data', 'wrong_rule')
    and (%(country)s = '' or p.country = %(country)s) and (%(post)s = '' or p.entry_post = %(post)s)
    and (%(province)s = '' or p.province = %(province)s)
    and (%(regency)s = '' or p.regency = %(regency)s)),
chain as (
  select t.sign, k.at as known, a.at as alert, c.at as taken, g.at as gone, r.at as arrived, h.at as home from told t,
    lateral {_not_before("t.known", "t.sign")} k, lateral {_not_before("t.alert", "t.sign", "k.at")} a,
    lateral {_not_before("t.taken", "k.at", "a.at")} c, lateral {_not_before("t.gone", "a.at", "c.at")} g,
    lateral {_not_before("t.arrived", "c.at", "g.at")} r, lateral {_not_before("t.home", "g.at", "r.at")} h),
stretch as (
  select v.place, v.begun, v.ended,
    case when v.ended >= v.begun then extract(epoch from v.ended - v.begun)::float / 86400 end as days,
    v.begun is not null and v.ended is null and home is null as waiting,
    known >= sign and alert >= known and taken >= alert and gone >= taken and arrived >= gone and home >= arrived as whole
  from chain, lateral (values (1, sign, known), (2, known, alert), (3, alert, taken), (4, taken, gone), (5, gone, arrived),
    (6, arrived, home), (7, sign, home)) v (place, begun, ended))
select place, count(*) as people, count(days) as n, count(*) filter (where waiting) as waiting,
  percentile_cont(0.5) within group (order by days) as median, avg(days) as mean,
  avg(days) filter (where whole) as whole_mean, count(*) filter (where whole) as whole
from stretch group by place order by place"""
STRETCHES = (
    ("sign", "known"), ("known", "alert"), ("alert", "case"), ("case", "left"), ("left", "arrived"), ("arrived", "home"),
    ("sign", "home"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StretchFigures:
    """One stretch over many people.

    :ivar n: chains in which both its moments are known and in order; the figures are of these.
    :ivar waiting: chains whose first moment is known and whose second has not come, of people who are not home yet.
    :ivar not_computable: the rest: a moment nobody told of, or the second stands before the first.
    :ivar median: days; ``mean`` likewise; ``None`` where n is 0.
    :ivar whole_mean: mean days in the chains that are known whole, so that the stretches add up.
    """

    begins: str
    ends: str
    n: int
    waiting: int
    not_computable: int
    median: float | None
    mean: float | None
    whole_mean: float | None


@dataclass(frozen=True, slots=True)
class Summary:
    """Chains whose first alert was raised since a moment, but those whose alert was an error of data or rule.

    :ivar people: how many chains; ``whole`` of them are known from end to end.
    :ivar stretches: the six, in order.
    :ivar total: from the first sign to home.
    """

    people: int
    whole: int
    stretches: tuple[StretchFigures, ...]
    total: StretchFigures


def elapsed_of(*, scope: Scope, person_id: int) -> Elapsed:
    """The chain of one person; the moments of an alert are for those who read alerts. One query.

    :raises NotAllowed: the officer may not read people.
    :raises NotVisible: unknown person, or out of scope.
    """
    scope.require(Power.READ_PERSON)
    found = _PERSON.ask(scope, person=person_id)
    if not found:
        raise NotVisible(f"person #{person_id}")
    row = found[0]._asdict()
    if not scope.may(Power.READ_ALERT):
        row |= dict.fromkeys(("sign", "known", "alert", "taken_agency"))
    holders = {
        "alert": "kawal",
        "case": row["taken_agency"] or "",
        "left": row["agency"] or row["mission"] or "",
        "arrived": row["mission"] or "",
        "home": row["receiver"] or "",
    }
    return elapsed(row, holders)


def first_signs(*, scope: Scope, people: Collection[int]) -> dict[int, datetime]:
    """When the first sign of each person's first alert was; nothing for who reads no alerts. One query.

    :raises NotAllowed: the officer may not read people.
    """
    scope.require(Power.READ_PERSON)
    if not people or not scope.may(Power.READ_ALERT):
        return {}
    found = _SIGNS.ask(scope, people=sorted(people))
    return {row.person_id: row.first_sign_at for row in found if row.first_sign_at}


def summarise(
    *, scope: Scope, since: datetime, country: str = "", post: str = "", province: str = "", regency: str = ""
) -> Summary:
    """The figures of everybody the scope sees. One query, computed by the database.

    :param post: over which they came into the country. :param regency: a dotted code, as in pictures.
    :raises NotAllowed: the officer may not read statistics.
    """
    scope.require(Power.READ_STATISTICS)
    rows = _rows(_MANY, since=since, country=country, post=post, province=province, regency=regency)
    figures = [_figures(*ends, row) for ends, row in zip(STRETCHES, rows, strict=False)]
    if not figures:
        figures = [StretchFigures(*ends, 0, 0, 0, None, None, None) for ends in STRETCHES]
    people, whole = (rows[0]["people"], rows[0]["whole"]) if rows else (0, 0)
    return Summary(people, whole, tuple(figures[:-1]), figures[-1])


def _figures(begins: str, ends: str, row: dict[str, Any]) -> StretchFigures:
    rest = row["people"] - row["n"] - row["waiting"]
    return StretchFigures(
        begins, ends, row["n"], row["waiting"], rest, row["median"], row["mean"], row["whole_mean"]
    )


def _rows(statement: str, **values: Any) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
