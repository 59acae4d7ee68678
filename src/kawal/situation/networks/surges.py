"""Complaints about a recruiter or employer, and departures without the card from a village, above what is expected.

Expected is the greater of the own history (a year before the window) and what peers have. Many are tested at once, so what
counts is found as Benjamini and Hochberg say.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from kawal.situation.networks.chances import least_true, poisson_tail
from kawal.situation.networks.dangers import OUTSIDE, Signs
from kawal.situation.networks.keys import plain_key
from kawal.situation.networks.records import Records
from kawal.situation.networks.returns import place_keys
from kawal.situation.networks.shapes import Heard, Measure, Person, Ref

WINDOW: Final = 30
YEAR: Final = 365
FEWEST: Final = 4  # events: three may be one household's
WORTH_TESTING: Final = 0.01
MOST_TOLD: Final = 2_000
VILLAGE_CODE: Final = 10  # signs of a full code


class Counts:
    """Events by whoever they are about, one a person and window, and the chance that so many came by themselves."""

    def __init__(self) -> None:
        self._events: defaultdict[int, dict[Person, tuple[int, Ref]]] = defaultdict(dict)
        self._of: defaultdict[Person, set[int]] = defaultdict(set)
        self._chances: dict[int, tuple[int, float, int]] = {}  # day, chance, excess in per mille
        self._total = 0
        self._first = 0

    def add(self, key: int, person: Person, day: int, ref: Ref, exposed: float, all_exposed: float) -> bool:
        """Take an event; whether it makes a surge. ``exposed``: how many could have had one."""
        events = self._events[key]
        if person in events:
            return False
        events[person] = (day, ref)
        self._of[person].add(key)
        self._total += 1
        self._first = min(day, self._first or day)
        years = max(1.0, (day - self._first) / YEAR)
        days = [on for on, _ in events.values()]
        now = sum(day - WINDOW < on <= day for on in days)
        before = sum(day - WINDOW - YEAR < on <= day - WINDOW for on in days)
        peers = max(0, self._total - len(events)) / max(1.0, all_exposed - exposed) / years
        expected = max(before / YEAR, exposed * peers / YEAR, 0.5 / YEAR) * WINDOW
        chance = poisson_tail(now, expected)
        self._chances[key] = (day, chance, round(1000 * (now / expected - 1)))
        return now >= FEWEST and chance < WORTH_TESTING and chance <= self._limit(day)

    def surge_of(self, key: int) -> Measure | None:
        """Where the latest test counts."""
        found = self._chances.get(key)
        if found is None or found[1] >= WORTH_TESTING:
            return None
        day, chance, excess = found
        recent = [ref for on, ref in self._events[key].values() if day - WINDOW < on <= day]
        if len(recent) < FEWEST or chance > self._limit(day):
            return None
        return Measure(excess, day, tuple(sorted(recent))[:12])

    def forget(self, person: Person) -> None:
        for key in self._of.pop(person, ()):
            self._events[key].pop(person, None)
            self._total -= 1

    def people(self, key: int) -> set[Person]:
        return set(self._events[key])

    def surges_with(self, person: Person) -> set[int]:
        """Where her event is one of a surge."""
        return {key for key in self._of.get(person, ()) if self.surge_of(key)}

    def others(self, person: Person) -> set[Person]:
        """Whose events are of the surges that hers is of."""
        return {it for key in self.surges_with(person) for it in self._events[key]}

    def _limit(self, day: int) -> float:
        return least_true(chance for on, chance, _ in self._chances.values() if day - WINDOW < on <= day)


class Surges:
    def __init__(self, records: Records, signs: dict[Person, Signs]) -> None:
        self._records, self._signs = records, signs
        self._employers: defaultdict[int, dict[Person, int]] = defaultdict(dict)
        self._employer_of: defaultdict[Person, set[int]] = defaultdict(set)
        self._village_of: dict[Person, int] = {}
        self._people_of: defaultdict[int, set[Person]] = defaultdict(set)
        self.complaints, self.leaving = Counts(), Counts()

    def take(self, person: Person, it: Heard, area: str) -> set[Person]:
        self.lives(person, area)
        for mention in it.mentions:
            if mention.role == "employer":
                for key in place_keys(it):
                    self.employed(person, key, it.day)
        if it.kind == "complained":
            return self._complained(person, it.day, it.ref)
        return self._left(person, it.day, it.ref) if it.kind == "departed" else set()

    def lives(self, person: Person, area: str) -> None:
        """The first full area code that is told of her."""
        if len(area) >= VILLAGE_CODE and person not in self._village_of:
            self._village_of[person] = key = plain_key("village", area)
            self._people_of[key].add(person)

    def employed(self, person: Person, key: int, day: int) -> None:
        self._employers[key][person] = day
        self._employer_of[person].add(key)

    def of(self, person: Person) -> Iterator[tuple[str, Measure]]:
        found = [it for key in self._keys(person) if (it := self.complaints.surge_of(key))]
        if found:
            yield "surge", max(found)
        village = self._village_of.get(person)
        # A village's surge tells of those who left in it.
        if (
            village is not None
            and (it := self.leaving.surge_of(village))
            and person in self.leaving.people(village)
        ):
            yield "village_surge", it

    def forget(self, person: Person) -> None:
        """Chances that were told stay told."""
        for key in self._employer_of.pop(person, ()):
            self._employers[key].pop(person, None)
        village = self._village_of.pop(person, None)
        if village is not None:
            self._people_of[village].discard(person)
        self.complaints.forget(person)
        self.leaving.forget(person)

    def _keys(self, person: Person) -> set[int]:
        return self._records.of_person.get(person, set()) | self._employer_of.get(person, set())

    def _complained(self, person: Person, day: int, ref: Ref) -> set[Person]:
        changed = {person}
        for key in sorted(self._keys(person), key=lambda it: (it not in self._employers, it)):
            them = self._employers.get(key) or self._records.workers.get(key, {})
            everybody = len(self._employer_of) if key in self._employers else len(self._records.of_person)
            if self.complaints.add(key, person, day, ref, len(them), everybody) and len(them) <= MOST_TOLD:
                changed |= set(them)
        return changed

    def _left(self, person: Person, day: int, ref: Ref) -> set[Person]:
        signs, village = self._signs[person], self._village_of.get(person)
        if village is None or "card" in signs.first or not signs.any_of(OUTSIDE):
            return set()
        exposed = len(self._people_of[village])
        surge = self.leaving.add(village, person, day, ref, exposed, len(self._village_of))
        return self.leaving.people(village) if surge else set()
