"""What officers do on a person page: see a number whole, say again whom a fact was about."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kawal.access.scope import NotVisible, Power, Scope
from kawal.access.trail import services as trail
from kawal.facts.ledger.models import FactKey, Source
from kawal.facts.people.models import Claim
from kawal.situation.people.viewing import NUMBERS, look


def reveal_number(*, scope: Scope, kawal_id: str, kind: str, now: datetime) -> str:
    """A NIK, passport, KK or phone whole, as most claims have it. Written to the access log.

    :raises NotAllowed: no power to reveal. :raises NotVisible: unknown, out of scope, or no such number.
    """
    scope.require(Power.REVEAL_NUMBER)
    claims = look(scope, kawal_id).claims
    said = [str(value) for claim in claims for value in _said(claim.subject, kind)]
    if not said:
        raise NotVisible("number")
    trail.record(scope=scope, action="number.revealed", now=now, person=kawal_id, subject=kind)
    return max(sorted(set(said)), key=said.count)


def own_subject(*, scope: Scope, fact_id: str) -> dict[str, Any]:
    """What the own agency said of who a fact is about, whole: for saying it again in a correction, never for a page.

    :raises NotAllowed: no power to report. :raises NotVisible: the agency has no such fact.
    """
    scope.require(Power.REPORT)
    source_id = Source.objects.filter(code=scope.agency).values_list("source_id", flat=True).first()
    key = FactKey.objects.visible_to(scope).filter(source_id=source_id, fact_id=fact_id).first()
    if key is None:
        raise NotVisible("fact")
    claim = Claim.objects.visible_to(scope).filter(pk=key.claim_id).first() if key.claim_id else None
    return dict(claim.subject) if claim else {}


def _said(subject: Mapping[str, Any], kind: str) -> list[Any]:
    if kind == "phone":
        return list(subject.get("phones") or ())
    return [subject[kind]] if kind in NUMBERS and subject.get(kind) else []
