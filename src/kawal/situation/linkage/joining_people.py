"""Officers who bring the question along: these two are one, these claims are somebody else's."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from kawal.access.asking import Question
from kawal.access.scope import NotVisible, Power, Scope
from kawal.access.wall import as_engine
from kawal.situation.linkage import questions
from kawal.situation.linkage.deciding import Decided, decide_match
from kawal.situation.linkage.refusals import NoSuchPart
from kawal.situation.linkage.touched import Alerted

HERS = Question("""select s.claim_id from standing s join person p on p.person_id = s.person_id
 where p.person_id = person_of(%(id)s) and {p seen}""")


@transaction.atomic
def merge_people(
    *, scope: Scope, one: str, other: str, now: datetime, alerted: Alerted, reason: str = ""
) -> Decided:
    """Two ids stand for one person, an officer says. The older person's id survives, the other resolves to it.

    :raises NotAllowed: no power to review. :raises NotVisible: unknown or out of scope, either of them.
    :raises NoSuchPart: it is one person already. Otherwise as `decide_match`.
    """
    scope.require(Power.REVIEW_IDENTITY)
    claims = min(_claims(scope, one)), min(_claims(scope, other))
    if claims[0] == claims[1]:
        raise NoSuchPart("one person already")
    with as_engine():
        asked = questions.ask(kind="merge", claims=claims, now=now)
    return decide_match(
        scope=scope, proposal_id=asked, verdict="same", now=now, alerted=alerted, reason=reason
    )


@transaction.atomic
def split_person(
    *, scope: Scope, kawal_id: str, claims: Sequence[int], now: datetime, alerted: Alerted, reason: str = ""
) -> Decided:
    """These claims are somebody else's, an officer says: they leave for the person they were before, or a new one.

    :raises NotAllowed: no power to review. :raises NotVisible: unknown or out of scope.
    :raises NoSuchPart: not claims of hers, or all of them. Otherwise as `decide_match`.
    """
    scope.require(Power.REVIEW_IDENTITY)
    have = _claims(scope, kawal_id)
    part = sorted(set(claims))
    rest = have.difference(part)
    if not part or not rest or not have.issuperset(part):
        raise NoSuchPart("claims")
    with as_engine():
        asked = questions.ask(kind="split", claims=(min(part), min(rest)), part=part, now=now)
    return decide_match(
        scope=scope, proposal_id=asked, verdict="different", now=now, alerted=alerted, reason=reason
    )


def _claims(scope: Scope, kawal_id: str) -> set[int]:
    """:raises NotVisible: unknown or out of scope."""
    found = {it.claim_id for it in HERS.ask(scope, id=kawal_id)}
    if not found:
        raise NotVisible("person")
    return found
