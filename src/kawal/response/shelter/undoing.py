"""Taking an arrival, a move or a leaving back: the register returns to where it was, as far as nobody has taken the place since."""

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
from kawal.response.shelter.stays import Stay, locked, person_code

_TRACES = """select 1 from shelter_item where stay_id = %s union all
 select 1 from shelter_entry where stay_id = %s and undone_at is null union all select 1 from shelter_tick where stay_id = %s limit 1"""
_UNDO_ALL = (
    "update shelter_lodging set undone_at = %s where stay_id = %s and undone_at is null",
    "update shelter_absence set undone_at = %s where stay_id = %s and undone_at is null",
)
_UNDO = "update shelter_stay set undone_at = %s, undone_by = %s where stay_id = %s"
_REOPEN = """update shelter_stay set during = tstzrange(lower(during), null), left_act = null, left_fact = '', left_by = '',
 destination = '', left_note = '' where stay_id = %s"""
_REOPEN_BED = """update shelter_lodging set during = tstzrange(lower(during), null)
 where stay_id = %s and undone_at is null and upper(during) = %s returning bed_id"""
_LODGED = """select upper_inf(during), lower(during) from shelter_lodging
 where lodging_id = %s and stay_id = %s and undone_at is null"""
_UNDO_LODGING = "update shelter_lodging set undone_at = %s where lodging_id = %s"
_HAD_BED = "select 1 from shelter_lodging where stay_id = %s and undone_at is null and upper(during) = %s"
_REOPEN_OUT = """update shelter_absence set during = tstzrange(lower(during), null), back_by = ''
 where stay_id = %s and undone_at is null and upper(during) = %s and back_by = %s"""
_REOPEN_ITEMS = """update shelter_item set fate = '', fate_at = null, fate_by = '', fate_signed = '', fate_drawing = '', fate_note = '',
 fate_act = null where stay_id = %s and fate_act = %s"""


@dataclass(frozen=True, slots=True)
class Undone:
    """:ivar fact_id: the fact to withdraw, if one was told. :ivar bed: whether her bed is hers again."""

    fact_id: str
    person_id: int
    shelter: str
    bed: bool = True


@transaction.atomic
def undo_receive(*, scope: Scope, stay_id: UUID, now: datetime) -> Undone:
    """She never came in: the stay and its beds do not count.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: no such stay in a house of the own.
    :raises HasTraces: things were taken in or written down about her. :raises AlreadyLeft: she left.
    """
    stay = locked(scope, stay_id)
    if stay.left_act is not None:
        raise refusals.AlreadyLeft
    with wall.as_engine():
        if run(_TRACES, (stay_id, stay_id, stay_id)):
            raise refusals.HasTraces
        for statement in _UNDO_ALL:
            run(statement, (now, stay_id))
        run(_UNDO, (now, scope.actor, stay_id))
        record(
            scope=scope,
            action="shelter.undone",
            now=now,
            subject=stay.shelter,
            person=person_code(stay.person_id),
        )
    return Undone(stay.fact_id, stay.person_id, stay.shelter)


@transaction.atomic
def undo_move(*, scope: Scope, stay_id: UUID, act: UUID, now: datetime) -> bool:
    """She never moved: the bed before is hers again. False where somebody sleeps there meanwhile, and she has none. Twice is once.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: no such stay in a house of the own.
    :raises AlreadyLeft: she left. :raises BeforeLast: she moved once more since.
    """
    stay = locked(scope, stay_id)
    with wall.as_engine():
        found = run(_LODGED, (act, stay_id))
        if not found:
            return True
        if stay.left_act is not None:
            raise refusals.AlreadyLeft
        is_last, since = found[0]
        if not is_last:
            raise refusals.BeforeLast
        run(_UNDO_LODGING, (now, act))
        had_bed = bool(run(_HAD_BED, (stay_id, since)))
        has_bed = _reopen_bed(stay, since)
        record(
            scope=scope,
            action="shelter.undone",
            now=now,
            subject=stay.shelter,
            person=person_code(stay.person_id),
        )
    return has_bed or not had_bed


@transaction.atomic
def undo_leave(*, scope: Scope, stay_id: UUID, now: datetime) -> Undone:
    """She is here again, with her things; in her bed, unless somebody sleeps there meanwhile.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: no such stay in a house of the own.
    :raises NotStaying: she has not left. :raises AlreadyStaying: she is in a house meanwhile.
    """
    stay = locked(scope, stay_id)
    if stay.left_act is None:
        raise refusals.NotStaying
    with wall.as_engine():
        _reopen(stay)
        run(_REOPEN_ITEMS, (stay_id, stay.left_act))
        run(_REOPEN_OUT, (stay_id, stay.until, scope.actor))
        has_bed = _reopen_bed(stay, stay.until)
        record(
            scope=scope,
            action="shelter.undone",
            now=now,
            subject=stay.shelter,
            person=person_code(stay.person_id),
        )
    return Undone(stay.left_fact, stay.person_id, stay.shelter, has_bed)


def _reopen(stay: Stay) -> None:
    try:
        with transaction.atomic():
            run(_REOPEN, (stay.stay_id,))
    except psycopg.IntegrityError as error:
        raise refusals.AlreadyStaying(here=False) from error


def _reopen_bed(stay: Stay, ended_at: datetime) -> bool:
    """The bed she had until then is hers again; false where somebody sleeps there meanwhile, or she had none."""
    try:
        with transaction.atomic():
            return bool(run(_REOPEN_BED, (stay.stay_id, ended_at)))
    except psycopg.IntegrityError:
        return False
