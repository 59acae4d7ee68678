"""How the desk works: how fast, how often two agree, what was taken back, what the blind sample of automatic links found."""

from dataclasses import dataclass
from datetime import datetime

from kawal.access.scope import Power, Scope
from kawal.access.wall import as_engine
from kawal.facts.ledger import bulk

# Whoever leaves a page open over lunch has not compared for an hour.
LONGEST_LOOK = "interval '15 minutes'"
# What is taken back at once was a slip of the finger; what is taken back later was an error.
LATER = "interval '1 hour'"

WORK = f"""select count(*), count(*) filter (where verdict = 'same'), count(*) filter (where verdict = 'different'),
  count(*) filter (where opened_at is not null), coalesce(sum(extract(epoch from least(at - opened_at, {LONGEST_LOOK}))), 0)::float8,
  percentile_cont(0.5) within group (order by extract(epoch from least(at - opened_at, {LONGEST_LOOK})))
   filter (where opened_at is not null),
  count(*) filter (where was_second), count(*) filter (where was_second and state = 'decided'),
  count(*) filter (where undone_at > at + {LATER}), count(distinct by_actor)
 from match_answer where at > %s and (%s or by_agency = %s) and (%s = '' or by_actor = %s)"""
SAMPLED = """select count(*), count(*) filter (where a.verdict = 'same') from match_answer a join match_proposal n using (proposal_id)
 where n.cause = 'audit' and a.undone_at is null and a.verdict <> 'unsure' and a.state = 'decided' and a.at > %s
 and (%s or a.by_agency = %s)"""
# By what is said of the person, never by what anybody looks like. The first claim of the pair speaks for it.
GROUPS = """with answered as (
  select a.verdict, coalesce(nullif(c.subject->>'sex', ''), 'unknown') as sex, left(coalesce(s.area, ''), 2) as province,
   case when position(' ' in btrim(s.name)) > 0 then 'more' else 'one' end as words
  from match_answer a join match_proposal n using (proposal_id) join standing s on s.claim_id = n.low_claim
  join claim c on c.claim_id = n.low_claim
  where a.undone_at is null and a.verdict <> 'unsure' and a.at > %s and (%s or a.by_agency = %s))
 select kind, value, count(*), count(*) filter (where verdict = 'same') from answered
 cross join lateral (values ('sex', sex), ('words', words), ('province', province)) g(kind, value)
 where value <> '' group by 1, 2 order by 1, 3 desc, 2"""


@dataclass(frozen=True, slots=True)
class DeskWork:
    """Answers of a period. ``seconds`` were spent on the ``timed`` ones; ``median`` is of one of them.

    :ivar seconded: answers given after a colleague's, unseen; ``agreed`` said the same. :ivar undone: taken back later than at once.
    """

    answers: int
    same: int
    different: int
    timed: int
    seconds: float
    median: float | None
    seconded: int
    agreed: int
    undone: int
    officers: int

    @property
    def per_hour(self) -> float | None:
        return self.timed / self.seconds * 3600 if self.seconds >= 1 else None


@dataclass(frozen=True, slots=True)
class AnsweredGroup:
    """Answers about people of whom the same is said: of a sex, from a province, of one name or more."""

    kind: str
    value: str
    answers: int
    same: int


@dataclass(frozen=True, slots=True)
class DeskFigures:
    """``sampled`` automatic links were looked at blind, ``held`` of them were called the same."""

    own: DeskWork
    unit: DeskWork
    sampled: int
    held: int
    groups: tuple[AnsweredGroup, ...]


def count_desk(*, scope: Scope, since: datetime) -> DeskFigures:
    """The work of the reader and of her agency; for the nation, of everybody.

    :raises NotAllowed: no power to review.
    """
    scope.require(Power.REVIEW_IDENTITY)
    whose = (since, scope.is_nationwide, scope.agency)
    with as_engine():
        [own] = bulk.run(WORK, (since, True, "", scope.actor, scope.actor))
        [unit] = bulk.run(WORK, (*whose, "", ""))
        [(sampled, held)] = bulk.run(SAMPLED, whose)
        groups = tuple(AnsweredGroup(*row) for row in bulk.run(GROUPS, whose))
    return DeskFigures(DeskWork(*own), DeskWork(*unit), sampled, held, groups)


def count_own_answers(*, scope: Scope, since: datetime) -> int:
    """How many the reader answered since then.

    :raises NotAllowed: no power to review.
    """
    scope.require(Power.REVIEW_IDENTITY)
    with as_engine():
        [own] = bulk.run(WORK, (since, True, "", scope.actor, scope.actor))
    return int(own[0])
