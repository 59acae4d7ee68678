"""What goes through the networks: who said it of whom, what a fact shares, what the world is like."""

from collections.abc import Hashable, Mapping
from datetime import timedelta
from typing import Any, Final, NamedTuple, Protocol

from kawal.situation.parties.rules.mentions import FIELDS, Mention, mentions_of
from kawal.situation.picture.shapes import PictureFact

Person = Hashable  # a number live, a text in a replay; only compared
Ref = tuple[str, str]  # source and id of a fact
Data = Mapping[str, Any]
_JAKARTA: Final = timedelta(hours=7)


class Claimed(NamedTuple):
    """What the claim behind a fact says of the person.

    :ivar names: all names said, as they are written.
    :ivar phones: contact numbers as they are written.
    :ivar births: birth dates as facts write them: ``1999``, ``1999-04``, ``1999-01-01``.
    :ivar area: home, by its area code.
    :ivar family: number of the family card.
    """

    names: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    births: tuple[str, ...] = ()
    area: str = ""
    family: str = ""


NOBODY = Claimed()


def claimed(subject: Mapping[str, Any]) -> Claimed:
    """What networks ask of a claim's subject; what is no text there says nothing."""
    address = subject.get("address")
    aliases, phones = subject.get("aliases") or (), subject.get("phones") or ()
    return Claimed(
        names=tuple(filter(None, map(_text, (subject.get("name"), *aliases)))),
        phones=tuple(filter(None, map(_text, phones))),
        births=tuple(filter(None, (_text(subject.get("birth_date")),))),
        area=_text(address.get("area")) if isinstance(address, Mapping) else "",
        family=_text(subject.get("kk")),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


class Heard(NamedTuple):
    """One fact as networks take it: its day in Jakarta as an ordinal, where it happened, whom it names."""

    kind: str
    data: Data
    day: int
    ref: Ref
    area: str
    mentions: tuple[Mention, ...]


def heard(fact: PictureFact) -> Heard:
    area = fact.place.get("area") if fact.place else ""
    named = tuple(mentions_of(fact.kind, fact.data)) if fact.kind in FIELDS else ()
    where = area if isinstance(area, str) else ""
    return Heard(fact.kind, fact.data, (fact.at + _JAKARTA).toordinal(), (fact.source, fact.id), where, named)


class Trace(NamedTuple):
    """One identifier that a fact ties a worker to.

    :ivar kind: phone, recruiter, licence, purse, address, account, booking, group, voyage, paper, certificate or place.
    :ivar role: ``own`` where it is the worker's own contact; ``recruiter`` where it is somebody else's.
    :ivar name: the words of the name said with it, as they sound.
    """

    kind: str
    key: int
    role: str = "recruiter"
    name: frozenset[str] = frozenset()


class World(Protocol):
    """The dated tables that networks ask; ``kawal.reference.context`` answers. Days are ordinals."""

    @property
    def knows_licences(self) -> bool: ...
    def licence_status(self, licence: str, name: str, day: int) -> str | None: ...
    def addresses_of(self, recruiter: str, day: int) -> tuple[str, ...]: ...
    def is_official(self, phone: str, day: int) -> bool: ...
    def is_closed(self, country: str, day: int) -> bool: ...
    def fee_cap_idr(self, country: str | None, occupation: str | None, day: int) -> int | None: ...
    def reference_wage_idr(self, country: str | None, occupation: str | None, day: int) -> int | None: ...
    def rate_idr(self, currency: str, day: int) -> float | None: ...


class Measure(NamedTuple):
    """One measured column: its value, the day on which it became so, and facts behind it (not all, where there are many)."""

    value: int
    day: int
    refs: tuple[Ref, ...] = ()
