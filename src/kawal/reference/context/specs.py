"""Which tables there are, what columns each has, and which of them make its key."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from kawal.reference.context import keys

Kind = Literal["key", "any", "text", "status", "money", "currency", "age", "days"]
DATES: Final = ("valid_from", "valid_to")


@dataclass(frozen=True, slots=True)
class Column:
    """:ivar kind: ``key`` must be said; ``any`` may be empty and then stands for every value.
    :ivar key: how two ways of writing meet.
    :ivar may_lack: a file without the column says nothing in it.
    """

    name: str
    kind: Kind
    key: Callable[[str], str] = keys.code_key
    may_lack: bool = False


@dataclass(frozen=True, slots=True)
class Spec:
    """One table. Periods of one ``key`` may not overlap."""

    name: str
    columns: tuple[Column, ...]
    keyed_by: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(it.name for it in self.columns)


_COUNTRY = Column("country", "key", keys.country_key)
_ANY_COUNTRY = Column("country", "any", keys.country_key)
_ANY_JOB = Column("occupation", "any", keys.word_key)
_CURRENCY = Column("currency", "currency", keys.country_key)
_WHERE_AND_WHAT: Final = ("country", "occupation")

_ALL: Final = (
    Spec("rates", (Column("currency", "key", keys.country_key), Column("idr", "money")), ("currency",)),
    Spec(
        "licences",
        (Column("licence", "key", keys.licence_key), Column("name", "text"), Column("status", "status")),
        ("licence",),
    ),
    Spec("official_numbers", (Column("phone", "key", keys.phone_key),), ("phone",)),
    Spec("reference_wages", (_ANY_COUNTRY, _ANY_JOB, Column("wage", "money"), _CURRENCY), _WHERE_AND_WHAT),
    Spec("fee_caps", (_ANY_COUNTRY, _ANY_JOB, Column("cap", "money"), _CURRENCY), _WHERE_AND_WHAT),
    Spec("minimum_ages", (_ANY_COUNTRY, _ANY_JOB, Column("age", "age")), _WHERE_AND_WHAT),
    Spec("high_risk_exits", (Column("post", "key"),), ("post",)),
    Spec("transit_spots", (_COUNTRY,), ("country",)),
    Spec(
        "closed_countries",
        (_COUNTRY, Column("occupation", "any", keys.word_key, may_lack=True)),
        _WHERE_AND_WHAT,
    ),
    Spec("zero_cost_jobs", (_ANY_COUNTRY, _ANY_JOB), _WHERE_AND_WHAT),
    Spec("outages", (Column("channel", "any"), _ANY_COUNTRY), ("channel", "country")),
    Spec(
        "recruiter_addresses",
        (Column("recruiter", "key", keys.company_key), Column("address", "key", keys.address_key)),
        ("recruiter", "address"),
    ),
    Spec(
        "clocks",
        (Column("kind", "key"), Column("every_days", "days"), Column("grace_days", "days")),
        ("kind",),
    ),
    Spec("feeds", (Column("source", "any"), Column("kind", "key")), ("source", "kind")),
)
SPECS: Final[dict[str, Spec]] = {it.name: it for it in _ALL}
