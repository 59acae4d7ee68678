"""The weights of the score as a document: what each indicator adds, how much a dimension may add, where the numbers come from.

Adding is all that indicators do: no weight is below nothing. Only verified facts take away. A document is refused whole,
by name, and is told from another by its digest.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import isfinite
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).with_name("documents")
PROVENANCES: Final = ("expert", "fitted")
VERIFIED: Final = ("contract_verified", "e_pmi", "family_agrees", "safe_contact", "followed_safe")
MOST_STEPS, FARTHEST = 6, 20.0
_PARTS = {
    "version",
    "provenance",
    "note",
    "base",
    "base_sd",
    "indicators",
    "dimensions",
    "verified",
    "calibration",
    "levels",
}


class BadWeights(ValueError):
    """The document is not complete or says something that cannot be meant."""


@dataclass(frozen=True)
class Weight:
    """What an indicator adds.

    :ivar steps: log-odds added by its first grade, and by each further one.
    :ivar sd: how unsure the first grade's weight is, in log-odds.
    """

    dimension: str
    steps: tuple[float, ...]
    sd: float

    def of(self, grade: int) -> float:
        return sum(self.steps[:grade])


@dataclass(frozen=True)
class Weights:
    """Weights in force.

    :ivar base: log-odds of somebody of whom nothing is found, and ``base_sd`` how unsure that is.
    :ivar dimensions: the most that a dimension may add, by its name.
    :ivar verified: what a verified fact takes away, as a figure below nothing.
    :ivar slope: with ``shift`` the calibration: log-odds become ``shift + slope x log-odds``.
    :ivar high: with ``medium`` the least probability of these levels.
    :ivar provenance: ``expert`` or ``fitted``; ``note`` says on what, in a sentence.
    """

    version: str
    provenance: str
    note: str
    base: float
    base_sd: float
    indicators: Mapping[str, Weight]
    dimensions: Mapping[str, float]
    verified: Mapping[str, float]
    slope: float
    shift: float
    high: float
    medium: float
    digest: str


@cache
def built_in() -> Weights:
    """The weights in force: expert points moved by outcomes, as far as there are any. Their note says which."""
    return read_weights(FOLDER / "awal-3.json")


@cache
def expert() -> Weights:
    """The points that experts gave before any outcome: what a fit starts from and is held to."""
    return read_weights(FOLDER / "awal-1.json")


def read_weights(path: Path) -> Weights:
    """:raises BadWeights: with the file and what is wrong."""
    try:
        return weights_of(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise BadWeights(f"{path.name}: {error}") from error


def weights_of(raw: Any) -> Weights:
    """:raises BadWeights: a part is missing, unknown or wrong."""
    try:
        return _read(raw)
    except (AttributeError, KeyError, TypeError) as error:
        raise BadWeights(f"a part has the wrong shape: {error}") from error


def _read(raw: Any) -> Weights:
    if not isinstance(raw, dict) or raw.keys() != _PARTS:
        named = raw.keys() ^ _PARTS if isinstance(raw, dict) else _PARTS
        raise BadWeights(f"parts are missing or not known: {', '.join(sorted(map(str, named)))}")
    if raw["provenance"] not in PROVENANCES:
        raise BadWeights(f"provenance is {raw['provenance']!r}, not one of {', '.join(PROVENANCES)}")
    dimensions = {
        name: _figure(cap, f"dimensions.{name}", least=0.0) for name, cap in raw["dimensions"].items()
    }
    indicators = {name: _weight(it, name, dimensions) for name, it in raw["indicators"].items()}
    if strange := raw["verified"].keys() - set(VERIFIED):
        raise BadWeights(f"verified: nobody verifies {', '.join(sorted(strange))}")
    calibration, levels = raw["calibration"], raw["levels"]
    high, medium = _figure(levels["high"], "levels.high"), _figure(levels["medium"], "levels.medium")
    if not 0 < medium < high < 1:
        raise BadWeights("levels: 0 < medium < high < 1")
    return Weights(
        version=str(raw["version"]),
        provenance=raw["provenance"],
        note=str(raw["note"]),
        base=_figure(raw["base"], "base"),
        base_sd=_figure(raw["base_sd"], "base_sd", least=0.0),
        indicators=indicators,
        dimensions=dimensions,
        verified={name: _figure(it, f"verified.{name}", most=0.0) for name, it in raw["verified"].items()},
        slope=_figure(calibration["slope"], "calibration.slope", least=1e-6),
        shift=_figure(calibration["shift"], "calibration.shift"),
        high=high,
        medium=medium,
        digest=digest(raw),
    )


def document_of(weights: Weights) -> dict[str, Any]:
    """The document that reads as these weights."""
    return {
        "version": weights.version,
        "provenance": weights.provenance,
        "note": weights.note,
        "base": weights.base,
        "base_sd": weights.base_sd,
        "indicators": {
            name: {"dimension": it.dimension, "steps": list(it.steps), "sd": it.sd}
            for name, it in sorted(weights.indicators.items())
        },
        "dimensions": dict(sorted(weights.dimensions.items())),
        "verified": dict(sorted(weights.verified.items())),
        "calibration": {"slope": weights.slope, "shift": weights.shift},
        "levels": {"high": weights.high, "medium": weights.medium},
    }


def digest(raw: Mapping[str, Any]) -> str:
    whole = json.dumps(raw, sort_keys=True, ensure_ascii=False)
    return hashlib.blake2b(whole.encode(), digest_size=12).hexdigest()


def _weight(raw: Any, name: str, dimensions: Mapping[str, float]) -> Weight:
    if not isinstance(raw, dict) or raw.keys() != {"dimension", "steps", "sd"}:
        raise BadWeights(f"indicators.{name} needs dimension, steps and sd")
    if raw["dimension"] not in dimensions:
        raise BadWeights(f"indicators.{name}: dimension {raw['dimension']!r} has no cap")
    if not 1 <= len(raw["steps"]) <= MOST_STEPS:
        raise BadWeights(f"indicators.{name}: 1 to {MOST_STEPS} steps")
    steps = tuple(_figure(it, f"indicators.{name}.steps", least=0.0) for it in raw["steps"])
    return Weight(raw["dimension"], steps, _figure(raw["sd"], f"indicators.{name}.sd", least=0.0))


def _figure(value: Any, part: str, *, least: float = -FARTHEST, most: float = FARTHEST) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value):
        raise BadWeights(f"{part} is no number")
    if not least <= value <= most:
        raise BadWeights(f"{part} is {value}, not between {least:g} and {most:g}")
    return float(value)
