"""The automatic rule: when a machine may say *the same person* without asking anybody.

A weight alone never does. Three quarters of the errors it would make are twins, who share everything but a name, and often
all of that but its end; an equal NIK alone never does either, for sisters travel on each other's papers. Whoever was made older by
a recruiter mostly keeps her day and month; born on another day of another year, on one number, is a sister until somebody says not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kawal.situation.linkage.rules.comparing import (
    BIRTH_MAY_BE_ONE,
    DIFFERENT,
    FIELDS,
    LEVELS,
    MISSING,
    Levels,
)

LEAST_WEIGHT, LEAST_MARGIN = 10.0, 3.0
PROPOSED, POSSIBLE = 2.0, 0.0  # from here a person decides; from here it is shown, and nobody is asked

Refusal = Literal["", "apart", "weight", "margin", "name", "birth", "sex", "nik_different", "nik_near"]
Answer = Literal["same", "unsure", "possible", "different"]

_PLACE = {field: n for n, field in enumerate(FIELDS)}
_NAME_ENOUGH = LEVELS["name"].index("slip")
_NAME_WITH_NIK = LEVELS["name"].index("contained")
_BIRTH_ENOUGH = LEVELS["birth"].index("digit")
_NIK_NEAR, _NIK_EQUAL = (LEVELS["nik"].index(code) for code in ("near", "equal"))


@dataclass(frozen=True, slots=True)
class Judged:
    """What the machine says of a pair. ``refusal`` is why it may not join them by itself; empty when it may."""

    answer: Answer
    refusal: Refusal


def judge(weight: float, levels: Levels, *, margin: float | None = None, apart: bool = False) -> Judged:
    """The answer for two claims.

    :param margin: bits above the best claim of any *other* person; nothing when there is no other.
    :param apart: somebody decided that they are different people.
    """
    refusal = why_not(weight, levels, margin=margin, apart=apart)
    if not refusal:
        return Judged("same", refusal)
    if apart or weight < POSSIBLE:
        return Judged("different", refusal)
    return Judged("unsure" if weight >= PROPOSED else "possible", refusal)


def why_not(weight: float, levels: Levels, *, margin: float | None = None, apart: bool = False) -> Refusal:
    """Why a machine may not join the two by itself; empty when it may."""
    if apart:
        return "apart"
    if weight < LEAST_WEIGHT:
        return "weight"
    refusal = conflict(levels)
    if refusal:
        return refusal
    return "margin" if margin is not None and margin < LEAST_MARGIN else ""


def passes(weight: float, levels: Levels) -> bool:
    """The rule for one edge of the batch, where the margin is left to the grouping."""
    return not why_not(weight, levels)


def conflict(levels: Sequence[int]) -> Refusal:
    """What in the fields themselves bars the automatic way, whatever the weight."""
    name, birth, nik = (levels[_PLACE[field]] for field in ("name", "birth", "nik"))
    equal_nik = nik == _NIK_EQUAL
    if levels[_PLACE["sex"]] == DIFFERENT:
        return "sex"
    if nik == DIFFERENT:
        return "nik_different"
    if nik == _NIK_NEAR:
        return "nik_near"
    if name < (_NAME_WITH_NIK if equal_nik else _NAME_ENOUGH):
        return "name"
    return "birth" if _is_other_birth(birth, name, equal_nik=equal_nik) else ""


def _is_other_birth(birth: int, name: int, *, equal_nik: bool) -> bool:
    """Without an equal NIK the day must agree; with one and the same name it may be unknown, or of a moved year."""
    if not equal_nik or (birth != MISSING and name < _NAME_ENOUGH):
        return birth < _BIRTH_ENOUGH
    return birth != MISSING and birth < BIRTH_MAY_BE_ONE
