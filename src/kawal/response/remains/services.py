"""Opening, going on with and closing the way home of somebody who died abroad. Facts are the business of `homecoming/bringing.py`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import orjson
from django.db import transaction

from kawal.access import wall
from kawal.access.scope import ENGINE, NotAllowed, NotVisible, Power, Scope, own_key
from kawal.access.trail.services import record
from kawal.facts.ledger.bulk import run
from kawal.facts.people.models import Person
from kawal.foundation.moments import day_of
from kawal.response.remains.following import cause_of, shared_cause
from kawal.response.remains.models import RemainsCase, RemainsClaim, RemainsClaimState, RemainsStep
from kawal.response.remains.steps import CLAIM_KINDS, CLAIM_STATES, HANDED, STEP, may_follow
from kawal.situation.pictures.services import end_grants, grant_key

LONGEST = 300
_OPEN = """
insert into remains_case (act_id, person_id, claim_id, agency, died_on, country, opened_at, opened_by)
select %s, p.person_id, c.claim_id, %s, %s, %s, %s, %s from person p
 cross join lateral first_claim(p.person_id) c(claim_id)
 where p.person_id = person_of(%s) on conflict do nothing returning code, person_id"""
_STANDING = """select code, person_id from remains_case where act_id = %s
 or (person_id = person_of(%s) and closed_at is null) order by act_id <> %s limit 1"""
_UNDO = "update remains_step set undone_at = greatest(%s, recorded_at) where remains_id = %s and step = %s and undone_at is null"
_STEP = """insert into remains_step (remains_id, act_id, step, done_on, data, note, agency, recorded_at, recorded_by)
 values (%s, %s, %s, %s, %s::jsonb, %s, %s, %s, %s)"""

_HANDED = """insert into remains_step (remains_id, act_id, step, done_on, data, agency, recorded_at, recorded_by)
 select c.remains_id, %s || '-' || c.code, %s, %s, jsonb_build_object('handover', %s::text), %s, %s, %s
 from remains_case c join unnest(%s::text[]) k(kawal_id) on c.person_id = person_of(k.kawal_id) where c.closed_at is null
 and not exists (select from remains_step s where s.remains_id = c.remains_id and s.step = %s and s.undone_at is null)"""


class BadStep(ValueError):
    """``code``: unknown, missing (its paper), too_long, ahead (a day that has not come)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class BadClaim(ValueError):
    """``code``: unknown, missing, amount, order (a state that cannot follow)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Closed(Exception):
    """The case is closed; claims may still go on."""


@dataclass(frozen=True, slots=True)
class Opened:
    """:ivar repeated: there was one already, of this act or about this person."""

    code: str
    person_id: int
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Owed:
    """What a claim is about. ``amount`` with its ``currency``, or neither."""

    kind: str
    against: str
    amount: Decimal | None = None
    currency: str = ""


@transaction.atomic
def open_case(
    *, scope: Scope, kawal_id: str, died_on: date, act_id: str, now: datetime, country: str = ""
) -> Opened:
    """Begin; the opening agency sees the person from now on. The same act, or one that is open already, gives that one.

    :raises NotAllowed: the officer may not register people. :raises NotVisible: unknown person, or out of scope.
    """
    scope.require(Power.INTAKE)
    with wall.as_engine():
        made = run(_OPEN, (act_id, scope.agency, died_on, country, now, scope.actor, kawal_id))
        if not made:
            standing = run(_STANDING, (act_id, kawal_id, act_id))
            if not standing:
                raise NotVisible(f"person {kawal_id}")
            code, person_id = standing[0]
            RemainsCase.objects.visible_to(scope).get(code=code)
            return Opened(code, person_id, repeated=True)
        code, person_id = made[0]
        grant_key(scope=ENGINE, person_id=person_id, key=own_key(scope.agency), cause=cause_of(code), now=now)
        record(scope=scope, action="remains.opened", now=now, person=kawal_id, subject=code)
    return Opened(code, person_id)


@transaction.atomic
def record_step(
    *, scope: Scope, code: str, step: str, done_on: date, data: Mapping[str, str], act_id: str, now: datetime
) -> bool:
    """A step was done, on that day, with these papers (`note` among them); false where this act said so before.

    :raises NotAllowed: the officer may not register people. :raises NotVisible: unknown case, or out of scope.
    :raises BadStep: saying what is wrong. :raises Closed: the case is closed.
    """
    scope.require(Power.INTAKE)
    its = STEP.get(step)
    if its is None or step == HANDED:
        raise BadStep("unknown")
    said = {name: data[name].strip() for name in its.fields if data.get(name, "").strip()}
    if its.fields and its.fields[0] not in said:
        raise BadStep("missing")
    note = data.get("note", "").strip()
    if any(len(text) > LONGEST for text in (*said.values(), note)):
        raise BadStep("too_long")
    if done_on > day_of(now):
        raise BadStep("ahead")
    with wall.as_engine():
        case = _open(scope, code)
        if RemainsStep.objects.visible_to(scope).filter(act_id=act_id).exists():
            return False
        run(_UNDO, (now, case.pk, step))
        packed = orjson.dumps(said).decode()
        run(_STEP, (case.pk, act_id, step, done_on, packed, note, scope.agency, now, scope.actor))
        record(scope=scope, action="remains.step", now=now, person=_kawal_id(case), subject=f"{code} {step}")
    return True


@transaction.atomic
def note_handed(*, scope: Scope, people: Sequence[str], handover: str, done_on: date, now: datetime) -> None:
    """A sealed hand-over to family or village gave these people over: where one of them is being brought home dead, that step is done.

    :raises NotAllowed: the officer may not hand over.
    """
    scope.require(Power.HAND_OVER)
    with wall.as_engine():
        said = (handover, HANDED, done_on, handover, scope.agency, now, scope.actor)
        run(_HANDED, (*said, list(people), HANDED))


@transaction.atomic
def undo_step(*, scope: Scope, code: str, act_id: str, now: datetime) -> bool:
    """The step was recorded by mistake; false where it was undone or said again before.

    :raises NotAllowed: another agency recorded it. :raises NotVisible: unknown case or step, or out of scope. :raises Closed: see there.
    """
    scope.require(Power.INTAKE)
    with wall.as_engine():
        case = _open(scope, code)
        row = RemainsStep.objects.visible_to(scope).filter(remains_id=case.pk, act_id=act_id).first()
        if row is None:
            raise NotVisible(f"step of {code}")
        if row.agency != scope.agency:
            raise NotAllowed("another agency's step")
        if row.undone_at:
            return False
        run(_UNDO, (now, case.pk, row.step))
        record(
            scope=scope,
            action="remains.step_undone",
            now=now,
            person=_kawal_id(case),
            subject=f"{code} {row.step}",
        )
    return True


@transaction.atomic
def claim(*, scope: Scope, code: str, owed: Owed, since: date, act_id: str, now: datetime) -> int:
    """Something is owed to the family; its number. The same act again gives the same. A closed case may still claim.

    :raises NotAllowed: the officer may not register people. :raises NotVisible: unknown case, or out of scope.
    :raises BadClaim: saying what is wrong.
    """
    scope.require(Power.INTAKE)
    if owed.kind not in CLAIM_KINDS:
        raise BadClaim("unknown")
    if not owed.against.strip() or len(owed.against) > LONGEST:
        raise BadClaim("missing")
    if (owed.amount is None) != (not owed.currency) or (owed.amount is not None and owed.amount <= 0):
        raise BadClaim("amount")
    with wall.as_engine():
        case = _case(scope, code)
        standing = RemainsClaim.objects.visible_to(scope).filter(act_id=act_id).first()
        if standing:
            return int(standing.pk)
        made = RemainsClaim(
            remains=case, act_id=act_id, kind=owed.kind, against=owed.against.strip(), amount=owed.amount, currency=owed.currency,
            made_at=now, made_by=scope.actor,
        )  # fmt: skip
        made.save(force_insert=True)
        _say(made, "to_file", since, act_id, "", scope, now)
        record(scope=scope, action="remains.claimed", now=now, person=_kawal_id(case), subject=code)
    return int(made.pk)


@transaction.atomic
def move_claim(
    *, scope: Scope, claim_no: int, state: str, since: date, act_id: str, now: datetime, note: str = ""
) -> None:
    """A claim was filed, accepted, refused, paid or dropped. The same act again changes nothing.

    :raises NotAllowed: the officer may not register people. :raises NotVisible: unknown claim, or out of scope.
    :raises BadClaim: no such state, or it cannot follow the present one.
    """
    scope.require(Power.INTAKE)
    with wall.as_engine():
        made: RemainsClaim = RemainsClaim.objects.one(scope, claim_no)
        case: RemainsCase = RemainsCase.objects.one(scope, made.remains_id, lock=True)  # one after the other
        said = RemainsClaimState.objects.visible_to(scope).filter(claim_id=claim_no)
        if said.filter(act_id=act_id).exists():
            return
        before = said.order_by("-state_id").values_list("state", flat=True).first() or ""
        if state not in CLAIM_STATES or len(note) > LONGEST:
            raise BadClaim("unknown")
        if not may_follow(before, state):
            raise BadClaim("order")
        _say(made, state, since, act_id, note.strip(), scope, now)
        record(
            scope=scope,
            action="remains.claim_moved",
            now=now,
            person=_kawal_id(case),
            subject=f"{case.code} {state}",
        )


@transaction.atomic
def share(*, scope: Scope, code: str, agency: str, now: datetime) -> int:
    """Another agency takes part: it sees the person while the case lasts. Gives the person, to be drawn again.

    :raises NotAllowed: the officer may not register people. :raises NotVisible: unknown case, or out of scope. :raises Closed: see there.
    """
    scope.require(Power.INTAKE)
    with wall.as_engine():
        case = _open(scope, code)
        if agency not in (case.agency, *case.offices):
            case.offices = [*case.offices, agency]
            case.save(update_fields=["offices"])
            grant_key(
                scope=ENGINE, person_id=case.person_id, key=own_key(agency), cause=shared_cause(code), now=now
            )
            record(
                scope=scope,
                action="remains.shared",
                now=now,
                person=_kawal_id(case),
                subject=f"{code} {agency}",
            )
    return int(case.person_id)


@transaction.atomic
def close_case(*, scope: Scope, code: str, note: str, now: datetime) -> int:
    """Nothing more is to be done on the way; claims may go on. Gives the person, to be drawn again: the keys of others end.

    :raises NotAllowed: the officer may not register people. :raises NotVisible: unknown case, or out of scope. :raises Closed: see there.
    """
    scope.require(Power.INTAKE)
    with wall.as_engine():
        case = _open(scope, code)
        case.closed_at, case.closed_by, case.note = now, scope.actor, note.strip()
        case.save(update_fields=["closed_at", "closed_by", "note"])
        end_grants(scope=ENGINE, cause=shared_cause(code), now=now)
        record(scope=scope, action="remains.closed", now=now, person=_kawal_id(case), subject=code)
    return int(case.person_id)


def _say(
    made: RemainsClaim, state: str, since: date, act_id: str, note: str, scope: Scope, now: datetime
) -> None:
    RemainsClaimState(
        claim=made, act_id=act_id, state=state, since=since, note=note, said_at=now, said_by=scope.actor
    ).save(force_insert=True)


def _case(scope: Scope, code: str) -> RemainsCase:
    """The case, locked. Asked as the engine, since the web role may lock nothing; the guard still holds."""
    found: RemainsCase | None = (
        RemainsCase.objects.visible_to(scope).select_for_update(of=("self",)).filter(code=code).first()
    )
    if found is None:
        raise NotVisible(f"remains {code}")
    return found


def _open(scope: Scope, code: str) -> RemainsCase:
    case = _case(scope, code)
    if case.closed_at:
        raise Closed(code)
    return case


def _kawal_id(case: RemainsCase) -> str:
    return str(Person.objects.one(ENGINE, case.person_id).kawal_id)
