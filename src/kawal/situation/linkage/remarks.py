"""Contradictions of one person, for those who protect her and nobody else: never in a list, a file, an exchange or a statistic."""

from kawal.access.asking import Question
from kawal.access.scope import Category, Power, Scope
from kawal.access.wall import as_engine
from kawal.situation.linkage.indexing import forms_of
from kawal.situation.linkage.rules.remarks import Remark, remarks_of

HERS = Question("""select s.claim_id from standing s join person p on p.person_id = s.person_id
 where p.person_id = person_of(%(id)s) and s.held and {p seen} order by s.claim_id""")


def list_remarks(*, scope: Scope, kawal_id: str) -> tuple[Remark, ...]:
    """What her claims contradict each other in; nothing for readers who neither protect people nor review who they are."""
    if not (scope.sees(Category.PROTECTION) and scope.may(Power.REVIEW_IDENTITY)):
        return ()
    claims = [it.claim_id for it in HERS.ask(scope, id=kawal_id)]
    if not claims:
        return ()
    with as_engine():
        forms = forms_of(claims, keep=False)
    return remarks_of(forms[claim] for claim in claims)
