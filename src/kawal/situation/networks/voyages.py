"""Who travels without the card on one vehicle and with one contact phone, or on one booking that somebody else paid."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from kawal.situation.networks.dangers import Signs
from kawal.situation.networks.keys import Keyed, number_form, plain_key
from kawal.situation.networks.laws import Use, people_of
from kawal.situation.networks.links import Links
from kawal.situation.networks.shapes import Heard, Measure, Person, Ref, Trace
from kawal.situation.networks.suspicion import TICKET

MOST: Final = 60
Pair = tuple[int, int]  # voyage, phone


class Voyages:
    def __init__(self, links: Links, signs: dict[Person, Signs]) -> None:
        self._links, self._signs = links, signs
        self._voyages: defaultdict[Person, dict[int, tuple[int, Ref]]] = defaultdict(dict)
        self._numbers: defaultdict[Person, set[int]] = defaultdict(set)
        self._pairs: defaultdict[Pair, dict[Person, tuple[int, Ref]]] = defaultdict(dict)

    def take(self, person: Person, it: Heard, traces: Iterable[Trace]) -> set[Person]:
        changed = self.called(person, {trace.key for trace in traces if trace.kind == "phone"})
        key = flight_key(it)
        return changed if key is None else changed | self.flew(person, key, it.day, it.ref)

    def called(self, person: Person, phones: set[int]) -> set[Person]:
        """Numbers that stand with her; whose party grew."""
        new = phones - self._numbers.get(person, set())
        if not new:
            return set()
        self._numbers[person] |= new
        return self._meet(person, self._voyages.get(person, {}), new)

    def flew(self, person: Person, key: int, day: int, ref: Ref) -> set[Person]:
        """She left on this vehicle of this day; whose party grew."""
        self._voyages[person].setdefault(key, (day, ref))
        return self._meet(person, {key: (day, ref)}, self._numbers.get(person, ()))

    def of(self, person: Person) -> Iterator[tuple[str, Measure]]:
        best = max((it for it in (*self._with_phone(person), *self._booked(person)) if it), default=None)
        if best:
            yield "group_unregistered", best

    def others(self, person: Person) -> set[Person]:
        """Who travelled in her party."""
        pairs = [
            self._pairs.get((voyage, phone), {})
            for voyage in self._voyages.get(person, ())
            for phone in self._numbers.get(person, ())
        ]
        booked = {
            use.person
            for ident in self._links.parts.ties_of(person)
            if isinstance(ident, tuple) and ident[0] == "booking"
            for use in self._links.uses(ident)
        }
        return booked | {it for on in pairs if len(on) <= MOST for it in on}

    def forget(self, person: Person) -> None:
        for voyage in self._voyages.pop(person, ()):
            for phone in self._numbers.get(person, ()):
                self._pairs[voyage, phone].pop(person, None)
        self._numbers.pop(person, None)

    def _with_phone(self, person: Person) -> Iterator[Measure | None]:
        for voyage in self._voyages.get(person, ()):
            for phone in self._numbers.get(person, ()):
                yield self._measure(self._pairs.get((voyage, phone), {}), person)

    def _booked(self, person: Person) -> Iterator[Measure | None]:
        """One booking has one contact."""
        for ident in self._links.parts.ties_of(person):
            if isinstance(ident, tuple) and ident[0] == "booking":
                uses = [use for use in self._links.uses(ident) if self._has(use, TICKET)]
                yield (
                    self._measure({use.person: (use.first, use.ref) for use in uses}, person)
                    if len(people_of(uses)) <= MOST
                    else None
                )

    def _measure(self, on: dict[Person, tuple[int, Ref]], person: Person) -> Measure | None:
        without = {it: seen for it, seen in on.items() if "card" not in self._signs[it].first}
        if len(without) < 2 or person not in without:
            return None
        return Measure(
            len(without),
            max(day for day, _ in without.values()),
            tuple(sorted(ref for _, ref in without.values()))[:12],
        )

    def _meet(
        self, person: Person, voyages: dict[int, tuple[int, Ref]], phones: Iterable[int]
    ) -> set[Person]:
        changed = set[Person]()
        for key, seen in voyages.items():
            for phone in phones:
                on = self._pairs[key, phone]
                if person not in on:
                    on[person] = seen
                    changed |= set(on) if 1 < len(on) <= MOST else set()
        return changed

    def _has(self, use: Use, sign: str) -> bool:
        return use.person in self._signs and sign in self._signs[use.person].first


def flight_key(it: Heard, keyed: Keyed = plain_key) -> int | None:
    """The vehicle of a departure and its day."""
    carrier = it.data.get("carrier") if it.kind == "departed" else None
    form = number_form(carrier) if isinstance(carrier, str) else None
    return keyed("flight", f"{form}|{it.day}") if form else None
