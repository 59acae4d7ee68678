"""The exact rule: a claim joins a person by an equal number *and* a name and birth that may be hers, or by `kawal_id`. Pure.

A number alone never joins: sisters travel on each other's papers, and share a word of the name as well. A family card (KK) is
shared by design and a phone is often the recruiter's, so neither joins at all. What a claim fits is one connected group; where
that group holds several people they are joined at once, so that the order of arrival makes no difference, unless something
human hangs on one of them: then nobody is joined and a note waits for an officer.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kawal.foundation.unions import Unions
from kawal.situation.linkage.rules.comparing import births_may_be_one
from kawal.situation.linkage.rules.vocabulary import within_one_slip

MOST_NOTES = 5  # of one claim and cause: a number of forty people is not forty questions


class Arrival(NamedTuple):
    """A claim that wants its person.

    :ivar words: of the name and its aliases, as they sound; ``birth`` as it was said, empty when it was not.
    :ivar numbers: keys of NIK and passport.
    :ivar named: the person its `kawal_id` stands for.
    :ivar now_in: the person it belongs to already, when it has only come back into matching.
    :ivar held: a standing fact says it; others are placed, but join nobody to anybody.
    """

    claim_id: int
    words: frozenset[str]
    numbers: tuple[int, ...]
    named: int | None = None
    now_in: int | None = None
    held: bool = True
    birth: str = ""


class Holder(NamedTuple):
    """A held claim of a person, with one of its numbers."""

    claim_id: int
    person_id: int
    words: frozenset[str]
    birth: str = ""


Who = Arrival | Holder


def may_be_one(one: Who, other: Who) -> bool:
    """Whether two claims with an equal number are one person by what else they say.

    Every word of the shorter name stands in the other, but for a slip: a family's name in common is what sisters have. And
    their births are not those of two people.
    """
    return names_may_be_one(one.words, other.words) and births_may_be_one(one.birth, other.birth)


def names_may_be_one(one: Collection[str], other: Collection[str]) -> bool:
    """Every word of the shorter stands in the longer, or is a slip away from a word of it. A name of no words is nobody's."""
    short, long = sorted((one, other), key=len)
    return bool(short) and all(
        word in long or any(within_one_slip(word, its) for its in long) for word in short
    )


class Note(NamedTuple):
    """Two claims whose people may be one. The lower claim comes first."""

    claim_id: int
    other_claim_id: int
    cause: str  # same_number | namesake | ambiguous

    @classmethod
    def between(cls, one: int, other: int, cause: str) -> "Note":
        return cls(min(one, other), max(one, other), cause)


@dataclass(slots=True)
class Plan:
    """What is to be done.

    :ivar joined: claim to person.
    :ivar opened: groups of claims that are each a new person.
    :ivar merged: person to the older one that takes it in.
    :ivar causes: why each claim belongs where it does.
    """

    joined: dict[int, int] = field(default_factory=dict)
    opened: list[list[int]] = field(default_factory=list)
    merged: dict[int, int] = field(default_factory=dict)
    causes: dict[int, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)


def plan(
    arrivals: Sequence[Arrival],
    holders: Mapping[int, Sequence[Holder]],
    *,
    anchored: Collection[int] = (),
    apart: Collection[tuple[int, int]] = (),
) -> Plan:
    """Where each claim goes.

    :param holders: by number, every held claim that says it.
    :param anchored: people on whom something human hangs.
    :param apart: pairs of people, lower first, that an officer called different.
    """
    made = Plan()
    free = [it for it in arrivals if it.held and it.named is None]
    groups, by_number = _linked(free, holders)
    for it in arrivals:
        if it.named is not None:
            made.joined[it.claim_id], made.causes[it.claim_id] = it.named, "kawal_id"
    for members in _components(free, groups, holders):
        _settle(made, members, frozenset(anchored), frozenset(apart))
    for it in arrivals:
        if not it.held and it.named is None:
            _put_aside(made, it, holders, by_number)
    made.notes = _number_notes(made, arrivals, holders, by_number) + made.notes
    return made


def _linked(
    free: Sequence[Arrival], holders: Mapping[int, Sequence[Holder]]
) -> tuple[Unions[int], dict[int, list[Arrival]]]:
    groups, by_number = Unions[int](), defaultdict[int, list[Arrival]](list)  # a person is a negative number
    for it in free:
        if it.now_in is not None:
            groups.join(it.claim_id, -it.now_in)
        for number in it.numbers:
            for holder in holders.get(number, ()):
                if may_be_one(holder, it):
                    groups.join(it.claim_id, -holder.person_id)
            for other in by_number[number]:
                if may_be_one(other, it):
                    groups.join(it.claim_id, other.claim_id)
            by_number[number].append(it)
    return groups, by_number


@dataclass(slots=True)
class _Group:
    claims: list[Arrival]
    people: set[int]


def _components(
    free: Sequence[Arrival], groups: Unions[int], holders: Mapping[int, Sequence[Holder]]
) -> Iterable[_Group]:
    found: dict[int, _Group] = {}
    for it in free:
        found.setdefault(groups.top(it.claim_id), _Group([], set())).claims.append(it)
    people = {it.now_in for it in free if it.now_in is not None}
    people |= {holder.person_id for it in free for number in it.numbers for holder in holders.get(number, ())}
    for person in people:
        group = found.get(groups.top(-person))
        if group is not None:
            group.people.add(person)
    return found.values()


def _settle(made: Plan, group: _Group, anchored: frozenset[int], apart: frozenset[tuple[int, int]]) -> None:
    claims = [it.claim_id for it in group.claims]
    people = sorted(group.people)
    if not people:
        made.opened.append(claims)
        made.causes |= dict.fromkeys(claims, "opened")
    elif len(people) == 1 or not _must_ask(people, anchored, apart):
        made.joined |= dict.fromkeys(claims, people[0])
        made.causes |= dict.fromkeys(claims, "number")
        made.merged |= dict.fromkeys(people[1:], people[0])
    else:
        _ask(made, group)


def _must_ask(people: list[int], anchored: frozenset[int], apart: frozenset[tuple[int, int]]) -> bool:
    if anchored.intersection(people):
        return True
    return any((one, other) in apart for n, one in enumerate(people) for other in people[n + 1 :])


def _ask(made: Plan, group: _Group) -> None:
    """Ambiguous means nobody: claims already placed stay, the others open a person of their own."""
    stray = [it.claim_id for it in group.claims if it.now_in is None]
    if stray:
        made.opened.append(stray)
        made.causes |= dict.fromkeys(stray, "opened")
    for it in group.claims:
        if it.now_in is not None:
            made.joined[it.claim_id], made.causes[it.claim_id] = it.now_in, "number"


def _put_aside(
    made: Plan,
    it: Arrival,
    holders: Mapping[int, Sequence[Holder]],
    by_number: Mapping[int, Sequence[Arrival]],
) -> None:
    """A claim that no standing fact says: with the one person or new group it fits, else by itself."""
    groups = {claim: n for n, claims in enumerate(made.opened) for claim in claims}
    people = {h.person_id for n in it.numbers for h in holders.get(n, ()) if may_be_one(h, it)}
    fits: set[tuple[str, int]] = {("person", made.merged.get(person, person)) for person in people}
    for number in it.numbers:
        for other in by_number.get(number, ()):
            if may_be_one(other, it):
                joined = made.joined.get(other.claim_id)
                fits.add(("new", groups[other.claim_id]) if joined is None else ("person", joined))
    made.causes[it.claim_id] = "number"
    if it.now_in is not None:
        made.joined[it.claim_id] = it.now_in
    elif len(fits) == 1:
        [(kind, which)] = fits
        if kind == "person":
            made.joined[it.claim_id] = which
        else:
            made.opened[which].append(it.claim_id)
    else:
        made.opened.append([it.claim_id])
        made.causes[it.claim_id] = "opened"


def _number_notes(
    made: Plan,
    arrivals: Sequence[Arrival],
    holders: Mapping[int, Sequence[Holder]],
    by_number: Mapping[int, Sequence[Arrival]],
) -> list[Note]:
    """A number that somebody else holds too: another name, or a group that could not be joined."""
    whose: dict[int, object] = dict(made.joined)
    whose |= {claim: ("new", n) for n, claims in enumerate(made.opened) for claim in claims}
    found: dict[Note, None] = {}
    for it in arrivals:
        if not it.held:
            continue
        others: dict[object, Note] = {}
        for number in it.numbers:
            for holder in holders.get(number, ()):
                owner: object = made.merged.get(holder.person_id, holder.person_id)
                cause = "ambiguous" if may_be_one(holder, it) else "same_number"
                if owner != whose[it.claim_id]:
                    others.setdefault(owner, Note.between(it.claim_id, holder.claim_id, cause))
            for other in by_number.get(number, ()):
                if whose[other.claim_id] != whose[it.claim_id]:
                    note = Note.between(it.claim_id, other.claim_id, "same_number")
                    others.setdefault(whose[other.claim_id], note)
        found |= dict.fromkeys(list(others.values())[:MOST_NOTES])
    return list(found)
