"""What one agency says about who someone is: the `subject` of its facts.

An agency keeps its row: later facts of the same person carry the identical subject,
except when somebody types it again.
"""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from kawal_simulation import damage
from kawal_simulation.agencies import Agency, Clerk
from kawal_simulation.people import Persona

Subject = dict[str, Any]


def subject_of(dice: Random, it: Persona, agency: Agency, day: int) -> Subject:
    """The standing row of this agency, or a new one: typed again, or with a new passport."""
    passport = it.passport_on(day)
    row = f"{agency.code} {passport}"
    known = it.subjects.get(row)
    if known is None or dice.random() < agency.clerk.again:
        known = it.subjects[row] = written(dice, it, agency, passport)
    return known


def written(dice: Random, it: Persona, agency: Agency, passport: str | None) -> Subject:
    """A new row about this person, damaged as this agency damages."""
    clerk = agency.clerk
    level = damage.LEVELS[clerk.levels.pick(dice)]
    said: Subject = {"name": _name(dice, it, agency, level)}
    if dice.random() < clerk.sex:
        said["sex"] = it.sex if dice.random() < 0.996 else ("male" if it.sex == "female" else "female")
    _add_birth(dice, it, clerk, level, said)
    _add_family(dice, it, clerk, level, said)
    _add_numbers(dice, it, clerk, level, said)
    if passport and dice.random() < clerk.passport:
        said["passport"] = passport
    _add_address(dice, it, clerk, said)
    said["citizenship"] = "IDN"
    return said


def _name(dice: Random, it: Persona, agency: Agency, level: damage.Level) -> str:
    name = (agency.clerk.by_papers and it.documents_name) or it.name
    if dice.random() < level.nickname:
        return it.nickname
    changes = level.name_changes.pick(dice)
    written = damage.spelt(dice, name, changes, agency.ear if level is not damage.CLEAN else None)
    if (
        agency.code.startswith("desa-")
        and it.flavour in ("sasak", "bugis", "melayu")
        and dice.random() < 0.06
    ):
        written = f"{written} {'binti' if it.sex == 'female' else 'bin'} {it.father.split()[0]}"
    return written.upper() if agency.clerk.upper else written


def _add_birth(dice: Random, it: Persona, clerk: Clerk, level: damage.Level, said: Subject) -> None:
    if dice.random() >= clerk.birth:
        return
    born: date = (it.documents_born if clerk.by_papers else None) or it.born
    written = damage.written_birth(dice, born, level.birth.pick(dice))
    if written:
        said["birth_date"] = written
    if dice.random() < clerk.birth_place:
        place = _birth_place(dice, it, level)
        if place:
            said["birth_place"] = place


def _birth_place(dice: Random, it: Persona, level: damage.Level) -> str | None:
    how = level.birth_place.pick(dice)
    if how == "none":
        return None
    if how == "misspelt":
        return damage.typing(dice, it.birth_place)
    if how == "neighbour":
        return it.home.kecamatan_name
    return it.birth_place


def _add_family(dice: Random, it: Persona, clerk: Clerk, level: damage.Level, said: Subject) -> None:
    if dice.random() < clerk.mother:
        how = level.mother.pick(dice)
        if how != "none":
            said["mother_name"] = it.mother if how == "right" else damage.spelt(dice, it.mother, 1)
    if dice.random() < clerk.father:
        said["father_name"] = it.father
    if it.alias and not clerk.by_papers:
        said["aliases"] = [it.alias]
    if dice.random() < clerk.education:
        said["education"] = it.education


def _add_numbers(dice: Random, it: Persona, clerk: Clerk, level: damage.Level, said: Subject) -> None:
    nik = it.used_nik or it.nik
    kept = level.nik if clerk.nik_by_level else level.nik_kept
    if nik and dice.random() < clerk.nik * kept:
        said["nik"] = damage.mistyped(dice, nik) if dice.random() < level.nik_wrong else nik
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
    if level == "village" and dice.random() < 0.4:
        said["address"]["line"] = f"RT {it.index % 12 + 1} RW {it.index % 5 + 1}"
