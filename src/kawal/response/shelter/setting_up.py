"""Opening a house and its rooms and beds; where it stands; rooms set apart in an outbreak."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import psycopg
from django.db import transaction

from kawal.access import wall
from kawal.access.scope import NotVisible, Power, Scope
from kawal.access.trail.services import record
from kawal.facts.ledger.bulk import run
from kawal.response.shelter import refusals
from kawal.response.shelter.codes import KINDS, ROOM_SEXES, USES
from kawal.response.shelter.houses import house_of

MOST_BEDS = 200
_OPEN = """insert into shelter (code, kind, name, agency, overseer, key, opened_at, opened_by)
 values (%s, %s, %s, %s, %s, %s, %s, %s) on conflict (code) do nothing returning code"""
_ROOM = """insert into shelter_room (shelter, building, name, sex) values (%s, %s, %s, %s)
 on conflict (shelter, building, name) do nothing returning room_id"""
_BEDS = "insert into shelter_bed (room_id, shelter, name) select %s, %s, unnest(%s::text[])"
_ADDRESS = """insert into shelter_address (shelter, address, phone, changed_at, changed_by) values (%s, %s, %s, %s, %s)
 on conflict (shelter) do update set address = excluded.address, phone = excluded.phone, changed_at = excluded.changed_at,
  changed_by = excluded.changed_by"""
_USE = """insert into shelter_room_use (use_id, room_id, use, during, reason, by_actor)
 values (%s, %s, %s, daterange(%s, %s, '[]'), %s, %s) on conflict (use_id) do nothing"""
_END_USE = """update shelter_room_use set during = daterange(lower(during), %s) where room_id = %s and during @> %s::date
 and lower(during) < %s returning use_id"""
_DROP_USE = "delete from shelter_room_use where room_id = %s and lower(during) = %s returning use_id"


@dataclass(frozen=True, slots=True)
class House:
    """A house to open. ``name`` is what others read of it: a pseudonym where it is to stay hidden."""

    code: str
    kind: str
    name: str
    agency: str
    overseer: str = ""


@transaction.atomic
def open_house(*, scope: Scope, house: House, now: datetime) -> None:
    """Open a house's registers. An officer opens the house that the own key names; a mission its own; the nation any.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: a house of others.
    :raises AlreadyThere: it is open. :raises ValueError: an unknown kind.
    """
    scope.require(Power.HOUSE)
    if house.kind not in KINDS or house.overseer == house.agency:
        raise ValueError(house.kind)
    key = f"m:{house.agency}" if house.kind == "mission" else f"s:{house.code}"
    if not scope.is_nationwide and key not in scope.keys:
        raise NotVisible(f"shelter {house.code}")
    with wall.as_engine():
        row = (house.code, house.kind, house.name, house.agency, house.overseer, key, now, scope.actor)
        if not run(_OPEN, row):
            raise refusals.AlreadyThere
        record(scope=scope, action="shelter.opened", now=now, subject=house.code)


@transaction.atomic
def add_room(
    *, scope: Scope, shelter: str, building: str, name: str, sex: str, beds: Sequence[str], now: datetime
) -> int:
    """A room with its beds; its number.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: another's house.
    :raises AlreadyThere: a room of that name, or two beds of one name. :raises ValueError: a sex that is none, or no bed.
    """
    house_of(scope, shelter)
    if sex not in ROOM_SEXES or not beds or len(beds) > MOST_BEDS:
        raise ValueError(sex)
    if len(set(beds)) < len(beds):
        raise refusals.AlreadyThere
    with wall.as_engine():
        made = run(_ROOM, (shelter, building, name, sex))
        if not made:
            raise refusals.AlreadyThere
        run(_BEDS, (made[0][0], shelter, list(beds)))
        record(scope=scope, action="shelter.arranged", now=now, subject=shelter)
    return int(made[0][0])


@transaction.atomic
def close_bed(*, scope: Scope, shelter: str, bed_id: int, why: str, now: datetime) -> None:
    """Nobody new sleeps there while ``why`` stands; an empty ``why`` opens the bed again.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: no such bed in a house of the own.
    """
    house_of(scope, shelter)
    with wall.as_engine():
        changed = run("update shelter_bed set out_of_use = %s where bed_id = %s and shelter = %s returning bed_id",
                      (why, bed_id, shelter))  # fmt: skip
        if not changed:
            raise NotVisible(f"bed {bed_id}")
        record(scope=scope, action="shelter.arranged", now=now, subject=shelter)


@transaction.atomic
def set_address(*, scope: Scope, shelter: str, address: str, phone: str, now: datetime) -> None:
    """Where the house stands, for its own officers and the nation's duty officer.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: another's house.
    """
    house_of(scope, shelter)
    with wall.as_engine():
        run(_ADDRESS, (shelter, address, phone, now, scope.actor))
        record(scope=scope, action="shelter.arranged", now=now, subject=shelter)


@dataclass(frozen=True, slots=True)
class Use:
    """A room set apart from one day to another, both included; without an end until somebody ends it."""

    act: UUID
    room_id: int
    use: str
    first: date
    last: date | None
    reason: str


@transaction.atomic
def set_apart(*, scope: Scope, shelter: str, use: Use, now: datetime) -> None:
    """Make a room one for isolation or quarantine. Who sleeps there is not moved: the roster shows it.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: no such room in a house of the own.
    :raises UsesOverlap: another use on one of these days. :raises ValueError: an unknown use, or an end before its beginning.
    """
    house_of(scope, shelter)
    if use.use not in USES or (use.last and use.last < use.first):
        raise ValueError(use.use)
    with wall.as_engine():
        _room(shelter, use.room_id)
        try:
            with transaction.atomic():
                run(_USE, (use.act, use.room_id, use.use, use.first, use.last, use.reason, scope.actor))
        except psycopg.IntegrityError as error:
            raise refusals.UsesOverlap from error
        record(scope=scope, action="shelter.arranged", now=now, subject=shelter)


@transaction.atomic
def end_use(*, scope: Scope, shelter: str, room_id: int, day: date, now: datetime) -> None:
    """From this day on the room is an ordinary one again. Where it is none of another use, nothing happens.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: no such room in a house of the own.
    """
    house_of(scope, shelter)
    with wall.as_engine():
        _room(shelter, room_id)
        if run(_END_USE, (day, room_id, day, day)) or run(_DROP_USE, (room_id, day)):
            record(scope=scope, action="shelter.arranged", now=now, subject=shelter)


def _room(shelter: str, room_id: int) -> None:
    if not run("select 1 from shelter_room where room_id = %s and shelter = %s", (room_id, shelter)):
        raise NotVisible(f"room {room_id}")
