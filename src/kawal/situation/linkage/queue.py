"""The queue of questions about who is whom, as far as a reader sees both sides of each."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from kawal.access.asking import Question
from kawal.access.scope import NotVisible, Power, Scope
from kawal.access.wall import as_engine
from kawal.situation.linkage.cards import Evidence, ProposalRow, ProposalView, QueueCounts, Side
from kawal.situation.linkage.indexing import forms_of
from kawal.situation.linkage.rules.automatic import PROPOSED
from kawal.situation.linkage.rules.score import score
from kawal.situation.linkage.standing_model import standing_model
from kawal.situation.linkage.touched import Alerted, touched_by
from kawal.situation.paging import Page, cursor_of, parts_of
from kawal.situation.people.searching import Hit, rows_of
from kawal.situation.people.viewing import get_person

FARTHEST, MOST_IN_ORDER, MOST_COUNTED = 10_000, 500, 3_000
AGAIN = 4  # questions looked at for each pair of people wanted: several claims of two people may ask the same
BOTH = """from match_proposal n join standing x on x.claim_id = n.low_claim join person p on p.person_id = x.person_id
 join standing y on y.claim_id = n.high_claim join person q on q.person_id = y.person_id"""
COLUMNS = """n.proposal_id, n.kind, n.cause, n.weight, n.priority, n.why, n.state, n.proposed_at, n.wanted, n.wanted_by, n.wanted_at,
 n.low_claim, n.high_claim, n.part, n.decision_id, p.person_id as one, q.person_id as other, p.kawal_id as one_id, q.kawal_id as other_id,
 x.name as low_name, x.birth as low_birth, x.area as low_area, x.source_key as low_source,
 y.name as high_name, y.birth as high_birth, y.area as high_area, y.source_key as high_source"""
# What waits is said once, in `first_questions`: what is below the queue's weight is told on the person's page alone, and whoever
# answered first does not wait for herself. The wall is asked again here.
FIRST = (
    f"with first as materialized (select first_questions(%(why)s, %(actor)s, {PROPOSED}, %(looked)s) as id)"
)
PAIR = "n.kind, least(p.person_id, q.person_id), greatest(p.person_id, q.person_id)"


def _once(columns: str) -> str:
    """Every pair of people that waits, by the question that says most."""
    return f"""(select distinct on ({PAIR}) {columns} {BOTH}
 where n.proposal_id = any(array(select id from first)) and {{p seen}} and {{q seen}}
 order by {PAIR}, n.state = 'open', n.weight desc nulls last) n"""


# Another officer's answer is brought to its end before anything new is begun.
ORDER = "n.state = 'open', n.priority, n.weight desc nulls last, n.proposal_id"
QUEUE = Question(f"{FIRST} select * from {_once(COLUMNS)} order by {ORDER} offset %(start)s limit %(most)s")
ORDERED = Question(f"""{FIRST} select n.proposal_id from {_once("n.proposal_id, n.state, n.priority, n.weight")}
 order by {ORDER} limit %(most)s""")
COUNT = Question(f"""{FIRST} select w.why, count(*) as questions, (select count(*) from first) as looked from {_once("n.why, n.state")}
 cross join lateral unnest(n.why || array[''] ||
 case when n.state = 'second' then array['second'] else array[]::text[] end) w(why) group by 1""")
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
    start = min(start, FARTHEST)
    looked = AGAIN * (start + limit + 1)
    found = QUEUE.ask(scope, actor=scope.actor, why=why, start=start, most=limit + 1, looked=looked)
    rows = _rows(scope, found[:limit])
    return Page(rows, cursor_of(start + limit) if len(found) > limit else None)


def count_proposals(*, scope: Scope) -> int:
    """How many questions wait that the reader may answer."""
    return count_queue(scope=scope).total


def count_queue(*, scope: Scope) -> QueueCounts:
    """The same, and by why each matters. Counted no further than anybody would work.

    :raises NotAllowed: no power to review.
    """
    scope.require(Power.REVIEW_IDENTITY)
    rows = COUNT.ask(scope, actor=scope.actor, why="", looked=MOST_COUNTED)
    found = {it.why: int(it.questions) for it in rows}
    return QueueCounts(
        found.pop("", 0),
        found.pop("second", 0),
        found,
        at_least=any(it.looked >= MOST_COUNTED for it in rows),
    )


def list_waiting(*, scope: Scope, why: str = "") -> list[int]:
    """The first questions by number, in the order of the queue: what comes before one, and what after.

    :raises NotAllowed: no power to review.
    """
    scope.require(Power.REVIEW_IDENTITY)
    looked = AGAIN * MOST_IN_ORDER
    found = ORDERED.ask(scope, actor=scope.actor, why=why, most=MOST_IN_ORDER, looked=looked)
    return [it.proposal_id for it in found]


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
        evidence = evidence_of(said.low_claim, said.high_claim)
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
            known[it.other], it.proposed_at, it.wanted, it.wanted_by, it.wanted_at, sides_of(it),
        )
        for it in found
        if it.one in known and it.other in known
    ]  # fmt: skip


def sides_of(it: Any) -> tuple[Side, Side]:
    """The two claims of a row that has their columns."""
    return (
        Side(it.low_claim, it.low_name, it.low_birth or "", it.low_area or "", it.low_source[2:]),
        Side(it.high_claim, it.high_name, it.high_birth or "", it.high_area or "", it.high_source[2:]),
    )


def evidence_of(low: int, high: int) -> tuple[Evidence, ...]:
    """What the fields of two claims say, strongest first. The engine asks."""
    forms = forms_of([low, high])
    parts = score(standing_model(), forms[low], forms[high]).parts
    said = [Evidence(it.field, it.level, it.bits, it.strength, it.share) for it in parts]
    return tuple(sorted(said, key=lambda it: -abs(it.bits)))
