"""How sure it is that two claims are one person, and by what: the weight in bits, and the parts it is the sum of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from math import log2
from operator import add, getitem

from kawal.situation.linkage.rules.comparing import FIELDS, LEVELS, Levels, compare
from kawal.situation.linkage.rules.forms import Form
from kawal.situation.linkage.rules.model import BY_FREQUENCY, Level, Model

_BY_FREQUENCY = tuple((FIELDS.index(field), LEVELS[field].index(code)) for field, code in BY_FREQUENCY)
CALLED_STRONG, CALLED_CLEAR, CALLED_SLIGHT = 9.0, 5.0, 1.0


@dataclass(frozen=True, slots=True)
class Part:
    """What one field says.

    :ivar level: code of the level.
    :ivar share: share of all claims that hold this value, where the weight goes by frequency; else 0.
    """

    field: str
    level: str
    bits: float
    share: float = 0.0

    @property
    def reason(self) -> str:
        """A code for words: ``name.sound``, ``birth.swapped``."""
        return f"{self.field}.{self.level}"

    @property
    def strength(self) -> str:
        """strongly_for, for, slightly_for, neutral, against, strongly_against."""
        if abs(self.bits) <= CALLED_SLIGHT:
            return "neutral"
        if self.bits < 0:
            return "against" if self.bits >= -CALLED_CLEAR else "strongly_against"
        if self.bits < CALLED_CLEAR:
            return "slightly_for"
        return "for" if self.bits < CALLED_STRONG else "strongly_for"


@dataclass(frozen=True, slots=True)
class Scored:
    """The weight of a pair: the prior and its parts, one for each field that both claims have."""

    weight: float
    prior: float
    levels: Levels
    parts: tuple[Part, ...]


def score(model: Model, one: Form, other: Form) -> Scored:
    """The weight with its parts, for those who are to understand it. Symmetric."""
    levels = compare(one, other)
    parts = tuple(
        _part(model, field, model.fields[field][level], one, other)
        for field, level in zip(FIELDS, levels, strict=True)
        if level >= 0
    )
    weight = model.prior
    for part in parts:
        weight += part.bits
    return Scored(weight, model.prior, levels, parts)


def weight_of(model: Model, one: Form, other: Form) -> tuple[float, Levels]:
    """The same weight without its parts, quicker: for a shortlist."""
    levels = compare(one, other)
    weight = reduce(add, map(getitem, model.bits, levels), model.prior)
    for place, level in _BY_FREQUENCY:
        if levels[place] == level:
            weight += _rarity(model, model.fields[FIELDS[place]][level], one, other)[0]
    return weight, levels


def _part(model: Model, field: str, level: Level, one: Form, other: Form) -> Part:
    if not level.table:
        return Part(field, level.code, level.bits)
    more, share = _rarity(model, level, one, other)
    return Part(field, level.code, level.bits + more, share)


def _rarity(model: Model, level: Level, one: Form, other: Form) -> tuple[float, float]:
    """How much more a rare value weighs, or less a common one; and its share."""
    table = model.frequencies[level.table]
    share = max(table.largest(values_of(one, level.table)), table.largest(values_of(other, level.table)))
    return (log2(level.chance / share), share) if share > 0 else (0.0, 0.0)


def values_of(form: Form, table: str) -> Sequence[str]:
    """The values of a claim that a frequency table counts."""
    return _VALUES[table](form)


_VALUES: dict[str, Callable[[Form], Sequence[str]]] = {
    "name": lambda form: [name.norm for name in form.names],
    "name_sound": lambda form: [name.key for name in form.names],
    "birth": lambda form: (form.born,) if len(form.born) == 10 else (),
    "birth_place": lambda form: form.born_in,
    "mother": lambda form: (form.mother.norm,) if form.mother else (),
    "mother_sound": lambda form: (form.mother.key,) if form.mother else (),
}
