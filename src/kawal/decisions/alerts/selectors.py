"""Alerts to look at: ordered lists by key, one alert whole, how many wait. A fixed number of queries each."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Q

from kawal.access.asking import Question
from kawal.access.scope import Category, NotVisible, Power, Scope
from kawal.access.wall import as_engine
from kawal.decisions.alerts.awaiting import acts_of, acts_to_answer
from kawal.decisions.alerts.budgets import desk_keys, todays_alerts
from kawal.decisions.alerts.cards import (
    ActCard,
    AlertCard,
    AlertCounts,
    CitedFact,
    EventCard,
    ReasonCard,
    TodayCard,
)
from kawal.decisions.alerts.models import Alert, AlertEvent
from kawal.decisions.alerts.weighing import heaviest_first, weigh_reasons
from kawal.decisions.rules.document import ACUTE, LEVELS, Text
from kawal.decisions.rules.findings import find_rule
from kawal.facts.contract.kinds import KINDS
from kawal.facts.ledger import bulk
from kawal.facts.ledger.models import Fact, Source
from kawal.situation.paging import Page, cursor_of, parts_of

OPEN, CLOSED, ASLEEP = "open", "closed", "asleep"
STATES = (OPEN, "new", "triage", "in_hand", "referred", CLOSED, ASLEEP)
WATCHED = 4  # the rank of the level that asks for no work
PAST = "select code from alert where person_id = %s and past && %s"
UNKNOWN_RULE = Text("Aturan lama", "A former rule")

# Level first, then whose desk can act, then the place. The walk goes key by key along the primary key; an alert that several
# keys of the reader show stands at its best place only.
PAGE = """with mine as (select unnest(%s::text[]) key)
 select distinct s.level_rank, s.acts, s.place, s.alert_id from mine m cross join lateral (
  select s.* from alert_scope s where s.key = m.key and (%s::smallint is null or s.level_rank = %s) and s.sleeps = %s
   and (%s = '' or s.desk = %s) and (%s = '' or s.taken_by = %s) and (not %s or s.taken_by = '')
   and (%s::text is null or s.alert_id in (select a.alert_id from alert a where a.state = %s))
   and (%s::bigint is null or (s.level_rank, s.acts, s.place, s.alert_id) > (%s::bigint, %s::bigint, %s::bigint, %s::bigint))
   and not exists (select from alert_scope o where o.alert_id = s.alert_id and o.key = any(%s)
    and (o.level_rank, o.acts) < (s.level_rank, s.acts))
  order by s.level_rank, s.acts, s.place, s.alert_id limit %s) s
 order by 1, 2, 3, 4 limit %s"""
# An alert has one key at most of each of these kinds: its rows are counted without telling them apart. Another key may
# show the same alert at a higher level, where it opens more: then it counts there, and one less here.
ONE_OF_A_KIND = ("n", "p", "k")
COUNT = """select s.* from unnest(%s::text[]) m(key) cross join lateral (
  select s.level_rank, s.desk, s.taken_by, s.sleeps, count(*) from alert_scope s where s.key = m.key group by 1, 2, 3, 4) s
 union all select n.* from (select distinct on (s.alert_id) s.* from alert_scope s where s.key = any(%s)
   order by s.alert_id, s.level_rank) b
  left join lateral (select o.level_rank from alert_scope o where o.alert_id = b.alert_id and o.key = any(%s) limit 1) p on true
  cross join lateral (select b.level_rank, b.desk, b.taken_by, b.sleeps, 1::bigint
   union all select p.level_rank, b.desk, b.taken_by, b.sleeps, -1::bigint where p.level_rank is not null) n
  where p.level_rank is null or p.level_rank > b.level_rank"""
# The level is the one the reader's list shows it at: while a second officer is awaited, that of somebody who may be the same.
CARDS = """select a.alert_id, a.code, coalesce((array['emergency', 'high', 'medium', 'watch'])[(select min(s.level_rank) from alert_scope s
   where s.alert_id = a.alert_id and s.key = any(%s))], a.level), a.state, a.desk,
  exists (select from alert_scope s where s.alert_id = a.alert_id and s.key = any(%s) and s.acts = 0),
  a.opened_at, a.due_at, a.first_sign_at, a.first_sign_known_at, a.calm_at, a.taken_by, a.taken_agency, a.taken_at, a.outcome, a.note,
  a.closed_at, a.closed_by, a.merged_into is not null, p.person_id, p.kawal_id, p.name, coalesce(c.sex, ''), c.birth_year, c.home,
  c.country, coalesce(c.stay, 'unknown'), c.stay_since, coalesce(c.procedure, 'unknown'), c.last_contact_at, c.contact_due_at, a.level,
  a.probability, a.low, a.high, a.priority, a.weights, a.dimensions, a.snoozed_until, a.snoozed_by, a.climbed,
  (select r.code from ring r where r.ring_id = a.ring_id)
 from unnest(%s::bigint[]) with ordinality w(id, n) join alert a on a.alert_id = w.id join person p using (person_id)
 left join picture c using (person_id) order by w.n"""
OF_PERSON = Question("""select a.alert_id from alert a where {a seen} and a.person_id = %(person)s and a.merged_into is null
 and not a.past && %(marks)s
 order by a.state = 'closed', a.alert_id desc""")
OF_RING = Question("""select a.alert_id from alert a where {a seen} and a.ring_id = %(ring)s and a.state <> 'closed'
 and not a.past && %(marks)s""")

# Holding ones first. The ids have passed the guard; the wall looks once more.
REASONS = """select alert_id, rule, version, severity, level, fired_at, ended_at, sentence, evidence from alert_reason
 where alert_id = any(%s) order by ended_at is not null, array_position(%s, level), reason_id"""


def list_alerts(
    *,
    scope: Scope,
    state: str = OPEN,
    level: str = "",
    desk: str = "",
    mine: bool = False,
    free: bool = False,
    limit: int = 25,
    cursor: str | None = None,
) -> Page[AlertCard]:
    """Open alerts by level, then whose desk can act, then priority with what waiting adds; closed ones newest first. Three queries.

    ``state`` is open, closed, asleep (put aside), or one of the states; ``free`` leaves out what somebody holds.

    :raises NotAllowed: the scope may not read alerts.
    :raises BadCursor: the cursor is none of ours.
    """
    scope.require(Power.READ_ALERT)
    if scope.is_empty or (level and level not in LEVELS):
        return Page([])
    if state == CLOSED:
        return _closed_page(scope, level, mine, limit, cursor)
    where = parts_of(cursor, int, int, int, int) or [None] * 4
    rank = LEVELS.index(level) + 1 if level else None
    one_state = None if state in (OPEN, ASLEEP) else state
    keys = desk_keys(scope)
    rows = bulk.run(
        PAGE,
        (
            keys, rank, rank, state == ASLEEP, desk, desk, scope.actor if mine else "", scope.actor, free, one_state, one_state,
            where[3], *where, keys, limit + 1, limit + 1,
        ),
    )  # fmt: skip
    cards = _cards(scope, [row[3] for row in rows[:limit]])
    return Page(cards, cursor_of(*rows[limit - 1]) if len(rows) > limit else None)


def list_today(*, scope: Scope, now: datetime) -> TodayCard:
    """What the reader's unit works on today: what it holds, every emergency nobody took, then what weighs most up to its budget.

    :raises NotAllowed: the scope may not read alerts.
    """
    scope.require(Power.READ_ALERT)
    if scope.is_empty:
        return TodayCard([], 0, 0, 0)
    today = todays_alerts(scope, now)
    cards = _cards(scope, today["alerts"])
    return TodayCard(
        alerts=sorted(
            cards, key=lambda it: (LEVELS.index(it.level), not it.acts_here, it.place, it.alert_id)
        ),
        per_day=today["per_day"],
        used=today["used"],
        asked=today["asked"],
    )


def get_alert(*, scope: Scope, code: str) -> AlertCard:
    """One alert whole: reasons with the facts behind them and what each adds, and its history.

    :raises NotAllowed: the scope may not read alerts.
    :raises NotVisible: unknown, or out of scope.
    """
    scope.require(Power.READ_ALERT)
    found = Alert.objects.visible_to(scope).filter(code=code).values_list("alert_id", "keys").first()
    if found is None:
        raise NotVisible(f"Alert {code}")
    [card] = _cards(scope, [found[0]], with_facts=True)
    told = AlertEvent.objects.visible_to(scope).filter(alert_id=card.alert_id).order_by("event_id")
    history = tuple(EventCard(it.at, it.actor, it.agency, it.what, it.why) for it in told)
    acts = acts_of(scope=scope, alert_id=card.alert_id)
    return replace(weigh_reasons(card), history=history, acts=acts, keys=tuple(found[1]))


def list_alerts_of(*, scope: Scope, person_id: int, with_facts: bool = False) -> list[AlertCard]:
    """Every alert there was about a person, the open one first. Nothing for scopes that may not read alerts."""
    if not scope.may(Power.READ_ALERT):
        return []
    return _cards(
        scope,
        [it.alert_id for it in OF_PERSON.ask(scope, person=person_id, marks=list(scope.marks))],
        with_facts=with_facts,
    )


def get_ring_alert(*, scope: Scope, ring_id: int) -> AlertCard | None:
    """The open alert about a ring; None where there is none, or the scope does not see it or may not read alerts."""
    if not scope.may(Power.READ_ALERT):
        return None
    found = [it.alert_id for it in OF_RING.ask(scope, ring=ring_id, marks=list(scope.marks))]
    return next(iter(_cards(scope, found)), None)


def list_to_answer(*, scope: Scope, now: datetime, most: int) -> list[tuple[AlertCard, ActCard]]:
    """What waits for the reader as the second officer, with its alert; the soonest to lapse first."""
    found = acts_to_answer(scope=scope, now=now)[:most]
    cards = {it.alert_id: it for it in _cards(scope, list(dict.fromkeys(alert for alert, _act in found)))}
    return [(cards[alert], act) for alert, act in found if alert in cards]


def count_to_answer(*, scope: Scope, now: datetime) -> int:
    """How many acts wait for the reader as the second officer."""
    return len(acts_to_answer(scope=scope, now=now))


def codes_past(*, scope: Scope, person_id: int) -> list[str]:
    """Codes of the alerts about a person that go past the reader: for leaving out of what others did, and for nothing else."""
    if not scope.marks:
        return []
    with as_engine():
        return [code for (code,) in bulk.run(PAST, (person_id, list(scope.marks)))]


def count_alerts(*, scope: Scope) -> AlertCounts:
    """Open alerts by level and desk. Zero for scopes that may not read alerts."""
    by_level, by_desk, apart = Counter[str](), Counter[str](), Counter[str]()
    free = mine = 0
    for rank, desk, taken_by, sleeps, count in _counted(scope):
        mine += count * (taken_by == scope.actor)
        if sleeps:
            apart["asleep"] += count
            continue
        by_level[LEVELS[rank - 1]] += count
        if rank == WATCHED:
            apart["watched"] += count
            continue
        by_desk[desk] += count
        free += count * (taken_by == "")
    total = sum(by_level.values()) - apart["watched"]
    return AlertCounts(by_level, by_desk, total, free, mine, apart["watched"], apart["asleep"])


def _counted(scope: Scope) -> list[tuple[Any, ...]]:
    if not scope.may(Power.READ_ALERT) or scope.is_empty:
        return []
    keys = desk_keys(scope)
    kinds = Counter(key[0] for key in keys if key[0] in ONE_OF_A_KIND)
    kind = max(kinds, key=kinds.__getitem__, default="")
    plain = [key for key in keys if key[0] == kind]
    return bulk.run(COUNT, (plain, [key for key in keys if key not in plain], plain))


def _closed_page(scope: Scope, level: str, mine: bool, limit: int, cursor: str | None) -> Page[AlertCard]:
    rows = Alert.objects.visible_to(scope).filter(state=CLOSED, merged_into=None)
    if level:
        rows = rows.filter(level=level)
    if mine:
        rows = rows.filter(closed_by=scope.actor)
    where = parts_of(cursor, datetime, int)
    if where:
        at, alert = where
        rows = rows.filter(Q(closed_at__lt=at) | Q(closed_at=at, alert_id__lt=alert))
    found = list(rows.order_by("-closed_at", "-alert_id").values_list("closed_at", "alert_id")[: limit + 1])
    cards = _cards(scope, [alert for _at, alert in found[:limit]])
    return Page(cards, cursor_of(*found[limit - 1]) if len(found) > limit else None)


@dataclass(frozen=True, slots=True)
class _Reason:
    """A row of ``alert_reason``."""

    alert_id: int
    rule: str
    version: int
    severity: int
    level: str
    fired_at: datetime
    ended_at: datetime | None
    sentence: dict[str, str]
    evidence: list[dict[str, Any]]


def _cards(scope: Scope, alerts: list[int], *, with_facts: bool = False) -> list[AlertCard]:
    """Cards of alerts that the guard has let through, in the order given."""
    if not alerts:
        return []
    found = [_Reason(*row) for row in bulk.run(REASONS, (alerts, list(LEVELS)))]
    facts = _facts(scope, found) if with_facts else {}
    reasons = defaultdict(list)
    for it in found:
        reasons[it.alert_id].append(_reason(scope, it, facts))
    return [
        replace(AlertCard(*row), reasons=heaviest_first(reasons[row[0]]))
        for row in bulk.run(CARDS, (desk_keys(scope), desk_keys(scope), alerts))
    ]


def _reason(scope: Scope, row: _Reason, facts: dict[int, CitedFact]) -> ReasonCard:
    rule = find_rule(row.rule, row.version)
    is_hidden = row.severity == ACUTE and not scope.sees(Category.PROTECTION)
    nothing = Text("", "")
    return ReasonCard(
        rule=row.rule,
        version=row.version,
        severity=row.severity,
        level=row.level,
        fired_at=row.fired_at,
        ended_at=row.ended_at,
        title=rule.title if rule else UNKNOWN_RULE,
        headline=rule.headline if rule else Text("{name}", "{name}"),
        sentence=None if is_hidden else Text(row.sentence["id"], row.sentence["en"]),
        missing=rule.missing if rule else nothing,
        clears=rule.clears if rule else nothing,
        next_step=rule.next_step if rule else nothing,
        source_kind=rule.source_kind if rule else "",
        source=rule.source if rule else nothing,
        cited=len(row.evidence),
        facts=tuple(facts[it["seq"]] for it in row.evidence if it["seq"] in facts),
    )


def _facts(scope: Scope, reasons: Sequence[_Reason]) -> dict[int, CitedFact]:
    """The cited facts by number: those the scope may see, of categories it sees."""
    wanted = {it["seq"] for row in reasons for it in row.evidence if it["seq"]}
    rows = list(Fact.objects.visible_to(scope).filter(seq__in=wanted))
    sources = dict(
        Source.objects.filter(source_id__in={row.source_id for row in rows}).values_list("source_id", "code")
    )
    return {
        row.seq: _cited(row, sources[row.source_id]) for row in rows if scope.sees(KINDS[row.kind].category)
    }


def _cited(row: Fact, source: str) -> CitedFact:
    told: dict[str, Any] = {
        name: getattr(row, name)
        for name in ("seq", "kind", "day_only", "recorded_at", "basis", "place", "data")
    }
    return CitedFact(source=source, id=row.fact_id, at=row.occurred_at, **told)
