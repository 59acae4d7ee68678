"""People of one employer or vessel who came back with findings."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from kawal.situation.networks.dangers import HARM, Signs
from kawal.situation.networks.keys import Keyed, plain_key
from kawal.situation.networks.shapes import Heard, Measure, Person, Ref
from kawal.situation.parties.rules.forms import read_name

BACK: Final = frozenset({"returned", "deported", "repatriated", "rescued", "reached_home", "handed_over"})
WINDOW: Final = 365
MOST: Final = 300


class Returns:
    def __init__(self, signs: dict[Person, Signs]) -> None:
        self._signs = signs
        self._places: defaultdict[Person, set[int]] = defaultdict(set)
        self._people: defaultdict[int, set[Person]] = defaultdict(set)
        self._back: dict[Person, tuple[int, Ref]] = {}
        self._found: set[Person] = set()

    def take(self, person: Person, it: Heard) -> set[Person]:
        """An employer, a return, or a finding; who is counted anew."""
        news = self._works(person, it)
        if it.kind in BACK:
            news = self.came_back(person, it.day, it.ref) or news
        if is_finding(it):
            news = self.found(person) or news
        return self.others(person) if news else set()

    def came_back(self, person: Person, day: int, ref: Ref) -> bool:
        """Whether that is new; the first of which one hears counts."""
        is_new = person not in self._back
        self._back.setdefault(person, (day, ref))
        return is_new

    def found(self, person: Person) -> bool:
        is_new = person not in self._found
        self._found.add(person)
        return is_new

    def worked(self, person: Person, places: set[int]) -> bool:
        """With these employers or on these vessels; whether one of them is new."""
        new = places - self._places.get(person, set())
        for key in new:
            self._people[key].add(person)
        if new:
            self._places[person] |= new
        return bool(new)

    def _works(self, person: Person, it: Heard) -> bool:
        return self.worked(person, place_keys(it))

    def of(self, person: Person) -> Iterator[tuple[str, Measure]]:
        if not self._counts(person):
            return
        near = [self._near(person, key) for key in self._places[person]]
        best = max(near, key=len, default=set[Person]())
        if len(best) > 1:
            seen = [self._back[it] for it in best]
            yield (
                "problem_returns",
                Measure(len(best), max(on for on, _ in seen), tuple(sorted(ref for _, ref in seen))[:12]),
            )

    def others(self, person: Person) -> set[Person]:
        """Who came back with findings from where she did."""
        if not self._counts(person):
            return set()
        return {who for key in self._places.get(person, ()) for who in self._counted(key)}

    def forget(self, person: Person) -> None:
        for key in self._places.pop(person, ()):
            self._people[key].discard(person)
        self._back.pop(person, None)
        self._found.discard(person)

    def _counts(self, person: Person) -> bool:
        return person in self._back and (person in self._found or bool(self._signs[person].any_of(HARM)))

    def _counted(self, key: int) -> set[Person]:
        people = self._people[key]
        return {it for it in people if self._counts(it)} if len(people) <= MOST * 20 else set()

    def _near(self, person: Person, key: int) -> set[Person]:
        day = self._back[person][0]
        return {it for it in self._counted(key) if abs(self._back[it][0] - day) <= WINDOW}


def place_keys(it: Heard, keyed: Keyed = plain_key) -> set[int]:
    """The employers and vessels that a fact names."""
    said = [who.name for who in it.mentions if who.role == "employer"]
    if it.kind == "port_called" and isinstance(vessel := it.data.get("vessel"), str):
        said.append(vessel)
    return {keyed("place", name.key) for one in said if (name := read_name(one))}


def is_finding(it: Heard) -> bool:
    """That somebody looked, and something is the matter."""
    outcome = it.data.get("outcome")
    if it.kind == "screened":
        return outcome in ("indicated", "identified")
    return it.kind == "case_decided" and outcome in ("proven", "strong_suspicion")
