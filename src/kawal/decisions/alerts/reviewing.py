"""What follows for alerts when pictures were drawn again. The engine's part: it proposes, officers decide.

Called for one person or for ten thousand: a fixed number of statements, one where nothing fired and nobody has an alert.
The same finding (rule and evidence) twice changes nothing, and what an officer closed never comes back by itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import orjson

from kawal.decisions.alerts.holding import settle_keys
from kawal.decisions.quiet.holding import without_held
from kawal.decisions.rules.document import LEVELS
from kawal.decisions.rules.findings import Finding, changes_at, findings_for, rules_on
from kawal.facts.ledger import bulk
from kawal.situation.pictures.services import Drawn

ACUTE = 3
AT_SHELTER, AT_POST, WITH_MISSION, AT_HOME = "shelter", "post", "mission", "home"
ABROAD = frozenset({"abroad_in_contact", "abroad_silent", "in_trouble", "in_custody"})

OPEN_ALERTS = """select a.alert_id, a.person_id, a.level, a.state, a.taken_by <> '', a.due_at, a.calm_at, a.changes_at, a.keys, a.desk,
 (select coalesce(jsonb_agg(jsonb_build_array(r.reason_id, r.rule, r.evidence_key)), '[]') from alert_reason r
   where r.alert_id = a.alert_id and r.ended_at is null)
 from alert a where a.person_id = any(%s) and a.state <> 'closed' order by a.alert_id for update of a"""
ANSWERED = """select a.person_id, r.rule, r.evidence_key from alert a join alert_reason r using (alert_id)
 where a.person_id = any(%s) and a.state = 'closed' and a.merged_into is null"""
CITED = """select u.n, k.seq, f.occurred_at, k.recorded_at from unnest(%s::text[], %s::text[]) with ordinality u(s, f, n)
 join source o on o.code = u.s join fact_key k on k.source_id = o.source_id and k.fact_id = u.f
 join fact f on f.seq = k.seq and f.recorded_at = k.recorded_at"""
OPEN = """insert into alert (person_id, claim_id, level, desk, opened_at, due_at, first_sign_at, first_sign_known_at, changes_at, keys)
 select p, c, l, d, %s, u, s, k, w, string_to_array(t, ',')
 from unnest(%s::bigint[], %s::bigint[], %s::text[], %s::text[], %s::timestamptz[], %s::timestamptz[], %s::timestamptz[],
  %s::timestamptz[], %s::text[]) x(p, c, l, d, u, s, k, w, t)
 on conflict (person_id) where state <> 'closed' do nothing returning alert_id, person_id"""
END = (
    "update alert_reason set ended_at = greatest(fired_at, %s) where reason_id = any(%s) and ended_at is null"
)
REASON = """insert into alert_reason (alert_id, rule, version, digest, severity, level, fired_at, evidence, evidence_key, params, sentence)
 select a, r, v, d, s, l, %s, e::jsonb, k, p::jsonb, t::jsonb from unnest(%s::bigint[], %s::text[], %s::int[], %s::text[],
  %s::smallint[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[]) x(a, r, v, d, s, l, e, k, p, t)"""
CHANGE = """update alert a set level = x.l, state = x.s, due_at = x.u, calm_at = x.c, changes_at = x.w, desk = x.d,
  keys = string_to_array(x.t, ',')
 from unnest(%s::bigint[], %s::text[], %s::text[], %s::timestamptz[], %s::timestamptz[], %s::timestamptz[], %s::text[], %s::text[])
  x(i, l, s, u, c, w, d, t) where a.alert_id = x.i"""
TELL = """insert into alert_event (alert_id, at, actor, agency, what, why)
 select a, %s, 'kawal', 'kawal', w, y from unnest(%s::bigint[], %s::text[], %s::text[]) x(a, w, y)"""
LIST_AGAIN = "select list_alerts_again(%s)"

FindingKey = tuple[str, str]  # rule, evidence as text


@dataclass(slots=True)
class _Open:
    """An open alert as it stands. ``reasons``: the holding ones by finding."""

    alert_id: int
    level: str
    state: str
    is_taken: bool
    due_at: datetime
    calm_at: datetime | None
    changes_at: datetime | None
    keys: list[str]
    desk: str
    reasons: dict[FindingKey, int]

    def values(self) -> tuple[Any, ...]:
        return (
            self.level,
            self.state,
            self.due_at,
            self.calm_at,
            self.changes_at,
            self.desk,
            sorted(self.keys),
        )


@dataclass(slots=True)
class _Work:
    """What is to be written, collected over everybody."""

    now: datetime
    opening: list[tuple[Drawn, list[Finding]]] = field(default_factory=list)
    reasons: list[tuple[int, Finding]] = field(default_factory=list)
    ended: list[int] = field(default_factory=list)
    changed: dict[int, _Open] = field(default_factory=dict)
    events: list[tuple[int, str, str]] = field(default_factory=list)
    called_back: dict[int, int] = field(default_factory=dict)  # people by alert


def review(*, drawn: Sequence[Drawn], now: datetime) -> list[int]:
    """Raise, add to, calm or leave alone the alerts of these people. Runs as the engine, in the caller's transaction.

    Gives the people to draw again: an alert called back is in its agency's hands once more, which opens them to it.
    """
    rules = rules_on(now)
    by_person = {it.person_id: it for it in drawn}
    found = {person: findings_for(it.row, as_of=now, rules=rules) for person, it in by_person.items()}
    found = without_held(found, {person: it.row for person, it in by_person.items()}, now=now)
    standing = _open_alerts(list(by_person))
    firing = [person for person, findings in found.items() if findings]
    if not firing and not standing:
        return []
    answered = _answered(firing)
    work = _Work(now)
    for person, it in by_person.items():
        findings = [each for each in found[person] if (person, *key_of(each)) not in answered]
        alert = standing.get(person)
        if alert is not None:
            _compare(work, alert, it, findings, changes_at(it.row, as_of=now, rules=rules))
        elif findings:
            work.opening.append((it, findings))
    _write(work, rules)
    return list(work.called_back.values())


def key_of(finding: Finding) -> FindingKey:
    """What makes a finding the same one: its rule and its evidence, whatever the version of the rule."""
    return finding.rule.id, " ".join(sorted(f"{source}/{fact}" for source, fact in finding.evidence))


def desk_of(row: Mapping[str, Any]) -> str:
    """Who can act now: the mission while abroad, where she is on the way home, the home district otherwise."""
    if row["stay"] in ABROAD:
        return WITH_MISSION
    if row["stay"] == "in_return":
        return AT_SHELTER if row["shelter"] else AT_POST if row["post"] else AT_HOME
    return AT_HOME


def _open_alerts(people: list[int]) -> dict[int, _Open]:
    """Open alerts by person, locked until the transaction ends so that nobody takes one meanwhile."""
    found = {}
    for alert, person, level, state, is_taken, due, calm, changing, keys, desk, reasons in bulk.run(
        OPEN_ALERTS, (people,)
    ):
        holding = {(rule, key): reason for reason, rule, key in reasons}
        found[person] = _Open(alert, level, state, is_taken, due, calm, changing, keys, desk, holding)
    return found


def _answered(people: list[int]) -> set[tuple[int, str, str]]:
    """Findings that an officer has closed already."""
    rows = bulk.run(ANSWERED, (people,)) if people else []
    return {(person, rule, key) for person, rule, key in rows}


def _compare(
    work: _Work, alert: _Open, it: Drawn, findings: list[Finding], changing: datetime | None
) -> None:
    """Bring an open alert up to what fires now; note what differs."""
    before = alert.values()
    firing = {key_of(each): each for each in findings}
    fresh = [each for key, each in firing.items() if key not in alert.reasons]
    over = [(rule, reason) for (rule, key), reason in alert.reasons.items() if (rule, key) not in firing]
    work.ended += [reason for _rule, reason in over]
    work.events += [(alert.alert_id, "ended", rule) for rule, _reason in over if rule not in _ids(fresh)]
    work.reasons += [(alert.alert_id, each) for each in fresh]
    work.events += [(alert.alert_id, "reason", each.rule.name) for each in fresh]
    _raise_level(work, alert, it.person_id, findings, fresh)
    if findings:
        alert.calm_at = None
    elif alert.calm_at is None:
        alert.calm_at = work.now
        work.events.append((alert.alert_id, "calmed", ""))
    alert.changes_at, alert.desk, alert.keys = changing, desk_of(it.row), list(it.keys)
    if alert.values() != before:
        work.changed[alert.alert_id] = alert


def _raise_level(
    work: _Work, alert: _Open, person: int, findings: list[Finding], fresh: list[Finding]
) -> None:
    """Levels only rise by themselves. New acute evidence starts the clock again and calls back what was referred."""
    level = most_urgent([alert.level, *(each.level for each in findings)])
    is_acute = any(each.rule.severity == ACUTE for each in fresh)
    if level == alert.level and not is_acute:
        return
    if level != alert.level:
        work.events.append((alert.alert_id, "raised", level))
    alert.level = level
    due = _due(work.now, findings)
    alert.due_at = due if alert.is_taken else min(alert.due_at, due)
    if is_acute and alert.state == "referred":
        alert.state = "triage"
        work.called_back[alert.alert_id] = person


def most_urgent(levels: Iterable[str]) -> str:
    return min(levels, key=LEVELS.index)


def _ids(findings: list[Finding]) -> set[str]:
    return {each.rule.id for each in findings}


def _due(now: datetime, findings: list[Finding]) -> datetime:
    return now + timedelta(hours=min(each.rule.deadline_hours for each in findings))


def _write(work: _Work, rules: Sequence[Any]) -> None:
    cited = _cited(
        [each for _it, findings in work.opening for each in findings], [each for _id, each in work.reasons]
    )
    opened = _open(work, cited, rules) if work.opening else []
    if work.ended:
        bulk.run(END, (work.now, work.ended))
    if work.reasons:
        bulk.run(REASON, (work.now, *_columns([_reason(alert, each, cited) for alert, each in work.reasons])))
    if work.changed:
        bulk.run(CHANGE, _columns([_changed(alert) for alert in work.changed.values()]))
    if work.events:
        bulk.run(TELL, (work.now, *_columns(work.events)))
    relist = [*opened, *work.changed]
    if relist:
        bulk.run(LIST_AGAIN, (relist,))
    if work.called_back:
        settle_keys(alerts=work.called_back, now=work.now)


Cited = dict[tuple[str, str], tuple[int, datetime, datetime]]


def _cited(*groups: list[Finding]) -> Cited:
    """By (source, id): the fact's number, when it happened, when it was recorded."""
    wanted = list(dict.fromkeys(pair for group in groups for each in group for pair in each.evidence))
    if not wanted:
        return {}
    rows = bulk.run(CITED, ([source for source, _id in wanted], [fact for _source, fact in wanted]))
    return {wanted[n - 1]: (seq, occurred, recorded) for n, seq, occurred, recorded in rows}


def _open(work: _Work, cited: Cited, rules: Sequence[Any]) -> list[int]:
    rows = []
    for it, findings in work.opening:
        facts = [cited[pair] for each in findings for pair in each.evidence if pair in cited]
        rows.append(
            (
                it.person_id,
                it.claim_id,
                most_urgent(each.level for each in findings),
                desk_of(it.row),
                _due(work.now, findings),
                min((occurred for _seq, occurred, _recorded in facts), default=work.now),
                min((recorded for _seq, _occurred, recorded in facts), default=work.now),
                changes_at(it.row, as_of=work.now, rules=rules),
                ",".join(it.keys),
            )
        )
    opened = {person: alert for alert, person in bulk.run(OPEN, (work.now, *_columns(rows)))}
    for it, findings in work.opening:
        alert = opened.get(it.person_id)
        if alert is not None:
            work.reasons += [(alert, each) for each in findings]
            work.events.append((alert, "opened", ", ".join(each.rule.name for each in findings)))
    return list(opened.values())


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
        key_of(each)[1],
        orjson.dumps(rule.params).decode(),
        orjson.dumps(each.sentence).decode(),
    )


def _changed(alert: _Open) -> tuple[Any, ...]:
    level, state, due_at, calm_at, changing, desk, keys = alert.values()
    return alert.alert_id, level, state, due_at, calm_at, changing, desk, ",".join(keys)


def _columns(rows: Sequence[tuple[Any, ...]]) -> list[list[Any]]:
    """Rows turned into the arrays that ``unnest`` takes."""
    return [list(column) for column in zip(*rows, strict=True)]
