"""When an identifier ties people: the law of each kind, pure and of its own sightings alone.

What is shared by chance must chain nobody. So an identifier has times of use (a number sold on is another one), a greatest
number of people (more is an office, a call centre, a template), and support: a recruiter is tied to a phone or house by two
workers at least, who are a tenth of all that recruiter's workers.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import compress
from typing import Final, NamedTuple

from rapidfuzz.fuzz import ratio

from kawal.situation.networks.chances import tail
from kawal.situation.networks.shapes import Person, Ref

SUPPORT: Final = 2  # workers
SHARE: Final = 10  # a tenth of the recruiter's workers
SOLD_ON: Final = 60  # days of silence after which operators give a number to somebody else
MOST_NAMES: Final = 3  # that one recruiter goes by; a number under more is an office's
HARMED_SHARE: Final = 0.03  # of all workers, those of whom harm is known
RARELY: Final = 0.001  # the chance at which so many harmed at one workplace are no chance any more
MOST_SEATED: Final = 5  # recruiters at one address; where more sit is an office block or a market
ALIKE: Final = 80.0


class Law(NamedTuple):
    """:ivar window: days within which two sightings belong to one use. :ivar most: people; ``fewest`` likewise."""

    window: int
    most: int
    fewest: int = SUPPORT


LAWS: Final[Mapping[str, Law]] = {
    "phone": Law(400, 400),
    "recruiter": Law(365, 400),
    "licence": Law(365, 400),
    "purse": Law(365, 60),
    "address": Law(365, 60),
    "account": Law(365, 60),
    "booking": Law(21, 40),
    "group": Law(180, 60),
    "voyage": Law(1, 12, fewest=3),
    "paper": Law(730, 30),
    "certificate": Law(365, 30),
    "place": Law(365, 60, fewest=3),
}
# Their workers make a recruiter; houses, accounts and lenders are held by those.
RECRUITERS: Final = ("phone", "recruiter", "licence")
HELD: Final = ("purse", "address", "account")


class Use:
    """One person's use of an identifier in one role, under one name: first and last day, and the fact of the first."""

    __slots__ = ("first", "last", "name", "person", "ref", "role")

    def __init__(self, person: Person, role: str, name: frozenset[str], day: int, ref: Ref) -> None:
        self.person, self.role, self.name = person, role, name
        self.first, self.last, self.ref = day, day, ref

    def again(self, day: int, ref: Ref) -> bool:
        """Seen another time; whether that changes what is known."""
        if day < self.first or (day == self.first and ref < self.ref):
            self.first, self.ref = day, ref
        elif day > self.last:
            self.last = day
        else:
            return False
        return True


Uses = list[Use]


def spells(uses: Iterable[Use], window: int) -> list[Uses]:
    """The uses in the times that belong together, the earliest first."""
    found: list[Uses] = []
    until = 0
    for use in sorted(uses, key=lambda it: it.first):
        if not found or use.first - until > window:
            found.append([use])
            until = use.last
        else:
            found[-1].append(use)
            until = max(until, use.last)
    return found


def holders(uses: Iterable[Use]) -> list[Uses]:
    """The uses of a phone by whose it was. A number that nobody gave for some time was sold on: to give it after that, or before it
    was a recruiter's, is to share it with nobody."""
    listed = list(uses)
    own = [use for use in listed if use.role != "recruiter"]
    found = []
    for named in spells((use for use in listed if use.role == "recruiter"), LAWS["phone"].window):
        first, last = named[0].first - SOLD_ON, max(use.last for use in named) + SOLD_ON
        near = [first <= use.last and use.first <= last for use in own]
        found.append(named + [*compress(own, near)])
        own = [use for use, is_near in zip(own, near, strict=True) if not is_near]
    return found + spells(own, SOLD_ON)


def people_of(uses: Iterable[Use]) -> set[Person]:
    return {use.person for use in uses}


def together(uses: Uses, law: Law) -> set[Person]:
    """A booking, group or voyage: everybody on it, where it is no ship full of strangers."""
    people = people_of(uses)
    return people if law.fewest <= len(people) <= law.most else set()


def one_paper(uses: Uses, law: Law, is_other: Callable[[Person, Person], bool]) -> set[Person]:
    """A paper with one number: only people who are surely not one, known twice."""
    people = people_of(uses)
    if not law.fewest <= len(people) <= law.most:
        return set()
    listed = list(people)
    return {one for one in listed if any(one != two and is_other(one, two) for two in listed)}


def callers(uses: Uses, law: Law, is_outside: Callable[[Person], bool]) -> set[Person]:
    """A recruiter's phone, licence or name: the workers who were recruited under a name that two of them say.

    Who only gives the number as the own contact is tied as well, unless she leaves inside the system: a number sold on to
    somebody else stands in papers that have nothing to do with its former holder.
    """
    recruited = [use for use in uses if use.role == "recruiter"]
    if not recruited or len(people_of(uses)) > law.most:
        return set()
    named = clusters(recruited)
    if len(named) > MOST_NAMES:
        return set()
    own = {use.person for use in uses if use.role != "recruiter" and is_outside(use.person)}
    if len(named) == 1:
        people = people_of(named[0]) | own
        return people if len(people) >= SUPPORT else set()
    held = [people for group in named if len(people := people_of(group)) >= SUPPORT]
    return set[Person]().union(*held, own) if held else set()


def clusters(uses: Uses) -> list[Uses]:
    """By name: those that are alike through others count as one, so that spelling and order make no difference."""
    return [[use for use in uses if use.name in names] for names in groups_of_names(use.name for use in uses)]


def groups_of_names(names: Iterable[frozenset[str]]) -> list[set[frozenset[str]]]:
    groups: list[set[frozenset[str]]] = []
    for name in sorted(set(names), key=sorted):
        near = [group for group in groups if any(alike(name, other) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append({name}.union(*near))
    return groups


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """One name, spelt two ways or shortened. A name that was not said is anybody's."""
    if not one or not other or one <= other or other <= one:
        return True
    return ratio(" ".join(sorted(one)), " ".join(sorted(other))) >= ALIKE


def is_common(uses: Uses) -> bool:
    """So many recruiters sit at this address that it tells none from another."""
    return len(groups_of_names(use.name for use in uses if use.name)) > MOST_SEATED


def harmed_at(uses: Uses, law: Law, is_harmed: Callable[[Person], bool]) -> set[Person]:
    """A workplace or vessel: those of its people who came to harm, where they are more than chance gives. Nobody else there is tied."""
    people = people_of(uses)
    harmed = {it for it in people if is_harmed(it)}
    if len(people) > law.most or len(harmed) < law.fewest:
        return set()
    return harmed if tail(len(harmed), len(people), HARMED_SHARE) <= RARELY else set()


def housed(
    uses: Uses,
    law: Law,
    holders: Callable[[Person], Iterable[object]],
    workers: Callable[[object], int],
    may_be_loose: Callable[[Person], bool],
) -> set[Person]:
    """A house, account or lender: the workers of recruiters who hold it, by support, and those whose recruiter nobody named.

    :param may_be_loose: whether somebody without a recruiter of nobody in force is tied at all.
    """
    people = people_of(uses)
    if not law.fewest <= len(people) <= law.most:
        return set()
    of: dict[object, set[Person]] = {}
    loose = set[Person]()
    for person in people:
        mine = list(holders(person))
        for holder in mine:
            of.setdefault(holder, set()).add(person)
        if not mine and may_be_loose(person):
            loose.add(person)
    held = [
        them for holder, them in of.items() if len(them) >= SUPPORT and len(them) * SHARE >= workers(holder)
    ]
    if held or len(loose) >= SUPPORT:
        return set[Person]().union(*held, loose)
    return set()
