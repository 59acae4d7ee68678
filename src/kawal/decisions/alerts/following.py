"""Alerts follow their people: when claims move between people, and when a person's keys change. The engine's part."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from kawal.decisions.alerts import writing
from kawal.decisions.alerts.deciding import CLIMBS_AFTER
from kawal.decisions.alerts.holding import settle_keys
from kawal.facts.ledger import bulk

HANGING = """select distinct u.person from unnest(%s::bigint[], %s::bigint[]) u(claim, person)
 where exists (select from alert where claim_id = u.claim) order by 1"""
MOVED = """select a.alert_id, a.state <> 'closed' and a.ring_id is null from alert a where a.claim_id = any(%s) and a.person_id <> %s
 order by a.alert_id for update"""
STANDING = "select alert_id, taken_by <> '' from alert where person_id = %s and state <> 'closed' and ring_id is null for update"
HELD = "select taken_by <> '' from alert where alert_id = %s"
MERGE = """update alert a set state = 'closed', closed_at = greatest(%s, opened_at), merged_into = %s, climbs_at = null,
 snoozed_until = null, snoozed_by = '' where alert_id = %s
 returning first_sign_at, first_sign_known_at"""
EARLIER = """update alert set first_sign_at = least(first_sign_at, %s), first_sign_known_at = least(first_sign_known_at, %s)
 where alert_id = %s"""
MOVE = "update alert set person_id = %s where alert_id = %s"
# An alert that was merged comes back when the people part again, unless the person has another by now.
PART = """update alert a set state = case when taken_by = '' then 'new' else 'triage' end, closed_at = null, merged_into = null,
  climbs_at = case when level = 'emergency' and taken_by = '' and climbed < 2 then %s::timestamptz end
 where a.merged_into is not null
  and (a.claim_id = any(%s) or exists (select from alert o where o.alert_id = a.merged_into and o.claim_id = any(%s)))
  and exists (select from alert o where o.alert_id = a.merged_into and o.person_id <> a.person_id)
  and not exists (select from alert o where o.person_id = a.person_id and o.state <> 'closed' and o.ring_id is null)
  and a.alert_id = (select min(m.alert_id) from alert m where m.person_id = a.person_id and m.merged_into is not null)
 returning a.alert_id"""
DUE = """select person_id from alert where changes_at <= %s and state <> 'closed' and ring_id is null
 order by changes_at, alert_id limit %s"""
# One that goes past somebody tells nobody that it is there, by what an answer takes either.
ALERTED = (
    "select distinct person_id from alert where person_id = any(%s) and state <> 'closed' and past = '{}'"
)
ASKED = """select list_alerts_again(array(select distinct a.alert_id from match_proposal n
 join standing s on s.claim_id in (n.low_claim, n.high_claim) join alert a on a.person_id = s.person_id and a.state <> 'closed'
 where n.proposal_id = %s))"""


def follow_claims(*, moved: Mapping[int, Sequence[int]], now: datetime) -> None:
    """Claims belong to other people now, by person, so do the alerts hanging on them.

    Where both people had an open alert one goes into the other: the one that somebody holds stays, else the older. When the
    claims part again, so do the alerts. The reasons that hold are settled when the pictures are drawn and reviewed.
    """
    for (person,) in bulk.run(HANGING, bulk.pairs(moved)):
        _follow(list(moved[person]), person, now)


def _follow(claims: list[int], person_id: int, now: datetime) -> None:
    changed: list[int] = []
    coming = bulk.run(MOVED, (claims, person_id))
    for alert, is_open in coming:
        for standing, is_held in bulk.run(STANDING, (person_id,)) if is_open else ():
            changed += _merge(alert, standing, is_held, now)
        bulk.run(MOVE, (person_id, alert))
    parted = [alert for (alert,) in bulk.run(PART, (now + CLIMBS_AFTER, claims, claims))]
    if parted:
        writing.tell([(alert, "parted", "") for alert in parted], now)
    if changed or parted:
        writing.list_again([*changed, *parted])
    if followed := {*(alert for alert, _is_open in coming), *changed, *parted}:
        settle_keys(alerts=followed, now=now)


def follow_answer(*, proposal_id: int) -> None:
    """A second officer is awaited on two people, or no longer: the higher level counts for both meanwhile."""
    bulk.run(ASKED, (proposal_id,))


def list_due(*, now: datetime, most: int) -> list[int]:
    """People whose open alert silence alone may have raised by now."""
    return [person for (person,) in bulk.run(DUE, (now, most))]


def list_alerted(
    people: Sequence[int],
) -> set[int]:  # unscoped: the engine asks, before it joins or parts people
    """Those of these people who have an open alert."""
    return {person for (person,) in bulk.run(ALERTED, (list(people),))}


def _merge(coming: int, standing: int, standing_is_held: bool, now: datetime) -> list[int]:
    [(coming_is_held,)] = bulk.run(HELD, (coming,))
    goes, stays = (standing, coming) if coming_is_held and not standing_is_held else (coming, standing)
    if coming_is_held == standing_is_held and coming < standing:
        goes, stays = standing, coming
    [(sign, known)] = bulk.run(MERGE, (now, stays, goes))
    bulk.run(EARLIER, (sign, known, stays))
    writing.tell([(goes, "merged", "")], now)
    return [goes, stays]
