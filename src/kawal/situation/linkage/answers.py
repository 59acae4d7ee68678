"""What is kept of answers given at the desk, and what one officer answered: for taking back, and for figures about the work."""

from datetime import datetime
from typing import Any

from kawal.access.asking import Question
from kawal.access.scope import Power, Scope
from kawal.access.wall import as_engine
from kawal.facts.ledger import bulk
from kawal.situation.linkage.cards import OwnDecision
from kawal.situation.linkage.deciding import Decided, Verdict
from kawal.situation.linkage.queue import BOTH, sides_of
from kawal.situation.paging import Page, cursor_of, parts_of

KEEP = """insert into match_answer (proposal_id, verdict, state, was_second, by_actor, by_agency, opened_at, at)
 select v.id, v.verdict, v.state, coalesce((select a.state = 'second' and a.by_actor <> v.actor from match_answer a
  where a.proposal_id = v.id and a.undone_at is null order by a.answer_id desc limit 1), false), v.actor, v.agency, v.opened, v.at
 from (values (%s::bigint, %s, %s, %s, %s, %s::timestamptz, %s::timestamptz)) v (id, verdict, state, actor, agency, opened, at)"""
UNDONE = "update match_answer set undone_at = %s where proposal_id = %s and undone_at is null"
# Both people must be in sight still: whoever moved away from a district has no list of its people.
OWN = Question(f"""select n.proposal_id, n.kind, n.state, coalesce(d.verdict, n.wanted) as verdict, coalesce(d.kin, n.wanted_kin) as kin,
  coalesce(nullif(d.reason, ''), n.wanted_reason) as reason, coalesce(d.second_at, d.at, n.wanted_at) as done_at,
  case when d.second_by <> %(actor)s then d.second_by else d.by_actor end as second_by, n.low_claim, n.high_claim,
  x.name as low_name, x.birth as low_birth, x.area as low_area, x.source_key as low_source,
  y.name as high_name, y.birth as high_birth, y.area as high_area, y.source_key as high_source
 {BOTH} left join match_decision d on d.decision_id = n.decision_id
 where n.state <> 'open' and {{p seen}} and {{q seen}} and %(actor)s in (d.by_actor, d.second_by, n.wanted_by)
 order by done_at desc, n.proposal_id desc offset %(start)s limit %(most)s""")


def keep_answer(
    *, scope: Scope, made: Decided, verdict: Verdict, opened_at: datetime | None, now: datetime
) -> None:
    """Keep what was answered and how long it took; ``opened_at`` is nothing where the pair was not looked at on its page.

    :raises NotAllowed: no power to review.
    """
    scope.require(Power.REVIEW_IDENTITY)
    opened = min(opened_at, now) if opened_at else None
    with as_engine():
        bulk.run(KEEP, (made.proposal_id, verdict, made.state, scope.actor, scope.agency, opened, now))


def forget_answer(*, scope: Scope, proposal_id: int, now: datetime) -> None:
    """The answer was taken back: it counts as an error found later, if it was another day.

    :raises NotAllowed: no power to review.
    """
    scope.require(Power.REVIEW_IDENTITY)
    with as_engine():
        bulk.run(UNDONE, (now, proposal_id))


def list_own_decisions(*, scope: Scope, limit: int = 25, cursor: str | None = None) -> Page[OwnDecision]:
    """What the reader answered, alone, first or second, and can still take back; the latest first.

    :raises NotAllowed: no power to review. :raises BadCursor: not one of ours.
    """
    scope.require(Power.REVIEW_IDENTITY)
    parts = parts_of(cursor, int)
    start: int = parts[0] if parts else 0
    found = OWN.ask(scope, actor=scope.actor, start=start, most=limit + 1)
    return Page([_own(it) for it in found[:limit]], cursor_of(start + limit) if len(found) > limit else None)


def _own(it: Any) -> OwnDecision:
    state = "second" if it.state == "second" else "decided"
    return OwnDecision(
        proposal_id=it.proposal_id,
        kind=it.kind,
        verdict=it.verdict,
        kin=it.kin,
        reason=it.reason or "",
        state=state,
        at=it.done_at,
        second_by=(it.second_by or "") if state == "decided" else "",
        sides=sides_of(it),
    )
