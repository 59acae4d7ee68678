"""Proposals and decisions as rows: written by set, locked for an answer. The engine's part."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kawal.access.scope import NotVisible, Scope
from kawal.facts.ledger import bulk
from kawal.situation.people.persons import hold_people, lock_numbers

BACK_AFTER = timedelta(days=30)  # an officer was not sure
NEW_EVIDENCE = 3  # bits above what was refused
MOST_OF_ONE = 10  # open questions about one claim

OWNERS = "select claim_id, person_id from standing where claim_id = any(%s)"
NUMBERS = """select distinct n.key from standing s join claim_number n on n.claim_id = s.claim_id
 where s.person_id = any(%s) and n.kind in ('nik', 'passport')"""
COLUMNS = """proposal_id, kind, low_claim, high_claim, state, part, wanted, wanted_kin, wanted_reason, wanted_by, wanted_at,
 decision_id, twice"""
ONE = f"select {COLUMNS} from match_proposal where proposal_id = %s"
# Whatever asks about the same two people is answered with it.
ALIKE = f"""select {COLUMNS} from match_proposal p where p.proposal_id = %s or p.kind = 'merge' and %s = 'merge' and p.state <> 'answered'
 and p.low_claim in (select claim_id from standing where person_id = any(%s))
 and p.high_claim in (select claim_id from standing where person_id = any(%s))
 and (select person_id from standing where claim_id = p.low_claim) <> (select person_id from standing where claim_id = p.high_claim)
 order by p.proposal_id for update"""
ANSWERED = """update match_proposal set state = 'answered', decision_id = %s, again_at = %s, wanted = '', wanted_kin = false,
 wanted_reason = '', wanted_by = '', wanted_agency = '', wanted_at = null where proposal_id = any(%s)"""
REOPENED = """update match_proposal set state = 'open', decision_id = null, again_at = null, cause = coalesce(%s, cause), wanted = '',
 wanted_kin = false, wanted_reason = '', wanted_by = '', wanted_agency = '', wanted_at = null where proposal_id = any(%s)"""
UNDONE = "select proposal_id from match_proposal where decision_id = %s"
WAITS = """update match_proposal set state = 'second', decision_id = null, wanted = %s, wanted_kin = %s, wanted_reason = %s,
 wanted_by = %s, wanted_agency = %s, wanted_at = %s where proposal_id = any(%s)"""
DECIDE = """insert into match_decision (low_claim, high_claim, verdict, kin, reason, by_actor, by_agency, at, second_by, second_at,
 undoes, moved, moved_from, moved_to) values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) returning decision_id"""
BIND_PARTS = """insert into match_decision (low_claim, high_claim, verdict, by_actor, by_agency, at, part_of)
 select least(a, b), greatest(a, b), 'different', d.by_actor, d.by_agency, d.at, d.decision_id
 from match_decision d, unnest(%s::bigint[], %s::bigint[]) u(a, b) where d.decision_id = %s"""
DECISION = """select decision_id, low_claim, high_claim, verdict, by_actor, at, moved, moved_from, moved_to
 from match_decision where decision_id = %s"""
APART = """select d.by_actor from standing_decision d join standing a on a.claim_id = d.low_claim
 join standing b on b.claim_id = d.high_claim
 where d.verdict = 'different' and a.person_id = any(%s) and b.person_id = any(%s) and a.person_id <> b.person_id limit 1"""
CROSSING = """select d.by_actor from standing_decision d where d.verdict = 'same' and (d.low_claim = any(%s)) <> (d.high_claim = any(%s))
 and (select person_id from standing where claim_id = d.low_claim) = (select person_id from standing where claim_id = d.high_claim)
 limit 1"""
TIES = """select d.low_claim, d.high_claim from standing_decision d where d.verdict = 'same' and d.low_claim = any(%s)
 and d.high_claim = any(%s)"""
ASK = """insert into match_proposal (kind, low_claim, high_claim, cause, part, proposed_at) values (%s, %s, %s, 'asked', %s, %s)
 on conflict (kind, low_claim, high_claim) do update set part = excluded.part returning proposal_id"""
PROPOSE = """insert into match_proposal (low_claim, high_claim, cause, proposed_at)
 select a, b, c, %s from unnest(%s::bigint[], %s::bigint[], %s::text[]) u(a, b, c)
 where exists (select from standing x join standing y on y.claim_id = b where x.claim_id = a and x.person_id <> y.person_id)
 on conflict (kind, low_claim, high_claim) do nothing"""

# What the engine found: a question about two people is asked once, by the pair that resembles most; a claim that resembles many
# is not many questions. What was called different is asked again only when a claim that came since says clearly more.
SAME_PEOPLE = """from unnest(%s::bigint[], %s::bigint[], %s::double precision[]) u(a, b, w)
 join standing x on x.claim_id = u.a join standing y on y.claim_id = u.b and y.person_id <> x.person_id"""
WEIGHED = f"""with found as (select u.*, x.person_id as one, y.person_id as other {SAME_PEOPLE})
 update match_proposal p set weight = greatest(p.weight, f.w) from found f, standing l, standing h
 where p.kind = 'merge' and p.state <> 'answered' and l.claim_id = p.low_claim and h.claim_id = p.high_claim
  and (l.person_id, h.person_id) in ((f.one, f.other), (f.other, f.one))
  and (p.low_claim in (select claim_id from standing where person_id in (f.one, f.other)))
  and p.weight is distinct from greatest(p.weight, f.w)"""
FOUND = f"""insert into match_proposal (low_claim, high_claim, cause, weight, proposed_at)
 select u.a, u.b, 'alike', u.w, %s {SAME_PEOPLE}
 where not exists (select from match_proposal p join standing l on l.claim_id = p.low_claim join standing h on h.claim_id = p.high_claim
   where p.kind = 'merge' and p.low_claim in (select claim_id from standing where person_id in (x.person_id, y.person_id))
    and (l.person_id, h.person_id) in ((x.person_id, y.person_id), (y.person_id, x.person_id))
    and not (p.state = 'answered' and u.w > p.weight + {NEW_EVIDENCE} and exists (
     select from match_decision d, claim c where d.decision_id = p.decision_id and c.claim_id in (u.a, u.b)
      and c.first_recorded_at > d.at)))
  and (select count(*) from match_proposal p where p.state <> 'answered' and (p.low_claim = u.a or p.high_claim = u.a)) < {MOST_OF_ONE}
  and (select count(*) from match_proposal p where p.state <> 'answered' and (p.low_claim = u.b or p.high_claim = u.b)) < {MOST_OF_ONE}
 on conflict (kind, low_claim, high_claim) do nothing returning low_claim, high_claim"""

SPLIT = """insert into match_proposal (kind, low_claim, high_claim, cause, part, proposed_at) values ('split', %s, %s, %s, %s, %s)
 on conflict (kind, low_claim, high_claim) do nothing"""


@dataclass(frozen=True, slots=True)
class Question:
    """A proposal as it stands, locked."""

    proposal_id: int
    kind: str
    low_claim: int
    high_claim: int
    state: str
    part: list[int]
    wanted: str
    wanted_kin: bool
    wanted_reason: str
    wanted_by: str
    wanted_at: datetime | None
    decision_id: int | None
    twice: bool


@dataclass(frozen=True, slots=True)
class Decision:
    decision_id: int
    low_claim: int
    high_claim: int
    verdict: str
    by: str
    at: datetime
    moved: list[int]
    moved_from: int | None
    moved_to: int | None


@dataclass(frozen=True, slots=True)
class Asked:
    """The question, everything that asks about the same two people, and those people, all locked. One where it is a split."""

    question: Question
    alike: list[int]
    people: list[int]


@dataclass(frozen=True, slots=True)
class Answer:
    """What an officer says; ``second`` confirms it where one does not suffice."""

    verdict: str
    by: str
    agency: str
    at: datetime
    kin: bool = False
    reason: str = ""
    second_by: str = ""
    second_at: datetime | None = None


def locked(proposal_id: int) -> Asked:
    """Numbers, people, then the questions about them: everybody who moves claims locks in this order.

    :raises NotVisible: no such proposal.
    """
    while True:
        question = _one(proposal_id)
        people = _people_of(question)
        lock_people(people)
        if _people_of(question) == people:
            break
    rows = [Question(*row) for row in bulk.run(ALIKE, (proposal_id, question.kind, people, people))]
    [own] = [it for it in rows if it.proposal_id == proposal_id]
    return Asked(own, [it.proposal_id for it in rows], people)


def lock_people(people: Sequence[int]) -> None:
    """Nobody else moves claims of these people, nor gives them new ones by a number they have."""
    lock_numbers(number for (number,) in bulk.run(NUMBERS, (list(people),)))
    hold_people(people)


def _one(proposal_id: int) -> Question:
    rows = bulk.run(ONE, (proposal_id,))
    if not rows:
        raise NotVisible("proposal")
    return Question(*rows[0])


def _people_of(question: Question) -> list[int]:
    owners = dict(bulk.run(OWNERS, ([question.low_claim, question.high_claim],)))
    return sorted(set(owners.values()))


def decision_of(decision_id: int) -> Decision:
    [row] = bulk.run(DECISION, (decision_id,))
    return Decision(*row)


def decide(
    asked: Asked,
    answer: Answer,
    *,
    moved: Sequence[int] = (),
    source: int | None = None,
    target: int | None = None,
) -> int:
    """Write the decision and answer everything that asked it."""
    low, high = asked.question.low_claim, asked.question.high_claim
    [(made,)] = bulk.run(DECIDE, (low, high, answer.verdict, answer.kin, answer.reason, answer.by, answer.agency, answer.at,
                                  answer.second_by, answer.second_at, None, list(moved), source, target))  # fmt: skip
    again = answer.at + BACK_AFTER if answer.verdict == "unsure" else None
    bulk.run(ANSWERED, (made, again, asked.alike))
    return int(made)


def take_back(decision: Decision, *, scope: Scope, now: datetime) -> None:
    """A later decision ends this one, and its questions are open again."""
    bulk.run(DECIDE, (decision.low_claim, decision.high_claim, "undone", False, "", scope.actor, scope.agency, now, "", None,
                      decision.decision_id, [], None, None))  # fmt: skip
    bulk.run(REOPENED, (None, [it for (it,) in bulk.run(UNDONE, (decision.decision_id,))]))


def wait_for_second(asked: Asked, answer: Answer) -> None:
    values = (answer.verdict, answer.kin, answer.reason, answer.by, answer.agency, answer.at, asked.alike)
    bulk.run(WAITS, values)


def reopen(asked: Asked, cause: str | None = None) -> None:
    """Open again what waited for a second officer; ``cause`` replaces why it was asked."""
    bulk.run(REOPENED, (cause, asked.alike))


def bind_apart(decision_id: int, part: Sequence[int], rest: Sequence[int]) -> None:
    """Each claim of one side is kept from the oldest of the other, so that none drifts back by itself."""
    pairs = [(it, min(rest)) for it in part if it != min(part)] + [
        (min(part), it) for it in rest if it != min(rest)
    ]
    if pairs:
        one, other = zip(*pairs, strict=True)
        bulk.run(BIND_PARTS, (list(one), list(other), decision_id))


def who_keeps_apart(people: Sequence[int]) -> str:
    """The officer who called claims of these people different; empty where nobody did."""
    found = bulk.run(APART, (list(people), list(people)))
    return str(found[0][0]) if found else ""


def who_ties(part: Sequence[int]) -> str:
    """The officer who called one of these claims the same as one that would stay behind."""
    found = bulk.run(CROSSING, (list(part), list(part)))
    return str(found[0][0]) if found else ""


def ties_among(claims: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs of these claims that officers called the same."""
    return [(one, other) for one, other in bulk.run(TIES, (list(claims), list(claims)))]


def ask(*, kind: str, claims: tuple[int, int], part: Sequence[int] = (), now: datetime) -> int:
    """The question an officer brings along, or the one that is there already."""
    [(made,)] = bulk.run(ASK, (kind, min(claims), max(claims), list(part), now))
    return int(made)


def propose(pairs: Iterable[tuple[int, int, str]], now: datetime) -> None:
    """Leave questions about pairs of claims (lower first) of two people, each with its cause; what was asked before stays."""
    wanted = list(dict.fromkeys(pairs))
    if wanted:
        bulk.run(PROPOSE, (now, *(list(column) for column in zip(*wanted, strict=True))))


def propose_weighed(pairs: Sequence[tuple[int, int, float]], now: datetime) -> list[tuple[int, int]]:
    """Ask about pairs of claims that the engine found alike; the pairs of the questions that are new."""
    if not pairs:
        return []
    columns = [list(column) for column in zip(*pairs, strict=True)]
    bulk.run(WEIGHED, columns)
    return [(low, high) for low, high in bulk.run(FOUND, (now, *columns))]


def propose_split(claims: tuple[int, int], part: Sequence[int], now: datetime, cause: str) -> int:
    """Ask whether ``part`` is somebody else than the rest of a person; 1 if nobody was asked yet."""
    return bulk.count(SPLIT, (min(claims), max(claims), cause, list(part), now))
