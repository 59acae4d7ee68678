"""Numbers of more than one person: a recruiter's phone on forty forms, a NIK used by thirty, telephones passed on.

Shares are choices; each block of people has its own, so that a block depends on nothing else.
"""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from kawal_simulation import names, numbers
from kawal_simulation.chance import dice_for
from kawal_simulation.people import Persona
from kawal_simulation.settings import BLOCK, Settings

ON_FORMS, USERS_OF_A_NIK = (25, 45), (24, 36)
FEWEST_ON_FORMS, FEWEST_USERS = 12, 10
NIK_OF_MANY = 0.35  # of blocks
PASSED_ON = 0.012  # of people


class Shared(NamedTuple):
    """A number that several people gave; `why` is recruiter, sold or passed_on."""

    kind: str
    value: str
    why: str
    people: tuple[int, ...]


def share(settings: Settings, block: int, people: list[Persona]) -> list[Shared]:
    """Give the free people of a block the numbers they have in common; what was shared and by whom."""
    dice = dice_for(settings.seed, "sharing", block)
    free = [it for it in people if it.kind == "irregular" and not it.pattern and not it.used_nik]
    found = [_recruiters_phone(dice, free), _nik_of_many(dice, free, len(people))]
    found += [_passed_on(dice, people) for _ in range(round(len(people) * PASSED_ON))]
    return [one for one in found if one]


def _largest(
    dice: Random, groups: dict[str, list[Persona]], most: tuple[int, int], fewest: int
) -> list[Persona]:
    """Some of the largest group; nobody where even that is too small."""
    group = max(groups.values(), key=len, default=[])
    return dice.sample(group, min(len(group), dice.randint(*most))) if len(group) >= fewest else []


def _recruiters_phone(dice: Random, free: list[Persona]) -> Shared | None:
    """One agent fills in the forms of a province with a single telephone: their own."""
    groups: dict[str, list[Persona]] = {}
    for it in free:
        groups.setdefault(it.home.province, []).append(it)
    clients = _largest(dice, groups, ON_FORMS, FEWEST_ON_FORMS)
    if not clients:
        return None
    phone = f"+62 800-0000-{dice.randint(30_000, 99_999):05d}"
    name = names.full_name(dice, clients[0].flavour, dice.choice(("male", "female")))
    for it in clients:
        it.phones, it.agent, it.entangled = [phone], (name, phone), True
    return Shared("phone", phone, "recruiter", tuple(sorted(it.index for it in clients)))


def _nik_of_many(dice: Random, free: list[Persona], size: int) -> Shared | None:
    """A number sold with forged cards; it belongs to nobody here. Not in every block."""
    if dice.random() >= NIK_OF_MANY * size / BLOCK:
        return None
    groups: dict[str, list[Persona]] = {}
    for it in free:
        groups.setdefault(f"{it.corridor}/{it.sex}", []).append(it)
    users = _largest(dice, groups, USERS_OF_A_NIK, FEWEST_USERS)
    if not users:
        return None
    first = users[0]
    nik = numbers.nik(first.home.village, first.born, first.sex, 9_990)
    for it in users:
        it.used_nik, it.entangled = nik, True
    return Shared("nik", nik, "sold", tuple(sorted(it.index for it in users)))


def _passed_on(dice: Random, people: list[Persona]) -> Shared | None:
    """A telephone given up by one and sold again to another."""
    old, new = dice.choice(people), dice.choice(people)
    if old is new or not (_is_plain(old) and _is_plain(new)):
        return None
    phone = old.phones[0]
    old.phones.append(numbers.phone(old.index, 2))
    new.phones = [phone]
    old.entangled = new.entangled = True
    return Shared("phone", phone, "passed_on", (old.index, new.index))


def _is_plain(it: Persona) -> bool:
    """Nobody whose telephone has a part in another story."""
    return it.kind in ("ordinary", "irregular") and not it.pattern and not it.entangled
