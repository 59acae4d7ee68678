"""Asking whoever may see the other side: the asker's own claim goes out, one word comes back, and nothing else.

The asker never learns whom it was about, nor who looked; the owner shares neither a name nor a fact. Of children and of people
under protection nobody is told that there is anything to ask.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import orjson
from django.db import transaction

from kawal.access.asking import Question
from kawal.access.scope import NotVisible, Power, Scope
from kawal.access.trail import services as trail
from kawal.access.wall import as_engine
from kawal.facts.ledger import bulk
from kawal.situation.linkage.candidates import SPOKEN_OF, WORTH_ASKING
from kawal.situation.linkage.cards import Evidence
from kawal.situation.linkage.queue import evidence_of
from kawal.situation.linkage.refusals import AlreadyAnswered
from kawal.situation.linkage.touched import ADULT_AT
from kawal.situation.people.cards import ClaimCard, PersonView
from kawal.situation.people.viewing import get_person, masked

OwnerAnswer = Literal["same", "different", "unsure"]

HERS = Question("""select s.claim_id, s.source_key from standing s join person p on p.person_id = s.person_id
 where p.person_id = person_of(%(id)s) and {p seen} order by s.claim_id""")
# What resembles her strongly and is out of the asker's sight. The engine's: the asker gets a number for each and no more.
HIDDEN = f"""select n.proposal_id, o.claim_id from match_proposal n
 join standing s on s.claim_id in (n.low_claim, n.high_claim)
 join standing o on o.claim_id = n.low_claim + n.high_claim - s.claim_id join person p on p.person_id = o.person_id
 where s.claim_id = any(%s) and n.kind = 'merge' and n.state = 'open' and o.person_id <> s.person_id and not p.keys && %s
  and (n.weight >= {WORTH_ASKING} or n.cause = 'same_number') order by n.proposal_id"""
ASK = """insert into match_question (proposal_id, asked_claim, about_claim, asked_by, asked_agency, asked_at)
 values (%s, %s, %s, %s, %s, %s) on conflict (proposal_id, asked_agency) do nothing"""
ASKED = Question("""select q.question_id, q.proposal_id, q.asked_at, q.answer, q.answered_at, s.name,
  coalesce(p.kawal_id, '') as kawal_id from match_question q join standing s on s.claim_id = q.asked_claim
 left join person p on p.person_id = s.person_id and {p seen}
 where 'a:' || q.asked_agency = any(%(keys)s::text[]) order by q.asked_at desc limit %(most)s""")
TO_ANSWER = Question("""select q.question_id, q.asked_agency, q.asked_claim, q.about_claim, q.asked_at, q.answer, q.answered_by,
  q.answered_at, p.kawal_id, s.name from match_question q join standing s on s.claim_id = q.about_claim
 join person p on p.person_id = s.person_id where {p seen} and q.asked_agency <> %(agency)s
  and case when %(id)s::bigint is null then q.answer = '' else q.question_id = %(id)s end
 order by q.asked_at, q.question_id limit %(most)s""")
ANSWER = """update match_question set answer = %s, answered_by = %s, answered_agency = %s, answered_at = %s
 where question_id = %s and answer = '' returning question_id"""
CLAIM = """select s.claim_id, s.source_key, c.subject::text, c.first_recorded_at, s.held from standing s join claim c using (claim_id)
 where s.claim_id = %s"""
OF_PROPOSAL = Question("""select q.answer from match_question q join match_proposal n using (proposal_id)
 join standing x on x.claim_id = n.low_claim join person p on p.person_id = x.person_id
 join standing y on y.claim_id = n.high_claim join person o on o.person_id = y.person_id
 where q.proposal_id = %(id)s and q.answer <> '' and {p seen} and {o seen} order by q.answered_at""")
MOST = 50


@dataclass(frozen=True, slots=True)
class Askable:
    """Something elsewhere resembles her. ``asked_at`` is nothing before the own agency asked; ``answer`` empty before it was told."""

    proposal_id: int
    asked_at: datetime | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """What the own agency asked, about its own claim, and what it was told. ``kawal_id`` is empty once she is out of sight."""

    question_id: int
    proposal_id: int
    name: str
    kawal_id: str
    asked_at: datetime
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class OwnerQuestion:
    """What another agency asks about somebody the reader may see; ``name`` is the reader's own."""

    question_id: int
    asked_agency: str
    asked_at: datetime
    name: str
    kawal_id: str
    answer: str
    answered_by: str


@dataclass(frozen=True, slots=True)
class OwnerQuestionView:
    """The same with the asker's claim, masked, beside the reader's own person."""

    row: OwnerQuestion
    claim: ClaimCard
    about_claim: int
    person: PersonView
    evidence: tuple[Evidence, ...]


def list_askable(*, scope: Scope, kawal_id: str, now: datetime) -> list[Askable]:
    """What the officer may ask others about her; nothing where the own agency said nothing of her itself.

    :raises NotAllowed: no power to review.
    """
    scope.require(Power.REVIEW_IDENTITY)
    found = _askable(scope, kawal_id, now)
    if not found:
        return []
    told = {it.proposal_id: it for it in list_own_questions(scope=scope)}
    return [
        Askable(it, told[it].asked_at, told[it].answer) if it in told else Askable(it)
        for it, _own, _about in found
    ]


@transaction.atomic
def ask_owner(*, scope: Scope, kawal_id: str, proposal_id: int, now: datetime) -> None:
    """Send the own claim to whoever may see the other side. Asked twice it is one question.

    :raises NotAllowed: no power to review. :raises NotVisible: she is out of scope, or there is nothing to ask.
    """
    scope.require(Power.REVIEW_IDENTITY)
    pairs = {it: (own, about) for it, own, about in _askable(scope, kawal_id, now)}
    if proposal_id not in pairs:
        raise NotVisible("question")
    with as_engine():
        bulk.run(ASK, (proposal_id, *pairs[proposal_id], scope.actor, scope.agency, now))
        trail.record(
            scope=scope,
            action="identity.owner_asked",
            now=now,
            person=kawal_id,
            subject=f"proposal {proposal_id}",
        )


def list_own_questions(*, scope: Scope) -> list[OwnQuestion]:
    """What the own agency asked, the latest first.

    :raises NotAllowed: no power to review.
    """
    scope.require(Power.REVIEW_IDENTITY)
    return [
        OwnQuestion(
            it.question_id, it.proposal_id, it.name, it.kawal_id, it.asked_at, it.answer, it.answered_at
        )
        for it in ASKED.ask(scope, most=MOST)
    ]


def list_owner_questions(*, scope: Scope) -> list[OwnerQuestion]:
    """What other agencies ask about people whom the reader sees, the oldest first.

    :raises NotAllowed: no power to review.
    """
    scope.require(Power.REVIEW_IDENTITY)
    return [_row(it) for it in TO_ANSWER.ask(scope, agency=scope.agency, id=None, most=MOST)]


def get_owner_question(*, scope: Scope, question_id: int, now: datetime) -> OwnerQuestionView:
    """One question of another agency.

    :raises NotAllowed: no power to review. :raises NotVisible: unknown, the own agency's, or about somebody out of scope.
    """
    scope.require(Power.REVIEW_IDENTITY)
    said = _to_answer(scope, question_id)
    with as_engine():
        claim = _claim(scope, said.asked_claim)
        low, high = sorted((said.asked_claim, said.about_claim))
        evidence = evidence_of(low, high)
    person = get_person(scope=scope, kawal_id=said.kawal_id, now=now)
    return OwnerQuestionView(_row(said), claim, said.about_claim, person, evidence)


@transaction.atomic
def answer_owner_question(*, scope: Scope, question_id: int, answer: OwnerAnswer, now: datetime) -> None:
    """One word for the asker. Nothing is joined by it: only who sees both may do that.

    :raises NotAllowed: no power to review. :raises NotVisible: as for reading. :raises AlreadyAnswered: a colleague was first.
    """
    scope.require(Power.REVIEW_IDENTITY)
    said = _to_answer(scope, question_id)
    with as_engine():
        if not bulk.run(ANSWER, (answer, scope.actor, scope.agency, now, question_id)):
            raise AlreadyAnswered(said.answered_by)
        trail.record(
            scope=scope,
            action="identity.owner_told",
            now=now,
            person=said.kawal_id,
            subject=f"question {question_id}",
        )


def list_owner_answers(*, scope: Scope, proposal_id: int) -> list[str]:
    """What owners answered, for those who see both sides.

    :raises NotAllowed: no power to review.
    """
    scope.require(Power.REVIEW_IDENTITY)
    return [it.answer for it in OF_PROPOSAL.ask(scope, id=proposal_id)]


def _askable(scope: Scope, kawal_id: str, now: datetime) -> list[tuple[int, int, int]]:
    """Proposal, the own claim, the hidden one."""
    hers = HERS.ask(scope, id=kawal_id)
    own = [it.claim_id for it in hers if it.source_key == f"a:{scope.agency}"]
    if not own or scope.is_nationwide:
        return []
    with as_engine():
        hidden = bulk.run(HIDDEN, ([it.claim_id for it in hers], list(scope.keys)))
        spoken_of = _spoken_of([claim for _proposal, claim in hidden], now)
    return [(proposal, own[-1], claim) for proposal, claim in hidden if claim in spoken_of]


def _spoken_of(claims: Sequence[int], now: datetime) -> set[int]:
    if not claims:
        return set()
    return {claim for (claim,) in bulk.run(SPOKEN_OF, (list(claims), now.year - ADULT_AT - 1, now))}


def _to_answer(scope: Scope, question_id: int) -> Any:
    found = TO_ANSWER.ask(scope, agency=scope.agency, id=question_id, most=1)
    if not found:
        raise NotVisible("question")
    return found[0]


def _row(it: Any) -> OwnerQuestion:
    return OwnerQuestion(
        it.question_id, it.asked_agency, it.asked_at, it.name, it.kawal_id, it.answer, it.answered_by
    )


def _claim(scope: Scope, claim_id: int) -> ClaimCard:
    [(claim, source, text, at, held)] = bulk.run(CLAIM, (claim_id,))
    return ClaimCard(claim, source[2:], masked(orjson.loads(text), scope), at, held)
