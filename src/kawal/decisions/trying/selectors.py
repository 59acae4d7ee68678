"""A rule with other values, over everybody: alerts added and removed, by origin, sex and level, with examples.

One statement counts; the same conditions that run on a live row run here as SQL. Nothing is written.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, get_args

from kawal.access.scope import Power, Scope
from kawal.access.wall import as_engine
from kawal.decisions.rules.columns import ROW, SIGNALS
from kawal.decisions.rules.document import LEVELS, Rule
from kawal.decisions.rules.sql import level_sql, sql
from kawal.decisions.trying.cards import By, Example, Group, Trial
from kawal.facts.ledger import bulk
from kawal.foundation.moments import day_of

EACH_WAY = 10  # examples that appear, and as many that go
# Where the answer is yes before or after; few of everybody, so that looking up their alerts costs little.
ANSWERED = """with answered as materialized (
 select person_id, province, sex, stay, kawal_id, was, now, level_was, level_now, {values} from (
  select p.*, o.kawal_id, {signals}, ({before}) as was, ({after}) as now, {level_was} as level_was, {level_now} as level_now
  from (select q.*, $1::timestamptz as as_of, $2::date as as_of_day from picture q) p
  left join signal s using (person_id) join person o using (person_id)) p where was or now),
judged as (
 select x.*, a.alert_id is null as free, a.alert_id is not null and not exists (
   select from alert_reason r where r.alert_id = a.alert_id and r.ended_at is null and r.rule <> $3) as only_this
 from answered x left join alert a on a.person_id = x.person_id and a.state <> 'closed' and a.ring_id is null)"""
COUNTED = """select coalesce(province, ''), sex, level_was, level_now, was, now, free, only_this, count(*) from judged
 group by 1, 2, 3, 4, 5, 6, 7, 8"""
EXAMPLES = """select * from (select *, row_number() over (partition by now order by person_id * 2654435761 % 4294967296) as n
 from judged where was <> now) x where n <= {most} order by now desc, n"""
EVERYBODY = "select count(*) from picture"
_SIGNAL_COLUMNS = ", ".join(f"s.{name}" for name in SIGNALS)


def try_rule(*, scope: Scope, standing: Rule, tried: Rule, as_of: datetime) -> Trial:
    """Compare a rule as it stands with the same rule under other values, on everybody's picture as it is now.

    Kawal ids are given only to who may open people of the whole nation.

    :raises NotAllowed: the scope may not try rules.
    """
    scope.require(Power.TRY_RULES)
    shown = [name for name in ROW if name in standing.columns | tried.columns]
    with as_engine():
        counted = _ask(standing, tried, shown, COUNTED, as_of)
        rows = _ask(standing, tried, shown, EXAMPLES.format(most=EACH_WAY), as_of)
        [(people,)] = bulk.run(EVERYBODY)
    named = scope.may(Power.NATION) and scope.may(Power.READ_PERSON)
    alike = [_Alike(*row) for row in counted]
    total = [it for it in _groups(alike) if it.by == "sex"]
    return Trial(
        rule=standing.id,
        version=standing.version,
        as_of=as_of,
        standing=standing.params,
        params=tried.params,
        people=people,
        before=sum(it.before for it in total),
        after=sum(it.after for it in total),
        added=sum(it.added for it in total),
        removed=sum(it.removed for it in total),
        groups=_groups(alike),
        examples=tuple(_example(n, row, shown, tried, named, as_of) for n, row in enumerate(rows, start=1)),
    )


def _ask(standing: Rule, tried: Rule, shown: Sequence[str], ending: str, as_of: datetime) -> list[Any]:
    text = ANSWERED.format(
        values=", ".join(f"{name} as v_{name}" for name in shown) or "null as v_",
        signals=_SIGNAL_COLUMNS,
        before=sql(standing.when, "postgres"),
        after=sql(tried.when, "postgres"),
        level_was=level_sql(standing),
        level_now=level_sql(tried),
    )
    return bulk.run(_numbered(f"{text} {ending}"), (as_of, day_of(as_of), standing.id))


def _numbered(text: str) -> str:
    """The driver's own marks for the three parameters; a percent sign of the text is written twice."""
    return text.replace("%", "%%").replace("$1", "%s", 1).replace("$2", "%s", 1).replace("$3", "%s", 1)


class _Alike(NamedTuple):
    """People who are alike in all that is counted, as the statement gives them."""

    province: str
    sex: str
    level_was: str
    level_now: str
    was: bool
    now: bool
    free: bool
    only_this: bool
    people: int

    def value(self, by: By, *, now: bool) -> str:
        """The group of these people, with the values tried or before; only their level may differ."""
        match by:
            case "origin":
                return self.province
            case "sex":
                return self.sex
            case "level":
                return self.level_now if now else self.level_was


def _groups(rows: Sequence[_Alike]) -> tuple[Group, ...]:
    found = []
    for by in get_args(By):
        values = {
            it.value(by, now=now) for it in rows for now in (False, True) if (it.now if now else it.was)
        }
        ordered = sorted(values, key=LEVELS.index) if by == "level" else sorted(values)
        found += [_group(by, value, rows) for value in ordered]
    return tuple(found)


def _group(by: By, value: str, rows: Sequence[_Alike]) -> Group:
    before = [it for it in rows if it.was and it.value(by, now=False) == value]
    after = [it for it in rows if it.now and it.value(by, now=True) == value]
    return Group(
        by,
        value,
        before=sum(it.people for it in before),
        after=sum(it.people for it in after),
        added=sum(it.people for it in after if not it.was and it.free),
        removed=sum(it.people for it in before if not it.now and it.only_this),
    )


def _example(n: int, row: Any, shown: Sequence[str], tried: Rule, named: bool, as_of: datetime) -> Example:
    person_id, province, sex, stay, kawal_id, _was, now, _level_was, _level_now, *rest = row
    values: Mapping[str, Any] = dict(zip(shown, rest, strict=False))
    sentence = {"id": tried.sentence(values, as_of, "id"), "en": tried.sentence(values, as_of, "en")}
    return Example(
        added=now,
        subject=f"P{n:02}",
        kawal_id=kawal_id if named else None,
        sentence=sentence,
        province=province or "",
        sex=sex,
        stay=stay,
        values=values,
    )
