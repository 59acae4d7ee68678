"""A model: what each level of agreement weighs, in bits. A readable file, versioned, never changed once it is in force.

A weight is log2 of how much more often a level is seen between two claims of one person (``matches``) than between claims of
two strangers (``chance``). A level *by frequency* weighs more for a rare value and less for a common one. The laws that
hold for every model, trained or not, are held here: no field may outweigh everything else by disagreeing.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from math import log2
from typing import Any

from kawal.situation.linkage.rules.comparing import LEVELS

FLOOR = -6.0  # one lie cannot hide a person
FLOORS = {"birth_place": -4.0, "sex": -4.0}  # real records disagree here more often than training data do
CEILINGS = {
    "kk": 8.0,
    "phone": 6.0,
    "home": 3.0,
}  # what a household or a recruiter's people share makes nobody the same
FIXED = {("nik", "near"): 0.0}  # its digits repeat date, sex and place: sisters and twins are neighbours
STARTING = "awal-1"

# The value whose share counts, for the levels that go by frequency.
BY_FREQUENCY = {
    ("name", "exact"): "name",
    ("name", "sound"): "name_sound",
    ("birth", "exact"): "birth",
    ("birth_place", "regency"): "birth_place",
    ("mother", "exact"): "mother",
    ("mother", "sound"): "mother_sound",
}
TABLES = tuple(BY_FREQUENCY.values())


class InvalidModel(ValueError):
    """The file is no model, or breaks a law that every model keeps."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of one field.

    :ivar matches: how often two claims of one person agree so; ``chance`` two claims of strangers.
    :ivar table: name of the frequency table, where a rare value weighs more.
    """

    code: str
    bits: float
    matches: float
    chance: float
    table: str = ""


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Share of the claims that hold a value. ``rest`` is the share of a value not listed; 0 says nothing is known of it."""

    shares: Mapping[str, float]
    rest: float = 0.0

    def largest(self, values: Iterable[str]) -> float:
        """Of several spellings the commonest counts: evidence is never overstated."""
        largest = 0.0
        for value in values:
            share = self.shares.get(value, self.rest)
            if share > largest:
                largest = share
        return largest


@dataclass(frozen=True, slots=True)
class Model:
    """All weights of one version.

    :ivar prior: the weight of two claims of which nothing is compared.
    :ivar claims: how many it was learned from.
    :ivar bits: the weights by field and level, in order; the last of each field is 0, which -1 (missing) finds.
    """

    version: str
    prior: float
    fields: Mapping[str, tuple[Level, ...]]
    frequencies: Mapping[str, Frequencies]
    claims: int = 0
    about: str = ""
    bits: tuple[tuple[float, ...], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        bits = tuple((*(level.bits for level in self.fields[name]), 0.0) for name in LEVELS)
        object.__setattr__(self, "bits", bits)


def held_to_law(field: str, code: str, bits: float) -> float:
    """The weight a level may have."""
    fixed = FIXED.get((field, code))
    if fixed is not None:
        return fixed
    return min(max(bits, FLOORS.get(field, FLOOR)), CEILINGS.get(field, 99.0))


def weighed(field: str, code: str, matches: float, chance: float) -> Level:
    """A level out of what was counted."""
    bits = held_to_law(field, code, log2(matches / chance))
    return Level(code, bits, matches, chance, BY_FREQUENCY.get((field, code), ""))


def read_model(text: str) -> Model:
    """A model out of its file.

    :raises InvalidModel: it is none; the message says where.
    """
    try:
        said = json.loads(text)
        fields = {field: _levels(field, said["fields"][field]) for field in LEVELS}
        tables = {name: _frequencies(said["frequencies"].get(name, {})) for name in TABLES}
        return Model(
            said["version"], float(said["prior"]), fields, tables, said["claims"], said.get("about", "")
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        if isinstance(error, InvalidModel):
            raise
        raise InvalidModel(f"not a model: {error!r}") from error


def write_model(model: Model) -> str:
    """The file of a model: the same model gives the same text."""
    fields = {
        field: {it.code: {"bits": it.bits, "matches": it.matches, "chance": it.chance} for it in levels}
        for field, levels in model.fields.items()
    }
    tables = {
        name: {"rest": table.rest, "shares": dict(sorted(table.shares.items()))}
        for name, table in sorted(model.frequencies.items())
    }
    said = {
        "version": model.version,
        "about": model.about,
        "claims": model.claims,
        "prior": model.prior,
        "fields": fields,
        "frequencies": tables,
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


@lru_cache(1)
def starting_model() -> Model:
    """What an installation begins with, before it has claims of its own to learn from."""
    file = resources.files("kawal.situation.linkage") / "weights" / f"{STARTING}.json"
    return read_model(file.read_text(encoding="utf-8"))


def _levels(field: str, said: Mapping[str, Any]) -> tuple[Level, ...]:
    if tuple(said) != LEVELS[field]:
        raise InvalidModel(f"{field}: levels must be {', '.join(LEVELS[field])}, in this order")
    return tuple(_level(field, code, numbers) for code, numbers in said.items())


def _level(field: str, code: str, said: Mapping[str, Any]) -> Level:
    bits, matches, chance = (float(said[key]) for key in ("bits", "matches", "chance"))
    if bits != held_to_law(field, code, bits):
        raise InvalidModel(f"{field}.{code}: no model may let it weigh {bits}")
    if not (0 < matches <= 1 and 0 < chance <= 1):
        raise InvalidModel(f"{field}.{code}: shares lie above 0 and up to 1")
    return Level(code, bits, matches, chance, BY_FREQUENCY.get((field, code), ""))


def _frequencies(said: Mapping[str, Any]) -> Frequencies:
    return Frequencies(
        {value: float(share) for value, share in said.get("shares", {}).items()}, float(said.get("rest", 0))
    )
