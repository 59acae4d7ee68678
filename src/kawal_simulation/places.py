"""Home villages, kabupaten and their names: real codes, because maps need them.

The villages are a fixed sample (up to twelve a kabupaten) of the ministry's list.
"""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from importlib import resources
from random import Random
from typing import NamedTuple

from kawal_simulation import figures
from kawal_simulation.chance import Table, evenly


class Home(NamedTuple):
    """A village by code, with the names a clerk would write."""

    village: str
    village_name: str
    kecamatan_name: str
    kabupaten_name: str

    @property
    def kecamatan(self) -> str:
        return self.village[:8]

    @property
    def kabupaten(self) -> str:
        return self.village[:5]

    @property
    def province(self) -> str:
        return self.village[:2]


@lru_cache(maxsize=1)
def area_names() -> dict[str, str]:
    with resources.files("kawal_simulation").joinpath("data/areas.csv").open(encoding="utf-8") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


@lru_cache(maxsize=1)
def _homes() -> dict[str, Table[Home]]:
    """Villages by kabupaten, each as likely as the next."""
    names = area_names()
    found: dict[str, list[Home]] = {}
    for code, name in names.items():
        if len(code) == 13:
            found.setdefault(code[:5], []).append(Home(code, name, names[code[:8]], names[code[:5]]))
    return {kabupaten: evenly(homes) for kabupaten, homes in found.items()}


def _shares(province: str, weights: dict[str, float], rest: float) -> Table[str]:
    """Kabupaten of a province: the published ones by figure, the others share `rest` of it."""
    others = [code for code in _homes() if code[:2] == province and code not in weights]
    total = sum(weights.values())
    shares = {code: weight / total * (1 - rest) for code, weight in weights.items()} if weights else {}
    part = (rest if weights else 1.0) / max(1, len(others))
    return Table(shares | dict.fromkeys(others, part))


@cache
def kabupaten_of(province: str, *, procedural: bool) -> Table[str]:
    published = figures.KABUPATEN if procedural else figures.NONPROCEDURAL_KABUPATEN
    rest = figures.REST_OF_PROVINCE.get(province, 0.2) if procedural else 0.2
    return _shares(province, dict(published.get(province, {})), rest)


def home_in(dice: Random, province: str, *, procedural: bool) -> Home:
    return _homes()[kabupaten_of(province, procedural=procedural).pick(dice)].pick(dice)


def home_near(dice: Random, home: Home) -> Home:
    """Another village of the same kabupaten."""
    return _homes()[home.kabupaten].pick(dice)


@cache
def _kabupaten_names(province: str, *, same: bool) -> tuple[str, ...]:
    """Names of the kabupaten of this province, or of all others."""
    names = area_names()
    return tuple(names[code] for code in _homes() if (code[:2] == province) is same)


def neighbour_name(dice: Random, home: Home) -> str:
    """The name of another kabupaten of the same province, as a wrong place of birth."""
    return dice.choice(_kabupaten_names(home.province, same=True))


def far_name(dice: Random, home: Home) -> str:
    """The name of a kabupaten of another province: families move, and clerks guess."""
    return dice.choice(_kabupaten_names(home.province, same=False))
