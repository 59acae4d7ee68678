"""A night out, and coming back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import psycopg
from django.db import transaction

from kawal.access import wall
from kawal.access.scope import Scope
from kawal.access.trail.services import record
from kawal.facts.ledger.bulk import run
from kawal.response.shelter import refusals
from kawal.response.shelter.lodging import refusal_of
from kawal.response.shelter.stays import Stay, check_open, locked, person_code

_OUT = """insert into shelter_absence (absence_id, stay_id, shelter, during, expected_at, reason, by_actor, back_by)
 values (%s, %s, %s, tstzrange(%s, %s), %s, %s, %s, %s)"""
_SAME = "select stay_id from shelter_absence where absence_id = %s"
_BACK = """update shelter_absence set during = tstzrange(lower(during), %s), back_by = %s
 where stay_id = %s and undone_at is null and upper_inf(during) and lower(during) < %s returning absence_id"""
_IS_OUT = "select 1 from shelter_absence where stay_id = %s and undone_at is null and upper_inf(during)"
_UNDO = """update shelter_absence set undone_at = %s where absence_id = %s and stay_id = %s and undone_at is null
 returning absence_id"""


@dataclass(frozen=True, slots=True)
class Outing:
    """Out since when, until when where she is back already, and when she means to be back. The reason is her own."""

    act: UUID
    since: datetime
    until: datetime | None = None
    expected_at: datetime | None = None
    reason: str = ""


@transaction.atomic
def go_out(*, scope: Scope, stay_id: UUID, outing: Outing, now: datetime) -> None:
    """Write down that she is out. Her bed stays hers. The same act again changes nothing.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: no such stay in a house of the own.
    :raises AbsenceOverlaps: she is out already at that time. :raises Refused: another reason, by its name.
    """
    stay = locked(scope, stay_id)
    with wall.as_engine():
        if same := run(_SAME, (outing.act,)):
            if same[0][0] != stay_id:
                raise refusals.ActReused
            return
        check_open(stay, outing.since, now)
        _check(outing, now)
        _insert(scope, stay, outing)
        record(
            scope=scope,
            action="shelter.went_out",
            now=now,
            subject=stay.shelter,
            person=person_code(stay.person_id),
        )


@transaction.atomic
def come_back(*, scope: Scope, stay_id: UUID, at: datetime, now: datetime) -> None:
    """She is back.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: no such stay in a house of the own.
    :raises NotAbsent: nothing says that she is out. :raises BeforeLast: back before she went. :raises InFuture: later than now.
    """
    stay = locked(scope, stay_id)
    check_open(stay, at, now)
    with wall.as_engine():
        if not run(_BACK, (at, scope.actor, stay_id, at)):
            raise refusals.BeforeLast if run(_IS_OUT, (stay_id,)) else refusals.NotAbsent
        record(
            scope=scope,
            action="shelter.came_back",
            now=now,
            subject=stay.shelter,
            person=person_code(stay.person_id),
        )


@transaction.atomic
def undo_outing(*, scope: Scope, stay_id: UUID, act: UUID, now: datetime) -> None:
    """It did not happen. Twice is once.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: no such stay in a house of the own.
    """
    stay = locked(scope, stay_id)
    with wall.as_engine():
        if run(_UNDO, (now, act, stay_id)):
            record(
                scope=scope,
                action="shelter.undone",
                now=now,
                subject=stay.shelter,
                person=person_code(stay.person_id),
            )


def _check(outing: Outing, now: datetime) -> None:
    if outing.until is not None and outing.until > now:
        raise refusals.InFuture
    ends = outing.until or outing.expected_at
    if ends is not None and ends <= outing.since:
        raise refusals.BeforeLast


def _insert(scope: Scope, stay: Stay, it: Outing) -> None:
    back_by = scope.actor if it.until else ""
    row = (
        it.act,
        stay.stay_id,
        stay.shelter,
        it.since,
        it.until,
        it.expected_at,
        it.reason,
        scope.actor,
        back_by,
    )
    try:
        with transaction.atomic():
            run(_OUT, row)
    except psycopg.IntegrityError as error:
        raise refusal_of(error) from error
