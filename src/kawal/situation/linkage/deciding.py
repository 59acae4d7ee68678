"""What officers decide about who is whom, and take back. Memberships move; no value is ever changed.

A decision binds all that comes later: *same* ties two claims, *different* keeps them apart through any chain of others.
Where a case, an open alert, a detention or a child is touched, what one officer answers waits for another to say the same; it counts
no more when the first officer may review no longer.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from django.db import transaction

from kawal.access.officers.selectors import no_longer_may
from kawal.access.scope import Power, Scope
from kawal.access.trail import services as trail
from kawal.access.wall import as_engine
from kawal.facts.ledger import bulk
from kawal.situation.linkage import questions
from kawal.situation.linkage.models import MatchProposal
from kawal.situation.linkage.questions import Answer, Asked, Question
from kawal.situation.linkage.refusals import (
    AlreadyAnswered,
    Contradicts,
    NeedsAnother,
    NotAnswered,
    NowOnePerson,
)
from kawal.situation.linkage.returning import returning_with, stands_for
from kawal.situation.linkage.touched import Alerted, touched_by
from kawal.situation.people.persons import Placed, claims_of, move_claims, open_person

Verdict = Literal["same", "different", "unsure"]
# Whom these claims made up before they were joined to another: parting them gives that person back.
BEFORE = """select m.person_id from membership m join person p on p.person_id = m.person_id where m.claim_id = any(%s)
 and m.person_id <> %s and p.survivor is not null group by m.person_id having count(distinct m.claim_id) = %s
 order by max(m.until) desc limit 1"""


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of an answer.

    :ivar state: `decided`; `second`: another officer must say the same; `disputed`: two answered differently, it is open again.
    :ivar touched: why one officer does not suffice: case, alert, detention, child; sample: some questions are for two.
    """

    proposal_id: int
    state: str
    touched: tuple[str, ...] = ()
    placed: Placed = field(default_factory=Placed)


@transaction.atomic
def decide_match(
    *,
    scope: Scope,
    proposal_id: int,
    verdict: Verdict,
    now: datetime,
    alerted: Alerted,
    reason: str = "",
    kin: bool = False,
) -> Decided:
    """Answer a proposal. ``same`` joins two people into the older; of a proposed split, ``different`` parts them.

    :raises NotAllowed: no power to review. :raises NotVisible: the officer may not see both people.
    :raises AlreadyAnswered: somebody was first. :raises NeedsAnother: the officer's own answer waits for a second.
    :raises Contradicts: a decision that stands says otherwise. :raises NowOnePerson: nothing is left to call different.
    """
    scope.require(Power.REVIEW_IDENTITY)
    MatchProposal.objects.one(scope, proposal_id)
    with as_engine():
        asked = questions.locked(proposal_id)
        answer = Answer(verdict, scope.actor, scope.agency, now, kin, reason)
        made = _answered(asked, answer, alerted)
        action = f"identity.{verdict if made.state == 'decided' else made.state}"
        trail.record(scope=scope, action=action, now=now, subject=f"proposal {proposal_id}")
    return made


@transaction.atomic
def undo_decision(*, scope: Scope, proposal_id: int, now: datetime) -> Placed:
    """Take an answer back, decided or still waiting: every claim it moved returns to the person it came from.

    :raises NotAllowed: no power to review. :raises NotVisible: as for answering. :raises NotAnswered: nothing to undo.
    :raises Contradicts: a later decision rests on this one.
    """
    scope.require(Power.REVIEW_IDENTITY)
    MatchProposal.objects.one(scope, proposal_id)
    with as_engine():
        asked = questions.locked(proposal_id)
        placed = Placed()
        if asked.question.state == "second":
            questions.reopen(asked)
        elif asked.question.decision_id is None:
            raise NotAnswered(proposal_id)
        else:
            placed = _taken_back(asked.question.decision_id, scope, now)
        trail.record(scope=scope, action="identity.undone", now=now, subject=f"proposal {proposal_id}")
    return placed


def _answered(asked: Asked, answer: Answer, alerted: Alerted) -> Decided:
    question = asked.question
    if question.decision_id is not None:
        before = questions.decision_of(question.decision_id)
        if before.verdict != "unsure":
            raise AlreadyAnswered(before.by, before.verdict)
    is_second = question.state == "second" and question.wanted_by != answer.by and _stands(question)
    if is_second and question.wanted != answer.verdict:
        questions.reopen(asked, "disputed")
        return Decided(question.proposal_id, "disputed")
    if question.wanted_by == answer.by and question.wanted == answer.verdict:
        raise NeedsAnother(question.proposal_id)
    moves = _moves(asked, answer)
    touched = touched_by(people=asked.people, now=answer.at, alerted=alerted) if moves else ()
    if moves and question.twice:
        touched = (*touched, "sample")
    if touched and not is_second:
        questions.wait_for_second(asked, answer)
        return Decided(question.proposal_id, "second", touched)
    placed = _carried_out(asked, _of_both(question, answer) if is_second else answer, moves=moves)
    return Decided(question.proposal_id, "decided", touched, placed)


def _stands(question: Question) -> bool:
    """Whether the first officer may still answer: if not, the next answer is the first."""
    return not no_longer_may(logins=[question.wanted_by], power=Power.REVIEW_IDENTITY)


def _moves(asked: Asked, answer: Answer) -> bool:
    """Whether claims would move, after asking what stands against it."""
    question, is_one = asked.question, len(asked.people) == 1
    if question.kind == "split":
        moves = answer.verdict == "different" and is_one
        by = questions.who_ties(question.part) if moves else ""
    else:
        if answer.verdict == "different" and is_one:
            raise NowOnePerson(question.proposal_id)
        moves = answer.verdict == "same" and not is_one
        by = questions.who_keeps_apart(asked.people) if moves else ""
    if by:
        raise Contradicts(by)
    return moves


def _of_both(question: Question, second: Answer) -> Answer:
    """The first officer's answer, confirmed by the second."""
    assert question.wanted_at is not None
    reason = "\n".join(filter(None, [question.wanted_reason, second.reason]))
    return Answer(second.verdict, question.wanted_by, second.agency, question.wanted_at, question.wanted_kin or second.kin, reason,
                  second.by, second.at)  # fmt: skip


def _carried_out(asked: Asked, answer: Answer, *, moves: bool) -> Placed:
    if not moves:
        questions.decide(asked, answer)
        return Placed()
    if asked.question.kind == "split":
        return _part(asked, answer)
    target, source = asked.people[0], asked.people[-1]
    claims = claims_of([source])
    questions.decide(asked, answer, moved=claims, source=source, target=target)
    return move(claims, target, "decision", answer)


def _part(asked: Asked, answer: Answer) -> Placed:
    [person] = asked.people
    part = asked.question.part
    rest = [claim for claim in claims_of([person]) if claim not in part]
    before = bulk.run(BEFORE, (part, person, len(part)))
    target = int(before[0][0]) if before else open_person()
    made = questions.decide(asked, answer, moved=part, source=person, target=target)
    questions.bind_apart(made, part, rest)
    return move(part, target, "decision", answer)


def _taken_back(decision_id: int, scope: Scope, now: datetime) -> Placed:
    decision = questions.decision_of(decision_id)
    questions.take_back(decision, scope=scope, now=now)
    if decision.moved_from is None or decision.moved_to is None:
        return Placed()
    holder = stands_for(decision.moved_to)
    # Joined people part into those they were; a part that comes home joins whoever its person is by now.
    target = decision.moved_from if decision.verdict == "same" else stands_for(decision.moved_from)
    claims = returning_with(decision, holder)
    if not claims or holder == target:
        return Placed()
    return move(claims, target, "undone", Answer("undone", scope.actor, scope.agency, now))


def move(claims: Sequence[int], target: int, cause: str, answer: Answer) -> Placed:
    """These claims belong to that person from now on."""
    placed, by, at = Placed(), answer.second_by or answer.by, answer.second_at or answer.at
    move_claims(placed, claims, target, cause=cause, by=by, now=at)
    return placed
