"""The people of the fictional country as they truly are, before anyone writes them down."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from kawal_simulation import figures, fitting, names, numbers, places, routes, work
from kawal_simulation.chance import Table, dice_for
from kawal_simulation.settings import CORRIDOR_OF, DECOYS, PATTERNS, RING_PATTERNS, RING_SHARE, Settings

ORIGINS = Table(figures.PROCEDURAL_ORIGINS)
CORRIDORS = Table(figures.CORRIDORS)
CORRIDOR_ORIGINS = {corridor: Table(origins) for corridor, origins in figures.CORRIDOR_ORIGINS.items()}
COUNTRIES = {corridor: Table(countries) for corridor, countries in figures.CORRIDOR_COUNTRIES.items()}
SCHEMES = Table(figures.SCHEMES)
EDUCATION = Table(figures.EDUCATION)
RELATIVES = Table({"sibling": 60, "twin": 6, "parent": 16, "namesake": 10, "borrowed": 8})
RELATIVE_SHARE = 0.075


@dataclass(slots=True)
class Persona:
    """One human being. `documents_born` and `documents_name` differ where a recruiter changed them."""

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
    ring: str | None = None
    hunted_by: int | None = None
    relation: tuple[str, int] | None = None
    nickname: str = ""
    alias: str | None = None
    renewed_on: int | None = None
    documents_born: date | None = None
    documents_name: str | None = None
    used_nik: str | None = None
    harm_from: int | None = None
    departed_on: int | None = None
    subjects: dict[str, dict[str, object]] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return f"P{self.index:07d}"

    def passport_on(self, day: int) -> str | None:
        """The passport held that day; a renewed one has the next number."""
        renewed = self.passport and self.renewed_on is not None and day >= self.renewed_on
        return numbers.passport(self.index, 1) if renewed else self.passport

    @property
    def mission(self) -> str:
        return routes.mission_of(self.country, self.corridor)

    @property
    def trafficked(self) -> bool:
        return self.pattern is not None


def person_of(settings: Settings, index: int, previous: Persona | None) -> Persona:
    """The person with this index; some are relatives of the one before."""
    dice = dice_for(settings.seed, "person", index)
    pattern, hunted_by = (
        _pattern(dice, settings, index) if dice.random() < settings.prevalence else (None, None)
    )
    decoy = DECOYS.pick(dice) if pattern is None and dice.random() < settings.decoys else None
    it = _stranger(dice, settings, index, pattern)
    it.pattern, it.hunted_by = pattern, hunted_by
    it.kind = f"decoy:{decoy}" if decoy else ("ordinary" if it.procedural else "irregular")
    if previous and not pattern and not decoy and not previous.pattern and dice.random() < RELATIVE_SHARE:
        _become_relative(dice, it, previous)
    return it


def _pattern(dice: Random, settings: Settings, index: int) -> tuple[str, int | None]:
    """How this victim is harmed, and the slice of the ring that does it (None: one recruiter alone)."""
    if dice.random() >= RING_SHARE:
        return PATTERNS.pick(dice), None
    number = index // settings.slice
    return RING_PATTERNS.pick(dice_for(settings.seed, "slice", number)), number


def _corridor(dice: Random, settings: Settings, pattern: str | None) -> str | None:
    """None for procedural, else the corridor; patterns of harm have their own."""
    fixed = CORRIDOR_OF.get(pattern or "")
    if fixed is not None:
        choice = fixed.pick(dice)
        return None if choice == "procedural" else choice
    return None if dice.random() >= settings.nonprocedural else CORRIDORS.pick(dice)


def _stranger(dice: Random, settings: Settings, index: int, pattern: str | None) -> Persona:
    corridor = _corridor(dice, settings, pattern)
    if corridor is None:
        origin = ORIGINS.pick(dice)
        sex = "female" if dice.random() < fitting.women_of(origin) else "male"
        country = fitting.destinations_by_row()[origin, sex].pick(dice)
    else:
        origin = CORRIDOR_ORIGINS[corridor].pick(dice)
        sex = "male" if dice.random() < figures.MEN_BY_CORRIDOR[corridor] else "female"
        country = COUNTRIES[corridor].pick(dice)
    home = places.home_in(dice, origin, procedural=corridor is None)
    return _dressed(dice, settings, index, (sex, country, corridor, home))


def _dressed(
    dice: Random, settings: Settings, index: int, what: tuple[str, str, str | None, places.Home]
) -> Persona:
    """Name, birth, numbers and work for someone whose origin and destination are known."""
    sex, country, corridor, home = what
    flavour = names.FLAVOUR_OF[home.province]
    born = _birth(dice, settings.window.first, procedural=corridor is None)
    family = names.family_word(dice, flavour)
    it = Persona(
        index=index,
        sex=sex,
        born=born,
        name=names.full_name(dice, flavour, sex, family),
        mother=names.full_name(dice, flavour, "female"),
        father=names.full_name(dice, flavour, "male", family),
        flavour=flavour,
        home=home,
        birth_place=home.kabupaten_name,
        nik=numbers.nik(home.village, born, sex, numbers.serial_of(index)),
        passport=numbers.passport(index),
        family_card=numbers.family_card(home.village, born + timedelta(days=7_000), index),
        phones=[numbers.phone(index)],
        education=EDUCATION.pick(dice),
        procedural=corridor is None,
        corridor=corridor,
        country=country,
        job=_job(dice, country, sex, corridor),
        scheme=_scheme(dice, country) if corridor is None else "none",
    )
    it.nickname = names.nickname_of(dice, it.name)
    if dice.random() < 0.08:
        it.birth_place = places.neighbour_name(dice, home)
    return it


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


def _become_relative(dice: Random, it: Persona, other: Persona) -> None:
    """Make this person a relative or namesake of the one before; origin and stream stay consistent."""
    relation = RELATIVES.pick(dice)
    if relation == "borrowed":
        return _borrow(it, other)
    if (
        it.procedural != other.procedural
        or it.corridor != other.corridor
        or it.home.province != other.home.province
    ):
        return None
    it.relation = (relation, other.index)
    it.home, it.mother, it.father, it.family_card = other.home, other.mother, other.father, other.family_card
    it.birth_place = other.birth_place
    if relation == "twin":
        _become_twin(dice, it, other)
    elif relation in ("parent", "namesake"):
        _become_parent(dice, it, other, same_name=relation == "namesake" and it.sex == other.sex)
    else:
        it.name = _shared_family_name(it, other)
    it.nik = numbers.nik(it.home.village, it.born, it.sex, numbers.serial_of(it.index))
    if relation == "twin" and it.sex == other.sex:
        it.nik = numbers.nik(it.home.village, it.born, it.sex, numbers.serial_of(other.index) + 1)
    return None


def _borrow(it: Persona, other: Persona) -> None:
    """Travels on the other's NIK where the two could pass for one another."""
    if it.sex == other.sex and not it.procedural:
        it.relation = ("borrowed_nik", other.index)
        it.used_nik = other.nik


def _become_twin(dice: Random, it: Persona, other: Persona) -> None:
    it.born = other.born
    if it.sex == other.sex:
        it.name = (
            f"{other.name.split()[0][:-1]}{dice.choice('aio')} {' '.join(other.name.split()[1:])}".strip()
        )


def _become_parent(dice: Random, it: Persona, other: Persona, *, same_name: bool) -> None:
    """The older of two generations, or an older person of the very same name."""
    it.born = date.fromordinal(other.born.toordinal() - int(365.25 * dice.uniform(17, 24)))
    it.mother = names.full_name(dice, it.flavour, "female")
    it.father = names.full_name(dice, it.flavour, "male")
    if same_name:
        it.name = other.name
    elif it.sex == "female":
        other.mother = it.name
    else:
        other.father = it.name


def _shared_family_name(it: Persona, other: Persona) -> str:
    family = other.name.split()[-1]
    own = it.name.split()
    return " ".join([*own[:-1], family]) if len(own) > 1 and len(other.name.split()) > 1 else it.name
