"""Reads of assessments: who answered, who did not, what they said."""

from dataclasses import dataclass
from datetime import datetime

from kawal.access.asking import Question
from kawal.access.scope import NotVisible, Power, Scope
from kawal.response.aid.needs import rules
from kawal.response.aid.needs.rules import Proposal, Result
from kawal.response.aid.stock.selectors import count_things

MOST = 100
# The latest answer of each assessor.
ASSESSMENTS = Question("""select a.code, a.about, s.code as site_code, s.name as site, a.assessors, a.opened_at, a.opened_by, a.closed_at,
 coalesce((select json_agg(json_build_array(x.assessor, x.answers) order by x.assessor) from (
   select distinct on (n.assessor) n.assessor, n.answers from aid_answer n where n.assessment_id = a.assessment_id
   order by n.assessor, n.answer_id desc) x), '[]') as answers
 from aid_assessment a join aid_site s using (site_id)
 where {s seen} and (%(code)s = '' or a.code = %(code)s)
 order by a.closed_at is not null, a.opened_at desc, a.assessment_id desc limit %(most)s""")


@dataclass(frozen=True, slots=True)
class AssessmentCard:
    """:ivar answers: by assessor (a login), her latest. :ivar missing: how many have not answered."""

    code: str
    about: str
    site_code: str
    site: str
    assessors: int
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None
    answers: dict[str, dict[str, int]]

    @property
    def missing(self) -> int:
        return max(self.assessors - len(self.answers), 0)


def list_assessments(*, scope: Scope) -> list[AssessmentCard]:
    """Of the reader's sites, the open ones first. One query.

    :raises NotAllowed: the officer may not give aid.
    """
    scope.require(Power.GIVE_AID)
    return [
        AssessmentCard(**row._asdict() | {"answers": dict(row.answers)})
        for row in ASSESSMENTS.ask(scope, code="", most=MOST)
    ]


def get_assessment(*, scope: Scope, code: str) -> AssessmentCard:
    """:raises NotAllowed: the officer may not give aid. :raises NotVisible: none of that code to her."""
    scope.require(Power.GIVE_AID)
    found = ASSESSMENTS.ask(scope, code=code, most=1)
    if not code or not found:
        raise NotVisible(f"assessment {code}")
    return AssessmentCard(**found[0]._asdict() | {"answers": dict(found[0].answers)})


def list_results(*, scope: Scope, card: AssessmentCard) -> tuple[list[Result], list[Proposal]]:
    """What they said, and what to send to the site besides what lies there. One query."""
    found = rules.results(list(card.answers.values()))
    stock = count_things(scope=scope, site=card.site_code)
    return found, rules.proposals(found, stock, card.missing)
