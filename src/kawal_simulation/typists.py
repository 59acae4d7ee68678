"""The people at the keyboards of each office: some careful, some hurried, each with habits.

An office's clerk (`agencies.py`) says how its rows usually come out; a typist makes slips so many times as often. Who
works where is the same in every country, whatever its seed. How typists differ is a choice, not a measurement.
"""

from __future__ import annotations

from functools import cache
from random import Random
from typing import NamedTuple

from kawal_simulation.agencies import CLERKS, Agency
from kawal_simulation.chance import Table, dice_for

SLIPS = Table({0.4: 25, 0.8: 30, 1.3: 25, 2.2: 14, 4.0: 6})
TYPISTS = {"registry": 12, "passport": 10, "gate": 8, "village": 16, "self": 1}
USUAL_NUMBER = 5
WRITES_CAPITALS, DEFAULT_BIRTHS, WRITES_TITLES, PLACES_BY_VILLAGE = 0.25, 0.3, 0.2, 0.3


class Typist(NamedTuple):
    """One keyboard. `slips` multiplies the office's usual share of damaged rows; 1 is as usual.

    Habits: all in capitals; 1 January for whoever knows only a year; titles as they are told; a village or kecamatan as
    place of birth.
    """

    number: int
    slips: float
    capitals: bool = False
    default_birth: bool = False
    titles: bool = False
    small_places: bool = False


USUAL = Typist(0, 1.0)


@cache
def typists_of(source: str, clerk: str) -> tuple[Typist, ...]:
    """Everybody who types at an office; those who report about themselves are one."""
    count = TYPISTS.get(clerk, USUAL_NUMBER)
    if count == 1:
        return (Typist(1, 1.0),)
    dice = dice_for("typists", source)
    return tuple(_typist(dice, number) for number in range(1, count + 1))


def _typist(dice: Random, number: int) -> Typist:
    return Typist(
        number,
        SLIPS.pick(dice),
        capitals=dice.random() < WRITES_CAPITALS,
        default_birth=dice.random() < DEFAULT_BIRTHS,
        titles=dice.random() < WRITES_TITLES,
        small_places=dice.random() < PLACES_BY_VILLAGE,
    )


def at_work(dice: Random, agency: Agency) -> Typist:
    """Whoever sits there when this row is written."""
    return dice.choice(typists_of(agency.code, agency.desk))


@cache
def levels_of(desk: str, slips: float) -> Table[str]:
    """How badly rows come out of this desk when this often is slipped."""
    return CLERKS[desk].levels.reweighed(
        {"clean": 1 / slips, "light": 1.0, "medium": slips, "heavy": slips**1.5}
    )
