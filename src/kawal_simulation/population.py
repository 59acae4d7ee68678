"""Who lives in the country: block by block, strangers and their relatives, and the numbers they share."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from random import Random
from typing import NamedTuple

from kawal_simulation import kin, people, sharing
from kawal_simulation.chance import dice_for
from kawal_simulation.people import Persona
from kawal_simulation.settings import BLOCK, DECOYS, PATTERNS, RING_PATTERNS, RING_SHARE, Settings


class Block(NamedTuple):
    """The people of a block in the order of their numbers, and what several of them give as their own."""

    people: list[Persona]
    shared: list[sharing.Shared]


def block_of(settings: Settings, number: int) -> Block:
    """One block; it depends on the settings and its number alone."""
    found: list[Persona] = []
    for index in range(number * BLOCK, min(settings.people, (number + 1) * BLOCK)):
        found.append(_person(settings, index, found[-1] if found else None))
    return Block(found, sharing.share(settings, number, found))


def everyone(settings: Settings) -> Iterator[Persona]:
    """All people, in bounded memory."""
    for number in range(settings.blocks):
        yield from block_of(settings, number).people


def _person(settings: Settings, index: int, previous: Persona | None) -> Persona:
    """The person with this index; some are relatives of the one before."""
    dice = dice_for(settings.seed, "person", index)
    pattern, hunted_by = _harm(dice, settings, index)
    decoy = DECOYS.pick(dice) if pattern is None and dice.random() < settings.decoys else None
    if previous and not pattern and not decoy and not previous.pattern and dice.random() < settings.relatives:
        it = kin.relative_of(dice, settings, index, previous)
    else:
        it = people.stranger(dice, settings, index, pattern)
    it.pattern, it.hunted_by = pattern, hunted_by
    it.kind = f"decoy:{decoy}" if decoy else ("ordinary" if it.procedural else "irregular")
    return it


def _harm(dice: Random, settings: Settings, index: int) -> tuple[str | None, int | None]:
    """How this person is harmed, if at all, and the slice of the ring that does it (None: one recruiter alone)."""
    roll = dice.random() - settings.prevalence * (1 - RING_SHARE)
    if roll < 0:
        return PATTERNS.pick(dice), None
    number = index // settings.slice
    pattern = _hunts(settings, number)
    if pattern and roll < settings.prevalence * RING_SHARE / settings.hunted:
        return pattern, number
    return None, None


@lru_cache(maxsize=64)
def _hunts(settings: Settings, number: int) -> str | None:
    """What the ring of a slice does; None where no ring is at work. Rings are evenly spread, so that few people have few."""
    shift = dice_for(settings.seed, "slices").random()
    if int((number + 1) * settings.hunted + shift) == int(number * settings.hunted + shift):
        return None
    return RING_PATTERNS.pick(dice_for(settings.seed, "slice", number))
