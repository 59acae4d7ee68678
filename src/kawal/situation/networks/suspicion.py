"""When a ring is worth an alert before anything is confirmed: a rule to be read, with its reasons.

Three recruits at least, tied by supported links, and danger beside it. To leave outside the system is no such danger by itself,
however many do it together with one agent: an agent who fills in forty forms is no trafficker. What counts is being moved as
a party at somebody else's expense, papers made for several people, or more signs of control and harm than chance would give
so many people. Papers all in order say nothing against that: of people who left inside the system so few call for help or are
found in harm's way that several of one party are no chance, whoever sent them.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from kawal.situation.networks.chances import tail
from kawal.situation.networks.dangers import CONTROL, FOUND, HARM, HARMED, OUTSIDE, Signs
from kawal.situation.networks.laws import alike
from kawal.situation.networks.shapes import Person

THIRD: Final = 3
BASE: Final = 0.08  # of free people who leave outside the system, those who show some sign of control or harm
BASE_INSIDE: Final = (
    0.02  # of those inside it: five in a thousand complain to the ministry, several times as many to missions
)
BASE_FOUND: Final = 0.005  # of all, those whom officers rescue or screen as harmed
CHANCE: Final = 0.01
TICKET: Final = "ticket_by_third"
OWN_CONTROL: Final = tuple(sign for sign in CONTROL if sign != TICKET)
DANGER: Final = (*OWN_CONTROL, *HARM, *FOUND)
# What hardly anybody inside the system shows. Fees over the cap and loans are too common there to be among it.
RARE_INSIDE: Final = (*HARMED, "papers_held", "pays_handler")


@dataclass(frozen=True, slots=True)
class Reason:
    """:ivar code: moved_together, one_paper, control, confirmed or finding. :ivar signs: what was seen, most often first."""

    code: str
    people: tuple[Person, ...]
    signs: tuple[str, ...] = ()


Parties = Sequence[Collection[Person]]
Names = Mapping[Person, set[frozenset[str]]]


def is_suspicious(
    members: Collection[Person],
    signs: Mapping[Person, Signs],
    *,
    journeys: Parties = (),
    papers: Parties = (),
    names: Names = MappingProxyType({}),
) -> tuple[Reason, ...]:
    """Why these people, tied by supported links, should be looked at together; nothing where nothing says so.

    :param journeys: of them, those on one booking, in one group or on one paid voyage.
    :param names: claimed for them: somebody known twice is one.
    :param papers: of them, those who hold one number of a paper or certificate.
    """
    if not are_three(members, names):
        return ()
    found = [_moved_together(journeys, signs, names), _one_paper(papers, names), _controlled(members, signs)]
    return tuple(reason for reason in found if reason)


def _moved_together(journeys: Parties, signs: Mapping[Person, Signs], names: Names) -> Reason | None:
    """Three and more of one party, without a visa for work, the card or a crossing, on tickets that somebody else paid."""
    for party in journeys:
        moved = [it for it in party if _left_outside(signs.get(it)) and TICKET in _first(signs.get(it))]
        if are_three(moved, names):
            return Reason("moved_together", _sorted(moved), (TICKET, *_common(moved, signs, OUTSIDE)))
    return None


def _one_paper(papers: Parties, names: Names) -> Reason | None:
    for holders in papers:
        if are_three(holders, names):
            return Reason("one_paper", _sorted(holders), ("shared_paper",))
    return None


def _controlled(members: Collection[Person], signs: Mapping[Person, Signs]) -> Reason | None:
    """More show control or harm than chance gives so many: of all, of those recruited or leaving outside the system, of those who
    left inside it, of whom fewer do; or more were found harmed by officers."""
    known = [it for it in members if it in signs]
    outside = [it for it in known if signs[it].any_of(OUTSIDE)]
    inside = [it for it in known if signs[it].is_inside]
    tests = (
        (known, DANGER, BASE),
        (outside, DANGER, BASE),
        (inside, RARE_INSIDE, BASE_INSIDE),
        (known, FOUND, BASE_FOUND),
    )
    for some, sorts, base in tests:
        shown = [it for it in some if signs[it].any_of(sorts)]
        if len(some) >= THIRD and len(shown) > 1 and tail(len(shown), len(some), base) <= CHANCE:
            return Reason("control", _sorted(shown), _common(shown, signs, DANGER))
    return None


def are_three(people: Collection[Person], names: Names) -> bool:
    """At least three of them are surely different people. Whoever has no name is taken for another."""
    apart = list[set[frozenset[str]]]()
    for person in people:
        mine = names.get(person) or set()
        if not any(alike(a, b) for theirs in apart for a in mine for b in theirs):
            apart.append(mine)
            if len(apart) >= THIRD:
                return True
    return False


def _left_outside(signs: Signs | None) -> bool:
    first = _first(signs)
    return ("other_visa" in first or "no_crossing" in first) and "card" not in first


def _first(signs: Signs | None) -> Mapping[str, object]:
    return signs.first if signs else {}


def _common(
    people: Collection[Person], signs: Mapping[Person, Signs], of: tuple[str, ...]
) -> tuple[str, ...]:
    times = {sign: sum(sign in signs[it].first for it in people) for sign in of}
    return tuple(sorted((sign for sign, count in times.items() if count), key=lambda it: (-times[it], it)))


def _sorted(people: Collection[Person]) -> tuple[Person, ...]:
    return tuple(sorted(people, key=str))
