"""Today's work of a unit, what its supervisor says it can do, and the audit mixed into it."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from kawal.access.scope import NATION_KEY, Power, Scope
from kawal.access.trail import services as trail
from kawal.access.wall import as_engine
from kawal.decisions.alerts import writing
from kawal.decisions.alerts.choosing import Waiting, audits_on, chosen, default_budget
from kawal.facts.ledger import bulk
from kawal.foundation.moments import JAKARTA, day_of

LEAST, MOST = 1, 500
MOST_SHOWN = 200  # of emergencies, and of what the unit holds
AUDIT_DUE = timedelta(hours=72)
OWN_BUDGET = "select per_day from alert_budget where agency = %s"
SET = """insert into alert_budget (agency, key, per_day, set_by, set_at) values (%s, %s, %s, %s, %s) on conflict (agency) do update
 set key = excluded.key, per_day = excluded.per_day, set_by = excluded.set_by, set_at = excluded.set_at"""
USED = """select count(*) from alert a where a.level <> 'emergency' and (a.taken_agency = %s and a.taken_at >= %s
 or a.taken_at is null and a.state = 'closed' and a.closed_at >= %s and exists (
  select from alert_event e where e.alert_id = a.alert_id and e.what = 'closed' and e.agency = %s))"""
HELD = """select a.alert_id from alert a where a.taken_agency = %s and a.taken_at is not null and a.state in ('triage', 'in_hand')
 and a.snoozed_until is null order by a.alert_id limit %s"""
# In the order of the list, so that where there are more than are shown the most pressing are.
EMERGENCIES = """select r.alert_id from unnest(%s::text[]) m(key) cross join lateral (select s.acts, s.place, s.alert_id from alert_scope s
  where s.key = m.key and s.level_rank = 1 and not s.sleeps and s.taken_by = '' order by s.acts, s.place, s.alert_id limit %s) r
 group by r.alert_id order by min(r.acts), min(r.place), r.alert_id limit %s"""
# The gravest and the less grave, each along the order of the list: no more is read than can be worked.
FREE = """select distinct r.place, r.alert_id from unnest(%s::text[]) m(key) cross join unnest('{2,3}'::smallint[]) l(rank)
 cross join lateral (select s.place, s.alert_id from alert_scope s where s.key = m.key and s.level_rank = l.rank and s.acts = 0
  and s.taken_by = '' and not s.sleeps
  and not exists (select from alert_scope o where o.alert_id = s.alert_id and o.key = any(%s) and o.level_rank < s.level_rank)
  order by s.place, s.alert_id limit %s) r"""
POOLS = """select s.key, coalesce((select max(b.per_day) from alert_budget b where b.key = s.key), 0), array_agg(s.alert_id order by
  md5(s.alert_id::text || %s::text))
 from alert_scope s join alert a using (alert_id) where s.level_rank = 4 and s.acts = 0 and not s.sleeps and s.taken_by = ''
  and left(s.key, 1) in ('p', 'k', 'm') and not exists (select from alert_audit u where u.alert_id = s.alert_id)
  and (left(s.key, 1) <> 'p' or not exists (select from unnest(a.keys) k where left(k, 1) = 'k')) group by s.key order by s.key"""
DRAWN = "select exists (select from alert_audit where drawn_on = %s)"
DRAW = """with drawn as (insert into alert_audit (alert_id, key, drawn_on, chance)
  select i, k, %s, c from unnest(%s::bigint[], %s::text[], %s::float8[]) x(i, k, c) on conflict do nothing returning alert_id)
 update alert a set level = 'medium', due_at = %s, expires_at = null from drawn d where a.alert_id = d.alert_id returning a.alert_id"""


class BudgetOutOfRange(Exception):
    """Not from 1 to 500 a day."""


def desk_keys(scope: Scope) -> list[str]:
    """Under which the reader's lists are kept."""
    return [NATION_KEY] if scope.is_nationwide else list(scope.keys)


def budget_of(scope: Scope) -> int:
    """How many alerts the reader's unit works in a day, emergencies apart."""
    rows = bulk.run(OWN_BUDGET, (scope.agency,))
    return rows[0][0] if rows else default_budget(desk_keys(scope))


@transaction.atomic
def set_budget(*, scope: Scope, per_day: int, now: datetime) -> None:
    """A supervisor says how many alerts her unit works in a day.

    :raises NotAllowed: she does not lead a unit.
    :raises BudgetOutOfRange: not from 1 to 500.
    """
    scope.require(Power.LEAD_UNIT)
    if not LEAST <= per_day <= MOST:
        raise BudgetOutOfRange(per_day)
    with as_engine():
        bulk.run(SET, (scope.agency, desk_keys(scope)[0], per_day, scope.actor, now))
    trail.record(scope=scope, action="alert.budget", now=now, subject=scope.agency)


def todays_alerts(scope: Scope, now: datetime) -> dict[str, Any]:
    """By name: the alerts on today's list, how many can be worked, how many were taken up today."""
    keys, midnight = desk_keys(scope), _midnight(now)
    per_day = budget_of(scope)
    [(used,)] = bulk.run(USED, (scope.agency, midnight, midnight, scope.agency))
    left = max(0, per_day - used)
    free = [Waiting(*row) for row in bulk.run(FREE, (keys, keys, left))] if left else []
    asked = [it.alert_id for it in chosen(free, per_day=per_day, used=used)]
    held = [alert for (alert,) in bulk.run(HELD, (scope.agency, MOST_SHOWN))]
    urgent = [alert for (alert,) in bulk.run(EMERGENCIES, (keys, MOST_SHOWN, MOST_SHOWN))]
    return {
        "alerts": [*dict.fromkeys([*held, *urgent, *asked])],
        "per_day": per_day,
        "used": used,
        "asked": len(asked),
    }


def draw_audit(*, now: datetime) -> int:
    """Once a day: let a few watched alerts, drawn by lot, stand among a unit's others as if they weighed more; how many.

    Nothing on them says so. How likely each was to be drawn is kept, so that what they turn out to be can be reckoned up.
    """
    day = day_of(now)
    if bulk.run(DRAWN, (day,))[0][0]:
        return 0
    drawn: list[tuple[int, str, float]] = []
    for key, per_day, pool in bulk.run(POOLS, (day.toordinal(),)):
        many = min(len(pool), audits_on(day.toordinal(), key=key, per_day=per_day or default_budget([key])))
        drawn += [(alert, key, many / len(pool)) for alert in pool[:many]]
    if not drawn:
        return 0
    alerts, keys, chances = (list(column) for column in zip(*drawn, strict=True))
    changed = bulk.run(DRAW, (day, alerts, keys, chances, now + AUDIT_DUE))
    writing.list_again(alert for (alert,) in changed)
    return len(changed)


def _midnight(now: datetime) -> datetime:
    return now.astimezone(JAKARTA).replace(hour=0, minute=0, second=0, microsecond=0)
