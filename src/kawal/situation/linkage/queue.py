"""The queue of questions about who is whom, as far as a reader sees both sides of each."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from kawal.access.asking import Question
from kawal.access.scope import NotVisible, Power, Scope
from kawal.access.wall import as_engine
from kawal.situation.linkage.cards import Evidence, ProposalRow, ProposalView
from kawal.situation.linkage.indexing import forms_of
from kawal.situation.linkage.rules.automatic import PROPOSED
from kawal.situation.linkage.rules.score import score
from kawal.situation.linkage.standing_model import standing_model
from kawal.situation.linkage.touched import Alerted, touched_by
from kawal.situation.paging import Page, cursor_of, parts_of
from kawal.situation.people.searching import Hit, rows_of
from kawal.situation.people.viewing import get_person

FARTHEST = 10_000
BOTH = """from match_proposal n join standing x on x.claim_id = n.low_claim join person p on p.person_id = x.person_id
 join standing y on y.claim_id = n.high_claim join person q on q.person_id = y.person_id"""
COLUMNS = """n.proposal_id, n.kind, n.cause, n.weight, n.priority, n.why, n.state, n.proposed_at, n.wanted, n.wanted_by, n.wanted_at,
 n.low_claim, n.high_claim, n.part, n.decision_id, p.person_id as one, q.person_id as other, p.kawal_id as one_id, q.kawal_id as other_id"""
# What is below the queue's weight is told on the person's page alone. Two people are asked about once.
QUEUED = f"""n.state <> 'answered' and (n.weight is null or n.weight >= {PROPOSED} or n.cause <> 'alike')
 and (n.kind = 'merge') = (p.person_id <> q.person_id) and {{p seen}} and {{q seen}}"""
QUEUE = Question(f"""select * from (
  select distinct on (n.kind, least(p.person_id, q.person_id), greatest(p.person_id, q.person_id)) {COLUMNS} {BOTH}
  where {QUEUED} and (%(why)s = '' or %(why)s = any(n.why) or n.state = %(why)s)
  order by n.kind, least(p.person_id, q.person_id), greatest(p.person_id, q.person_id), n.state = 'open', n.weight desc nulls last) n
 order by n.priority, n.weight desc nulls last, n.proposal_id offset %(start)s limit %(most)s""")
COUNT = Question(f"select count(*) as questions {BOTH} where {QUEUED}")
ONE = Question(f"""select {COLUMNS}, d.verdict, d.by_actor, d.second_by, d.at, d.reason, d.kin {BOTH}
 left join match_decision d on d.decision_id = n.decision_id where n.proposal_id = %(id)s and {{p seen}} and {{q seen}}""")


def list_proposals(
    *, scope: Scope, why: str = "", limit: int = 25, cursor: str | None = None
) -> Page[ProposalRow]:
    """Questions both of whose sides the reader sees, by what an answer would change.

    ``why`` keeps to one reason (alert, silence, return, expected, settles), or to those that wait for a `second` officer.

    :raises NotAllowed: no power to review. :raises BadCursor: not one of ours.
    """
    scope.require(Power.REVIEW_IDENTITY)
    parts = parts_of(cursor, int)
    start: int = parts[0] if parts else 0
    found = QUEUE.ask(scope, why=why, start=min(start, FARTHEST), most=limit + 1)
    rows = _rows(scope, found[:limit])
    return Page(rows, cursor_of(start + limit) if len(found) > limit else None)


def count_proposals(*, scope: Scope) -> int:
    """How many questions wait that the reader may answer."""
    scope.require(Power.REVIEW_IDENTITY)
    found = COUNT.ask(scope)
    return int(found[0].questions) if found else 0


def get_proposal(*, scope: Scope, proposal_id: int, now: datetime, alerted: Alerted) -> ProposalView:
    """One question with both sides, open or answered.

    :raises NotAllowed: no power to review. :raises NotVisible: unknown, or one side is out of scope.
    """
    scope.require(Power.REVIEW_IDENTITY)
    found = ONE.ask(scope, id=proposal_id)
    if not found:
        raise NotVisible("proposal")
    [said] = found
    [row] = _rows(scope, found)
    with as_engine():
        evidence = _evidence(said.low_claim, said.high_claim)
        touched = touched_by(people=sorted({said.one, said.other}), now=now, alerted=alerted)
    return ProposalView(
        row=row,
        one=get_person(scope=scope, kawal_id=said.one_id, now=now),
        other=get_person(scope=scope, kawal_id=said.other_id, now=now),
        claims=(said.low_claim, said.high_claim),
        part=tuple(said.part),
        evidence=evidence,
        touched=touched,
        verdict=said.verdict or "",
        decided_by=said.by_actor or "",
        second_by=said.second_by or "",
        decided_at=said.at,
        reason=said.reason or "",
        kin=bool(said.kin),
    )


def _rows(scope: Scope, found: Sequence[Any]) -> list[ProposalRow]:
    people = {person for it in found for person in (it.one, it.other)}
    known = {it.person_id: it for it in rows_of(scope=scope, hits=[Hit(it, 0, 0.0, "") for it in people])}
    return [
        ProposalRow(
            it.proposal_id, it.kind, it.cause, it.weight, it.priority, tuple(it.why), it.state, known[it.one],
            known[it.other], it.proposed_at, it.wanted, it.wanted_by, it.wanted_at,
        )
        for it in found
        if it.one in known and it.other in known
    ]  # fmt: skip


def _evidence(low: int, high: int) -> tuple[Evidence, ...]:
    forms = forms_of([low, high])
    parts = score(standing_model(), forms[low], forms[high]).parts
    said = [Evidence(it.field, it.level, it.bits, it.strength, it.share) for it in parts]
    return tuple(sorted(said, key=lambda it: -abs(it.bits)))
