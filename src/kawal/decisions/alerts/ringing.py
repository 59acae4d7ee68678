"""One alert a ring: opened at the third recruit, brought up to date as the ring grows, on the member to act on first. The engine's part.

It tells of people together what no one of them shows alone. What an officer closed comes back only when the ring has grown or a
case in it was confirmed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from kawal.decisions.alerts import ring_words, writing
from kawal.decisions.alerts.holding import settle_keys
from kawal.decisions.alerts.reviewing import desk_of, most_urgent
from kawal.decisions.judging.judging import Weighed, weigh
from kawal.decisions.rules.document import ACUTE
from kawal.decisions.rules.findings import Finding, rules_on
from kawal.decisions.score.weights import built_in
from kawal.facts.ledger import bulk

RULE = "N06"
SERIOUS = 2
MOST_CITED = 40
RINGS = """select r.ring_id, r.code, r.members, r.confirmed, r.reasons, r.survivor from ring r where r.ring_id = any(%s)
 or r.ring_id in (select a.ring_id from alert a where a.ring_id = any(%s)) order by r.ring_id"""
# Who has not left comes first, and of these the newest: there most can still be done.
MEMBERS = """select distinct on (m.ring_id) m.ring_id, m.person_id, p.keys, c.stay, c.shelter, c.post, s.phase, s.last_heard_on,
  s.distress_on, s.missing_on, s.severe_on, (select min(t.claim_id) from standing t where t.person_id = m.person_id)
 from ring_member m join person p using (person_id) join picture c using (person_id) left join signal s using (person_id)
 where m.ring_id = any(%s) order by m.ring_id, s.phase = 'before' desc nulls last, m.joined_on desc, m.person_id"""
BEHIND = """select m.ring_id, e->>'source', e->>'id' from ring_member m join measured x using (person_id),
 jsonb_array_elements(x.behind->'ring_size') e where m.ring_id = any(%s) group by 1, 2, 3 order by 1, 2, 3"""
# Of these facts the first that are of the member herself: another's sign is none of hers.
OWN = """select m.ring_id, min(f.occurred_at), min(k.recorded_at)
 from unnest(%s::bigint[], %s::bigint[]) l(ring_id, person_id) join ring_member m on m.ring_id = l.ring_id
 join measured x on x.person_id = m.person_id, jsonb_array_elements(x.behind->'ring_size') e join source o on o.code = e->>'source'
 join fact_key k on k.source_id = o.source_id and k.fact_id = e->>'id' join fact f on f.seq = k.seq and f.recorded_at = k.recorded_at
 join standing t on t.claim_id = f.claim_id where t.person_id = l.person_id group by 1"""
OPEN = """select a.ring_id, a.alert_id, a.person_id, a.level, a.state, r.reason_id, r.params from alert a
 left join alert_reason r on r.alert_id = a.alert_id and r.ended_at is null
 where a.ring_id = any(%s) and a.state <> 'closed' for update of a"""
CLOSED = """select distinct on (a.ring_id) a.ring_id, r.params from alert a join alert_reason r using (alert_id)
 where a.ring_id = any(%s) and a.state = 'closed' and a.outcome <> '' order by a.ring_id, a.closed_at desc, r.fired_at desc"""
INSERT = f"""insert into alert (ring_id, person_id, claim_id, opened_at, first_sign_at, first_sign_known_at, {", ".join(writing.NAMES)})
 select ring_id, person_id, claim_id, opened_at, first_sign_at, first_sign_known_at, {", ".join(writing.NAMES)}
 from json_to_recordset(%s::json) as x(ring_id bigint, person_id bigint, claim_id bigint, opened_at timestamptz,
  first_sign_at timestamptz, first_sign_known_at timestamptz, {writing.COLUMNS})
 on conflict (ring_id) where state <> 'closed' and ring_id is not null do nothing returning alert_id, ring_id"""
LED_BY_ANOTHER = (
    "update alert set first_sign_at = %s, first_sign_known_at = %s where alert_id = %s and person_id <> %s"
)
GROWN = """update alert set person_id = %s, claim_id = %s, level = %s, state = %s, desk = %s, keys = %s, probability = %s,
 low = %s, high = %s, priority = %s, calm_at = null, snoozed_until = null, snoozed_by = '', changes_at = null where alert_id = %s"""
WAKE = """update alert set snoozed_until = null, snoozed_by = '', changes_at = null
 where ring_id is not null and state <> 'closed' and snoozed_until <= %s returning alert_id"""
CALM = "update alert set calm_at = greatest(opened_at, %s) where alert_id = any(%s) and calm_at is null returning alert_id"
MOVE = """update alert a set ring_id = %s where a.alert_id = %s
 and not exists (select from alert o where o.ring_id = %s and o.state <> 'closed')"""


@dataclass(frozen=True, slots=True)
class _Ring:
    """A ring as it stands. ``lead`` is the row of the member to act on first; ``sign`` of her own first sign, when it was and
    when it became known.
    """

    ring_id: int
    code: str
    members: int
    confirmed: int
    reasons: Sequence[Mapping[str, Any]]
    lead: Mapping[str, Any]
    evidence: tuple[tuple[str, str], ...]
    sign: tuple[datetime, datetime] | None

    @property
    def size(self) -> dict[str, Any]:
        """What an alert remembers of it, to know growth from repetition."""
        return {"ring": self.code, "members": self.members, "confirmed": self.confirmed}


class _Open(NamedTuple):
    """The open alert of a ring. ``told``: what the ring was when the reason that holds was told."""

    alert_id: int
    person_id: int
    level: str
    state: str
    reason_id: int | None
    told: Mapping[str, Any] | None


def review_rings(*, rings: Sequence[int], now: datetime) -> set[int]:
    """Raise, update or calm the alerts of these rings. Runs as the engine, in the caller's transaction.

    Gives the people to draw again: whoever holds such an alert sees the member it stands on now, and no longer the one before.
    """
    if not rings:
        return set()
    standing, gone = _read(list(rings))
    opened = {ring: _Open(*rest) for ring, *rest in bulk.run(OPEN, ([*standing, *gone],))}
    closed = dict(bulk.run(CLOSED, ([ring for ring in standing if ring not in opened],)))
    fresh = [it for ring, it in standing.items() if ring not in opened and _says_more(it, closed.get(ring))]
    if fresh:
        _open(fresh, now)
    regranted = []
    for ring, alert in opened.items():
        if ring in standing and _says_more(standing[ring], alert.told):
            if _grow(standing[ring], alert, now):
                regranted.append(alert.alert_id)
        elif ring in gone:
            _end(alert.alert_id, gone[ring], now)
    return settle_keys(alerts=regranted, now=now) if regranted else set()


def wake_rings(*, now: datetime) -> None:
    """Ring alerts that were put aside return at their hour. Runs as the engine."""
    woken = [alert for (alert,) in bulk.run(WAKE, (now,))]
    if woken:
        writing.tell([(alert, "woke", "") for alert in woken], now)
        writing.list_again(woken)


def _says_more(ring: _Ring, before: Mapping[str, Any] | None) -> bool:
    """Whether it has grown, or a case in it was confirmed, since it was last told of."""
    if before is None:
        return True
    members, confirmed = int(before.get("members", 0)), int(before.get("confirmed", 0))
    return ring.members > members or ring.confirmed > confirmed


def _read(rings: list[int]) -> tuple[dict[int, _Ring], dict[int, int | None]]:
    """Rings with members and a reason; and those that came apart, with the one they went into."""
    rows = bulk.run(RINGS, (rings, rings))
    ids = [row[0] for row in rows]
    names = ("person_id", "keys", "stay", "shelter", "post", "phase", "last_heard_on", "distress_on", "missing_on",
             "severe_on", "claim_id")  # fmt: skip
    leads = {ring: dict(zip(names, rest, strict=True)) for ring, *rest in bulk.run(MEMBERS, (ids,))}
    behind: dict[int, list[tuple[str, str]]] = {}
    for ring, source, fact in bulk.run(BEHIND, (ids,)):
        behind.setdefault(ring, []).append((source, fact))
    led = [*leads], [lead["person_id"] for lead in leads.values()]
    signs = {ring: (occurred, known) for ring, occurred, known in bulk.run(OWN, led)}
    standing, gone = {}, {}
    for ring, code, members, confirmed, reasons, survivor in rows:
        if members and reasons and ring in leads and behind.get(ring):
            told = tuple(behind[ring][:MOST_CITED])
            size = members, confirmed
            standing[ring] = _Ring(ring, code, *size, reasons, leads[ring], told, signs.get(ring))
        else:
            gone[ring] = survivor
    return standing, gone


def _finding(ring: _Ring, now: datetime) -> Finding:
    """Before anything is confirmed it is serious, and its sentence may be read by whoever works on it; then it is acute."""
    rule = next(it for it in rules_on(now) if it.id == RULE)
    severity = ACUTE if ring.confirmed else SERIOUS
    grade = rule.grade_of({**ring.lead, "ring_size": ring.members}, now) or 1
    level = "high" if ring.confirmed or ring.lead["phase"] == "before" else "medium"
    told = replace(rule, severity=severity, params=ring.size)
    return Finding(told, level, grade, ring.evidence, ring_words.sentence(ring.members, ring.reasons))


def _figures(finding: Finding, ring: _Ring, now: datetime) -> tuple[Weighed, writing.Values]:
    weights = built_in()
    weighed = weigh([finding], ring.lead, as_of=now, weights=weights)
    return weighed, writing.figures(weighed, [finding], weights, people=ring.members)


def _open(rings: Sequence[_Ring], now: datetime) -> None:
    found = {ring.ring_id: _finding(ring, now) for ring in rings}
    cited = writing.read_cited(found.values())
    rows = [_row(ring, found[ring.ring_id], now) for ring in rings]
    opened = {ring: alert for alert, ring in bulk.run(INSERT, (writing.packed(rows),))}
    if not opened:
        return
    writing.add_reasons([(alert, found[ring]) for ring, alert in opened.items()], cited, now)
    writing.tell([(alert, "opened", found[ring].rule.name) for ring, alert in opened.items()], now)
    writing.list_again(opened.values())


def _row(ring: _Ring, finding: Finding, now: datetime) -> dict[str, Any]:
    occurred, known = ring.sign or (now, now)
    weighed, figures = _figures(finding, ring, now)
    return {
        "ring_id": ring.ring_id,
        "person_id": ring.lead["person_id"],
        "claim_id": ring.lead["claim_id"],
        "opened_at": now,
        "first_sign_at": occurred,
        "first_sign_known_at": known,
        "level": weighed.level,
        "state": "new",
        "due_at": now + timedelta(hours=finding.rule.deadline_hours),
        "calm_at": None,
        "changes_at": None,
        "desk": desk_of(ring.lead),
        "snoozed_until": None,
        "expires_at": None,
        "climbs_at": None,
        "climbed": 0,
        "keys": list(ring.lead["keys"]),
        **figures,
    }


def _grow(ring: _Ring, alert: _Open, now: datetime) -> bool:
    """The reason is told anew; the level only rises, and the alert goes to whom can be helped now. What is confirmed calls back
    what was referred. Whether it opens another person, or opens again.
    """
    finding = _finding(ring, now)
    weighed, told = _figures(finding, ring, now)
    level = most_urgent((alert.level, weighed.level))
    is_called_back = alert.state == "referred" and finding.rule.severity == ACUTE
    lead = ring.lead
    bulk.count(LED_BY_ANOTHER, (*(ring.sign or (now, now)), alert.alert_id, lead["person_id"]))
    bulk.run(
        GROWN,
        (
            lead["person_id"], lead["claim_id"], level, "triage" if is_called_back else alert.state, desk_of(lead),
            list(lead["keys"]), told["probability"], told["low"], told["high"], told["priority"], alert.alert_id,
        ),
    )  # fmt: skip
    if alert.reason_id is not None:
        writing.end_reasons([alert.reason_id], now)
    writing.add_reasons([(alert.alert_id, finding)], writing.read_cited([finding]), now)
    events = [(alert.alert_id, "reason", finding.rule.name)]
    if level != alert.level:
        events.append((alert.alert_id, "raised", level))
    writing.tell(events, now)
    writing.list_again([alert.alert_id])
    return is_called_back or (alert.state != "new" and alert.person_id != lead["person_id"])


def _end(alert: int, survivor: int | None, now: datetime) -> None:
    """The ring came apart, or went into another: then its alert follows, unless that has one."""
    if survivor is not None and bulk.count(MOVE, (survivor, alert, survivor)):
        return
    if bulk.run(CALM, (now, [alert])):
        writing.tell([(alert, "calmed", "")], now)
