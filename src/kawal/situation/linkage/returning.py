"""Which claims go back when a decision is taken back: those it moved, and what has come since for their sake alone."""

from collections import defaultdict
from typing import Any

from kawal.facts.ledger import bulk
from kawal.situation.linkage import questions
from kawal.situation.linkage.questions import Decision
from kawal.situation.linkage.refusals import Contradicts

STANDS_FOR = "select person_of(kawal_id) from person where person_id = %s"
MEMBERS = """select s.claim_id, s.words, array(select n.key from claim_number n where n.claim_id = s.claim_id
 and n.kind in ('nik', 'passport')), m.since > %s from standing s join membership m on m.claim_id = s.claim_id and m.until is null
 where s.person_id = %s order by s.claim_id"""


def stands_for(person: int) -> int:
    """The person that this one went into, or itself."""
    [(found,)] = bulk.run(STANDS_FOR, (person,))
    return int(found)


def returning_with(decision: Decision, person: int) -> list[int]:
    """The claims that leave ``person``, by number.

    A claim that came later goes along when an officer or a number ties it to those leaving, and to none that stays.

    :raises Contradicts: another decision that stands ties them to a claim that stays.
    """
    members = bulk.run(MEMBERS, (decision.at, person))
    leaving = {claim for claim, *_ in members}.intersection(decision.moved)
    later = {claim for claim, _, _, is_later in members if is_later} - leaving
    ties = _ties(members)
    grown = True
    while grown:
        near = {other for claim in leaving for other in ties[claim]} & later - leaving
        stays = {claim for claim, *_ in members} - later - leaving
        near = {claim for claim in near if not ties[claim] & stays}
        leaving |= near
        grown = bool(near)
    if by := questions.who_ties(sorted(leaving)):
        raise Contradicts(by)
    return sorted(leaving)


def _ties(members: list[tuple[Any, ...]]) -> defaultdict[int, set[int]]:
    """By claim, the claims it is tied to by a number with a similar name, or by an officer."""
    ties, holders = defaultdict[int, set[int]](set), defaultdict[int, list[tuple[int, set[str]]]](list)
    for claim, words, numbers, _ in members:
        for number in numbers:
            for other, its_words in holders[number]:
                if its_words.intersection(words):
                    ties[claim].add(other)
                    ties[other].add(claim)
            holders[number].append((claim, set(words)))
    for one, other in questions.ties_among([claim for claim, *_ in members]):
        ties[one].add(other)
        ties[other].add(one)
    return ties
