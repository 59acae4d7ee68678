"""Who does what in a ring, as far as what ties its people tells: who recruits, houses, lends, transports. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from kawal.situation.networks.laws import alike
from kawal.situation.rings.cards import Role

ROLES: Final = {
    "recruiter": "recruits", "phone": "recruits", "licence": "recruits",
    "purse": "lends", "account": "lends",
    "booking": "transports", "group": "transports", "voyage": "transports",
    "paper": "documents", "certificate": "documents",
    "place": "employs",
}  # fmt: skip
NAMES: Final = ("recruiter", "purse", "place")  # what these show is a name
ORDER: Final = ("recruits", "houses", "lends", "transports", "documents", "employs")


class Tie(NamedTuple):
    """One identifier: what it shows, the names said with it as they sound and as they were written, and its people."""

    kind: str
    shown: str
    names: frozenset[str]
    said: tuple[str, ...]
    people: frozenset[int]
    first_on: date
    last_on: date


def role_of(tie: Tie) -> str:
    """An address under a recruiter's name is where that recruiter sits; under no name it is where people were lodged."""
    if tie.kind == "address":
        return "recruits" if tie.names else "houses"
    return ROLES[tie.kind]


def roles_of(ties: Iterable[Tie]) -> tuple[Role, ...]:
    """A line for each role and name; identifiers of one role that nobody named stand together. In the order of a journey."""
    groups: dict[str, list[list[Tie]]] = {}
    for tie in map(_called, ties):
        _join(groups.setdefault(role_of(tie), []), tie)
    found = [_line(code, group) for code in ORDER for group in groups.get(code, ())]
    return tuple(sorted(found, key=lambda it: (ORDER.index(it.code), -it.people)))


def _called(tie: Tie) -> Tie:
    """What shows a name and came with none is called by what it shows."""
    if tie.kind not in NAMES or tie.names or not tie.shown:
        return tie
    return tie._replace(names=frozenset({tie.shown.lower()}), said=(tie.shown,))


def _join(groups: list[list[Tie]], tie: Tie) -> None:
    """To the groups that have a name of its own, or to the one without names."""
    near = [group for group in groups if _share(group, tie)]
    groups[:] = [group for group in groups if group not in near]
    groups.append([*(it for group in near for it in group), tie])


def _share(group: Sequence[Tie], tie: Tie) -> bool:
    names = frozenset[str]().union(*(it.names for it in group))
    if not (names and tie.names):
        return not names and not tie.names
    return any(
        alike(frozenset(one.split()), frozenset(other.split())) for one in names for other in tie.names
    )


def _line(code: str, ties: Sequence[Tie]) -> Role:
    by_use = sorted(ties, key=lambda it: -len(it.people))
    return Role(
        code,
        tuple(dict.fromkeys(name for it in by_use for name in it.said)),
        tuple((it.kind, it.shown) for it in by_use if it.shown and it.kind not in NAMES),
        len(frozenset[int]().union(*(it.people for it in ties))),
        min(it.first_on for it in ties),
        max(it.last_on for it in ties),
    )
