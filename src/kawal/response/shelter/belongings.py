"""What a house keeps for somebody: taken in with a signature, given back with one, or told what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from kawal.access import wall
from kawal.access.scope import NotVisible, Scope
from kawal.access.trail.services import record
from kawal.facts.ledger.bulk import run
from kawal.foundation.drawn import is_drawn
from kawal.response.shelter import refusals
from kawal.response.shelter.codes import DRAWN, FATES, ITEMS, RETURNED, SIGNED
from kawal.response.shelter.houses import house_of
from kawal.response.shelter.stays import locked

_KEEP = """insert into shelter_item (item_id, stay_id, shelter, kind, what, kept_at, taken_at, taken_by, signed, drawing)
 values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) on conflict (item_id) do nothing"""
_KEPT = "select item_id, kind, what, taken_at from shelter_item where stay_id = %s and fate = '' order by taken_at, item_id"
_SETTLE = """update shelter_item set fate = %s, fate_at = greatest(%s, taken_at), fate_by = %s, fate_signed = %s, fate_drawing = %s,
 fate_note = %s, fate_act = %s where item_id = %s and fate = '' returning item_id"""
_ITEM = "select shelter, fate_act from shelter_item where item_id = %s for update"
_UNSETTLE = """update shelter_item set fate = '', fate_at = null, fate_by = '', fate_signed = '', fate_drawing = '', fate_note = '',
 fate_act = null where item_id = %s"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A thing handed in. ``signed``: how its owner agreed, with the drawing where on the screen; ``kept_at`` the locker."""

    kind: str
    what: str
    kept_at: str = ""
    signed: str = "paper"
    drawing: str = ""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a thing. Returned with a signature; anything else with words."""

    code: str
    signed: str = ""
    note: str = ""
    drawing: str = ""

    def __post_init__(self) -> None:
        if self.code not in FATES:
            raise ValueError(self.code)
        if self.code == RETURNED and self.signed not in SIGNED:
            raise ValueError("returned without a signature")
        if self.code != RETURNED and (not self.note or self.signed):
            raise ValueError("what became of it is not said")
        _check_drawing(self.signed, self.drawing)


def _check_drawing(signed: str, drawing: str) -> None:
    """:raises ValueError: signed on the screen and nothing drawn, or the other way round."""
    if (signed == DRAWN) is not bool(drawing) or (drawing and not is_drawn(drawing)):
        raise ValueError("no drawing")


@transaction.atomic
def keep(*, scope: Scope, act: UUID, stay_id: UUID, thing: Kept, now: datetime) -> None:
    """Take something in. The same act again changes nothing.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: no such stay in a house of the own.
    :raises AlreadyLeft: she has gone. :raises ValueError: a code that is none, or no words.
    """
    if thing.kind not in ITEMS or thing.signed not in SIGNED or not thing.what:
        raise ValueError(thing.kind)
    _check_drawing(thing.signed, thing.drawing)
    stay = locked(scope, stay_id)
    if stay.left_act is not None:
        raise refusals.AlreadyLeft
    with wall.as_engine():
        run(
            _KEEP,
            (
                act,
                stay_id,
                stay.shelter,
                thing.kind,
                thing.what,
                thing.kept_at,
                now,
                scope.actor,
                thing.signed,
                thing.drawing,
            ),
        )
        record(scope=scope, action="shelter.kept", now=now, subject=stay.shelter)


@transaction.atomic
def give_back(*, scope: Scope, act: UUID, item_id: UUID, fate: Fate, now: datetime) -> None:
    """Say what became of a thing. The same act again changes nothing.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: no such thing in a house of the own.
    :raises AlreadySaid: it was said before.
    """
    shelter, told_by = _item(scope, item_id)
    if told_by == act:
        return
    with wall.as_engine():
        if not run(_SETTLE, _row(fate, now, scope.actor, act, item_id)):
            raise refusals.AlreadySaid
        record(scope=scope, action="shelter.given_back", now=now, subject=shelter)


@transaction.atomic
def undo_give_back(*, scope: Scope, item_id: UUID, now: datetime) -> None:
    """It is kept again.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: no such thing in a house of the own.
    """
    shelter, _told_by = _item(scope, item_id)
    with wall.as_engine():
        run(_UNSETTLE, (item_id,))
        record(scope=scope, action="shelter.undone", now=now, subject=shelter)


def settle_items(stay_id: UUID, act: UUID, fates: Mapping[UUID, Fate], at: datetime, actor: str) -> None:
    """With the leaving, as the engine: everything kept is answered for.

    :raises StillKept: with the words of what is not. :raises BeforeLast: something was taken in after she left.
    """
    kept = run(_KEPT, (stay_id,))
    if open_items := [what for item_id, _kind, what, _at in kept if item_id not in fates]:
        raise refusals.StillKept(open_items)
    if any(taken_at > at for _id, _kind, _what, taken_at in kept):
        raise refusals.BeforeLast
    for item_id, _kind, _what, _at in kept:
        run(_SETTLE, _row(fates[item_id], at, actor, act, item_id))


def _row(fate: Fate, at: datetime, actor: str, act: UUID, item_id: UUID) -> tuple[Any, ...]:
    return (fate.code, at, actor, fate.signed, fate.drawing, fate.note, act, item_id)


def _item(scope: Scope, item_id: UUID) -> tuple[str, Any]:
    with wall.as_engine():
        found = run(_ITEM, (item_id,))
    if not found:
        raise NotVisible(f"item {item_id}")
    [(shelter, told_by)] = found
    house_of(scope, shelter)
    return shelter, told_by
