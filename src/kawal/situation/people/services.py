"""What officers do about who is who: answer a note, take the answer back, see a number whole.

Merging and parting move claims between people; no value is ever changed. What follows from it (drawing again, alerts,
cases) is set in motion by the flow.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from django.db import transaction

from kawal.access.scope import NotVisible, Power, Scope
from kawal.access.trail import services as trail
from kawal.access.wall import as_engine
from kawal.facts.ledger import bulk
from kawal.facts.ledger.models import FactKey, Source
from kawal.facts.people.models import Claim, ClaimNote
from kawal.situation.people.persons import Placed
from kawal.situation.people.viewing import NUMBERS, look

Verdict = Literal["same", "different", "unsure"]
OWNERS = "select claim_id, person_id from standing where claim_id = any(%s)"
CLAIMS_OF = "select claim_id from standing where person_id = %s order by claim_id"
MOVE = "select move_claims(%s, %s, %s, %s, %s)"
ANSWER = """update claim_note set verdict = %s, decided_by = %s, decided_at = %s, moved = %s, moved_from = %s
 where note_id = %s"""


class AlreadyAnswered(Exception):
    """Somebody answered first; their answer must be taken back before another is given."""


class NotAnswered(Exception):
    """There is no answer to take back."""


@transaction.atomic
def answer_note(*, scope: Scope, note_id: int, verdict: Verdict, now: datetime) -> Placed:
    """Say whether two people are one. ``same`` moves the claims of the younger to the older.

    :raises NotAllowed: no power to review. :raises NotVisible: the officer may not see both people.
    :raises AlreadyAnswered: somebody was first.
    """
    scope.require(Power.REVIEW_IDENTITY)
    ClaimNote.objects.one(scope, note_id)
    with as_engine():
        note = ClaimNote.unscoped.select_for_update().get(pk=note_id)  # unscoped: seen through the wall above
        if note.verdict not in ("", "unsure"):
            raise AlreadyAnswered(note_id)
        owners = dict(bulk.run(OWNERS, ([note.claim_id, note.other_claim_id],)))
        placed, claims, source = Placed(), list[int](), None
        target, source = min(owners.values()), max(owners.values())
        if verdict == "same" and target != source:
            claims = [claim for (claim,) in bulk.run(CLAIMS_OF, (source,))]
            placed = _move(claims, target, "decision", scope, now)
        else:
            source = None
        bulk.run(ANSWER, (verdict, scope.actor, now, claims, source, note_id))
    trail.record(scope=scope, action=f"identity.{verdict}", now=now, subject=f"note {note_id}")
    return placed


@transaction.atomic
def undo_answer(*, scope: Scope, note_id: int, now: datetime) -> Placed:
    """Take an answer back: the claims it moved return to the person they came from, and no others.

    :raises NotAllowed: no power to review. :raises NotVisible: as for answering. :raises NotAnswered: nothing to undo.
    """
    scope.require(Power.REVIEW_IDENTITY)
    ClaimNote.objects.one(scope, note_id)
    with as_engine():
        note = ClaimNote.unscoped.select_for_update().get(pk=note_id)  # unscoped: seen through the wall above
        if not note.verdict:
            raise NotAnswered(note_id)
        placed = Placed()
        if note.moved and note.moved_from:
            placed = _move(note.moved, note.moved_from, "undone", scope, now)
        bulk.run(ANSWER, ("", "", None, [], None, note_id))
    trail.record(scope=scope, action="identity.undone", now=now, subject=f"note {note_id}")
    return placed


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


def _move(claims: list[int], target: int, cause: str, scope: Scope, now: datetime) -> Placed:
    [(people,)] = bulk.run(MOVE, (claims, target, cause, scope.actor, now))
    return Placed(moved={target: list(claims)}, people=set(people))


def _said(subject: Mapping[str, Any], kind: str) -> list[Any]:
    if kind == "phone":
        return list(subject.get("phones") or ())
    return [subject[kind]] if kind in NUMBERS and subject.get(kind) else []
