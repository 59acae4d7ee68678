"""How much speaks for two parties being one, in points with their reasons, until officers' answers can train weights.

Symmetric; what is missing counts nothing; no number of points ever joins anybody. A word that many names hold weighs
little, and a phone that many names give (a call centre's, a village coordinator's) nothing.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from math import log2
from typing import Literal

Band = Literal["likely", "maybe", ""]
LIKELY, MAYBE = 9.0, 5.0
MOST_NAMES_OF_A_PHONE = 5
RARE = 500  # a word in so many names says nothing any more
SIMILAR, ALIKE = 0.8, 0.65  # shares of common two-letter pieces
WHOLE, NEAR, HELD, SHARED = 6.0, 4.0, 3.0, 1.5
POINTS: Mapping[str, float] = {
    "same_licence": 8, "other_licence": -4, "same_phone": 6, "same_owner": 5, "same_address": 5, "same_worker": 2,
    "same_area": 1, "other_kind": -1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """One name: its words run together, and as they sound."""

    core: str
    sounds: frozenset[str]
    is_company: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of one party. Licences, phones, owners and addresses are keys, areas regencies, workers people."""

    names: frozenset[Name] = frozenset()
    licences: frozenset[int] = frozenset()
    phones: frozenset[int] = frozenset()
    owners: frozenset[int] = frozenset()
    addresses: frozenset[int] = frozenset()
    areas: frozenset[str] = frozenset()
    workers: frozenset[int] = frozenset()

    @property
    def is_company(self) -> bool | None:
        """Nothing where nobody said a name."""
        return any(it.is_company for it in self.names) if self.names else None


@dataclass(frozen=True, slots=True)
class Weighed:
    """The points, and each reason with its own, the strongest first."""

    points: float
    reasons: tuple[tuple[str, float], ...]

    @property
    def band(self) -> Band:
        if self.points >= LIKELY:
            return "likely"
        return "maybe" if self.points >= MAYBE else ""


@dataclass(frozen=True, slots=True)
class Common:
    """How often things occur: names that hold a word, names that give a phone."""

    words: Mapping[str, int] = field(default_factory=dict)
    phones: Mapping[int, int] = field(default_factory=dict)


def weigh(a: Profile, b: Profile, common: Common) -> Weighed:
    """The same for (b, a)."""
    reasons = dict(_numbers(a, b, common))
    level, points = _best_name(a.names, b.names, common.words)
    if level:
        reasons[level] = points
    if reasons and a.areas & b.areas:
        reasons["same_area"] = POINTS["same_area"]
    if level in ("same_name", "similar_name") and a.workers & b.workers:
        reasons["same_worker"] = POINTS["same_worker"]
    if reasons and None not in (a.is_company, b.is_company) and a.is_company != b.is_company:
        reasons["other_kind"] = POINTS["other_kind"]
    ordered = sorted(reasons.items(), key=lambda it: (-it[1], it[0]))
    return Weighed(round(sum(reasons.values()), 1), tuple(ordered))


def rarity(words: Collection[str], common: Mapping[str, int]) -> float:
    """From 0, all words stand in very many names, to 1: one of them stands nowhere else."""
    fewest = min((common.get(word, 1) for word in words), default=RARE)
    return max(0.0, 1 - log2(max(fewest, 1)) / log2(RARE))


def likeness(one: str, other: str) -> float:
    """The share of two-letter pieces that two texts have in common, 0 to 1."""
    a, b = _pieces(one), _pieces(other)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _numbers(a: Profile, b: Profile, common: Common) -> list[tuple[str, float]]:
    phones = {it for it in a.phones & b.phones if common.phones.get(it, 0) <= MOST_NAMES_OF_A_PHONE}
    found = {
        "same_licence": bool(a.licences & b.licences),
        "other_licence": bool(a.licences and b.licences and not a.licences & b.licences),
        "same_phone": bool(phones),
        "same_owner": bool(a.owners & b.owners),
        "same_address": bool(a.addresses & b.addresses),
    }
    return [(reason, POINTS[reason]) for reason, is_so in found.items() if is_so]


def _best_name(a: Collection[Name], b: Collection[Name], common: Mapping[str, int]) -> tuple[str, float]:
    """The strongest of all pairs."""
    pairs = (_names(one, other, common) for one in a for other in b)
    return max(pairs, key=lambda it: (it[1], it[0]), default=("", 0.0))


def _names(a: Name, b: Name, common: Mapping[str, int]) -> tuple[str, float]:
    both = a.sounds & b.sounds
    if a.core == b.core or (a.sounds and a.sounds == b.sounds):
        return "same_name", round(1 + (WHOLE - 1) * rarity(a.sounds | b.sounds, common), 1)
    close = likeness(a.core, b.core)
    if close >= SIMILAR:
        return "similar_name", round(NEAR * max(0.25, rarity(both or a.sounds | b.sounds, common)), 1)
    if both and (both in (a.sounds, b.sounds)):
        points = round(HELD * rarity(both, common), 1)
        return ("name_contained", points) if points else ("", 0.0)
    points = round(SHARED * rarity(both, common), 1) if both or close >= ALIKE else 0.0
    return ("word_shared", points) if points and both else ("", 0.0)


def _pieces(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)} or ({text} if text else set())
