"""Coming in, a bed, a night out, leaving; and taking back each of these. The facts that go with them are told by `homecoming.staying`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

import psycopg
from django.db import transaction

from kawal.access import wall
from kawal.access.scope import Scope
from kawal.access.trail.services import record
from kawal.facts.ledger.bulk import run
from kawal.response.shelter import refusals
from kawal.response.shelter.belongings import Fate, settle_items
from kawal.response.shelter.codes import DESTINATIONS, NEEDS, OTHER_HOUSE
from kawal.response.shelter.houses import house_of
from kawal.response.shelter.lodging import Place, Sleeper, lodge, refusal_of
from kawal.response.shelter.secrecy import check_texts
from kawal.response.shelter.stays import ILL, Stay, check_open, locked, person_code

BED = "bed"
_STAY = """insert into shelter_stay (stay_id, shelter, person_id, claim_id, name, sex, birth_year, during, needs, fact_id, arrived_by)
 values (%s, %s, %s, %s, %s, %s, %s, tstzrange(%s, null), %s::text[], %s, %s)"""
_HOLD = "select 1 from person where person_id = %s for no key update"  # one house at a time
_SAME = "select shelter, person_id, undone_at is not null from shelter_stay where stay_id = %s"
_OPEN_ELSEWHERE = """select shelter from shelter_stay where person_id = %s and undone_at is null and not doubled
 and during && tstzrange(%s, null) order by lower(during) desc limit 1"""
_NOW_IN = """select lodging_id, bed_id, lower(during) from shelter_lodging
 where stay_id = %s and undone_at is null and upper_inf(during)"""
_LATER = """select 1 from shelter_lodging where stay_id = %s and undone_at is null and lower(during) >= %s union all
 select 1 from shelter_absence where stay_id = %s and undone_at is null and lower(during) >= %s"""
_END_LODGING = """update shelter_lodging set during = tstzrange(lower(during), %s)
 where stay_id = %s and undone_at is null and upper_inf(during)"""
_END_ABSENCE = """update shelter_absence set during = tstzrange(lower(during), %s),
  back_by = case when back_by = '' then %s else back_by end
 where stay_id = %s and undone_at is null and (upper_inf(during) or upper(during) > %s)"""
_LEAVE = """update shelter_stay set during = tstzrange(lower(during), %s), left_act = %s, left_fact = %s, left_by = %s, destination = %s,
 left_note = %s where stay_id = %s"""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody comes in. ``act`` is the stay's identifier; ``fact_id`` the fact that tells it, empty where it was told before."""

    act: UUID
    shelter: str
    person_id: int
    claim_id: int
    name: str
    sex: str
    birth_year: int | None
    at: datetime
    place: Place | None = None
    needs: tuple[str, ...] = ()
    fact_id: str = ""


@dataclass(frozen=True, slots=True)
class Leaving:
    """Somebody goes. ``onward`` is the house she goes on to; ``fates`` say what became of each thing kept for her."""

    act: UUID
    at: datetime
    destination: str
    onward: str = ""
    note: str = ""
    fact_id: str = ""
    fates: Mapping[UUID, Fate] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Left:
    """:ivar repeated: it was written down before. :ivar destination: the code that goes into the fact."""

    repeated: bool
    person_id: int
    shelter: str


def receive(*, scope: Scope, arrival: Arrival, now: datetime, today: date) -> bool:
    """Write the stay, and the bed if one is given; false where the same act was written before.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: another's house, or no such bed in it.
    :raises Refused: with its own name for each reason (`refusals`).
    """
    house_of(scope, arrival.shelter)
    if arrival.at > now:
        raise refusals.InFuture
    if not set(arrival.needs) <= set(NEEDS):
        raise ValueError(arrival.needs)
    with transaction.atomic(), wall.as_engine():
        run(_HOLD, (arrival.person_id,))
        if _is_repeated(arrival):
            return False
        _insert(scope, arrival)
        if arrival.place:
            who = Sleeper(arrival.act, arrival.shelter, arrival.sex, apart=ILL in arrival.needs)
            lodge(uuid5(arrival.act, BED), who, arrival.place, arrival.at, today, scope.actor)
        record(
            scope=scope,
            action="shelter.received",
            now=now,
            subject=arrival.shelter,
            person=person_code(arrival.person_id),
        )
    return True


def move(
    *, scope: Scope, act: UUID, stay_id: UUID, place: Place, at: datetime, now: datetime, today: date
) -> int:
    """To another bed of the house, or to the first one; the bed's number. The same act again changes nothing.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: no such stay or bed in a house of the own.
    :raises Refused: with its own name for each reason.
    """
    with transaction.atomic():
        stay = locked(scope, stay_id)
        with wall.as_engine():
            if before := run("select bed_id, stay_id from shelter_lodging where lodging_id = %s", (act,)):
                return _same_bed(before[0], stay_id)
            check_open(stay, at, now)
            for _lodging, bed_id, since in run(_NOW_IN, (stay_id,)):
                if bed_id == place.bed_id:
                    raise refusals.SameBed
                if at <= since:
                    raise refusals.BeforeLast
            run(_END_LODGING, (at, stay_id))
            bed_id = lodge(act, stay.sleeper, place, at, today, scope.actor)
            record(
                scope=scope,
                action="shelter.moved",
                now=now,
                subject=stay.shelter,
                person=person_code(stay.person_id),
            )
            return bed_id


def leave(*, scope: Scope, stay_id: UUID, leaving: Leaving, now: datetime) -> Left:
    """Close the stay with everything open in it. Nobody is asked why, and nothing kept for her ends without a word.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: no such stay in a house of the own.
    :raises StillKept: things of which nobody said what became. :raises Refused: another reason, by its name.
    """
    if leaving.destination not in DESTINATIONS:
        raise ValueError(leaving.destination)
    with transaction.atomic():
        stay = locked(scope, stay_id)
        if stay.left_act == leaving.act:
            return Left(True, stay.person_id, stay.shelter)
        check_open(stay, leaving.at, now)
        check_texts(scope=scope, texts=[leaving.note])
        with wall.as_engine():
            _check_onward(stay, leaving)
            if run(_LATER, (stay_id, leaving.at, stay_id, leaving.at)):
                raise refusals.BeforeLast
            settle_items(stay_id, leaving.act, leaving.fates, leaving.at, scope.actor)
            run(_END_LODGING, (leaving.at, stay_id))
            run(_END_ABSENCE, (leaving.at, scope.actor, stay_id, leaving.at))
            where = leaving.onward or leaving.destination
            run(_LEAVE, (leaving.at, leaving.act, leaving.fact_id, scope.actor, where, leaving.note, stay_id))
            record(
                scope=scope,
                action="shelter.left",
                now=now,
                subject=stay.shelter,
                person=person_code(stay.person_id),
            )
    return Left(False, stay.person_id, stay.shelter)


def _check_onward(stay: Stay, leaving: Leaving) -> None:
    if (leaving.destination == OTHER_HOUSE) is not bool(leaving.onward) or leaving.onward == stay.shelter:
        raise refusals.NowhereToGo
    if leaving.onward and not run("select 1 from shelter where code = %s", (leaving.onward,)):
        raise refusals.NowhereToGo


def _is_repeated(arrival: Arrival) -> bool:
    for shelter, person_id, undone in run(_SAME, (arrival.act,)):
        if (shelter, person_id) == (arrival.shelter, arrival.person_id) and not undone:
            return True
        raise refusals.ActReused
    return False


def _same_bed(before: tuple[Any, ...], stay_id: UUID) -> int:
    if before[1] != stay_id:
        raise refusals.ActReused
    return int(before[0])


def _insert(scope: Scope, it: Arrival) -> None:
    row = (it.act, it.shelter, it.person_id, it.claim_id, it.name, it.sex, it.birth_year, it.at, list(it.needs), it.fact_id,
           scope.actor)  # fmt: skip
    try:
        with transaction.atomic():
            run(_STAY, row)
    except psycopg.IntegrityError as error:
        standing = run(_OPEN_ELSEWHERE, (it.person_id, it.at))
        if standing:
            raise refusals.AlreadyStaying(here=standing[0][0] == it.shelter) from error
        raise refusal_of(error) from error
