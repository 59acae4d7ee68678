"""Whose fact is it? Claims of sources brought together into people, as far as a replay may: by numbers, never by likeness.

Facts are of one person where they share a `kawal_id`, or a NIK or passport whose holders are not clearly different people.
A borrowed number joins nobody: whoever has another name *and* another birth on it stays apart.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

import orjson

from kawal.facts.contract.subject import usable_nik, usable_passport
from kawal.foundation.names import sound_words
from kawal.foundation.unions import Unions
from kawal.situation.linkage.rules.comparing import births_may_be_one, closeness
from kawal.situation.linkage.rules.forms import Form
from kawal.situation.people.joining import names_may_be_one
from kawal_batch.watch.likeness import Likeness, is_one, no_two_niks

MOST_COMPARED = 60  # holders of one number: one sold to hundreds joins nobody any more
_ALIKE = 0.80  # of two names whose births agree


@dataclass(slots=True)
class Claim:
    """What one source says about who somebody is.

    :ivar first: ``source:id`` of the first fact that said it.
    :ivar held: how many standing facts say it; without any it is out of matching.
    :ivar numbers: keys under which it is found, as ``("nik", digits)``.
    """

    number: int
    first: str
    kawal_id: str
    nik: str
    passport: str
    words: frozenset[str]
    birth: str
    sex: str
    form: Form
    held: int = 0
    person: int = -1

    @property
    def numbers(self) -> Iterator[tuple[str, str]]:
        if self.nik:
            yield "nik", self.nik
        if self.passport:
            yield "passport", self.passport


@dataclass(slots=True)
class Moved:
    """What placing a claim did: where it belongs, and who is no more because they turned out to be the same."""

    person: int
    absorbed: list[int] = field(default_factory=list)


class People:
    """Claims and the people they make up. People are numbered in the order in which they were first heard of."""

    def __init__(self) -> None:
        self.claims: list[Claim] = []
        self.of_person: dict[int, list[Claim]] = {}
        self._by_digest: dict[bytes, Claim] = {}
        self._by_number: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
        self._by_kawal_id: dict[str, Claim] = {}
        self._numbered: set[int] = set()
        self._likeness = Likeness()
        self._person_of: dict[int, int] = {}
        self._firsts: list[str] = []
        self._gone: dict[int, tuple[str, ...]] = {}

    @property
    def numbered(self) -> int:
        """How many people are known by a number or a `kawal_id`."""
        return len(self._numbered)

    def first(self, person: int) -> str:
        """``source:id`` of the fact by which the person was first heard of."""
        return self._firsts[person]

    def claim_of(self, source: str, id_: str, subject: Mapping[str, Any]) -> Claim:
        """The claim a source makes with this subject: the same one each time it says the same."""
        text = orjson.dumps([source, subject], option=orjson.OPT_SORT_KEYS)
        digest = blake2b(text, digest_size=12).digest()
        claim = self._by_digest.get(digest)
        if claim is None:
            claim = _read_claim(len(self.claims), f"{source}:{id_}", subject, self._likeness.read(subject))
            self._by_digest[digest] = claim
            self.claims.append(claim)
        return claim

    def hold(self, claim: Claim) -> Moved:
        """A standing fact says it: it belongs to somebody from now on."""
        claim.held += 1
        if claim.held > 1:
            return Moved(claim.person)
        fitting = {it.person for it in self._fitting(claim)}
        people = sorted(fitting | self._alike(claim, fitting))
        if not people:
            people = [self._open(claim)]
        target, absorbed = people[0], people[1:]
        self._index(claim)
        self._move([claim], target)
        for other in absorbed:
            self._move(self.of_person.pop(other), target)
            self._numbered.discard(other)
        if claim.kawal_id or claim.nik or claim.passport:
            self._numbered.add(target)
        return Moved(target, absorbed)

    def release(self, claim: Claim) -> list[list[Claim]]:
        """One fact fewer says it. Groups of claims that no longer hang together, the largest first; one group mostly."""
        claim.held -= 1
        if claim.held:
            return []
        self._unindex(claim)
        if len(self.of_person[claim.person]) == 1:  # nothing that stands will say who that was
            self._gone[claim.person] = (self.subject_key(claim.person), *self.keys(claim.person))
        kept = self.of_person[claim.person] = [it for it in self.of_person[claim.person] if it is not claim]
        return _hanging_together(kept)

    def part(self, claims: Iterable[Claim]) -> int:
        """Those claims become a person of their own, with the next number."""
        moved = list(claims)
        made = self._open(moved[0])
        before = {it.person for it in moved}
        self._move(moved, made)
        for person in before:
            self.of_person[person] = [it for it in self.of_person[person] if it.person == person]
        return made

    def subject_key(self, person: int) -> str:
        """`kawal_id`, else NIK, else passport, else the first fact: the one most claims say, then the first said.

        As it was last where nothing that stands says who it is.
        """
        claims = self.of_person[person]
        for values in (
            [it.kawal_id for it in claims],
            [it.nik for it in claims],
            [it.passport for it in claims],
        ):
            said = [value for value in values if value]
            if said:
                return max(dict.fromkeys(said), key=said.count)
        return min(claims, key=lambda it: it.number).first if claims else self._gone.get(person, ("",))[0]

    def keys(self, person: int) -> Iterator[str]:
        """Every name under which somebody else may know the person."""
        if not self.of_person[person]:
            yield from self._gone.get(person, ())
        for it in self.of_person[person]:
            yield from (key for key in (it.kawal_id, it.nik, it.passport, it.first) if key)

    def _alike(self, claim: Claim, fitting: set[int]) -> set[int]:
        """The person whom nothing but likeness tells, unless numbers contradict it."""
        person = self._likeness.same(claim.form, self._person_of, fitting)
        if person is None:
            return set()
        own = [claim, *(it for other in fitting for it in self.of_person[other])]
        theirs = self.of_person[person]
        if not no_two_niks((it.nik for it in own), (it.nik for it in theirs)):
            return set()
        ids, others = {it.kawal_id for it in own} - {""}, {it.kawal_id for it in theirs} - {""}
        return set() if ids and others and not ids & others else {person}

    def _open(self, claim: Claim) -> int:
        number = len(self._firsts)
        self._firsts.append(claim.first)
        self.of_person[number] = []
        return number

    def _fitting(self, claim: Claim) -> Iterator[Claim]:
        if claim.kawal_id and claim.kawal_id in self._by_kawal_id:
            yield self._by_kawal_id[claim.kawal_id]
        for number in claim.numbers:
            holders = self._by_number[number]
            if len(holders) <= MOST_COMPARED:
                yield from (it for it in holders if may_be_one(it, claim))
            else:
                yield from (it for it in holders if it.words == claim.words and may_be_one(it, claim))

    def _index(self, claim: Claim) -> None:
        for number in claim.numbers:
            self._by_number[number].append(claim)
        self._likeness.add(claim.number, claim.form)
        if claim.kawal_id:
            self._by_kawal_id.setdefault(claim.kawal_id, claim)

    def _unindex(self, claim: Claim) -> None:
        for number in claim.numbers:
            self._by_number[number].remove(claim)
        self._likeness.remove(claim.number)
        if self._by_kawal_id.get(claim.kawal_id) is claim:
            others = (it for it in self.of_person[claim.person] if it.kawal_id == claim.kawal_id and it.held)
            other = next(others, None)
            if other is None:
                del self._by_kawal_id[claim.kawal_id]
            else:
                self._by_kawal_id[claim.kawal_id] = other

    def _move(self, claims: list[Claim], person: int) -> None:
        for it in claims:
            it.person = self._person_of[it.number] = person
        self.of_person[person] += claims


def may_be_one(one: Claim, other: Claim) -> bool:
    """Whether two claims with an equal number are one person: not where they are clearly two."""
    if one.kawal_id and other.kawal_id and one.kawal_id != other.kawal_id:
        return False
    births = births_may_be_one(one.birth, other.birth)
    sexes = not one.sex or not other.sex or one.sex == other.sex
    if not one.words or not other.words or names_may_be_one(one.words, other.words):
        return births or sexes
    if not (births and sexes and one.birth and other.birth):
        return False
    return one.birth == other.birth or closeness(_text(one.words), _text(other.words)) >= _ALIKE


def _text(words: frozenset[str]) -> str:
    return " ".join(sorted(words))


def _hanging_together(claims: list[Claim]) -> list[list[Claim]]:
    unions = Unions[object]()
    for n, it in enumerate(claims):
        for other in claims[:n]:
            same_id = it.kawal_id and it.kawal_id == other.kawal_id
            numbered = set(it.numbers) & set(other.numbers) and may_be_one(it, other)
            if same_id or numbered or is_one(it.form, other.form):
                unions.join(it.number, other.number)
    groups: defaultdict[object, list[Claim]] = defaultdict(list)
    for it in claims:
        groups[unions.top(it.number)].append(it)
    return sorted(groups.values(), key=lambda group: (-len(group), group[0].number))


def _read_claim(number: int, first: str, subject: Mapping[str, Any], form: Form) -> Claim:
    name, birth, sex, kawal_id = (_said(subject, key) for key in ("name", "birth_date", "sex", "kawal_id"))
    return Claim(
        number,
        first,
        kawal_id,
        usable_nik(subject.get("nik")) or "",
        usable_passport(subject.get("passport")) or "",
        frozenset(sound_words(name)),
        birth,
        sex if sex in ("female", "male") else "",
        form,
    )


def _said(subject: Mapping[str, Any], key: str) -> str:
    value = subject.get(key)
    return value if isinstance(value, str) else ""
