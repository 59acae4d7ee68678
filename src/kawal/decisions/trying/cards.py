"""What a trial of a rule found."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

By = Literal["origin", "sex", "level"]


@dataclass(frozen=True, slots=True)
class Group:
    """People of one origin, sex or level.

    :ivar value: province code, sex, or the level the rule gives; "" where it is not known.
    :ivar before: people on whom the rule fires as it stands; ``after``: with the values tried.
    :ivar added: alerts that would open, on people who have none; ``removed``: open alerts that would lose their only reason.
    """

    by: By
    value: str
    before: int
    after: int
    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class Example:
    """Somebody on whom the answer changes, without who it is.

    :ivar subject: a pseudonym that says nothing and differs from trial to trial.
    :ivar person_id: for those who may open people; else nothing.
    :ivar values: the columns that the rule reads.
    """

    added: bool
    subject: str
    kawal_id: str | None
    sentence: Mapping[str, str]
    province: str
    sex: str
    stay: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Trial:
    """:ivar params: all parameters of the rule as tried; ``standing``: as they stand."""

    rule: str
    version: int
    as_of: datetime
    standing: Mapping[str, int | str]
    params: Mapping[str, int | str]
    people: int
    before: int
    after: int
    added: int
    removed: int
    groups: tuple[Group, ...]
    examples: tuple[Example, ...]
