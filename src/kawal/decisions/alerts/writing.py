"""The statements by which a review reads and writes alerts: one each, for one alert or ten thousand."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import orjson

from kawal.decisions.judging.judging import Weighed
from kawal.decisions.rules.findings import Finding
from kawal.decisions.score.weights import Weights
from kawal.facts.ledger import bulk

COLUMNS = (
    "level text, state text, due_at timestamptz, calm_at timestamptz, changes_at timestamptz, desk text, snoozed_until timestamptz,"
    " expires_at timestamptz, climbs_at timestamptz, climbed smallint, probability double precision, low double precision,"
    " high double precision, priority double precision, weights text, dimensions jsonb, keys text[]"
)
NAMES = tuple(column.split()[0] for column in COLUMNS.split(", "))
_LIST = ", ".join(NAMES)
OPEN_ALERTS = f"""select a.alert_id, a.person_id, a.taken_by <> '', a.keys,
 (select coalesce(jsonb_agg(jsonb_build_array(r.reason_id, r.rule, r.evidence_key)), '[]') from alert_reason r
   where r.alert_id = a.alert_id and r.ended_at is null), {", ".join(f"a.{it}" for it in NAMES[:-1])}
 from alert a where a.person_id = any(%s) and a.state <> 'closed' and a.ring_id is null order by a.alert_id for update of a"""
# Judged ones only may come back: what expired or went into another was never judged.
ANSWERED = """select a.person_id, a.alert_id, a.closed_at, a.outcome <> '', r.reason_id, r.rule, r.evidence_key, r.ended_at is null
 from alert a join alert_reason r using (alert_id)
 where a.person_id = any(%s) and a.state = 'closed' and a.merged_into is null and a.ring_id is null order by a.closed_at, a.alert_id"""
_CITED = """select u.n, k.seq, f.occurred_at, k.recorded_at from unnest(%s::text[], %s::text[]) with ordinality u(s, f, n)
 join source o on o.code = u.s join fact_key k on k.source_id = o.source_id and k.fact_id = u.f
 join fact f on f.seq = k.seq and f.recorded_at = k.recorded_at"""
_OPEN = f"""insert into alert (person_id, claim_id, opened_at, first_sign_at, first_sign_known_at, {_LIST})
 select person_id, claim_id, opened_at, first_sign_at, first_sign_known_at, {_LIST} from json_to_recordset(%s::json) as
  x(person_id bigint, claim_id bigint, opened_at timestamptz, first_sign_at timestamptz, first_sign_known_at timestamptz, {COLUMNS})
 on conflict (person_id) where state <> 'closed' and ring_id is null do nothing returning alert_id, person_id"""
_REOPEN = """update alert set state = 'new', outcome = '', note = '', closed_at = null, closed_by = '', taken_by = '', taken_agency = '',
 taken_at = null where alert_id = any(%s)"""
_EXPIRE = """update alert set state = 'closed', closed_by = 'kawal', closed_at = greatest(opened_at, %s), snoozed_until = null,
 snoozed_by = '' where alert_id = any(%s)"""
_END = (
    "update alert_reason set ended_at = greatest(fired_at, %s) where reason_id = any(%s) and ended_at is null"
)
_REASON = """insert into alert_reason (alert_id, rule, version, digest, severity, level, fired_at, evidence, evidence_key, params, sentence)
 select a, r, v, d, s, l, %s, e::jsonb, k, p::jsonb, t::jsonb from unnest(%s::bigint[], %s::text[], %s::int[], %s::text[],
  %s::smallint[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[]) x(a, r, v, d, s, l, e, k, p, t)"""
_CHANGE = f"""update alert a set {", ".join(f"{it} = x.{it}" for it in NAMES)},
  snoozed_by = case when x.snoozed_until is null then '' else a.snoozed_by end
 from json_to_recordset(%s::json) as x(alert_id bigint, {COLUMNS}) where a.alert_id = x.alert_id"""
_TELL = """insert into alert_event (alert_id, at, actor, agency, what, why)
 select a, %s, 'kawal', 'kawal', w, y from unnest(%s::bigint[], %s::text[], %s::text[]) x(a, w, y)"""
_TAKE_BACK = "update alert_outcome set taken_back_at = greatest(at, %s) where alert_id = any(%s) and taken_back_at is null"

_IN_RINGS = """select m.person_id from ring_member m join alert a on a.ring_id = m.ring_id
 where m.person_id = any(%s)"""
_JUDGE = """insert into alert_outcome (alert_id, outcome, note, indicators, by, agency, at)
 select %s, %s, %s, coalesce(nullif(array_agg(distinct r.rule) filter (where r.ended_at is null), '{}'), array_agg(distinct r.rule), '{}'),
  %s, %s, %s from alert_reason r where r.alert_id = %s"""

Cited = dict[tuple[str, str], tuple[int, datetime, datetime]]
Values = Mapping[str, Any]


def figures(weighed: Weighed, findings: Sequence[Finding], weights: Weights, *, people: int = 1) -> Values:
    """The figures of an alert about so many people, as its columns keep them."""
    dimensions: dict[str, list[str]] = {}
    for each in sorted(findings, key=lambda it: (it.rule.dimension, it.rule.id)):
        dimensions.setdefault(each.rule.dimension, []).append(each.rule.id)
    return {
        "probability": round(weighed.score.probability, 6),
        "low": round(weighed.score.low, 6),
        "high": round(weighed.score.high, 6),
        "priority": max(float(f"{weighed.priority * people:.4g}"), 1e-9),
        "weights": weights.version,
        "dimensions": dimensions,
    }


def read_cited(findings: Iterable[Finding]) -> Cited:
    """By (source, id): the fact's number, when it happened, when it was recorded."""
    wanted = list(dict.fromkeys(pair for each in findings for pair in each.evidence))
    if not wanted:
        return {}
    rows = bulk.run(_CITED, ([source for source, _id in wanted], [fact for _source, fact in wanted]))
    return {wanted[n - 1]: (seq, occurred, recorded) for n, seq, occurred, recorded in rows}


def in_ring_alerts(people: Iterable[int]) -> set[int]:
    """Those of these people whose ring has an alert, or had one that was answered."""
    return {person for (person,) in bulk.run(_IN_RINGS, (sorted(people),))}


def open_alerts(rows: Sequence[Values]) -> dict[int, int]:
    """The new alerts by person; whoever has an open one by now is left out."""
    return {person: alert for alert, person in bulk.run(_OPEN, (packed(rows),))}


def change(rows: Sequence[Values]) -> None:
    bulk.run(_CHANGE, (packed(rows),))


def reopen(alerts: list[int], now: datetime) -> None:
    """What was judged comes back to nobody's hands; the judgement stays, as taken back."""
    bulk.run(_TAKE_BACK, (now, alerts))
    bulk.run(_REOPEN, (alerts,))


def judge(alert: int, outcome: str, note: str, *, by: str, agency: str, at: datetime) -> None:
    """Keep a judgement beside the alert, with the rules that held; where none holds any more, with all there were."""
    bulk.run(_JUDGE, (alert, outcome, note, by, agency, at, alert))


def take_back_judgement(alert: int, now: datetime) -> None:
    bulk.run(_TAKE_BACK, (now, [alert]))


def expire(alerts: list[int], now: datetime) -> None:
    bulk.run(_EXPIRE, (now, alerts))


def end_reasons(reasons: list[int], now: datetime) -> None:
    bulk.run(_END, (now, reasons))


def add_reasons(reasons: Sequence[tuple[int, Finding]], cited: Cited, now: datetime) -> None:
    bulk.run(_REASON, (now, *_columns([_reason(alert, each, cited) for alert, each in reasons])))


def tell(events: Sequence[tuple[int, str, str]], now: datetime) -> None:
    """Lines of the history by the system: alert, what, why."""
    bulk.run(_TELL, (now, *_columns(events)))


def list_again(alerts: Iterable[int]) -> None:
    """Put these where they belong in the ordered list."""
    bulk.run("select list_alerts_again(%s)", (sorted(alerts),))


def evidence_key(finding: Finding) -> str:
    return " ".join(sorted(f"{source}/{fact}" for source, fact in finding.evidence))


def packed(rows: Sequence[Values]) -> str:
    return orjson.dumps(rows).decode()


def _reason(alert: int, each: Finding, cited: Cited) -> tuple[Any, ...]:
    evidence = [
        {"source": source, "id": fact, "seq": cited[source, fact][0] if (source, fact) in cited else None}
        for source, fact in each.evidence
    ]
    rule = each.rule
    return (
        alert,
        rule.id,
        rule.version,
        rule.digest,
        rule.severity,
        each.level,
        orjson.dumps(evidence).decode(),
        evidence_key(each),
        orjson.dumps(rule.params).decode(),
        orjson.dumps(each.sentence).decode(),
    )


def _columns(rows: Sequence[tuple[Any, ...]]) -> list[list[Any]]:
    """Rows turned into the arrays that ``unnest`` takes."""
    return [list(column) for column in zip(*rows, strict=True)]
