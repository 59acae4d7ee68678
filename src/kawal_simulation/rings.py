"""Trafficking rings: recruiters under several names, shared phones, a house, a route.

A ring lives inside one block of people. Solo recruiters make up the rest.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from kawal_simulation import names, numbers, places, routes
from kawal_simulation.chance import dice_for
from kawal_simulation.people import Persona
from kawal_simulation.settings import Settings
from kawal_simulation.story import Recruiter

SMALLEST, LARGEST, GROUP = 3, 14, 5


@dataclass(slots=True)
class Ring:
    """Who belongs to it and what its members share; days are of the first departure."""

    id: str
    pattern: str
    corridor: str | None
    home: places.Home
    recruiters: tuple[Recruiter, ...]
    address: str
    carrier: str
    exit: str | None
    first_day: int
    pace: int
    members: list[int] = field(default_factory=list)
    clients: list[int] = field(default_factory=list)

    def place_of(self, index: int) -> int:
        return self.members.index(index) if index in self.members else len(self.members)


def rings_of(settings: Settings, block: int, people: list[Persona]) -> dict[int, Ring]:
    """The ring of each person who has one: victims by pattern and corridor, and a few clients."""
    dice = dice_for(settings.seed, "rings", block)
    groups: dict[int, list[Persona]] = {}
    for it in people:
        if it.hunted_by is not None:
            groups.setdefault(it.hunted_by, []).append(it)
    found: dict[int, Ring] = {}
    for number, victims in groups.items():
        if len(victims) < SMALLEST:
            continue
        ring = _ring(dice, settings, f"R{block:04d}-{number:04d}", victims[0])
        for it in victims[:LARGEST]:
            _join(dice, ring, it, victims[0])
            found[it.index] = ring
    _add_clients(dice, found, people)
    return found


def _ring(dice: Random, settings: Settings, name: str, first: Persona) -> Ring:
    corridor = first.corridor
    window = settings.window
    lead = 60 if corridor else 200
    first_day = dice.randint(window.first + lead, max(window.first + lead + 1, window.end - 120))
    return Ring(
        id=name,
        pattern=first.pattern or "",
        corridor=corridor,
        home=first.home,
        recruiters=_recruiters(dice, first.flavour),
        address=f"Gang Misal {dice.randint(1, 99)} RT {dice.randint(1, 9)}, {first.home.kabupaten_name}",
        carrier=f"{routes.CARRIERS[corridor][1] if corridor else 'XC'}-{dice.randint(100, 999)}",
        exit=routes.EXITS[corridor].pick(dice) if corridor else None,
        first_day=first_day,
        pace=dice.randint(12, 40),
    )


def _recruiters(dice: Random, flavour: str) -> tuple[Recruiter, ...]:
    """One to three people; one of them may go by a second name on the same phone."""
    found = [unlicensed(dice, flavour) for _ in range(dice.randint(1, 3))]
    if dice.random() < 0.5:
        alias = names.full_name(dice, flavour, "male")
        found.append(Recruiter(alias, found[0].phone, None))
    return tuple(found)


def unlicensed(dice: Random, flavour: str) -> Recruiter:
    sex = "female" if dice.random() < 0.4 else "male"
    return Recruiter(
        names.full_name(dice, flavour, sex), f"+62 800-0000-{dice.randint(30_000, 99_999):05d}", None
    )


def _join(dice: Random, ring: Ring, it: Persona, first: Persona) -> None:
    """A victim takes the ring's way: from the same kabupaten, by the same corridor."""
    ring.members.append(it.index)
    it.ring = ring.id
    it.home = places.home_near(dice, ring.home)
    it.birth_place = it.home.kabupaten_name
    it.procedural, it.corridor, it.country, it.scheme = (
        first.procedural,
        first.corridor,
        first.country,
        first.scheme,
    )
    it.job = first.job
    it.nik = numbers.nik(it.home.village, it.born, it.sex, numbers.serial_of(it.index))


def _add_clients(dice: Random, found: dict[int, Ring], people: list[Persona]) -> None:
    """Irregular workers of the same kabupaten whom the ring moved and nobody harmed."""
    rings = {ring.id: ring for ring in found.values()}
    by_home: dict[str, list[Ring]] = {}
    for ring in rings.values():
        by_home.setdefault(ring.home.province, []).append(ring)
    for it in people:
        ring_list = by_home.get(it.home.province, [])
        if it.kind == "irregular" and not it.pattern and ring_list and dice.random() < 0.02:
            ring = dice.choice(ring_list)
            if ring.corridor == it.corridor:
                ring.clients.append(it.index)
                found[it.index] = ring
