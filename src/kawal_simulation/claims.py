"""What one agency says about who someone is: the `subject` of its facts.

An agency keeps its row: later facts of the same person carry the identical subject,
except when somebody types it again.
"""

from __future__ import annotations

from random import Random
from typing import Any

from kawal_simulation import damage, places, spelling
from kawal_simulation.agencies import Agency, Clerk
from kawal_simulation.people import Claim, Persona, Printed
from kawal_simulation.typists import USUAL, Typist, at_work, levels_of

Subject = dict[str, Any]
AS_PRINTED = Printed()
# Shares of rows; choices, except where a level of damage decides.
WITH_FATHER, SAYS_TITLE, MARRIED_NAME, NY_ALONE, ODD_NIK = 0.06, 0.25, 0.3, 0.2, 0.004
SMALL_PLACES = ("kecamatan", "kecamatan", "village", "province")
HOUSE_NUMBER_SHARE, TOWN_LEFT_OUT = 0.4, 0.5


def subject_of(dice: Random, it: Persona, agency: Agency, day: int) -> Subject:
    """The standing row of this agency, or a new one: typed again, or with another passport."""
    passport = it.passport_on(day)
    row = f"{agency.code} {passport}"
    known = it.rows.get(row)
    if known is None or dice.random() < agency.clerk.again:
        typist = at_work(dice, agency)
        level = levels_of(agency.desk, typist.slips).pick(dice)
        known = Claim(agency.code, written(dice, it, agency, level, passport, typist), typist.number, level)
        it.rows[row] = known
        it.claims.append(known)
    return known.subject


def written(
    dice: Random,
    it: Persona,
    agency: Agency,
    level_name: str,
    passport: str | None = None,
    typist: Typist = USUAL,
) -> Subject:
    """A new row about this person, damaged as its level says."""
    clerk, level = agency.clerk, damage.LEVELS[level_name]
    papers = (passport and it.printed.get(passport)) or AS_PRINTED
    said: Subject = {"name": _name(dice, it, agency, level, papers, typist)}
    if dice.random() < clerk.sex:
        said["sex"] = _sex(dice, it, level)
    _add_birth(dice, it, clerk, level, papers, typist, said)
    _add_birth_place(dice, it, clerk, level, typist, said)
    _add_family(dice, it, clerk, level, said)
    _add_numbers(dice, it, clerk, level, said)
    if passport and dice.random() < clerk.passport:
        said["passport"] = passport
    _add_address(dice, it, clerk, said)
    said["citizenship"] = "IDN"
    return said


def _name(
    dice: Random, it: Persona, agency: Agency, level: damage.Level, papers: Printed, typist: Typist
) -> str:
    clerk = agency.clerk
    if dice.random() < level.nickname:
        return it.nickname
    name = (papers.name or it.documents_name or it.name) if clerk.by_papers else it.name
    if it.husband and not clerk.by_papers and dice.random() < MARRIED_NAME:
        name = _married(dice, name, it.husband)
    about = spelling.About(it.sex, it.father, agency.ear if level is not damage.CLEAN else None)
    name = spelling.spelt(dice, name, level.name_changes.pick(dice), about)
    if (
        agency.desk == "village"
        and it.flavour in ("sasak", "bugis", "melayu")
        and dice.random() < WITH_FATHER
    ):
        name = spelling.child_of(dice, name, about)
    elif typist.titles and dice.random() < SAYS_TITLE:
        name = f"{spelling.TITLES[it.sex].pick(dice)} {name}"
    return name.upper() if clerk.upper or typist.capitals else name


def _married(dice: Random, name: str, husband: str) -> str:
    """Ny. and the husband's name alone, or his last word behind one's own first."""
    if dice.random() < NY_ALONE:
        return f"Ny. {husband}"
    return " ".join(dict.fromkeys([*name.split()[:2], husband.split()[-1]]))


def _sex(dice: Random, it: Persona, level: damage.Level) -> str:
    if dice.random() >= level.wrong_sex:
        return it.sex
    return "male" if it.sex == "female" else "female"


def _add_birth(
    dice: Random,
    it: Persona,
    clerk: Clerk,
    level: damage.Level,
    papers: Printed,
    typist: Typist,
    said: Subject,
) -> None:
    if dice.random() >= clerk.birth:
        return
    born = ((papers.born or it.documents_born) if clerk.by_papers else None) or it.born
    told = damage.written_birth(dice, born, level)
    if told:
        said["birth_date"] = f"{told}-01-01" if len(told) == 4 and typist.default_birth else told


def _add_birth_place(
    dice: Random, it: Persona, clerk: Clerk, level: damage.Level, typist: Typist, said: Subject
) -> None:
    if "birth_date" not in said or dice.random() >= clerk.birth_place:
        return
    how = level.birth_place.pick(dice)
    if how == "none":
        return
    if how == "misspelt":
        said["birth_place"] = spelling.typing(dice, it.birth_place)
    elif how == "neighbour":
        said["birth_place"] = places.neighbour_name(dice, it.home)
    elif how == "far":
        said["birth_place"] = places.far_name(dice, it.home)
    elif typist.small_places and it.birth_place == it.home.kabupaten_name:
        said["birth_place"] = _smaller_place(dice, it)
    else:
        said["birth_place"] = _as_said(dice, it.birth_place)


def _as_said(dice: Random, kabupaten: str) -> str:
    """Half of those born in a town leave out that it is one; 26 towns share their name with the kabupaten around them."""
    if kabupaten.startswith("Kota ") and dice.random() < TOWN_LEFT_OUT:
        return kabupaten.removeprefix("Kota ")
    return kabupaten


def _smaller_place(dice: Random, it: Persona) -> str:
    """The kecamatan, the village or the province instead of the kabupaten."""
    size = dice.choice(SMALL_PLACES)
    if size == "province":
        return places.area_names()[it.home.province]
    return it.home.kecamatan_name if size == "kecamatan" else it.home.village_name


def _add_family(dice: Random, it: Persona, clerk: Clerk, level: damage.Level, said: Subject) -> None:
    if dice.random() < clerk.mother:
        how = level.mother.pick(dice)
        if how != "none":
            said["mother_name"] = it.mother if how == "right" else spelling.spelt(dice, it.mother, 1)
    if dice.random() < clerk.father:
        said["father_name"] = it.father
    if it.alias and not clerk.by_papers:
        said["aliases"] = [it.alias]
    if dice.random() < clerk.education:
        said["education"] = it.education


def _add_numbers(dice: Random, it: Persona, clerk: Clerk, level: damage.Level, said: Subject) -> None:
    """Numbers as the papers at hand have them; some desks more often see the person's own."""
    nik = it.used_nik if it.used_nik and dice.random() >= clerk.own_nik else it.nik
    kept = level.nik if clerk.nik_by_level else level.nik_kept
    if nik and dice.random() < clerk.nik * kept:
        said["nik"] = damage.mistyped(dice, nik) if dice.random() < level.nik_wrong else nik
        if not clerk.nik_by_level and dice.random() < ODD_NIK:
            said["nik"] = damage.odd_number(dice, nik)
    if it.nik and dice.random() < clerk.family_card:
        said["kk"] = it.family_card
    if it.phones and dice.random() < clerk.phones:
        said["phones"] = [_phone(dice, dice.choice(it.phones))]


def _phone(dice: Random, phone: str) -> str:
    """The same number as people write it."""
    how = dice.random()
    if how < 0.7:
        return phone
    local = "0" + phone.removeprefix("+62 ")
    return local if how < 0.85 else local.replace("-", "")


def _add_address(dice: Random, it: Persona, clerk: Clerk, said: Subject) -> None:
    level = clerk.address.pick(dice)
    area = {
        "village": it.home.village,
        "kecamatan": it.home.kecamatan,
        "kabupaten": it.home.kabupaten,
        "province": it.home.province,
        "none": None,
    }[level]
    if area is None:
        return
    said["address"] = {"area": area}
    if level == "village" and dice.random() < HOUSE_NUMBER_SHARE:
        said["address"]["line"] = f"RT {it.index % 12 + 1} RW {it.index % 5 + 1}"
