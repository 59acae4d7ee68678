"""People of one employer or vessel who came back with findings."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from kawal.situation.networks.dangers import HARM, Signs
from kawal.situation.networks.keys import plain_key
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
        if it.kind in BACK and person not in self._back:
            self._back[person] = (it.day, it.ref)
            news = True
        if it.kind in ("screened", "case_decided") and person not in self._found and _is_finding(it):
            self._found.add(person)
            news = True
        if not news or not self._counts(person):
            return set()
        return {who for key in self._places[person] for who in self._counted(key)}

    def _works(self, person: Person, it: Heard) -> bool:
        said = [who.name for who in it.mentions if who.role == "employer"]
        if it.kind == "port_called" and isinstance(vessel := it.data.get("vessel"), str):
            said.append(vessel)
        new = {plain_key("place", name.key) for one in said if (name := read_name(one))}
        for key in new:
            self._people[key].add(person)
        before = len(self._places[person]) if new else 0
        if new:
            self._places[person] |= new
        return bool(new) and len(self._places[person]) > before

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


def _is_finding(it: Heard) -> bool:
    outcome = it.data.get("outcome")
    if it.kind == "screened":
        return outcome in ("indicated", "identified")
    return it.kind == "case_decided" and outcome in ("proven", "strong_suspicion")
