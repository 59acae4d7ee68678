"""The facts that stand, person by person: repetitions and conflicts left out, corrections and withdrawals carried out.

A record keeps the places of a person's facts in their one order and the reducer's row. A fact that comes in order is one step
of the row; another makes the row stale, and it is stepped anew when somebody next asks.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import blake2b
from typing import Any

from kawal.situation.picture.order import in_order
from kawal.situation.picture.shapes import PictureFact
from kawal_batch.watch.history import History, Known
from kawal_batch.watch.identity import Claim, Moved, People

WITHDRAWN = "withdrawn"
_NOBODY = -1
_MICROSECOND = timedelta(microseconds=1)
_IN_A_MINUTE = 1 << 26  # microseconds
_MINUTES = 1 << 34
_PARTS = 1 << 2
_RANKS = 1 << 5


@dataclass(slots=True)
class Record:
    """One person's facts.

    :ivar keys: of the one order, ascending; ``places`` of the same facts in the history.
    :ivar row: the reducer's, or nothing where it must be stepped anew.
    """

    number: int
    keys: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    row: Any = None


@dataclass(slots=True)
class Counts:
    """What became of the facts that could be read."""

    taken: int = 0
    repeated: int = 0
    conflicts: int = 0
    replaced: int = 0
    withdrawn: int = 0
    about_nobody: int = 0


@dataclass(slots=True)
class Change:
    """What one fact did.

    :ivar fact: the fact, where it stands now; ``person`` whose it is, nothing for a finding about a recruiter alone;
        ``subject`` what its source says of who that is.
    :ivar dropped: a fact that no longer stands, and whose it was.
    :ivar absorbed: people who are now ``person``, with the places of their facts.
    :ivar parted: people who were one with ``dropped``'s person until now.
    """

    fact: PictureFact | None = None
    person: int | None = None
    subject: Mapping[str, Any] = field(default_factory=dict)
    dropped: tuple[int | None, PictureFact] | None = None
    absorbed: dict[int, list[int]] = field(default_factory=dict)
    parted: list[int] = field(default_factory=list)

    @property
    def touched(self) -> set[int]:
        found = {*self.parted}
        if self.person is not None:
            found.add(self.person)
        if self.dropped and self.dropped[0] is not None:
            found.add(self.dropped[0])
        return found


class Records:
    """Everybody's facts as they stand, given one after the other in the order in which they became known."""

    def __init__(self, history: History, step: Callable[[Any, PictureFact, int], None]) -> None:
        self.people = People()
        self.of: dict[int, Record] = {}
        self.counts = Counts()
        self._history = history
        self._step = step
        self._seen: dict[bytes, int] = {}
        self._ended: set[bytes] = set()
        self._claim_at = array("l", [_NOBODY]) * len(history)

    def take(self, place: int) -> Change:
        """Take in the fact at that place."""
        known = self._history.known(place)
        ref = _ref(known.fact.source, known.fact.id)
        change = Change()
        before = self._seen.setdefault(ref, place)
        if before != place:
            self._again(self._history.known(before), known)
            return change
        if known.fact.kind != WITHDRAWN and ref not in self._ended:
            change.fact, change.subject = known.fact, known.subject
            self.counts.taken += 1
            if known.subject:
                self._file(place, known, change)
            else:
                self.counts.about_nobody += 1
        if (
            known.corrects
        ):  # after its own words, so that a claim said by nothing else in between stays somebody's
            self._end(_ref(known.fact.source, known.corrects), known.fact.kind, change)
        return change

    def facts(self, person: int) -> list[PictureFact]:
        """The facts of a person that stand, in their one order."""
        return [self._history.fact(place) for place in self.of[person].places]

    def said_of(self, person: int) -> Iterator[Known]:
        """The same with the claims behind them."""
        if person in self.of:
            yield from map(self._history.known, self.of[person].places)

    def row(self, person: int, fresh: Callable[[], Any]) -> Any:
        """The reducer's row of a person, stepped anew where something came out of order."""
        record = self.of[person]
        if record.row is None:
            record.row = fresh()
            for key, place in zip(record.keys, record.places, strict=True):
                self._step(record.row, self._history.fact(place), day_in(key))
        return record.row

    def births(self, person: int) -> list[str]:
        """The birth of each claim of the person that says one."""
        return sorted(claim.birth for claim in self.people.of_person[person] if claim.birth)

    def _again(self, first: Known, again: Known) -> None:
        same = first._replace(fact=first.fact._replace(known_at=again.fact.known_at))
        if same == again:
            self.counts.repeated += 1
        else:
            self.counts.conflicts += 1

    def _file(self, place: int, known: Known, change: Change) -> None:
        fact = known.fact
        claim = self.people.claim_of(fact.source, fact.id, known.subject)
        moved = self.people.hold(claim)
        self._claim_at[place] = claim.number
        change.person = moved.person
        change.absorbed = {other: self.of[other].places for other in moved.absorbed}
        record = self.of.get(moved.person)
        if record is None:
            record = self.of[moved.person] = Record(moved.person)
        self._merge(record, moved)
        self._insert(record, place, fact)

    def _merge(self, record: Record, moved: Moved) -> None:
        for other in moved.absorbed:
            gone = self.of.pop(other)
            self._refill(record, record.places + gone.places)

    def _refill(self, record: Record, places: Iterable[int]) -> None:
        facts = {
            (fact.source, fact.id): (fact, place) for place in places for fact in [self._history.fact(place)]
        }
        ordered = [item[-1] for item in in_order(fact for fact, _ in facts.values())]
        record.places = [facts[fact.source, fact.id][1] for fact in ordered]
        record.keys = [order_key(fact) for fact in ordered]
        record.row = None

    def _insert(self, record: Record, place: int, fact: PictureFact) -> None:
        key = order_key(fact)
        if not record.keys or key > record.keys[-1]:
            record.keys.append(key)
            record.places.append(place)
            if record.row is not None:
                self._step(record.row, fact, day_in(key))
            return
        at, end = bisect_left(record.keys, key), bisect_right(record.keys, key)
        while at < end:  # the same moment and rank: by source and id
            other = self._history.fact(record.places[at])
            if (other.source, other.id) > (fact.source, fact.id):
                break
            at += 1
        record.keys.insert(at, key)
        record.places.insert(at, place)
        record.row = None

    def _end(self, target: bytes, kind: str, change: Change) -> None:
        """A fact is replaced or withdrawn: at once where it is known, else as soon as it comes."""
        if target in self._ended:
            return
        self._ended.add(target)
        if kind == WITHDRAWN:
            self.counts.withdrawn += 1
        else:
            self.counts.replaced += 1
        place = self._seen.get(target)
        if place is None:
            return
        fact = self._history.fact(place)
        if fact.kind == WITHDRAWN:
            return
        number = self._claim_at[place]
        if number == _NOBODY:
            change.dropped = (None, fact)
            return
        claim = self.people.claims[number]
        change.dropped = (claim.person, fact)
        record = self.of[claim.person]
        at = record.places.index(place)
        del record.places[at], record.keys[at]
        record.row = None
        self._claim_at[place] = _NOBODY
        self._release(record, claim, change)

    def _release(self, record: Record, claim: Claim, change: Change) -> None:
        for group in self.people.release(claim)[1:]:
            made = self.people.part(group)
            numbers = {it.number for it in group}
            places = [it for it in record.places if self._claim_at[it] in numbers]
            self.of[made] = Record(made)
            self._refill(self.of[made], places)
            self._refill(record, [it for it in record.places if self._claim_at[it] not in numbers])
            change.parted.append(made)
        if not record.places:
            del self.of[record.number]


def order_key(fact: PictureFact) -> int:
    """All of the one order as a number but source and id, which come last in it."""
    [(day, rank, part, minute, danger, at, _source, _id, _fact)] = in_order((fact,))
    minutes = int(minute.timestamp()) // 60 + (_MINUTES >> 1)
    within = (at - minute) // _MICROSECOND
    return (((day * _RANKS + rank) * _PARTS + part) * _MINUTES + minutes) * 2 * _IN_A_MINUTE + (
        danger * _IN_A_MINUTE + within
    )


def day_in(key: int) -> int:
    """The day of a key of the one order, as an ordinal."""
    return key // (_RANKS * _PARTS * _MINUTES * 2 * _IN_A_MINUTE)


def _ref(source: str, id_: str) -> bytes:
    return blake2b(f"{source}\0{id_}".encode(), digest_size=10).digest()
