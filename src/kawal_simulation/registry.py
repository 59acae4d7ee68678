"""Registrations and damaged claims alone, for judging how well records are linked.

No journeys: a register of people as an office keeps it (3.5 % born on 1 January, 12 %
without NIK, 8 % registered twice), and claims about them at a chosen level of damage.
Everything is a pure function of the settings and a place, streamed in bounded memory.
`Settings.relatives` says how many are kin, namesakes or borrowers of papers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import NamedTuple

from kawal_simulation import agencies, claims, figures, numbers, population
from kawal_simulation.chance import Table, dice_for
from kawal_simulation.people import Persona, key_of
from kawal_simulation.settings import BLOCK, Settings

TWICE = 0.08
MIX = Table({"light": 50, "medium": 35, "heavy": 15})
REGISTER = agencies.Clerk(
    Table({"clean": 1}),
    nik=1.0,
    mother=0.85,
    phones=0.6,
    birth=1.0,
    birth_place=1.0,
    address=agencies.DESA,
    again=0.0,
    nik_by_level=True,
    by_papers=False,
)
ROUGHLY = Table({"village": 35, "kecamatan": 15, "kabupaten": 30, "none": 20})
CLAIM = REGISTER._replace(mother=1.0, phones=0.3, address=ROUGHLY)
LEVELS = ("light", "medium", "heavy")
CLAIMS_EACH = Table({1: 25, 2: 30, 3: 22, 4: 15, 5: 8})
AFTER_DOSSIER, ROWS_EACH = 5, 8


class Row(NamedTuple):
    """One claim and the person it is truly about; `relation` is (kind, other person) or None.

    `number` is unique to the claim and tells nothing of the person.
    """

    number: int
    person: str
    subject: claims.Subject
    relation: tuple[str, str] | None
    level: str


def people(settings: Settings) -> Iterator[Persona]:
    """Everyone, relatives included, in the order of their numbers."""
    return population.everyone(settings)


def with_strangers(settings: Settings, count: int) -> Settings:
    """The same people and so many more, who begin with the block after the last: no relatives of anybody before."""
    return replace(settings, people=settings.blocks * BLOCK + count)


def strangers(settings: Settings, count: int) -> Iterator[Persona]:
    """People whom a register of `settings.people` does not hold, for claims that must find nobody."""
    others = with_strangers(settings, count)
    for number in range(settings.blocks, others.blocks):
        yield from population.block_of(others, number).people


def registrations(settings: Settings) -> Iterator[Row]:
    """The register: one row a person, for some a second, lightly damaged."""
    for it in people(settings):
        yield from registered(settings, it)


def registered(settings: Settings, it: Persona) -> Iterator[Row]:
    """One person's rows in the register."""
    dice = dice_for(settings.seed, "register", it.index)
    yield _row(dice, it, REGISTER, "clean", 0)
    if dice.random() < TWICE:
        yield _row(dice, it, REGISTER, "light", 1)


def dossier(settings: Settings, it: Persona) -> Iterator[Row]:
    """What several offices say of one person: one to five claims, half light, 35 % medium, 15 % heavy."""
    dice = dice_for(settings.seed, "dossier", it.index)
    for nth in range(CLAIMS_EACH.pick(dice)):
        yield _row(dice, it, CLAIM, MIX.pick(dice), nth)


def damaged(settings: Settings, it: Persona, level: str) -> Row:
    """A claim about one person at a level: light, medium or heavy."""
    dice = dice_for(settings.seed, "damaged", level, it.index)
    return _row(dice, it, CLAIM, level, AFTER_DOSSIER + LEVELS.index(level))


def _row(dice: Random, it: Persona, clerk: agencies.Clerk, level: str, nth: int) -> Row:
    agency = agencies.Agency("register", "registry", clerk, "live", timed=False, file="ndjson", ear=None)
    subject = claims.written(dice, it, agency, level)
    if level == "clean" and dice.random() < figures.WITHOUT_NIK:
        subject.pop("nik", None)
    relation = (it.relation[0], key_of(it.relation[1])) if it.relation else None
    number = (it.index * ROWS_EACH + nth + 1) * 387_420_489 % numbers.ID_PRIME
    return Row(number, it.key, subject, relation, level)
