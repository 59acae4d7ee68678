"""What a person is made of: an opaque id, and whether something human hangs on it."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from kawal.facts.ledger import bulk

ID_SIGNS, ID_LENGTH = "23456789abcdefghjkmnpqrstuvwxyz", 12
ANCHORED = """select person_id from key_grant where person_id = any(%s) and (until is null or until > %s)
 union select person_id from membership where person_id = any(%s) and until is null and cause in ('decision', 'undone')"""
LOCK_CLASS, LOCK_BUCKETS = (
    7311,
    512,
)  # who gives claims of one number their person does so one after the other
LOCK = "select pg_advisory_xact_lock(%s, b) from unnest(%s::int[]) b order by b"

NEW = "insert into person (person_id, kawal_id) values (%s, %s)"
HOLD = "select person_id from person where person_id = any(%s) order by person_id for update"
MOVE = "select move_claims(%s, %s, %s, %s, %s)"
CLAIMS = "select claim_id from standing where person_id = any(%s)"
IDS = "select s.claim_id, p.kawal_id from standing s join person p on p.person_id = s.person_id where s.claim_id = any(%s)"


@dataclass(slots=True)
class Placed:
    """What became of people.

    :ivar moved: claims that changed their person, by the person they belong to now.
    :ivar people: everybody whose picture these changes touch, besides the people of the claims themselves.
    :ivar ids: the opaque id of each claim that opened a person, or came with the one that did.
    """

    moved: dict[int, list[int]] = field(default_factory=dict)
    people: set[int] = field(default_factory=set)
    ids: dict[int, str] = field(default_factory=dict)


def new_id() -> str:
    """An opaque `kawal_id`: 59 random bits without look-alike signs."""
    drawn, signs = secrets.randbelow(len(ID_SIGNS) ** ID_LENGTH), []
    for _ in range(ID_LENGTH):
        drawn, place = divmod(drawn, len(ID_SIGNS))
        signs.append(ID_SIGNS[place])
    return "k" + "".join(signs)


def lock_numbers(numbers: Iterable[int]) -> None:
    """Until the transaction ends nobody else places or moves claims with these numbers. Before any lock of people."""
    buckets = {number % LOCK_BUCKETS for number in numbers}
    if buckets:
        bulk.run(LOCK, (LOCK_CLASS, sorted(buckets)))


def hold_people(people: Iterable[int]) -> None:
    """Nobody else moves claims of these people until the transaction ends; waits for whoever does now."""
    bulk.run(HOLD, (sorted(people),))


def open_person() -> int:
    """Somebody new, to whom nothing belongs yet."""
    [person] = bulk.ids("person_person_id_seq", 1)
    bulk.run(NEW, (person, new_id()))
    return person


def move_claims(
    placed: Placed, claims: Sequence[int], target: int, *, cause: str, by: str, now: datetime
) -> None:
    """These claims belong to that person from now on, and `placed` tells whom it touched."""
    [(people,)] = bulk.run(MOVE, (list(claims), target, cause, by, now))
    placed.people.update(people)
    placed.moved.setdefault(target, []).extend(claims)


def anchored_among(people: list[int], now: datetime) -> set[int]:
    """Those on whom a case, an alert in hand, a referral or an officer's decision hangs. The engine asks."""
    return {person for (person,) in bulk.run(ANCHORED, (people, now, people))}


def ids_of_claims(claims: Iterable[int]) -> dict[int, str]:
    """The opaque id of the person of each claim. The engine asks."""
    return dict(bulk.run(IDS, (sorted(claims),)))


def claims_of(people: Iterable[int]) -> list[int]:
    """The claims of these people. The engine asks."""
    return [claim for (claim,) in bulk.run(CLAIMS, (sorted(people),))]
