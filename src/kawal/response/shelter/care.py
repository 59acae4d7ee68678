"""The books of a house and its ticks: health, visits, calls, incidents, rules; meals, names called, the day's checks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

import orjson
from django.db import transaction

from kawal.access import wall
from kawal.access.scope import NotVisible, Power, Scope
from kawal.access.trail.services import record
from kawal.facts.ledger.bulk import run
from kawal.response.shelter import refusals
from kawal.response.shelter.books import books
from kawal.response.shelter.checklists import tasks_of
from kawal.response.shelter.codes import ROUNDS
from kawal.response.shelter.houses import house_of
from kawal.response.shelter.stays import locked, person_code

HEALTH = "health"
MOST_PORTIONS = 2_000
_WRITE = """insert into shelter_entry (entry_id, shelter, stay_id, book, at, said, by_actor, fact_id)
 values (%s, %s, %s, %s, %s, %s::jsonb, %s, %s) on conflict (entry_id) do nothing returning entry_id"""
_KNOWN = "select shelter, stay_id, book from shelter_entry where entry_id = %s"
_NEEDS = """update shelter_stay s set care = e.said->>'care',
  needs = array(select jsonb_array_elements_text(coalesce(e.said->'needs', '[]')))
 from (select said from shelter_entry where stay_id = %s and book = 'health' and undone_at is null
  order by at desc, entry_id desc limit 1) e where s.stay_id = %s"""
_NO_NEEDS = """update shelter_stay set care = 'none' where stay_id = %s and not exists (
 select from shelter_entry where stay_id = %s and book = 'health' and undone_at is null)"""
_ENTRY = """select shelter, stay_id, book, at, ended_at, fact_id, undone_at is not null from shelter_entry where entry_id = %s for update"""
_TICK = """insert into shelter_tick (stay_id, day, round, shelter, act, at, by_actor) values (%s, %s, %s, %s, %s, %s, %s)
 on conflict (stay_id, day, round) do nothing returning act"""
_UNTICK = "delete from shelter_tick where stay_id = %s and day = %s and round = %s returning act"
_PORTIONS = """insert into shelter_portion (act, shelter, day, round, portions, at, by_actor) values (%s, %s, %s, %s, %s, %s, %s)
 on conflict (act) do nothing"""
_CHECK = """insert into shelter_check (shelter, day, item, act, at, by_actor, note) values (%s, %s, %s, %s, %s, %s, %s)
 on conflict (shelter, day, item) do nothing returning act"""
_UNCHECK = "delete from shelter_check where shelter = %s and day = %s and item = %s returning act"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a book, about a stay or about the house."""

    act: UUID
    shelter: str
    book: str
    at: datetime
    said: Mapping[str, Any] = field(default_factory=dict)
    stay_id: UUID | None = None
    fact_id: str = ""


@transaction.atomic
def write_entry(*, scope: Scope, entry: Entry, now: datetime) -> bool:
    """Write a line; false where the same act was written before. A health screening sets what she needs.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: no such stay in this house of the own.
    :raises BadEntry: not what the book asks. :raises InFuture: later than now. :raises BeforeArriving: before she came.
    """
    house_of(scope, entry.shelter)
    person = _check_entry(scope, entry, now)
    with wall.as_engine():
        said = orjson.dumps(dict(entry.said)).decode()
        row = (
            entry.act,
            entry.shelter,
            entry.stay_id,
            entry.book,
            entry.at,
            said,
            scope.actor,
            entry.fact_id,
        )
        if not run(_WRITE, row):
            if run(_KNOWN, (entry.act,)) != [(entry.shelter, entry.stay_id, entry.book)]:
                raise refusals.ActReused
            return False
        if entry.book == HEALTH:
            run(_NEEDS, (entry.stay_id, entry.stay_id))
        record(
            scope=scope,
            action="shelter.noted",
            now=now,
            subject=f"{entry.shelter} {entry.book}",
            person=person,
        )
    return True


@transaction.atomic
def end_entry(*, scope: Scope, act: UUID, at: datetime, now: datetime) -> None:
    """The visit is over. Twice is once.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: no such entry. :raises BeforeLast: over before it began.
    """
    shelter, _stay, book, began, ended, _fact, _undone = _entry(scope, act)
    if not books()[book].ends:
        raise NotVisible("entry")
    if at < began:
        raise refusals.BeforeLast
    if ended is None:
        with wall.as_engine():
            run("update shelter_entry set ended_at = %s where entry_id = %s", (at, act))
            record(scope=scope, action="shelter.noted", now=now, subject=f"{shelter} {book}")


@transaction.atomic
def undo_entry(*, scope: Scope, act: UUID, now: datetime) -> str:
    """Strike a line out; it stays readable. Gives the fact to withdraw, if one was told and it stood until now.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: no such entry in a house of the own.
    """
    shelter, stay_id, book, _began, _ended, fact_id, undone = _entry(scope, act)
    if undone:
        return ""
    with wall.as_engine():
        run(
            "update shelter_entry set undone_at = %s, undone_by = %s where entry_id = %s",
            (now, scope.actor, act),
        )
        if book == HEALTH:
            run(_NEEDS, (stay_id, stay_id))
            run(_NO_NEEDS, (stay_id, stay_id))
        record(scope=scope, action="shelter.undone", now=now, subject=f"{shelter} {book}")
    return str(fact_id)


@transaction.atomic
def tick(*, scope: Scope, act: UUID, stay_id: UUID, day: date, round: str, now: datetime) -> bool:
    """A meal served or a name called; false where it was ticked before, by whomever.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: no such stay in a house of the own.
    :raises AlreadyLeft: she has gone. :raises ValueError: no such round.
    """
    if round not in ROUNDS:
        raise ValueError(round)
    stay = locked(scope, stay_id)
    if stay.left_act is not None:
        raise refusals.AlreadyLeft
    with wall.as_engine():
        return bool(run(_TICK, (stay_id, day, round, stay.shelter, act, now, scope.actor)))


@transaction.atomic
def untick(*, scope: Scope, stay_id: UUID, day: date, round: str) -> bool:
    """It was not so; false where nothing was ticked.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: no such stay in a house of the own.
    """
    locked(scope, stay_id)
    with wall.as_engine():
        return bool(run(_UNTICK, (stay_id, day, round)))


@transaction.atomic
def untick_act(*, scope: Scope, act: UUID) -> bool:
    """The scan under this identifier was a mistake; false where it ticked nothing.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: not in a house of the own.
    """
    scope.require(Power.HOUSE)
    with wall.as_engine():
        found = run("select stay_id, day, round from shelter_tick where act = %s", (act,))
    return bool(found) and untick(scope=scope, stay_id=found[0][0], day=found[0][1], round=found[0][2])


@transaction.atomic
def give_portions(
    *, scope: Scope, act: UUID, shelter: str, day: date, round: str, portions: int, now: datetime
) -> None:
    """Portions beside the ticks. The same act again changes nothing.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: another's house. :raises ValueError: no such meal or count.
    """
    house_of(scope, shelter)
    if round not in ROUNDS or not 0 < portions <= MOST_PORTIONS:
        raise ValueError(portions)
    with wall.as_engine():
        run(_PORTIONS, (act, shelter, day, round, portions, now, scope.actor))


@transaction.atomic
def check(*, scope: Scope, act: UUID, shelter: str, day: date, item: str, note: str, now: datetime) -> bool:
    """A task of the day is done; false where somebody did it before.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: another's house. :raises ValueError: no such task.
    """
    house = house_of(scope, shelter)
    if item not in {task.item for task in tasks_of(house.kind)}:
        raise ValueError(item)
    with wall.as_engine():
        return bool(run(_CHECK, (shelter, day, item, act, now, scope.actor, note)))


@transaction.atomic
def uncheck(*, scope: Scope, shelter: str, day: date, item: str) -> bool:
    """It is not done; false where it was not said to be.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: another's house.
    """
    house_of(scope, shelter)
    with wall.as_engine():
        return bool(run(_UNCHECK, (shelter, day, item)))


def _check_entry(scope: Scope, entry: Entry, now: datetime) -> str:
    """What is wrong with a line is refused; the id of the person it is about."""
    book = books().get(entry.book)
    if book is None or (entry.stay_id is None and not book.whole_house):
        raise refusals.BadEntry(["book"])
    if wrong := book.wrong(entry.said):
        raise refusals.BadEntry(wrong)
    if entry.at > now:
        raise refusals.InFuture
    if entry.stay_id is None:
        return ""
    stay = locked(scope, entry.stay_id)
    if stay.shelter != entry.shelter:
        raise NotVisible("stay")
    if entry.at < stay.since:
        raise refusals.BeforeArriving
    with wall.as_engine():
        return person_code(stay.person_id)


def _entry(scope: Scope, act: UUID) -> tuple[Any, ...]:
    scope.require(Power.HOUSE)
    with wall.as_engine():
        found = run(_ENTRY, (act,))
    if not found:
        raise NotVisible(f"entry {act}")
    house_of(scope, found[0][0])
    return found[0]
