"""Placement companies, invented: name, licence, seat, phone, address.

424 licences in April 2024, by province of the seat (databoks 68bdeb460d585aa).
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from kawal_simulation.chance import Table, dice_for
from kawal_simulation.names import STEMS, full_name

SEATS = {
    "31": 129,
    "32": 113,
    "35": 77,
    "33": 32,
    "36": 16,
    "51": 14,
    "52": 14,
    "12": 8,
    "53": 1,
    "61": 1,
    "65": 1,
    "13": 1,
    "16": 1,
}
SECOND = (
    "Karya",
    "Bina",
    "Jaya",
    "Mandiri",
    "Utama",
    "Sentosa",
    "Abadi",
    "Makmur",
    "Persada",
    "Buana",
    "Graha",
    "Cipta",
)
COUNT, CLOSED_SHARE = 408, 0.04


class Company(NamedTuple):
    """`suspended_from` is an ISO day, or None for a licence that stands."""

    name: str
    licence: str
    province: str
    phone: str
    suspended_share: float


@lru_cache(maxsize=1)
def companies() -> tuple[Company, ...]:
    dice = dice_for("companies")
    seats = Table(SEATS)
    found = []
    for number in range(1, COUNT + 1):
        name = f"PT {dice.choice(STEMS)} {dice.choice(SECOND)} {dice.choice(STEMS)} {number:03d}"
        suspended = dice.random() if dice.random() < CLOSED_SHARE else 2.0
        found.append(
            Company(name, f"SIP3MI-{number:04d}/REKAAN", seats.pick(dice), office_phone(number), suspended)
        )
    return tuple(found)


def office_phone(number: int) -> str:
    """Office lines lie in 0800-0000-0xx xxx short numbers, apart from people's six digits."""
    return f"+62 800-0000-{number:04d}"


def official_phones() -> dict[str, str]:
    """Numbers of services that many workers give as contact."""
    return {
        "pusat-panggilan": "+62 800-0000-9001",
        "posko-desa": "+62 800-0000-9002",
        "disnaker": "+62 800-0000-9003",
        "bp3mi": "+62 800-0000-9004",
    }


@cache
def table_for(province: str) -> Table[Company]:
    """Companies that place people of a province: its own seats three times as often."""
    return Table(
        (it, (3.0 if it.province == province else 1.0) / (1 + rank % 40))
        for rank, it in enumerate(companies())
    )


def officer_name(officer: int) -> str:
    """The invented name of a company's field officer."""
    dice = dice_for("officer", officer)
    return full_name(dice, "jawa", dice.choice(("female", "male")))
