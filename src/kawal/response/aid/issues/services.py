"""Giving something to somebody: the entry. Its fact and its stock are written with it in `kawal.homecoming.giving`."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
from django.db import transaction

from kawal.access.scope import NotVisible, Power, Scope
from kawal.access.wall import as_engine
from kawal.facts.ledger.bulk import run
from kawal.response.aid.entitlements import rules
from kawal.response.aid.entitlements.documents import Entitlement, entitlements
from kawal.response.aid.entitlements.rules import Recipient, Verdict
from kawal.response.aid.issues.receipts import fact_of, picture_of
from kawal.response.aid.issues.selectors import person_at, standing_of
from kawal.response.aid.models import Issue, Site

LOCK = 7_310 << 40  # a range of advisory locks of our own: one person at a time


class NotEntitled(Exception):
    """It is for others; ``verdict`` holds the reason."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.entitlement.id)
        self.verdict = verdict


class AlreadyGiven(NotEntitled):
    """She got it already, here or at another site."""


class NeedsLook(NotEntitled):
    """Age or sex is not known: the officer says what she sees."""


@dataclass(frozen=True, slots=True)
class Gift:
    """What is to be given to whom. ``act`` is made on the device.

    :ivar receipt: thumb, signature, photo or paper (she signed a paper list). :ivar image: of the first three, where taken.
    :ivar drawing: a signature drawn on the screen; then there is no image.
    :ivar seen: what the officer saw where age or sex is not known.
    """

    act: UUID
    kawal_id: str
    site: str
    entitlement: str
    size: str = ""
    receipt: str = "paper"
    image: bytes = b""
    drawing: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Issued:
    """:ivar repeated: the same act came before; nothing was written now."""

    issue_id: int
    fact_id: str
    entitlement: Entitlement
    site_id: int
    site_place: str
    name: str
    repeated: bool = False


_NEW = """
insert into aid_issue (act, person_id, claim_id, site_id, entitlement, item, size, quantity, period, again_at, given_at, by_actor, agency,
  fact_id, receipt, note)
select %s, %s, (select first_claim(%s)),
  %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s
returning issue_id"""
_END = """
update aid_issue set ended = %s, ended_at = greatest(%s, given_at), ended_by = %s where act = %s and ended = ''
returning person_id, fact_id"""


@transaction.atomic
def issue(*, scope: Scope, gift: Gift, now: datetime) -> Issued:
    """Write that somebody gets something, unless she had it: at any site, at the same second too.

    :raises NotAllowed: the officer may not give aid. :raises NotVisible: no such site or person of hers, or no such entitlement.
    :raises AlreadyGiven, NotEntitled, NeedsLook: with the reason. :raises BadReceipt: the picture cannot be kept.
    """
    scope.require(Power.GIVE_AID)
    site = Site.objects.visible_to(scope).filter(code=gift.site).first()
    its = entitlements().get(gift.entitlement)
    person = person_at(scope=scope, kawal_id=gift.kawal_id)
    if site is None or its is None:
        raise NotVisible(f"site {gift.site}")
    kind, picture = picture_of(gift.image, gift.drawing)
    with as_engine():
        run("select pg_advisory_xact_lock(%s)", (LOCK + person.person_id,))
        if known := run("select issue_id, fact_id from aid_issue where act = %s", (gift.act,)):
            return Issued(known[0][0], known[0][1], its, site.pk, site.place, person.name, repeated=True)
        who = Recipient(person.sex, person.birth_year, person.departed_on)
        _refuse(rules.verdict(its, who, standing_of(scope=scope, person_id=person.person_id), now), gift)
        made = _write(scope, gift, its, who, person, site.pk, now)
        if kind:
            run(
                "insert into aid_receipt (issue_id, kind, image) values (%s, %s, %s)",
                (made, kind, picture),
            )
    return Issued(made, fact_of(gift.act), its, site.pk, site.place, person.name)


@transaction.atomic
def end_issue(*, scope: Scope, act: UUID, ending: str, now: datetime) -> str:
    """It was a mistake ("undone"), or she brought it back ("returned"): she may get it again. The id of its fact; "" where it
    had ended before.

    :raises NotAllowed: the officer may not give aid. :raises NotVisible: no such issue at a site of hers.
    """
    scope.require(Power.GIVE_AID)
    if not Issue.objects.visible_to(scope).filter(act=act).exists():
        raise NotVisible("issue")
    with as_engine():
        ended = run(_END, (ending, now, scope.actor, act))
        if not ended:
            return ""
        run("select aid_mark_doubles(%s)", ([ended[0][0]],))
        return str(ended[0][1])


def _refuse(found: Verdict, gift: Gift) -> None:
    match found.answer:
        case "no":
            raise NotEntitled(found)
        case "had":
            raise AlreadyGiven(found)
        case "ask" if not gift.seen.strip():
            raise NeedsLook(found)


def _write(scope: Scope, gift: Gift, its: Entitlement, who: Recipient, person: Any, site_id: int, now: datetime) -> int:  # fmt: skip
    period = rules.period(its, who, now)
    try:
        with transaction.atomic():
            [(made,)] = run(
                _NEW,
                (
                    gift.act, person.person_id, person.person_id, site_id, its.id, its.item, gift.size, its.quantity, period,
                    rules.again_at(its, now), now, scope.actor, scope.agency, fact_of(gift.act), gift.receipt, gift.seen.strip(),
                ),
            )  # fmt: skip
    except psycopg.errors.UniqueViolation as error:
        if error.diag.constraint_name != "aid_issue_once":
            raise
        raise AlreadyGiven(Verdict(its, "had", now)) from error
    return int(made)
