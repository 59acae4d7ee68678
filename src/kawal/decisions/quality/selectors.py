"""Reads about rules and offices. They count as the system, over everybody; what goes past somebody counts for nobody."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from kawal.access.scope import Power, Scope
from kawal.access.wall import as_engine
from kawal.decisions.quality.cards import AuditCard, IndicatorCard, LeadCard, PaceCard, SimilarCard, UnitCard
from kawal.decisions.rules.document import Text
from kawal.decisions.rules.findings import catalogue, find_rule
from kawal.facts.ledger import bulk
from kawal.foundation.shares import span_of

RIGHT = frozenset({"proven", "strong_suspicion"})
OPEN_ENDED = frozenset({"insufficient_evidence", "unreachable"})
PACE_OVER, LOAD_OVER = timedelta(days=90), timedelta(days=30)
_JUDGED = "from alert_outcome o join alert a using (alert_id) where o.taken_back_at is null and a.past = '{}'"
# Drawn ones stand below the threshold: they say what is missed, not how often an alert is right.
BY_RULE = f"""select i, o.outcome, count(*) from (select o.indicators, o.outcome {_JUDGED}
  and not exists (select from alert_audit u where u.alert_id = o.alert_id)) o cross join unnest(o.indicators) i group by 1, 2"""
SIMILAR = f"""select o.outcome, count(*) {_JUDGED} and o.indicators @> array[%s] and o.alert_id <> %s
 and exists (select from picture c where c.person_id = a.person_id and c.province = %s) group by 1"""
PROVINCE = "select province from picture where person_id = %s"
LEAD = """with told as (
 select s.person_id, min(a.opened_at) at from signal s join alert a using (person_id) where s.confirmed = 1 and a.past = '{}' group by 1),
harm as (
 select t.person_id, min((f.data->>'harm_from')::date) harm_from from signal s join standing t using (person_id)
  join fact f using (claim_id)
 where s.confirmed = 1 and f.kind = 'case_decided' and f.data->>'harm_from' ~ '^\\d{4}-\\d\\d-\\d\\d$' group by 1)
select count(*), count(t.at), count(s.departed_on) filter (where t.at is not null),
 count(*) filter (where (t.at at time zone 'Asia/Jakarta')::date < s.departed_on),
 count(h.harm_from) filter (where t.at is not null), count(*) filter (where (t.at at time zone 'Asia/Jakarta')::date < h.harm_from),
 (percentile_cont(0.5) within group (order by h.harm_from - (t.at at time zone 'Asia/Jakarta')::date)
  filter (where (t.at at time zone 'Asia/Jakarta')::date < h.harm_from))::float8
from signal s left join told t using (person_id) left join harm h using (person_id) where s.confirmed = 1"""
LOAD = """select k, count(*) filter (where a.opened_at > %s), count(*) filter (where o), count(*) filter (where o and a.taken_by = ''),
  count(*) filter (where o and a.taken_by = '' and a.due_at < %s)
 from alert a cross join lateral (select a.state <> 'closed' and a.level <> 'watch' and a.snoozed_until is null as o) x
 cross join unnest(a.keys) k where left(k, 1) in ('p', 'm') and a.past = '{}' and (a.state <> 'closed' or a.opened_at > %s)
  and a.level <> 'watch' and (%s::text[] is null or k = any(%s)) group by 1 order by 3 desc, 1"""
PACE = """with first as (
 select distinct on (e.alert_id, e.agency) e.agency, e.alert_id, e.at, e.actor from alert_event e
 where e.at > %s and e.agency <> 'kawal' and e.what in ('taken', 'put_in_hand', 'closed', 'referred', 'snoozed')
  and (%s::text is null or e.agency = %s) order by e.alert_id, e.agency, e.event_id)
select f.agency, count(*), count(t.at), (percentile_cont(0.5) within group (order by extract(epoch from f.at - t.at) / 60))::float8,
 (percentile_cont(0.5) within group (order by extract(epoch from f.at - a.opened_at) / 3600))::float8,
 count(*) filter (where a.level = 'emergency'), count(*) filter (where a.level = 'emergency' and f.at <= a.due_at)
from first f join alert a using (alert_id) left join lateral (
 select max(t.at) as at from trace t where t.actor = f.actor and t.action = 'alert.read' and t.subject = a.code
  and t.at between f.at - interval '8 hours' and f.at) t on true
where a.past = '{}' group by 1 order by 2 desc, 1"""
AUDIT = """select count(*), count(o.outcome) filter (where not o.outcome = any(%s)), count(*) filter (where o.outcome = any(%s))
 from alert_audit u left join alert_outcome o on o.alert_id = u.alert_id and o.taken_back_at is null"""
UNKNOWN = Text("Aturan lama", "A former rule")


def list_indicators(*, scope: Scope) -> list[IndicatorCard]:
    """How often each rule in force was right, the most judged first; those never judged too.

    :raises NotAllowed: the scope may not read quality.
    """
    scope.require(Power.READ_QUALITY)
    by_rule: dict[str, Counter[str]] = {rule.id: Counter() for rule in catalogue()}
    for rule, outcome, count in _counted(BY_RULE):
        by_rule.setdefault(rule, Counter())[outcome] += count
    cards = [_indicator(rule, counts) for rule, counts in by_rule.items()]
    return sorted(cards, key=lambda it: (-it.judged, -it.open_ended, it.rule))


def get_lead(*, scope: Scope) -> LeadCard:
    """:raises NotAllowed: the scope may not read quality."""
    scope.require(Power.READ_QUALITY)
    return LeadCard(*_counted(LEAD)[0])


def list_units(*, scope: Scope, now: datetime) -> list[UnitCard]:
    """Provinces and missions by what waits there; of who serves some of them those alone.

    :raises NotAllowed: the scope may not read quality.
    """
    scope.require(Power.READ_QUALITY)
    own = _own_keys(scope) or None
    since = now - LOAD_OVER
    rows = _counted(LOAD, since, now, since, own, own)
    return [UnitCard(key, opened / LOAD_OVER.days, *counts) for key, opened, *counts in rows]


def list_paces(*, scope: Scope, now: datetime) -> list[PaceCard]:
    """How offices answered; of who leads a unit the own one alone.

    :raises NotAllowed: the scope may not read quality.
    """
    scope.require(Power.READ_QUALITY)
    own = scope.agency if _own_keys(scope) else None
    return [PaceCard(*row) for row in _counted(PACE, now - PACE_OVER, own, own)]


def get_pace(*, scope: Scope, now: datetime) -> PaceCard:
    """How the reader's own office answers.

    :raises NotAllowed: the scope may not read alerts.
    """
    scope.require(Power.READ_ALERT)
    rows = _counted(PACE, now - PACE_OVER, scope.agency, scope.agency)
    return PaceCard(*rows[0]) if rows else PaceCard(scope.agency, 0, 0, None, None, 0, 0)


def get_audit(*, scope: Scope) -> AuditCard:
    """:raises NotAllowed: the scope may not read quality."""
    scope.require(Power.READ_QUALITY)
    return AuditCard(*_counted(AUDIT, sorted(OPEN_ENDED), sorted(RIGHT))[0])


def get_similar(*, scope: Scope, alert_id: int, person_id: int, rule: str) -> SimilarCard:
    """How judged alerts ended that had this rule, about people of the same province. Numbers alone, from the whole nation.

    :raises NotAllowed: the scope may not read alerts.
    """
    scope.require(Power.READ_ALERT)
    with as_engine():
        found = bulk.run(PROVINCE, (person_id,))
        province = found[0][0] if found else None
        rows = bulk.run(SIMILAR, (rule, alert_id, province)) if province else []
    counts = Counter[str](dict(rows))
    right, judged = _right_of(counts)
    return SimilarCard(rule, judged, right, span_of(right, judged), counts)


def _own_keys(scope: Scope) -> list[str]:
    """Those of who serves a part of the country; nothing for who looks at all of it."""
    return [] if scope.is_nationwide else [key for key in scope.keys if key[0] in "pkm"]


def _counted(statement: str, *values: Any) -> list[Any]:
    with as_engine():
        return bulk.run(statement, values)


def _indicator(rule: str, counts: Counter[str]) -> IndicatorCard:
    known = find_rule(rule, 0)
    right, judged = _right_of(counts)
    open_ended = sum(counts[it] for it in OPEN_ENDED)
    return IndicatorCard(
        rule, known.title if known else UNKNOWN, right, judged, open_ended, span_of(right, judged)
    )


def _right_of(counts: Counter[str]) -> tuple[int, int]:
    right = sum(counts[it] for it in RIGHT)
    return right, sum(counts.values()) - sum(counts[it] for it in OPEN_ENDED)
