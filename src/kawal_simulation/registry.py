"""Registrations and damaged claims alone, for judging how well records are linked.

No journeys: a register of people as an office keeps it (3.5 % born on 1 January, 12 %
without NIK, 8 % registered twice), and claims about them at a chosen level of damage.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from kawal_simulation import agencies, claims, damage, figures
from kawal_simulation.chance import Table, dice_for
from kawal_simulation.people import Persona, person_of
from kawal_simulation.settings import BLOCK, Settings

TWICE = 0.08
REGISTER = agencies.Clerk(
    Table({"clean": 1}),
    nik=1.0,
    mother=0.85,
    phones=0.6,
    birth=1.0,
    birth_place=0.95,
    address=agencies.DESA,
    again=0.0,
    nik_by_level=True,
)
SECOND = REGISTER._replace(levels=Table({"light": 1}))


class Row(NamedTuple):
    """One claim and the person it is truly about; `relation` is (kind, other person) or None."""

    person: str
    subject: claims.Subject
    relation: tuple[str, str] | None


def people(settings: Settings) -> Iterator[Persona]:
    """Everyone, relatives included, in the order of their numbers."""
    previous: Persona | None = None
    for index in range(settings.people):
        previous = person_of(settings, index, None if index % BLOCK == 0 else previous)
        yield previous


def registrations(settings: Settings) -> Iterator[Row]:
    """The register: one row a person, for some a second, lightly damaged."""
    for it in people(settings):
        dice = dice_for(settings.seed, "register", it.index)
        yield _row(dice, it, REGISTER)
        if dice.random() < TWICE:
            yield _row(dice, it, SECOND)


def damaged(settings: Settings, it: Persona, level: str, nth: int = 0) -> Row:
    """The nth claim about one person at a level: light, medium or heavy."""
    dice = dice_for(settings.seed, "damaged", level, it.index, nth)
    clerk = REGISTER._replace(levels=Table({level: 1}), nik=1.0, mother=1.0, phones=0.3)
    return _row(dice, it, clerk)


def _row(dice: Random, it: Persona, clerk: agencies.Clerk) -> Row:
    agency = agencies.Agency("register", clerk, "live", timed=False, file="ndjson", ear=None)
    subject = claims.written(dice, it, agency, None)
    if clerk is REGISTER and dice.random() < figures.WITHOUT_NIK:
        subject.pop("nik", None)
    relation = (it.relation[0], f"P{it.relation[1]:07d}") if it.relation else None
    return Row(it.key, subject, relation)


LEVELS = tuple(damage.LEVELS)
