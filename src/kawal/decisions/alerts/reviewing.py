"""What follows for alerts when pictures were drawn again. The engine's part: it proposes, officers decide.

Called for one person or for ten thousand: a fixed number of statements, one where nothing fired and nobody has an alert.
The same finding (rule and evidence) twice changes nothing, and what an officer closed comes back with new acute evidence alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from kawal.decisions.alerts import writing
from kawal.decisions.alerts.holding import settle_keys
from kawal.decisions.judging import watched
from kawal.decisions.judging.judging import WATCH, Judged, Weighed, fired_on, judge, weigh
from kawal.decisions.quiet import holding
from kawal.decisions.rules.columns import SIGNALS
from kawal.decisions.rules.document import ACUTE, LEVELS
from kawal.decisions.rules.findings import Finding, findings_for
from kawal.decisions.rules.firing import Firing, firing_on
from kawal.decisions.score.weights import Weights, built_in
from kawal.facts.ledger import bulk
from kawal.situation.pictures.services import Drawn

EMERGENCY, NETWORK = "emergency", "network"
AT_SHELTER, AT_POST, WITH_MISSION, AT_HOME = "shelter", "post", "mission", "home"
ABROAD = frozenset({"abroad_in_contact", "abroad_silent", "in_trouble", "in_custody"})
EXPIRES_AFTER = timedelta(days=60)  # what nobody is asked to work on ends this long after its last reason
REOPENS_WITHIN = timedelta(days=90)  # acute evidence this soon after closing is the same matter

FindingKey = tuple[str, str]  # rule, evidence as text


@dataclass(slots=True)
class _Open:
    """An open alert as it stands, or one that comes back. ``reasons``: the holding ones by finding; ``values``: its columns."""

    alert_id: int
    is_taken: bool
    reasons: dict[FindingKey, int]
    values: dict[str, Any]


@dataclass(slots=True)
class _Judged:
    """The newest alert of a person that an officer has judged."""

    alert_id: int
    closed_at: datetime
    holding: dict[FindingKey, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Answered:
    """What of a person is closed: every finding of it, and the judged alert that acute evidence would bring back."""

    every: dict[FindingKey, int] = field(default_factory=dict)  # the alert it was closed with
    last: _Judged | None = None


@dataclass(slots=True)
class _Work:
    """What is to be written, collected over everybody."""

    now: datetime
    rules: Firing
    weights: Weights
    opening: list[tuple[Drawn, list[Finding]]] = field(default_factory=list)
    reasons: list[tuple[int, Finding]] = field(default_factory=list)
    ended: list[int] = field(default_factory=list)
    changed: dict[int, _Open] = field(default_factory=dict)
    reopened: list[int] = field(default_factory=list)
    expired: list[int] = field(default_factory=list)
    events: list[tuple[int, str, str]] = field(default_factory=list)
    called_back: dict[int, int] = field(default_factory=dict)  # people by alert

    def weigh(self, findings: Sequence[Finding], it: Drawn) -> Weighed:
        return weigh(findings, it.row, as_of=self.now, weights=self.weights)


def review(*, drawn: Sequence[Drawn], now: datetime) -> list[int]:
    """Raise, add to, calm, wake, end or leave alone the alerts of these people. Runs as the engine, in the caller's transaction.

    Gives the people to draw again: an alert called back is in its agency's hands once more, which opens them to it.
    """
    work = _Work(now, firing_on(now), built_in())
    by_person = {it.person_id: it for it in drawn}
    judged = _judge(work, by_person)
    standing = _open_alerts(list(by_person))
    at_work = {
        person: it
        for person, it in by_person.items()
        if person in standing or judged[person].calls_for_somebody
    }
    if not at_work:
        return []
    found = {person: _findings(work, it, judged[person]) for person, it in at_work.items()}
    answered = _answered([person for person, findings in found.items() if findings])
    for person, it in at_work.items():
        known = answered.get(person) or _Answered()
        fresh = [each for each in found[person] if key_of(each) not in known.every]
        alert = standing.get(person) or _coming_back(work, it, known, fresh)
        if alert is not None:
            own = [
                each
                for each in found[person]
                if known.every.get(key_of(each), alert.alert_id) == alert.alert_id
            ]
            _compare(work, alert, it, own)
        elif fresh and work.weigh(fresh, it).level != WATCH:
            work.opening.append((it, fresh))
    _leave_to_rings(work)
    _write(work)
    return list(work.called_back.values())


def _judge(work: _Work, people: Mapping[int, Drawn]) -> dict[int, Judged]:
    """What the watch makes of everybody, kept; most call for nobody."""
    rows = {person: it.row for person, it in people.items()}
    fired = {person: fired_on(row, work.now, work.rules) for person, row in rows.items()}
    held = holding.held_back(fired, rows, now=work.now)
    holding.note(held, now=work.now)
    fired = holding.without(fired, held)
    judged = {
        person: judge(row, fired[person], as_of=work.now, rules=work.rules, weights=work.weights)
        for person, row in rows.items()
    }
    watched.keep(judged, weights=work.weights.version, now=work.now)
    return judged


def _leave_to_rings(work: _Work) -> None:
    """Whom only her ring makes conspicuous has no alert of her own beside that of the ring, answered or not."""
    tied = {
        it.person_id
        for it, findings in work.opening
        if work.weigh([each for each in findings if each.rule.dimension != NETWORK], it).level == WATCH
    }
    told = writing.in_ring_alerts(tied) if tied else set()
    work.opening = [(it, findings) for it, findings in work.opening if it.person_id not in told]


def _findings(work: _Work, it: Drawn, judged: Judged) -> list[Finding]:
    """The rules that hold on a person, with their words and the facts behind each."""
    rules = [each.rule for each in judged.fired]
    rests_on_signals = any(not SIGNALS.keys().isdisjoint(rule.evidence) for rule in rules)
    return findings_for(it.row, as_of=work.now, rules=rules, because=it.behind() if rests_on_signals else {})


def key_of(finding: Finding) -> FindingKey:
    """What makes a finding the same one: its rule and its evidence, whatever the version of the rule."""
    return finding.rule.id, writing.evidence_key(finding)


def desk_of(row: Mapping[str, Any]) -> str:
    """Who can act now: the mission while abroad, where she is on the way home, the home district otherwise."""
    if row["stay"] in ABROAD:
        return WITH_MISSION
    if row["stay"] == "in_return":
        return AT_SHELTER if row["shelter"] else AT_POST if row["post"] else AT_HOME
    return AT_HOME


def most_urgent(levels: Iterable[str]) -> str:
    return min(levels, key=LEVELS.index)


def _open_alerts(people: list[int]) -> dict[int, _Open]:
    """Open alerts by person, locked until the transaction ends so that nobody takes one meanwhile."""
    found = {}
    for alert, person, is_taken, keys, reasons, *values in bulk.run(writing.OPEN_ALERTS, (people,)):
        holding = {(rule, key): reason for reason, rule, key in reasons}
        told = dict(zip(writing.NAMES, (*values, keys), strict=True))
        found[person] = _Open(alert, is_taken, holding, told)
    return found


def _answered(people: list[int]) -> dict[int, _Answered]:
    """Findings that an officer has closed already, or that ended with an alert nobody worked on."""
    found: dict[int, _Answered] = {}
    for person, alert, closed_at, judged, reason, rule, key, holds in (
        bulk.run(writing.ANSWERED, (people,)) if people else ()
    ):
        of_person = found.setdefault(person, _Answered())
        of_person.every[rule, key] = alert
        if judged:
            if of_person.last is None or of_person.last.alert_id != alert:
                of_person.last = _Judged(alert, closed_at)
            if holds:
                of_person.last.holding[rule, key] = reason
    return found


def _coming_back(work: _Work, it: Drawn, known: _Answered, fresh: list[Finding]) -> _Open | None:
    """The alert that new acute evidence opens again, as nobody's; its level begins anew."""
    last = known.last
    if last is None or not any(map(_is_acute, fresh)) or work.now - last.closed_at > REOPENS_WITHIN:
        return None
    work.reopened.append(last.alert_id)
    work.events.append((last.alert_id, "reopened", ""))
    return _Open(last.alert_id, False, last.holding, _new_values(work, it, fresh))


def _compare(work: _Work, alert: _Open, it: Drawn, findings: list[Finding]) -> None:
    """Bring an open alert up to what fires now; note what differs."""
    before, values = dict(alert.values), alert.values
    firing = {key_of(each): each for each in findings}
    fresh = [each for key, each in firing.items() if key not in alert.reasons]
    over = [(rule, reason) for (rule, key), reason in alert.reasons.items() if (rule, key) not in firing]
    work.ended += [reason for _rule, reason in over]
    work.events += [(alert.alert_id, "ended", rule) for rule, _reason in over if rule not in _ids(fresh)]
    work.reasons += [(alert.alert_id, each) for each in fresh]
    work.events += [(alert.alert_id, "reason", each.rule.name) for each in fresh]
    weighed = work.weigh(findings, it)
    _raise_level(work, alert, it.person_id, weighed.level if findings else WATCH, findings, fresh)
    if findings:
        values["calm_at"] = None
        values |= writing.figures(weighed, findings, work.weights)
    elif values["calm_at"] is None:
        values["calm_at"] = work.now
        work.events.append((alert.alert_id, "calmed", ""))
    _wake(work, alert, has_grown=values["level"] != before["level"] or any(map(_is_acute, fresh)))
    values["desk"] = desk_of(it.row)
    if set(values["keys"]) != set(it.keys):
        values["keys"] = list(it.keys)
    _set_expiry(work, alert, has_grown=bool(fresh))
    values["changes_at"] = _next_change(values, work.rules.next_change(it.row, work.now))
    if values != before or alert.alert_id in work.reopened:
        work.changed[alert.alert_id] = alert


def _raise_level(
    work: _Work, alert: _Open, person: int, called_for: str, findings: list[Finding], fresh: list[Finding]
) -> None:
    """Levels only rise by themselves. New acute evidence starts the clock again and calls back what was referred."""
    values = alert.values
    level = most_urgent([values["level"], called_for])
    is_acute = any(map(_is_acute, fresh))
    if level == values["level"] and not is_acute:
        return
    if level != values["level"]:
        work.events.append((alert.alert_id, "raised", level))
    due = _due(work.now, findings)
    values["level"] = level
    values["due_at"] = due if alert.is_taken else min(values["due_at"], due)
    if is_acute and values["state"] == "referred":
        values["state"] = "triage"
        work.called_back[alert.alert_id] = person
    if (
        level == EMERGENCY
        and values["state"] == "new"
        and values["climbs_at"] is None
        and not values["climbed"]
    ):
        values["climbs_at"] = values["due_at"]


def _wake(work: _Work, alert: _Open, *, has_grown: bool) -> None:
    """What was put aside returns at its hour, and at once when it has grown."""
    until = alert.values["snoozed_until"]
    if until is not None and (has_grown or until <= work.now):
        alert.values["snoozed_until"] = None
        work.events.append((alert.alert_id, "woke", ""))


def _set_expiry(work: _Work, alert: _Open, *, has_grown: bool) -> None:
    """What nobody is asked to work on ends by itself, some time after its last reason; never while somebody holds it."""
    values = alert.values
    if values["level"] != WATCH or alert.is_taken:
        values["expires_at"] = None
    elif values["expires_at"] is None or has_grown:
        values["expires_at"] = work.now + EXPIRES_AFTER
    elif values["expires_at"] <= work.now:
        work.expired.append(alert.alert_id)
        work.events.append((alert.alert_id, "expired", ""))


def _next_change(values: Mapping[str, Any], by_rules: datetime | None) -> datetime | None:
    moments = (by_rules, values["snoozed_until"], values["expires_at"])
    return min((it for it in moments if it is not None), default=None)


def _is_acute(each: Finding) -> bool:
    return each.rule.severity == ACUTE


def _ids(findings: list[Finding]) -> set[str]:
    return {each.rule.id for each in findings}


def _due(now: datetime, findings: list[Finding]) -> datetime:
    return now + timedelta(hours=min(each.rule.deadline_hours for each in findings))


def _new_values(work: _Work, it: Drawn, findings: list[Finding]) -> dict[str, Any]:
    """The columns of an alert that begins now."""
    weighed, due = work.weigh(findings, it), _due(work.now, findings)
    level = weighed.level
    values: dict[str, Any] = {
        "level": level,
        "state": "new",
        "due_at": due,
        "calm_at": None,
        "desk": desk_of(it.row),
        "snoozed_until": None,
        "expires_at": work.now + EXPIRES_AFTER if level == WATCH else None,
        "climbs_at": due if level == EMERGENCY else None,
        "climbed": 0,
        "keys": list(it.keys),
        **writing.figures(weighed, findings, work.weights),
    }
    values["changes_at"] = _next_change(values, work.rules.next_change(it.row, work.now))
    return values


def _write(work: _Work) -> None:
    cited = writing.read_cited(
        [
            *(each for _it, findings in work.opening for each in findings),
            *(each for _id, each in work.reasons),
        ]
    )
    opened = _open(work, cited) if work.opening else []
    if work.reopened:
        writing.reopen(work.reopened, work.now)
    if work.ended:
        writing.end_reasons(work.ended, work.now)
    if work.reasons:
        writing.add_reasons(work.reasons, cited, work.now)
    if work.changed:
        writing.change([{"alert_id": it.alert_id, **it.values} for it in work.changed.values()])
    if work.expired:
        writing.expire(work.expired, work.now)
    if work.events:
        writing.tell(work.events, work.now)
    relist = {*opened, *work.changed, *work.expired}
    if relist:
        writing.list_again(relist)
    if work.called_back or work.reopened:
        settle_keys(alerts={*work.called_back, *work.reopened}, now=work.now)


def _open(work: _Work, cited: writing.Cited) -> list[int]:
    rows = []
    for it, findings in work.opening:
        facts = [cited[pair] for each in findings for pair in each.evidence if pair in cited]
        rows.append(
            {
                "person_id": it.person_id,
                "claim_id": it.claim_id,
                "opened_at": work.now,
                "first_sign_at": min((occurred for _seq, occurred, _recorded in facts), default=work.now),
                "first_sign_known_at": min(
                    (recorded for _seq, _occurred, recorded in facts), default=work.now
                ),
                **_new_values(work, it, findings),
            }
        )
    opened = writing.open_alerts(rows)
    for it, findings in work.opening:
        alert = opened.get(it.person_id)
        if alert is not None:
            work.reasons += [(alert, each) for each in findings]
            work.events.append((alert, "opened", ", ".join(each.rule.name for each in findings)))
    return list(opened.values())
