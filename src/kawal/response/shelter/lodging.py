"""Putting somebody into a bed: the engine's part of several services, inside their transaction."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
from django.db import transaction

from kawal.access.scope import NotVisible
from kawal.facts.ledger.bulk import run
from kawal.response.shelter import refusals
from kawal.response.shelter.codes import USES
from kawal.response.shelter.rooming import warnings_of

# Locked: of two officers who give the same bed at once the second waits, and then finds it taken.
_BED = """select r.sex, b.out_of_use,
  coalesce((select u.use from shelter_room_use u where u.room_id = r.room_id and u.during @> %s::date), '')
 from shelter_bed b join shelter_room r using (room_id) where b.bed_id = %s and b.shelter = %s for update of b"""
_FREE = """select b.bed_id from shelter_bed b where b.room_id = %s and b.shelter = %s and b.out_of_use = ''
 and not exists (select from shelter_lodging l where l.bed_id = b.bed_id and l.undone_at is null and l.during && tstzrange(%s, null))
 order by b.bed_id limit 1"""
_LODGE = """insert into shelter_lodging (lodging_id, stay_id, shelter, bed_id, during, reason, by_actor)
 values (%s, %s, %s, %s, tstzrange(%s, null), %s, %s)"""


@dataclass(frozen=True, slots=True)
class Place:
    """A bed, or any free bed of a room. ``reason``: why here, where the room is meant for others."""

    bed_id: int | None = None
    room_id: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Sleeper:
    """Who is put to bed, as far as that matters for the room."""

    stay_id: UUID
    shelter: str
    sex: str
    apart: bool = False


def lodge(act: UUID, who: Sleeper, place: Place, at: datetime, today: Any, actor: str) -> int:
    """From ``at`` on; the bed's number. ``today`` is the day by which uses of rooms are read.

    :raises NotVisible: no such bed or room in the house. :raises RoomFull: no free bed in it. :raises BedOutOfUse: out of use.
    :raises NotMeantFor: the room is meant for others, and no reason is given. :raises BedTaken: somebody sleeps there.
    """
    bed_id = place.bed_id if place.bed_id is not None else _free_bed(place, who.shelter, at)
    found = run(_BED, (today, bed_id, who.shelter))
    if not found:
        raise NotVisible(f"bed {bed_id}")
    room_sex, out_of_use, use = found[0]
    if out_of_use:
        raise refusals.BedOutOfUse(out_of_use)
    warnings = warnings_of(
        room_sex=room_sex, sex=who.sex, use=use if use in USES else "", needs_apart=who.apart
    )
    if warnings and not place.reason:
        raise refusals.NotMeantFor(warnings)
    _write(act, who, bed_id, at, place.reason, actor)
    return bed_id


def _free_bed(place: Place, shelter: str, at: datetime) -> int:
    if not run("select 1 from shelter_room where room_id = %s and shelter = %s", (place.room_id, shelter)):
        raise NotVisible(f"room {place.room_id}")
    free = run(_FREE, (place.room_id, shelter, at))
    if not free:
        raise refusals.RoomFull
    return int(free[0][0])


def _write(act: UUID, who: Sleeper, bed_id: int, at: datetime, reason: str, actor: str) -> None:
    try:
        with transaction.atomic():
            run(_LODGE, (act, who.stay_id, who.shelter, bed_id, at, reason, actor))
    except psycopg.IntegrityError as error:
        raise refusal_of(error) from error


def refusal_of(error: psycopg.Error) -> Exception:
    """What a constraint of the tables means in the words of the registers."""
    return {
        "lodging_one_person": refusals.BedTaken(),
        "lodging_one_bed": refusals.BeforeLast(),
        "absence_once_at_a_time": refusals.AbsenceOverlaps(),
        "inside_stay": refusals.BeforeArriving(),
        "stay_one_house": refusals.AlreadyStaying(here=False),
    }.get(error.diag.constraint_name or "", refusals.ActReused())
