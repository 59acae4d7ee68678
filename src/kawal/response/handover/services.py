"""Opening, signing and sealing hand-overs. Writing the facts that follow is the business of `homecoming/handing.py`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db import transaction

from kawal.access import wall
from kawal.access.scope import NotAllowed, NotVisible, Power, Scope
from kawal.access.trail.services import record, record_all
from kawal.facts.ledger.bulk import run
from kawal.foundation import references
from kawal.response.handover import plans, signatures, writing
from kawal.response.handover.chains import missing, step_of
from kawal.response.handover.content import rows_of, stored_digest
from kawal.response.handover.models import HandedPerson, HandedThing, Handover, HandoverSign
from kawal.response.handover.plans import BadPlan, Plan
from kawal.response.handover.signatures import Signature

LINE_STATES = ("due", "here", "absent", "refused")
LINE_TEXTS = ("condition", "remarks", "belongings", "statement")
NOTHING: Mapping[str, str] = MappingProxyType({})


class Sealed(Exception):
    """It was sealed or called off before: ``code`` names it, ``state`` says which."""

    def __init__(self, code: str, state: str) -> None:
        super().__init__(code)
        self.code, self.state = code, state


class Unsigned(Exception):
    """Signatures are missing: ``roles`` says whose (giver, taker, witness), ``lines`` whose statement of refusal."""

    def __init__(self, roles: tuple[str, ...], lines: tuple[int, ...] = ()) -> None:
        super().__init__(roles, lines)
        self.roles, self.lines = roles, lines


class NotCorrectable(Exception):
    """What is to be corrected is not a complete hand-over of the own agency, or was corrected before."""


@dataclass(frozen=True, slots=True)
class Opened:
    """:ivar people: to be drawn again, since the receiver has a key to them now. :ivar repeated: this act opened it before."""

    code: str
    people: tuple[int, ...] = ()
    repeated: bool = False


@transaction.atomic
def open_handover(*, scope: Scope, plan: Plan, now: datetime) -> Opened:
    """Begin a hand-over: from now on the receiver knows of it. The same act again opens nothing new.

    :raises NotAllowed: the officer may not hand over. :raises BadPlan: it may not be so.
    :raises NotVisible: a person or the corrected hand-over is unknown or out of scope. :raises NotCorrectable: see there.
    """
    scope.require(Power.HAND_OVER)
    step = plans.check(plan)
    with wall.as_engine():
        corrects = _corrected(scope, plan.corrects) if plan.corrects else None
        made = writing.insert_head(scope, plan, step, corrects, now)
        if made is None:
            standing = Handover.objects.visible_to(scope).filter(act_id=plan.act_id).first()
            if standing is None:
                raise NotVisible("act")
            return Opened(standing.code, repeated=True)
        handover_id, code = made
        lines = writing.insert_people(scope, handover_id, plan.people) if plan.people else []
        if plan.things:
            writing.insert_things(handover_id, plan.things)
        writing.grant(code, lines, (plan.taker, plan.witness), now)
        people = [it.kawal_id for it in plan.people] or [""]
        record_all(scope=scope, action="handover.opened", now=now, people=people, subject=code)
    return Opened(code, tuple(person for _line, person in lines))


@transaction.atomic
def set_line(
    *, scope: Scope, code: str, line: int, state: str, now: datetime, said: Mapping[str, str] = NOTHING
) -> None:
    """Say of one person that she is here, absent or refuses, in what condition and with what belongings.

    :param said: condition, remarks, belongings, statement; what is not named stays.
    :raises NotAllowed: the officer may not hand over. :raises NotVisible: unknown hand-over or line, or out of scope.
    :raises BadPlan: a code that is none of ours, or a refusal without a statement. :raises Sealed: too late.
    """
    scope.require(Power.HAND_OVER)
    known = {name: said[name] for name in LINE_TEXTS if name in said}
    plans.check_line(known.get("condition", ""), known.get("remarks", ""), known.get("belongings", ""))
    if state not in LINE_STATES:
        raise BadPlan("state", "unknown")
    with wall.as_engine():
        handover = _open(scope, code)
        row = HandedPerson.objects.visible_to(scope).filter(handover_id=handover.pk, line=line).first()
        if row is None:
            raise NotVisible(f"line {line} of {code}")
        statement = known.get("statement", row.statement).strip()
        if state == "refused" and not statement:
            raise BadPlan("statement", "missing")
        HandedPerson.objects.visible_to(scope).filter(handover_id=handover.pk, line=line).update(
            state=state, **{**known, "statement": statement}
        )
        if state != "refused":  # what was signed as a refusal is none any more
            signed = HandoverSign.objects.visible_to(scope).filter(handover_id=handover.pk, role="person")
            signed.filter(line=line).delete()
        record(scope=scope, action="handover.line_set", now=now, person=row.kawal_id, subject=code)


@transaction.atomic
def mark_here(*, scope: Scope, code: str, line: int, act_id: str, now: datetime) -> None:
    """Her card was scanned: she is there. The same scan again changes nothing; it may be undone.

    :raises NotAllowed, NotVisible, Sealed: as `set_line`.
    """
    set_line(scope=scope, code=code, line=line, state="here", now=now)
    with wall.as_engine():
        handover = _open(scope, code)
        HandedPerson.objects.visible_to(scope).filter(handover_id=handover.pk, line=line).update(
            here_act=act_id
        )


@transaction.atomic
def undo_here(*, scope: Scope, act_id: str, now: datetime) -> None:
    """That scan was a mistake: she is due again. Twice is once; what is sealed stays.

    :raises NotAllowed: the officer may not hand over.
    """
    scope.require(Power.HAND_OVER)
    with wall.as_engine():
        lines = HandedPerson.objects.visible_to(scope).filter(
            here_act=act_id, state="here", handover__state="open"
        )
        for row in lines.select_related("handover"):
            set_line(scope=scope, code=row.handover.code, line=row.line, state="due", now=now)


@transaction.atomic
def sign(*, scope: Scope, code: str, signature: Signature, now: datetime) -> tuple[str, ...]:
    """Take a signature; whoever signs again before sealing replaces the first. Gives the roles that are still missing.

    :raises NotAllowed: the officer may not hand over. :raises NotVisible: unknown hand-over or line, or out of scope.
    :raises BadSignature: it is none. :raises BadPlan: nobody signs here in that role. :raises Sealed: too late.
    """
    scope.require(Power.HAND_OVER)
    kept, media = signatures.check(signature)
    with wall.as_engine():
        handover = _open(scope, code)
        _check_signer(handover, kept)
        others = HandoverSign.objects.visible_to(scope).filter(handover_id=handover.pk)
        if not others.filter(act_id=kept.act_id).exists():
            others.filter(role=kept.role, line=kept.line).delete()
            HandoverSign(
                handover=handover, act_id=kept.act_id, role=kept.role, line=kept.line, name=kept.name, office=kept.office,
                way=kept.way, drawing=kept.drawing, image=kept.image or None, media=media, signed_at=now, signed_by=scope.actor,
            ).save(force_insert=True)  # fmt: skip
            record(scope=scope, action="handover.signed", now=now, subject=f"{code} {kept.role}")
        return missing(step_of(f"{handover.chain}.{handover.step}"), others.values_list("role", flat=True))


@transaction.atomic
def seal(*, scope: Scope, code: str, happened_at: datetime, now: datetime) -> tuple[int, ...]:
    """All have signed: from now on the document never changes. Whoever was neither absent nor refused is handed over.

    Gives everybody in it, to be drawn again: keys have changed.

    :raises NotAllowed: the officer may not hand over. :raises NotVisible: unknown hand-over, or out of scope.
    :raises Unsigned: signatures or statements are missing. :raises BadPlan: nobody and nothing is handed over.
    :raises Sealed: it was sealed or called off before.
    """
    scope.require(Power.HAND_OVER)
    with wall.as_engine():
        handover = _open(scope, code)
        people = rows_of(HandedPerson, handover)
        handed = [it for it in people if it["state"] in ("due", "here")]
        if not handed and not rows_of(HandedThing, handover):
            raise BadPlan("people", "nobody")
        _check_signed(handover, people)
        HandedPerson.objects.visible_to(scope).filter(handover_id=handover.pk, state="due").update(
            state="here"
        )
        handover.happens_at = happened_at
        _end(scope, handover, "complete", "", now)
        step = step_of(f"{handover.chain}.{handover.step}")
        writing.pass_keys(code, [(it["line"], it["person_id"]) for it in handed], home=step.home, now=now)
        writing.end_keys(code, [it["line"] for it in people if it not in handed], now)
        record_all(
            scope=scope,
            action="handover.sealed",
            now=now,
            people=[it["kawal_id"] for it in handed] or [""],
            subject=code,
        )
    return tuple(it["person_id"] for it in people)


@transaction.atomic
def refuse(*, scope: Scope, code: str, reason: str, now: datetime) -> tuple[int, ...]:
    """The receiver does not take them over, says why and has signed it. Gives the people to be drawn again.

    :raises NotAllowed: the officer may not hand over. :raises NotVisible: unknown hand-over, or out of scope.
    :raises Unsigned: the receiver has not signed. :raises BadPlan: no reason was given. :raises Sealed: too late.
    """
    scope.require(Power.HAND_OVER)
    if not reason.strip():
        raise BadPlan("reason", "missing")
    with wall.as_engine():
        handover = _open(scope, code)
        if not HandoverSign.objects.visible_to(scope).filter(handover_id=handover.pk, role="taker").exists():
            raise Unsigned(("taker",))
        return _call_off(scope, handover, "refused", reason, now)


@transaction.atomic
def cancel(*, scope: Scope, code: str, reason: str, now: datetime) -> tuple[int, ...]:
    """The hand-over does not take place. Gives the people to be drawn again.

    :raises NotAllowed: the officer may not hand over, or it is another agency's document.
    :raises NotVisible: unknown hand-over, or out of scope. :raises BadPlan: no reason was given. :raises Sealed: too late.
    """
    scope.require(Power.HAND_OVER)
    if not reason.strip():
        raise BadPlan("reason", "missing")
    with wall.as_engine():
        handover = _open(scope, code)
        if handover.agency != scope.agency:
            raise NotAllowed("another agency's hand-over")
        return _call_off(scope, handover, "cancelled", reason, now)


def _call_off(scope: Scope, handover: Handover, state: str, reason: str, now: datetime) -> tuple[int, ...]:
    people = rows_of(HandedPerson, handover)
    _end(scope, handover, state, reason.strip(), now)
    writing.end_keys(handover.code, [it["line"] for it in people], now)
    touched = [it["kawal_id"] for it in people] or [""]
    record_all(scope=scope, action=f"handover.{state}", now=now, people=touched, subject=handover.code)
    return tuple(it["person_id"] for it in people)


def _end(scope: Scope, handover: Handover, state: str, reason: str, now: datetime) -> None:
    """Write the end, with what can be checked later; what was cancelled cannot."""
    handover.state, handover.reason = state, reason
    handover.ended_at, handover.ended_by = max(now, handover.made_at), scope.actor
    if state != "cancelled":
        handover.reference = references.draw()
        handover.digest = stored_digest(handover)
    names = ["state", "reason", "ended_at", "ended_by", "happens_at", "reference", "digest"]
    handover.save(update_fields=names)


def _open(scope: Scope, code: str) -> Handover:
    """The hand-over, locked, while it is open. Asked as the engine, since the web role may lock nothing; the guard still holds."""
    found: Handover | None = (
        Handover.objects.visible_to(scope).select_for_update(of=("self",)).filter(code=code).first()
    )
    if found is None:
        raise NotVisible(f"hand-over {code}")
    if found.state != "open":
        raise Sealed(code, found.state)
    return found


def _corrected(scope: Scope, code: str) -> int:
    found = Handover.objects.visible_to(scope).select_for_update(of=("self",)).filter(code=code).first()
    if found is None:
        raise NotVisible(f"hand-over {code}")
    is_corrected = (
        Handover.objects.visible_to(scope).filter(corrects=found.pk, state__in=("open", "complete")).exists()
    )
    if found.state != "complete" or found.agency != scope.agency or is_corrected:
        raise NotCorrectable(code)
    return int(found.pk)


def _check_signer(handover: Handover, signature: Signature) -> None:
    if signature.role == "person":
        refusing = [it["line"] for it in rows_of(HandedPerson, handover) if it["state"] == "refused"]
        if signature.line not in refusing:
            raise BadPlan("line", "not_refused")
    elif signature.role not in handover.needs or signature.line:
        raise BadPlan("role", "not_needed")


def _check_signed(handover: Handover, people: list[dict[str, Any]]) -> None:
    signed = run("select role, line from handover_sign where handover_id = %s", (handover.pk,))
    roles = missing(step_of(f"{handover.chain}.{handover.step}"), [role for role, _line in signed])
    stated = {line for role, line in signed if role == "person"}
    lines = tuple(it["line"] for it in people if it["state"] == "refused" and it["line"] not in stated)
    if roles or lines:
        raise Unsigned(roles, lines)
