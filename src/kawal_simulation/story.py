"""What truly happened to one person, told in order, with who was there to write it down."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any, NamedTuple

from kawal_simulation import routes
from kawal_simulation.companies import Company
from kawal_simulation.days import day_text
from kawal_simulation.people import Persona
from kawal_simulation.settings import Settings

Data = dict[str, Any]


class Happening(NamedTuple):
    """One event and the agency that writes it down.

    `sign` names a truth it makes knowable, `known` the day on which the agency learnt it.
    """

    kind: str
    day: int
    minute: int
    source: str
    place: Data | None
    data: Data
    basis: str | None
    sign: str | None
    known: int


class Recruiter(NamedTuple):
    """A field officer with a company's licence, or someone with none."""

    name: str
    phone: str
    licence: str | None

    def said(self) -> Data:
        told: Data = {"name": self.name, "phone": self.phone}
        return told | {"licence": self.licence} if self.licence else told


@dataclass(slots=True)
class Journey:
    """One person's way so far: the day it stands at, and how this journey is made."""

    settings: Settings
    it: Persona
    dice: Random
    day: int
    happenings: list[Happening] = field(default_factory=list)
    recruiter: Recruiter | None = None
    company: Company | None = None
    group: str | None = None
    booking: str | None = None
    carrier: str | None = None
    mode: str = "air"
    visa: str = "work"
    payer: str = "self"
    strength: float = 0.0
    leaves_on: int = 0
    heard_on: int = 0
    departed_on: int = 0
    arrived_on: int = 0
    with_schedule: bool = False

    @property
    def end(self) -> int:
        return self.settings.window.end

    def after(self, low: int, high: int) -> int:
        """Go on by some days; returns the new day."""
        self.day += self.dice.randint(low, high)
        return self.day

    def chance(self, share: float) -> bool:
        return self.dice.random() < share

    def tell(
        self,
        kind: str,
        source: str,
        data: Data | None = None,
        *,
        p: float = 1.0,
        place: Data | None = None,
        basis: str | None = None,
        sign: str | None = None,
        day: int = 0,
    ) -> None:
        """Write down what happens today, or on another `day`.

        `p` is the share of cases in which anybody does. With `heard_on` set, the agency learns of it then.
        """
        if self.dice.random() >= p:
            return
        minute = self.dice.randint(7 * 60, 17 * 60 + 59)
        day = day or self.day
        known = max(day, self.heard_on)
        self.happenings.append(Happening(kind, day, minute, source, place, data or {}, basis, sign, known))

    def leave_together(self) -> None:
        """Wait for the day on which the group leaves."""
        self.day = max(self.day, self.leaves_on)

    def voyage(self, usual: str) -> str:
        """The one sailing, flight or vehicle of this day."""
        return f"{self.carrier or usual} {day_text(self.day)}"

    # Places, as facts give them.
    def at_home(self) -> Data:
        return {"country": "IDN", "area": self.it.home.village}

    def at_district(self) -> Data:
        return {"country": "IDN", "area": self.it.home.kabupaten}

    def abroad(self) -> Data:
        return {"country": self.it.country}

    # Agencies of this person.
    @property
    def village(self) -> str:
        return f"desa-{self.it.home.province}"

    @property
    def district(self) -> str:
        return f"disnaker-{self.it.home.province}"

    @property
    def social(self) -> str:
        return f"dinsos-{self.it.home.province}"

    @property
    def bp3mi(self) -> str:
        return routes.BP3MI[self.it.home.province]

    @property
    def mission(self) -> str:
        return self.it.mission

    def system(self) -> str:
        """The placement system of the day: SIAPkerja until the end of 2025, then SISKOP2MI."""
        return "siskop2mi" if self.day >= SISKOP2MI_FROM else "siapkerja"


SISKOP2MI_FROM = 739_617  # 2026-01-01
