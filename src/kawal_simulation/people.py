"""The people of the fictional country as they truly are, before anyone writes them down."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

from kawal_simulation import figures, fitting, names, numbers, places, routes, spelling, work
from kawal_simulation.chance import Table
from kawal_simulation.settings import CORRIDOR_OF, Settings

ORIGINS = Table(figures.PROCEDURAL_ORIGINS)
CORRIDORS = Table(figures.CORRIDORS)
CORRIDOR_ORIGINS = {corridor: Table(origins) for corridor, origins in figures.CORRIDOR_ORIGINS.items()}
COUNTRIES = {corridor: Table(countries) for corridor, countries in figures.CORRIDOR_COUNTRIES.items()}
SCHEMES = Table(figures.SCHEMES)
EDUCATION = Table(figures.EDUCATION)
BORN_ELSEWHERE = Table(
    {"home": 90, "near": 8, "far": 2}
)  # in another kabupaten, in another province: estimated
AT_SEA = "sea_fisher"  # the pattern of men alone
REFORM = 1972  # of spelling; some who were born before it keep oe, dj and tj in their papers
KEEPS_OLD_SPELLING = 0.3


class Printed(NamedTuple):
    """What a passport says where it differs from the truth."""

    name: str | None = None
    born: date | None = None


class Claim(NamedTuple):
    """A row an agency wrote about somebody, who typed it, and how badly."""

    source: str
    subject: dict[str, Any]
    typist: int
    level: str


class Way(NamedTuple):
    """Who leaves from where to where; `corridor` is None for those who leave through the system."""

    sex: str
    country: str
    corridor: str | None
    home: places.Home


@dataclass(slots=True)
class Persona:
    """One human being. `documents_born` and `documents_name` differ where a recruiter changed them.

    `relation` is (kind, index of the other) and stands with the one made later; whoever has a part in a relation or a
    shared number is `entangled`. `used_nik` is a number of somebody else's; `agent` the (name, phone) of a recruiter who
    fills in forms for many; `printed` says what a passport, by number, shows otherwise than `documents_name` and
    `documents_born`.
    """

    index: int
    sex: str
    born: date
    name: str
    mother: str
    father: str
    flavour: str
    home: places.Home
    birth_place: str
    nik: str | None
    passport: str | None
    family_card: str
    phones: list[str]
    education: str
    procedural: bool
    corridor: str | None
    country: str
    job: work.Job
    scheme: str
    kind: str = "ordinary"
    pattern: str | None = None
    variant: str | None = None
    ring: str | None = None
    hunted_by: int | None = None
    relation: tuple[str, int] | None = None
    entangled: bool = False
    nickname: str = ""
    alias: str | None = None
    husband: str | None = None
    agent: tuple[str, str] | None = None
    earlier_until: int | None = None
    renewed_on: int | None = None
    documents_born: date | None = None
    documents_name: str | None = None
    printed: dict[str, Printed] = field(default_factory=dict)
    used_nik: str | None = None
    harm_from: int | None = None
    departed_on: int | None = None
    rows: dict[str, Claim] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)

    @property
    def key(self) -> str:
        return key_of(self.index)

    def passport_on(self, day: int) -> str | None:
        """The passport held that day: one of years ago, the present one, or the one it was renewed to."""
        if self.passport and self.earlier_until is not None and day <= self.earlier_until:
            return numbers.passport(self.index, numbers.EARLIER)
        renewed = self.passport and self.renewed_on is not None and day >= self.renewed_on
        return numbers.passport(self.index, numbers.RENEWED) if renewed else self.passport

    @property
    def mission(self) -> str:
        return routes.mission_of(self.country, self.corridor)

    @property
    def trafficked(self) -> bool:
        return self.pattern is not None

    def own_nik(self) -> str:
        """The number the registry would give for this home, birth and sex."""
        return numbers.nik(self.home.village, self.born, self.sex, numbers.serial_of(self.index))


def key_of(index: int) -> str:
    return f"P{index:07d}"


def stranger(dice: Random, settings: Settings, index: int, pattern: str | None) -> Persona:
    """Somebody who is related to nobody so far."""
    return dressed(dice, settings, index, _way(dice, settings, pattern))


def _way(dice: Random, settings: Settings, pattern: str | None) -> Way:
    corridor = _corridor(dice, settings, pattern)
    if corridor is None:
        origin = ORIGINS.pick(dice)
        sex = "female" if dice.random() < fitting.women_of(origin) and pattern != AT_SEA else "male"
        country = fitting.destinations_by_row()[origin, sex].pick(dice)
    else:
        origin = CORRIDOR_ORIGINS[corridor].pick(dice)
        sex = "male" if dice.random() < figures.MEN_BY_CORRIDOR[corridor] else "female"
        country = COUNTRIES[corridor].pick(dice)
    return Way(sex, country, corridor, places.home_in(dice, origin, procedural=corridor is None))


def _corridor(dice: Random, settings: Settings, pattern: str | None) -> str | None:
    """None for procedural, else the corridor; patterns of harm have their own."""
    fixed = CORRIDOR_OF.get(pattern or "")
    if fixed is not None:
        choice = fixed.pick(dice)
        return None if choice == "procedural" else choice
    return None if dice.random() >= settings.nonprocedural else CORRIDORS.pick(dice)


def dressed(dice: Random, settings: Settings, index: int, way: Way) -> Persona:
    """Name, birth, numbers and work for someone whose origin and destination are known."""
    flavour = names.FLAVOUR_OF[way.home.province]
    born = _birth(dice, settings.window.first, procedural=way.corridor is None)
    family = names.family_word(dice, flavour)
    it = Persona(
        index=index,
        sex=way.sex,
        born=born,
        name=_own_name(dice, flavour, way.sex, family, born),
        mother=names.full_name(dice, flavour, "female"),
        father=names.full_name(dice, flavour, "male", family),
        flavour=flavour,
        home=way.home,
        birth_place=_birth_place(dice, way.home),
        nik=None,
        passport=numbers.passport(index),
        family_card=numbers.family_card(way.home.village, born + timedelta(days=7_000), index),
        phones=[numbers.phone(index)],
        education=EDUCATION.pick(dice),
        procedural=way.corridor is None,
        corridor=way.corridor,
        country=way.country,
        job=_job(dice, way.country, way.sex, way.corridor),
        scheme=_scheme(dice, way.country) if way.corridor is None else "none",
    )
    it.nik = it.own_nik()
    it.nickname = names.nickname_of(dice, it.name)
    return it


def _own_name(dice: Random, flavour: str, sex: str, family: str, born: date) -> str:
    name = names.full_name(dice, flavour, sex, family)
    if born.year < REFORM and dice.random() < KEEPS_OLD_SPELLING:
        return spelling.old_spelling(dice, name, spelling.NOBODY)
    return name


def _birth_place(dice: Random, home: places.Home) -> str:
    where = BORN_ELSEWHERE.pick(dice)
    if where == "home":
        return home.kabupaten_name
    return places.neighbour_name(dice, home) if where == "near" else places.far_name(dice, home)


def _birth(dice: Random, first_day: int, *, procedural: bool) -> date:
    """Ages 19 to 52 at the start of the window; 3.5 % on 1 January."""
    low, mode, high = (20, 26, 48) if procedural else (19, 29, 52)
    born = date.fromordinal(first_day - int(365.25 * dice.triangular(low, high, mode)))
    return born.replace(month=1, day=1) if dice.random() < figures.BORN_NEW_YEAR else born


def _job(dice: Random, country: str, sex: str, corridor: str | None) -> work.Job:
    if corridor in ("sarawak", "sabah") and dice.random() < 0.75:
        return work.job_of(work.ESTATE, country)
    if corridor in ("johor", "melaka") and sex == "male" and dice.random() < 0.6:
        return work.job_of(work.BUILDING, country)
    return work.job_of(work.jobs_in(country, sex).pick(dice), country)


def _scheme(dice: Random, country: str) -> str:
    if country == "KOR":
        return "g_to_g" if dice.random() < 0.93 else "mandiri"
    scheme = SCHEMES.pick(dice)
    return "p_to_p" if scheme == "g_to_g" else scheme
